// Entry of the page: builds the state, draws it and goes live.

import { render } from 'preact';
import { startSound } from './sound/browser-sound.ts';
import { followAddress } from './state/address.ts';
import { createApp } from './state/app.ts';
import { AppContext } from './state/context.ts';
import { followDevice } from './state/device.ts';
import { browserNow, goLive } from './state/live.ts';
import { isSomebodyElse } from './state/me.ts';
import { createPreferences } from './state/preferences.ts';
import './style/theme.css';
import './style/page.css';
import './style/table.css';
import './style/side.css';
import './style/acts.css';
import { Page } from './view/page.tsx';

const root = document.getElementById('app');
if (root) {
  const app = createApp(createPreferences(window), browserNow());
  const connection = goLive(app);
  followDevice(app);
  followAddress(app, window);
  startSound(app);
  const comeBack = async (): Promise<void> => {
    const before = app.me.principal.peek();
    await app.me.reread();
    if (app.screen.peek().province && isSomebodyElse(before, app.me.principal.peek())) location.reload();
    else connection.connect();
  };
  render(
    <AppContext.Provider value={app}>
      <Page onRetry={() => void comeBack()} />
    </AppContext.Provider>,
    root,
  );
}

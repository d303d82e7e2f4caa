// Lays the page out: header, banners, the link table beside the alerts, and what covers them.

import { useApp } from '../state/context.ts';
import { ActForm } from './act-form.tsx';
import { AlertList } from './alert-list.tsx';
import { Banners, OldOverlay } from './banners.tsx';
import { Detail } from './detail.tsx';
import { Header } from './header.tsx';
import { LinkTable } from './link-table.tsx';
import { TokenForm } from './token-form.tsx';
import { Toolbar } from './toolbar.tsx';

/** The whole page. `onRetry` connects again, after a token was accepted. */
export function Page({ onRetry }: { onRetry(): void }) {
  const app = useApp();
  const { ui } = app.words.value;
  if (app.status.value.kind === 'token') return <TokenForm onAccepted={onRetry} />;
  const fresh = app.freshness.value.kind;
  return (
    <>
      <a class="skip" href="#links">
        {ui.skip}
      </a>
      <Header />
      <Banners />
      <main class={fresh === 'silent' || fresh === 'stalled' ? 'is-old' : ''}>
        <section class="panel table-panel" aria-label={ui.links}>
          <Toolbar />
          <LinkTable />
        </section>
        <div class="side">
          <AlertList />
          <Detail />
        </div>
        {fresh === 'waiting' && (
          <p class="waiting" role="status">
            {ui.waiting}…
          </p>
        )}
        <OldOverlay />
      </main>
      <ActForm />
    </>
  );
}

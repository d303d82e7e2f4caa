// Lays the page out: header and navigation, banners, the page of the route, and what covers it.

import { useEffect } from 'preact/hooks';
import { PageSlot } from '../pages/page-slot.tsx';
import { useApp } from '../state/context.ts';
import { ActForm } from './act-form.tsx';
import { Banners, OldOverlay } from './banners.tsx';
import { Header } from './header.tsx';
import { Nav, usePageNames } from './nav.tsx';
import { LogInCover, LogInPage } from './token-form.tsx';

/** The whole page. `onRetry` connects again, after a log-in was accepted. */
export function Page({ onRetry }: { onRetry(): void }) {
  const app = useApp();
  const { ui } = app.words.value;
  useTitle();
  const isOut = app.status.value.kind === 'token';
  if (isOut && !app.screen.value.province) return <LogInPage onAccepted={onRetry} />;
  const fresh = app.freshness.value.kind;
  const kiosk = isKiosk(app.route.value.query);
  return (
    <>
      <button type="button" class="skip" onClick={() => document.getElementById('page')?.focus()}>
        {ui.skip}
      </button>
      <Header kiosk={kiosk} />
      {!kiosk && <Nav />}
      <Banners />
      <main id="page" tabIndex={-1} class={fresh === 'silent' || fresh === 'stalled' ? 'is-old' : ''}>
        <PageSlot />
        {fresh === 'waiting' && (
          <p class="waiting" role="status">
            {ui.waiting}…
          </p>
        )}
        <OldOverlay />
      </main>
      <ActForm />
      {isOut && <LogInCover onAccepted={onRetry} />}
    </>
  );
}

/** Whether the address asks for a screen that nobody operates. */
export function isKiosk(query: string): boolean {
  return new URLSearchParams(query).has('kiosk');
}

/** The tab's name: whether it is old, how many alarms wait, and where we are: a tab behind others is read by nothing else. */
function useTitle(): void {
  const app = useApp();
  const names = usePageNames();
  const { waiting } = app.alerts.value;
  const name = names[app.route.value.page];
  const { kind } = app.freshness.value;
  const old = kind === 'silent' || kind === 'stalled' ? `${app.words.value.ui.old} · ` : '';
  const title = `${old}${waiting > 0 ? `(${waiting}) ` : ''}${name} – jalur`;
  useEffect(() => {
    document.title = title;
  }, [title]);
}

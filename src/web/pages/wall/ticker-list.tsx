// The ticker: what happened in the last hour, a calm list that nothing scrolls.

import type { Alert } from '../../../domain/alert.ts';
import { useApp } from '../../state/context.ts';
import { alertImpact, alertTitle } from '../../text/alert-sentence.ts';
import { formatDuration } from '../../text/format.ts';
import { Place } from '../../view/place.tsx';
import { SeverityMark } from '../../view/severity-mark.tsx';
import { StateMark } from '../../view/state-mark.tsx';
import { WrenchMark } from '../../view/wrench-mark.tsx';
import type { TickerEntry } from './ticker.ts';
import { useFitting } from './use-fitting.ts';
import { useTicker } from './use-ticker.ts';
import { useWallWords } from './wall-words.ts';

/** The list. */
export function TickerList({ isKiosk }: { readonly isKiosk: boolean }) {
  const app = useApp();
  const words = useWallWords();
  const { entries, fresh, isIncomplete } = useTicker();
  const [list] = useFitting(entries, isKiosk);
  return (
    <section class="panel ticker" aria-label={words.ticker}>
      <h2>{words.ticker}</h2>
      {isIncomplete && <p class="ticker-failure">{words.tickerFailed}</p>}
      {entries.length === 0 ? (
        <p class="ticker-quiet">{words.quiet}</p>
      ) : (
        <ol class={isKiosk ? 'fitting' : 'ticker-list'} ref={list}>
          {entries.map((entry, index) => (
            <li key={entry.key} class={`ticker-entry${index < fresh ? ' is-fresh' : ''}`}>
              <time>{app.time.value.clock(entry.at).slice(0, 5)}</time>
              <EntryText entry={entry} isKiosk={isKiosk} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function EntryText({ entry, isKiosk }: { readonly entry: TickerEntry; readonly isKiosk: boolean }) {
  const words = useWallWords();
  switch (entry.kind) {
    case 'alert':
      return <AlertText what={entry.what} alert={entry.alert} isKiosk={isKiosk} />;
    case 'maintenance':
      return (
        <>
          <span class="ticker-what">
            <WrenchMark /> {entry.what === 'begun' ? words.begun : words.finished}
          </span>
          <span class="ticker-text">
            {words.maintenance} {entry.name} · {entry.by}
          </span>
        </>
      );
    case 'started':
      return (
        <>
          <span class="ticker-what">{words.started}</span>
          <span class="ticker-text">{words.startedText}</span>
        </>
      );
  }
}

function AlertText({
  what,
  alert,
  isKiosk,
}: {
  readonly what: 'raised' | 'again' | 'acknowledged' | 'ended';
  readonly alert: Alert;
  readonly isKiosk: boolean;
}) {
  const app = useApp();
  const words = useWallWords();
  const context = app.sentences.value;
  const title = alertTitle(alert, context);
  const text = (more: string, about = title) => (
    <span class="ticker-text">
      {isKiosk ? (
        <b>{about}</b>
      ) : (
        <Place page="alerts" id={alert.number}>
          {about}
        </Place>
      )}
      {more !== '' && ` · ${more}`}
    </span>
  );
  switch (what) {
    case 'raised':
    case 'again':
      return (
        <>
          <span class="ticker-what">
            <SeverityMark severity={alert.severity} /> {words[what]}
          </span>
          {text(alertImpact(alert, context))}
        </>
      );
    case 'acknowledged':
      return (
        <>
          <span class="ticker-what">
            <CheckMark /> {words.acknowledged}
          </span>
          {text(`${words.by} ${alert.acknowledged?.by}`)}
        </>
      );
    case 'ended': {
      const lasted = formatDuration(
        (alert.returnedAt ?? alert.closedAt ?? alert.since) - alert.since,
        app.words.value,
      );
      // What was taken out of the plan has not recovered.
      const isRestored =
        alert.subject !== 'monitor' &&
        alert.rule.startsWith('link.') &&
        app.screen.value.province?.links.has(alert.subject) === true;
      const rules: Readonly<Record<string, string | undefined>> = isRestored ? app.words.value.rule : {};
      const rule = rules[alert.rule];
      const { name } = alert.data;
      return (
        <>
          <span class="ticker-what">
            <StateMark state="up" /> {isRestored ? words.restored : words.over}
          </span>
          {rule === undefined || typeof name !== 'string'
            ? text(`${words.after} ${lasted}`)
            : text(`${rule} ${lasted}`, name)}
        </>
      );
    }
  }
}

function CheckMark() {
  return (
    <svg class="mark check" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      <path d="m2 8.5 4 4 8-9" />
    </svg>
  );
}

// What operators did about the open alert, newest first.

import { useApp } from '../state/context.ts';
import { actText } from '../text/alert-status.ts';

/** Acts that are shown; the API has them all. */
const MOST_SHOWN = 50;

/** The history; it says so when it cannot be read. */
export function ActHistory({ alert }: { readonly alert: number }) {
  const app = useApp();
  const { ui } = app.words.value;
  const context = app.sentences.value;
  const history = app.desk.history.value;
  const acts =
    typeof history === 'object' && history.alert.number === alert
      ? [...history.acts].sort((a, b) => b.at - a.at)
      : undefined;
  return (
    <section class="act-history" aria-label={ui.history}>
      <h3>{ui.history}</h3>
      {history === 'failed' && (
        <p role="alert">
          {ui.historyFailed}{' '}
          <button type="button" class="act" onClick={() => app.desk.reread()}>
            {ui.tryAgain}
          </button>
        </p>
      )}
      {history === 'reading' && <p>{ui.reading}</p>}
      {acts?.length === 0 && <p>{ui.noHistory}</p>}
      {acts && acts.length > 0 && (
        <ol aria-live="polite" aria-relevant="additions">
          {acts.slice(0, MOST_SHOWN).map((act) => (
            <li key={`${act.at} ${act.act.kind} ${act.actor.who}`}>
              <time dateTime={new Date(act.at).toISOString()}>
                {context.time.minute(act.at, context.now)}
              </time>{' '}
              <b>{act.actor.who}</b> {actText(act, context)}
              {act.actor.via !== 'screen' && <span class="tag">{act.actor.via}</span>}
            </li>
          ))}
          {acts.length > MOST_SHOWN && (
            <li>
              +{acts.length - MOST_SHOWN} {ui.more}
            </li>
          )}
        </ol>
      )}
    </section>
  );
}

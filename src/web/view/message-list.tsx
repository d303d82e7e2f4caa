// What became of messages about the open alert, newest first: whether anybody outside was told.

import { useApp } from '../state/context.ts';

/** Messages that are shown; the API has more. */
const MOST_SHOWN = 20;

/** The list; nothing where nobody is told by messages. */
export function MessageList({ alert }: { readonly alert: number }) {
  const app = useApp();
  const { ui, messageOutcome } = app.words.value;
  const context = app.sentences.value;
  const history = app.desk.history.value;
  if (typeof history !== 'object' || history.alert.number !== alert || history.messages.length === 0)
    return null;
  return (
    <section class="act-history" aria-label={ui.messages}>
      <h3>{ui.messages}</h3>
      <ol>
        {history.messages
          .slice(0, MOST_SHOWN)
          .map(({ channel, bornAt, endedAt, outcome, subject, detail }) => (
            <li key={`${bornAt} ${channel} ${subject}`}>
              <time dateTime={new Date(endedAt).toISOString()}>
                {context.time.minute(endedAt, context.now)}
              </time>{' '}
              <b>{channel}</b> {messageOutcome[outcome]}: {subject}
              {outcome !== 'delivered' && detail && ` (${detail})`}
            </li>
          ))}
      </ol>
    </section>
  );
}

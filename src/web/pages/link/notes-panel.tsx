// What operators did about alerts of this link, and what they noted, newest first.

import type { LinkActs } from '../../../stream/link-detail.ts';
import type { LinkView } from '../../../stream/protocol.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { useApp } from '../../state/context.ts';
import { actText } from '../../text/alert-status.ts';
import { AnswerFailure } from '../../view/failure-note.tsx';
import { Place } from '../../view/place.tsx';
import { useAgainOn } from './kept.ts';
import { useLinkWords } from './link-words.ts';

const EVERY_MS = 60_000;
/** Acts shown; the API tells a hundred. */
const MOST_SHOWN = 12;

/** The list. */
export function NotesPanel({ link }: { readonly link: LinkView }) {
  const app = useApp();
  const { ui } = app.words.value;
  const context = app.sentences.value;
  const mine = useLinkWords();
  const answer = useAnswer<LinkActs>(`/api/v1/links/${encodeURIComponent(link.id)}/acts`, EVERY_MS);
  // The newest act about any of its alerts: what somebody does now is seen at once.
  const province = app.screen.value.province;
  const numbers = [...(province?.alerts.values() ?? [])].flatMap(({ subject, number }) =>
    subject === link.id ? [province?.acts.get(number) ?? 0] : [],
  );
  const newest = Math.max(0, ...numbers);
  useAgainOn(newest, answer.again);
  const acts = answer.value?.acts ?? [];
  return (
    <section class="panel facts notes" aria-label={mine.notes}>
      <h2>{mine.notes}</h2>
      <AnswerFailure answer={answer} />
      {answer.value && acts.length === 0 && <p class="quiet">{mine.noNotes}</p>}
      <ol>
        {acts.slice(0, MOST_SHOWN).map((act) => (
          <li key={`${act.at} ${act.alert} ${act.act.kind}`}>
            <time dateTime={new Date(act.at).toISOString()}>{context.time.minute(act.at, context.now)}</time>{' '}
            <b>{act.actor.who}</b> {actText(act, context)}{' '}
            <Place page="alerts" id={act.alert}>
              #{act.alert}
            </Place>
          </li>
        ))}
        {acts.length > MOST_SHOWN && (
          <li>
            +{acts.length - MOST_SHOWN} {ui.more}
          </li>
        )}
      </ol>
    </section>
  );
}

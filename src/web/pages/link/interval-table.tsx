// The link's intervals over the shown stretch, newest first: state, from, to, length, why with its evidence, and its alert.

import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Alert } from '../../../domain/alert.ts';
import type { Reason } from '../../../domain/state.ts';
import type { LinkIntervals } from '../../../stream/link-detail.ts';
import type { LinkView } from '../../../stream/protocol.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { useApp } from '../../state/context.ts';
import { causeText } from '../../text/alert-status.ts';
import { formatDuration, formatPct } from '../../text/format.ts';
import { reasonSentence } from '../../text/sentence.ts';
import { AnswerFailure } from '../../view/failure-note.tsx';
import { Place } from '../../view/place.tsx';
import { StateMark } from '../../view/state-mark.tsx';
import { type IntervalRow, intervalRows } from './interval-rows.ts';
import { useAgainOn, useKept } from './kept.ts';
import { useLinkWords } from './link-words.ts';
import { pctText } from './pct-text.ts';
import { choiceOf, rangeOf } from './range.ts';

/** Rows at first, and with each wish for more; the API has them all. */
const ROWS = 25;
const MOST_ROWS = 1_000;
/** Alerts looked through for their numbers. */
const MOST_ALERTS = 1_000;
/** Availability is counted up to the last whole minute. */
const STEP_MS = 60_000;

/** The table, with the availability of the stretch above it. */
export function IntervalTable({ link, query }: { readonly link: LinkView; readonly query: string }) {
  const app = useApp();
  const words = app.words.value;
  const mine = useLinkWords();
  const [rows, setRows] = useState(ROWS);
  const now = app.serverTime.value;
  const choice = useMemo(() => choiceOf(query), [query]);
  const { from, to } = rangeOf(choice, now);
  useEffect(() => setRows(ROWS), [choice]);
  const id = encodeURIComponent(link.id);
  const window = `from=${from}&to=${to}`;
  const asked = now > 0;
  const intervals = useAnswer<LinkIntervals>(
    asked ? `/api/v1/links/${id}/intervals?${window}&limit=${rows}` : undefined,
  );
  const alerts = useAnswer<{ readonly alerts: readonly Alert[] }>(
    asked
      ? `/api/v1/alerts?state=active,returned,closed&link=${id}&${window}&limit=${MOST_ALERTS}`
      : undefined,
  );
  useAgainOn(link.since, intervals.again);
  const known = useKept(intervals, link.id);
  const told = useKept(alerts, link.id);
  const list = useMemo(
    () => intervalRows(known?.intervals ?? [], told?.alerts ?? [], link.since),
    [known, told, link.since],
  );
  const total = known?.total ?? 0;
  return (
    <section class="panel intervals" aria-label={mine.intervals}>
      <h2>
        {mine.intervals}
        <Availability link={link} from={from} to={to} />
      </h2>
      <AnswerFailure answer={intervals} />
      {known && list.length === 0 && <p class="empty">{mine.noData}</p>}
      {list.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{words.ui.state}</th>
              <th scope="col">{mine.from}</th>
              <th scope="col">{mine.to}</th>
              <th scope="col">{mine.length}</th>
              <th scope="col">{mine.evidence}</th>
              <th scope="col">{mine.alarm}</th>
            </tr>
          </thead>
          <tbody>
            {list.map((row) => (
              <Row key={row.interval.from} row={row} now={now} />
            ))}
          </tbody>
        </table>
      )}
      {total > list.length && (
        <p class="more">
          {list.length} {mine.ofAll} {total.toLocaleString(words.locale)}{' '}
          {rows < MOST_ROWS && (
            <button type="button" class="act" onClick={() => setRows(Math.min(MOST_ROWS, rows * 4))}>
              {mine.moreRows}
            </button>
          )}
        </p>
      )}
    </section>
  );
}

function Row({ row: { interval, alert, lasts }, now }: { readonly row: IntervalRow; readonly now: number }) {
  const app = useApp();
  const words = app.words.value;
  const context = app.sentences.value;
  const mine = useLinkWords();
  const { state, from, reason } = interval;
  const to = lasts ? now : interval.to;
  const cause = alert ? causeText(alert, context) : '';
  const evidence = [
    reasonSentence(reason, context),
    evidenceText(reason, mine, words),
    cause && `${words.ui.cause}: ${cause}`,
  ];
  return (
    <tr class={`s-${state}`}>
      <td class="is-state">
        <StateMark state={state} /> {words.state[state]}
      </td>
      <td>{app.time.value.moment(from, now)}</td>
      <td>{lasts ? mine.still : app.time.value.moment(to, now)}</td>
      <td>{formatDuration(to - from, words)}</td>
      <td class="is-evidence">{evidence.filter(Boolean).join(' · ')}</td>
      <td>
        {alert && (
          <Place page="alerts" id={alert.number}>
            #{alert.number}
          </Place>
        )}
      </td>
    </tr>
  );
}

/** What the sentence leaves out. */
function evidenceText(
  reason: Reason,
  mine: ReturnType<typeof useLinkWords>,
  words: Parameters<typeof formatPct>[1],
): string {
  if (reason.kind !== 'silent') return '';
  return `${reason.required} ${mine.ofLost} (${mine.ownLoss} ${formatPct(reason.lossPct, words)})`;
}

interface AvailabilityReply {
  readonly groups: readonly { readonly availabilityPct: number | null; readonly coveragePct: number }[];
}

/** Availability of the stretch so far, with how much of it was measured. */
function Availability({
  link,
  from,
  to,
}: {
  readonly link: LinkView;
  readonly from: number;
  readonly to: number;
}) {
  const app = useApp();
  const words = app.words.value;
  const mine = useLinkWords();
  const now = app.serverTime.value;
  // What lies ahead would count as not measured.
  const end = Math.min(to, Math.floor(now / STEP_MS) * STEP_MS);
  const path = `/api/v1/availability?from=${from}&to=${end}&link=${encodeURIComponent(link.id)}`;
  const answer = useAnswer<AvailabilityReply>(now > 0 && from < end ? path : undefined);
  const [group] = useKept(answer, link.id)?.groups ?? [];
  if (!group) return null;
  return (
    <span class="availability">
      {mine.availability} <b>{pctText(group.availabilityPct, words)}</b> · {pctText(group.coveragePct, words)}{' '}
      {mine.coverage}
    </span>
  );
}

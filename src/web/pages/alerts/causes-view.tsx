// Outages that are over and whose cause nobody has confirmed, with what jalur supposes.

import { useEffect } from 'preact/hooks';
import type { Alert } from '../../../domain/alert.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { useApp } from '../../state/context.ts';
import { alertTitle } from '../../text/alert-sentence.ts';
import { formatDuration } from '../../text/format.ts';
import { ActNotice } from '../../view/act-buttons.tsx';
import { AnswerFailure } from '../../view/failure-note.tsx';
import { Place } from '../../view/place.tsx';
import { SeverityMark } from '../../view/severity-mark.tsx';
import { type CauseProposal, proposalFor, proposedCode } from './cause-proposal.ts';
import { useAlertWords } from './words.ts';

const DAYS_MS = 30 * 86_400_000;
const HOUR_MS = 3_600_000;
/** Outages shown at once; confirming some brings up the next. */
const MOST_SHOWN = 200;
const EVERY_MS = 60_000;

/** Causes to confirm. */
export function CausesView() {
  const app = useApp();
  const words = useAlertWords();
  // The hour alone: the question stays the same one while the clock ticks.
  const hour = Math.floor(app.serverTime.value / HOUR_MS) * HOUR_MS;
  const asked = app.serverTime.value === 0 ? undefined : hour - DAYS_MS;
  const outages = useAnswer<{ readonly alerts: readonly Alert[] }>(
    asked === undefined
      ? undefined
      : `/api/v1/alerts?state=returned,closed&uncaused=true&from=${asked}&limit=${MOST_SHOWN}`,
    EVERY_MS,
  );
  const causes = useAnswer<{ readonly causes: readonly CauseProposal[] }>(
    asked === undefined ? undefined : `/api/v1/causes?from=${asked}`,
    EVERY_MS,
  );
  const list = outages.value?.alerts ?? [];
  // What somebody did about one of them, here or elsewhere, may be that he confirmed its cause.
  const acts = app.screen.value.province?.acts;
  const newest = Math.max(0, ...list.map(({ number }) => acts?.get(number) ?? 0));
  const { again } = outages;
  useEffect(() => {
    if (newest > 0) again();
  }, [newest, again]);
  return (
    <div class="scroller">
      <p class="view-note">{words.causesNote}</p>
      <AnswerFailure answer={outages} />
      <AnswerFailure answer={causes} />
      <ol>
        {list.map((alert) => (
          <Outage
            key={alert.number}
            alert={alert}
            proposal={proposalFor(causes.value?.causes ?? [], alert)}
          />
        ))}
      </ol>
      {outages.value && list.length === 0 && <p class="empty">{words.noCauses}</p>}
    </div>
  );
}

function Outage({
  alert,
  proposal,
}: {
  readonly alert: Alert;
  readonly proposal: CauseProposal | undefined;
}) {
  const app = useApp();
  const words = useAlertWords();
  const context = app.sentences.value;
  const link = alert.subject === 'monitor' ? undefined : app.screen.value.province?.links.get(alert.subject);
  const code = proposal && proposedCode(proposal.proposal, link?.medium);
  const end = alert.returnedAt ?? alert.closedAt ?? alert.since;
  const { cause } = app.words.value;
  return (
    <li class={`alert v-${alert.severity}`} data-alert={alert.number}>
      <div class="alert-head">
        <SeverityMark severity={alert.severity} />
        <span>#{alert.number}</span>
        <span class="alert-since">
          {context.time.moment(alert.since, context.now)} ·{' '}
          <b>{formatDuration(end - alert.since, app.words.value)}</b>
        </span>
      </div>
      <Place class="alert-title" page="alerts" id={alert.number} query="v=causes">
        {alertTitle(alert, context)}
      </Place>
      <p class="alert-detail">
        {proposal ? `${words.supposes}: ${words[proposal.proposal]}` : words.noProposal}
      </p>
      {app.me.may('operator') && (
        <div class="acts">
          {code && (
            <button
              type="button"
              class="act first"
              onClick={() => app.desk.open({ kind: 'act', alert: alert.number, name: 'cause', cause: code })}
            >
              {words.confirm}: {cause[code]}
            </button>
          )}
          <button
            type="button"
            class="act"
            onClick={() => app.desk.open({ kind: 'act', alert: alert.number, name: 'cause' })}
          >
            {words.other}
          </button>
        </div>
      )}
      <ActNotice alert={alert.number} />
    </li>
  );
}

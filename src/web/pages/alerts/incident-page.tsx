// One incident as people tell it afterwards: what broke, whom it took along, who did what, and when each of it was.

import './alerts.css';
import { useEffect } from 'preact/hooks';
import type { Alert } from '../../../domain/alert.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { possibleActs } from '../../model/act-choice.ts';
import { useApp } from '../../state/context.ts';
import type { MessageTold } from '../../stream/acts.ts';
import { alertDetail, alertImpact, alertTitle } from '../../text/alert-sentence.ts';
import { actText, alertStatus, causeText } from '../../text/alert-status.ts';
import { formatDuration } from '../../text/format.ts';
import { ActButtons, ActNotice } from '../../view/act-buttons.tsx';
import { AnswerFailure } from '../../view/failure-note.tsx';
import { giveKeyboard } from '../../view/keyboard.ts';
import { Place } from '../../view/place.tsx';
import { ReportLink } from '../../view/report-link.tsx';
import { SeverityMark } from '../../view/severity-mark.tsx';
import type { PageProps } from '../registry.ts';
import { type Entry, type Incident, timelineOf } from './timeline.ts';
import { useAlertWords } from './words.ts';

const EVERY_MS = 30_000;
/** Members asked for, those of the largest province; beyond, they are counted. */
const MOST_MEMBERS = 1_000;
const KINDS = ['links', 'province', 'regency', 'village', 'office'] as const;

/** The incident page; a member's number leads to its incident. */
export function IncidentPage({ route }: PageProps) {
  const app = useApp();
  const words = useAlertWords();
  const number = /^\d{1,15}$/.test(route.id ?? '') ? Number(route.id) : undefined;
  const told = useAnswer<Alert & { readonly messages?: readonly MessageTold[] }>(
    number === undefined ? undefined : `/api/v1/alerts/${number}`,
    EVERY_MS,
  );
  const root = told.value?.incident;
  const answer = useAnswer<Incident>(
    root === undefined ? undefined : `/api/v1/incidents/${root}?limit=${MOST_MEMBERS}`,
    EVERY_MS,
  );
  const incident = answer.value;
  // A member's number leads here too, but people were told of the root.
  const messages = useAnswer<{ readonly messages?: readonly MessageTold[] }>(
    root === undefined || root === number ? undefined : `/api/v1/alerts/${root}`,
    EVERY_MS,
  );
  // Whatever changes about its root on the stream changes the page.
  const province = app.screen.value.province;
  const change =
    root === undefined ? '' : `${province?.acts.get(root)} ${province?.alerts.get(root)?.status}`;
  const { again } = answer;
  useEffect(() => {
    if (root !== undefined) again();
  }, [change, again]);
  return (
    <div class="page-scroll incident">
      <p>
        <Place page="alerts">← {words.back}</Place>
      </p>
      {number === undefined && <p role="alert">{words.noIncident}</p>}
      {told.failure?.kind === 'missing' ? (
        <p role="alert">{words.noIncident}</p>
      ) : (
        <AnswerFailure answer={told} />
      )}
      <AnswerFailure answer={answer} />
      {(told.asking || answer.asking) && !incident && <p role="status">{words.searching}</p>}
      {incident && (
        <Story incident={incident} messages={(root === number ? told : messages).value?.messages ?? []} />
      )}
    </div>
  );
}

function Story({
  incident,
  messages,
}: {
  readonly incident: Incident;
  readonly messages: readonly MessageTold[];
}) {
  const app = useApp();
  const words = useAlertWords();
  const context = app.sentences.value;
  const { root, counts, members, total, open } = incident;
  const end = root.returnedAt ?? root.closedAt;
  const cause = causeText(root, context);
  const took = KINDS.filter((kind) => (counts[kind] ?? 0) > 0);
  return (
    <>
      <section class={`panel incident-head v-${root.severity}`} aria-label={words.incident}>
        <h1 class="page-title">
          <SeverityMark severity={root.severity} /> {words.incident} #{root.number}:{' '}
          {alertTitle(root, context)}
        </h1>
        <p class="alert-impact">{alertImpact(root, context)}</p>
        <p>{alertDetail(root, context)}</p>
        <p>
          {context.time.moment(root.since, context.now)}
          {end !== undefined && ` – ${context.time.moment(end, context.now)}`} · {words.duration}{' '}
          <b>{formatDuration((end ?? context.now) - root.since, app.words.value)}</b>
          {end === undefined && ` (${words.running})`}
        </p>
        <p>{alertStatus(root, context, app.isWaiting(root))}</p>
        <p>
          {words.cause}: <b>{cause || '–'}</b>
        </p>
        <ActButtons alert={root} names={possibleActs(root)} onGone={() => giveKeyboard('.incident h1')} />
        <ActNotice alert={root.number} />
        {root.subject !== 'monitor' && (
          <p>
            <Place page="link" id={root.subject}>
              {String(root.data['name'] ?? root.subject)} →
            </Place>
            {' · '}
            <ReportLink kind="incident" id={root.number}>
              {words.report}
            </ReportLink>
          </p>
        )}
      </section>
      <div class="incident-parts">
        <section class="panel" aria-label={words.timeline}>
          <h2>{words.timeline}</h2>
          <ol class="timeline">
            {timelineOf(incident, messages).map((entry, index) => (
              <TimelineEntry key={`${entry.at} ${entry.kind} ${index}`} entry={entry} />
            ))}
          </ol>
        </section>
        <section class="panel" aria-label={words.tookWith}>
          <h2>
            {words.tookWith} <span class="badge">{total}</span>
          </h2>
          {took.length > 0 && (
            <p class="view-note">
              {took.map((kind) => `${counts[kind]} ${words[kind]}`).join(' · ')}
              {open > 0 && ` · ${open} ${words.stillOpen}`}
            </p>
          )}
          {total === 0 && <p class="empty">{words.nobodyElse}</p>}
          <ol class="members">
            {members.map((member) => (
              <li key={member.number} class={`v-${member.severity}`}>
                <SeverityMark severity={member.severity} />
                <Place page="alerts" id={member.number}>
                  {alertTitle(member, context)}
                </Place>
                <span class="muted">
                  {context.time.minute(member.since, context.now)}
                  {member.status === 'active'
                    ? ''
                    : ` – ${context.time.minute(member.returnedAt ?? member.closedAt ?? member.since, context.now)}`}
                </span>
              </li>
            ))}
          </ol>
          {total > members.length && (
            <p class="empty">
              +{total - members.length} {words.membersMore}
            </p>
          )}
        </section>
      </div>
    </>
  );
}

function TimelineEntry({ entry }: { readonly entry: Entry }) {
  const app = useApp();
  const words = useAlertWords();
  const context = app.sentences.value;
  return (
    <li class={`is-${entry.kind}`}>
      <time dateTime={new Date(entry.at).toISOString()}>{context.time.moment(entry.at, context.now)}</time>{' '}
      <span>{sentence()}</span>
    </li>
  );

  function sentence() {
    switch (entry.kind) {
      case 'began':
      case 'raised':
      case 'over':
      case 'closed':
        return `${alertTitle(entry.alert, context)}: ${words[entry.kind]}`;
      case 'took':
      case 'freed': {
        const names = entry.alerts.slice(0, 3).map(({ data, subject }) => String(data['name'] ?? subject));
        const more = entry.alerts.length - names.length;
        const list = `${names.join(', ')}${more > 0 ? ` +${more}` : ''}`;
        return `${entry.kind === 'took' ? '▼' : '▲'} ${entry.alerts.length} ${words.links} ${entry.kind === 'took' ? words.began : words.over}: ${list}`;
      }
      case 'act':
        return (
          <>
            <b>{entry.act.actor.who}</b> {actText(entry.act, context)}
          </>
        );
      case 'message': {
        const { channel, outcome, subject, detail } = entry.message;
        const ended = app.words.value.messageOutcome[outcome];
        return `${words.message} ${channel} ${ended}: ${subject}${detail === undefined ? '' : ` (${detail})`}`;
      }
    }
  }
}

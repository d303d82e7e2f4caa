// One event, to stand on the wall: each site's verdict as large as it can be read, the figure that decides, how long it is
// still, and what was seen so far.

import './event.css';
import { useState } from 'preact/hooks';
import { phaseOf } from '../../../domain/vicon-event.ts';
import type { ViconEventDetail, ViconSiteView } from '../../../domain/vicon-view.ts';
import { VICON_WORDS } from '../../../domain/vicon-words.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { useApp } from '../../state/context.ts';
import { AnswerFailure } from '../../view/failure-note.tsx';
import { Place } from '../../view/place.tsx';
import { StateMark } from '../../view/state-mark.tsx';
import { SiteName, Why } from './board-panel.tsx';
import { EventLog, EventSummary } from './event-log.tsx';
import { Countdown, EventTime } from './event-time.tsx';
import { Judged } from './judged.tsx';
import { LEVEL_STATE } from './level-mark.tsx';
import { RemoveEvent } from './remove-event.tsx';
import { useViconWords } from './words.ts';

const EVERY_MS = 5_000;
/** Verdicts that were not renewed for so long are old: six looks were missed. */
const OLD_MS = 30_000;

/** The screen of one event. */
export function EventScreen({ id }: { readonly id: string }) {
  const words = useViconWords();
  const isNumber = /^\d{1,15}$/.test(id);
  const path = `/api/v1/vicon/events/${isNumber ? id : '0'}`;
  const answer = useAnswer<ViconEventDetail>(path, EVERY_MS);
  const detail = answer.value;
  return (
    <div class="page-scroll vicon-screen">
      <AnswerFailure answer={answer} />
      {detail ? (
        <Detail detail={detail} onChanged={() => answer.again()} />
      ) : (
        !answer.failure && (
          <p class="waiting" role="status">
            {words.waiting}…
          </p>
        )
      )}
      <p>
        <Place page="vicon">← {words.backToBoard}</Place>
      </p>
    </div>
  );
}

function Detail({ detail, onChanged }: { readonly detail: ViconEventDetail; onChanged(): void }) {
  const app = useApp();
  const words = useViconWords();
  const now = app.serverTime.value;
  const { event } = detail;
  const phase = phaseOf(event, now);
  const isOver = phase === 'over' || phase === 'removed';
  const isOld = now - detail.at > OLD_MS;
  const [removed, setRemoved] = useState(false);
  const mayRemove = !isOver && app.me.may('operator');
  return (
    <>
      <header class="vicon-head">
        <h1>{event.title}</h1>
        <p class="vicon-when">
          <EventTime event={event} /> <Countdown event={event} />
        </p>
        {event.note !== undefined && <p class="vicon-note">{event.note}</p>}
      </header>
      {isOver && !isOld && <p class="muted">{words.afterEnd}</p>}
      {isOld && (
        <p class="vicon-old" role="alert">
          <b>{words.oldData}</b> {words.oldHelp} {app.time.value.clock(detail.at)} {app.time.value.zone}.
        </p>
      )}
      {!isOver && (
        <ul class={`vicon-cards ${isOld ? 'is-old' : ''}`}>
          {detail.sites.map((site) => (
            <Card key={site.site} site={site} at={detail.at} />
          ))}
        </ul>
      )}
      <EventSummary detail={detail} />
      <EventLog detail={detail} />
      <footer class="vicon-head-foot muted">
        <span>
          {words.createdBy} {event.createdBy.who}, {app.time.value.moment(event.createdAt, now)}
        </span>
        {event.removed && (
          <span>
            {words.removedBy} {event.removed.by.who}, {app.time.value.moment(event.removed.at, now)}
          </span>
        )}
        {mayRemove && !removed && (
          <RemoveEvent
            id={event.id}
            onRemoved={() => {
              setRemoved(true);
              onChanged();
            }}
          />
        )}
      </footer>
    </>
  );
}

function Card({ site, at }: { readonly site: ViconSiteView; readonly at: number }) {
  const app = useApp();
  const state = LEVEL_STATE[site.level];
  return (
    <li class={`panel vicon-card s-${state}`}>
      <h2>
        <SiteName site={site} />
      </h2>
      <p class="vicon-verdict">
        <StateMark state={state} />
        <b>{VICON_WORDS[app.preferences.language.value].level[site.level]}</b>
      </p>
      <p class="vicon-why">
        <Why site={site} />
      </p>
      <p class="muted">
        <Judged at={at} />
      </p>
    </li>
  );
}

// The active incidents, the largest first, with how long they last; and how many others there are.

import { isEvenSecond } from '../../model/even-second.ts';
import { sound } from '../../sound/browser-sound.ts';
import { isNews } from '../../sound/ring.ts';
import { useApp } from '../../state/context.ts';
import { alertDetail, alertImpact, alertTitle } from '../../text/alert-sentence.ts';
import { causeText } from '../../text/alert-status.ts';
import { formatDuration } from '../../text/format.ts';
import { Place } from '../../view/place.tsx';
import { SeverityMark } from '../../view/severity-mark.tsx';
import type { WallIncident, WallIncidents } from './incidents.ts';
import { useFitting } from './use-fitting.ts';
import { useWallWords } from './wall-words.ts';

/** Incidents drawn: whoever has more looks at the alarm page. */
const DRAWN_LIMIT = 30;

/** From more than this many on they have the room that the ticker can spare. */
const MANY = 3;

/** The list. A kiosk shows as many as fit whole, for nobody scrolls there. */
export function IncidentList({
  incidents: { active, held, returned },
  isKiosk,
}: {
  readonly incidents: WallIncidents;
  readonly isKiosk: boolean;
}) {
  const words = useWallWords();
  const [list, fitting] = useFitting(active, isKiosk);
  const drawn = active.slice(0, DRAWN_LIMIT);
  const more = active.length - Math.min(drawn.length, fitting);
  const fresh = useFresh(active);
  const state = `${active.length > MANY ? ' is-many' : ''}${fresh.length > 0 ? ' has-news' : ''}`;
  return (
    <section class={`panel incidents${state}`} aria-label={words.incidents}>
      <h2>
        {words.incidents} <span class="badge">{active.length}</span>
        {/* A new one may be too small to stand in view. */}
        {fresh.length > 0 && (
          <strong class="new-tag v-critical">
            {fresh.length} {words.fresh}
          </strong>
        )}
        <small class="incidents-rest">
          {returned > 0 && (
            <span>
              {returned} {words.recovered}
            </span>
          )}
          {held > 0 && (
            <span>
              {held} {words.heldBack}
            </span>
          )}
        </small>
      </h2>
      <Announcement fresh={fresh} />
      {active.length === 0 ? (
        <p class="incidents-none">{words.none}</p>
      ) : (
        <ol class={isKiosk ? 'fitting' : 'scroller'} ref={list}>
          {drawn.map((incident) => (
            <IncidentItem key={incident.alert.number} incident={incident} isKiosk={isKiosk} />
          ))}
        </ol>
      )}
      {more > 0 && (
        <p class="incidents-more">
          {isKiosk ? (
            `+${more} ${words.more}`
          ) : (
            <Place page="alerts">
              +{more} {words.more}
            </Place>
          )}
        </p>
      )}
    </section>
  );
}

/** Those that have just come, and nobody has acknowledged. */
function useFresh(active: readonly WallIncident[]): readonly WallIncident[] {
  const now = useApp().serverTime.value;
  const news = sound.memory.value?.news ?? NO_NEWS;
  return active.filter(({ alert }) => isNews(news, alert.number, now));
}

/** Says to a screen reader what the others see and hear. */
function Announcement({ fresh }: { readonly fresh: readonly WallIncident[] }) {
  const app = useApp();
  const words = useWallWords();
  const [first] = fresh;
  return (
    <p class="hidden" role="status">
      {first && `${fresh.length} ${words.fresh}: ${alertTitle(first.alert, app.sentences.value)}`}
    </p>
  );
}

function IncidentItem({
  incident: { alert, under },
  isKiosk,
}: {
  readonly incident: WallIncident;
  readonly isKiosk: boolean;
}) {
  const app = useApp();
  const words = useWallWords();
  const names = app.words.value;
  const context = app.sentences.value;
  const now = app.serverTime.value;
  const title = alertTitle(alert, context);
  const detail = alertDetail(alert, context);
  const cause = causeText(alert, context);
  const waiting = app.isWaiting(alert);
  const { acknowledged } = alert;
  const status = acknowledged
    ? `${words.acknowledgedBy} ${acknowledged.by} ${app.time.value.minute(acknowledged.at, now)}`
    : waiting && names.ui.unacknowledged;
  const isNew = isNews(sound.memory.value?.news ?? NO_NEWS, alert.number, now);
  const impact = alertImpact(alert, context) || (under > 0 ? `${under} ${words.under}` : '');
  return (
    <li
      class={`wall-incident v-${alert.severity}${waiting ? ' is-waiting' : ''}${isNew ? ' is-new' : ''}${isNew && isEvenSecond(now) ? ' is-lit' : ''}`}
      data-incident={alert.number}
      data-incident-link={alert.subject}
    >
      <p class="incident-title">
        <SeverityMark severity={alert.severity} />
        {isKiosk ? (
          <b>{title}</b>
        ) : (
          <Place page="alerts" id={alert.number}>
            {title}
          </Place>
        )}
        {isNew && <strong class="new-tag">{words.fresh}</strong>}
      </p>
      <div class="incident-body">
        <div>
          {impact !== '' && <p class="incident-impact">{impact}</p>}
          <p class="incident-rest">
            <span>{names.severity[alert.severity]}</span>
            {status && <span class="incident-status">{status}</span>}
            <span>
              {words.since} {app.time.value.minute(alert.since, now)}
            </span>
            {cause !== '' && (
              <span>
                {words.cause}: <b>{cause}</b>
              </span>
            )}
            {detail !== '' && <span class="incident-detail">{detail}</span>}
          </p>
        </div>
        <b class="incident-time">{formatDuration(now - alert.since, names)}</b>
      </div>
    </li>
  );
}

const NO_NEWS: ReadonlyMap<number, number> = new Map();

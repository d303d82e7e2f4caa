// The calendar: what is to come and what is under way, then what is over.

import { phaseOf } from '../../../domain/vicon-event.ts';
import type { ViconEventView } from '../../../domain/vicon-view.ts';
import { useApp } from '../../state/context.ts';
import { Place } from '../../view/place.tsx';
import { Countdown, EventTime } from './event-time.tsx';
import { useViconWords } from './words.ts';

/** Past events that are listed; the API has them all. */
const MOST_PAST = 20;
/** Sites that are named; the rest are counted. */
const MOST_NAMES = 4;

/** The lists. */
export function EventList({ events }: { readonly events: readonly ViconEventView[] }) {
  const app = useApp();
  const words = useViconWords();
  const now = app.serverTime.value;
  const isPast = (event: ViconEventView): boolean => ['over', 'removed'].includes(phaseOf(event, now));
  const coming = events.filter((event) => !isPast(event));
  const past = events.filter(isPast).reverse().slice(0, MOST_PAST);
  return (
    <>
      {coming.length === 0 ? (
        <p class="empty">{words.noEvents}</p>
      ) : (
        <ol class="vicon-events">
          {coming.map((event) => (
            <EventItem key={event.id} event={event} />
          ))}
        </ol>
      )}
      {past.length > 0 && (
        <>
          <h3>{words.past}</h3>
          <ol class="vicon-events is-past">
            {past.map((event) => (
              <EventItem key={event.id} event={event} />
            ))}
          </ol>
        </>
      )}
    </>
  );
}

function EventItem({ event }: { readonly event: ViconEventView }) {
  const app = useApp();
  const words = useViconWords();
  const sites = app.screen.value.province?.sites;
  const names = event.sites.slice(0, MOST_NAMES).map((id) => sites?.get(id)?.name ?? id);
  const more = event.sites.length - names.length;
  return (
    <li class={`vicon-event is-${phaseOf(event, app.serverTime.value)}`}>
      <Place page="vicon" id={event.id}>
        {event.title}
      </Place>
      <span>
        <EventTime event={event} />
      </span>
      <span class="muted">
        {words.with} {names.join(', ')}
        {more > 0 && ` +${more}`}
      </span>
      <Countdown event={event} />
    </li>
  );
}

// Video conferences that run or are about to: whether each place would hold, with the figure that decides. No line where
// there is none, or where jalur keeps no such calendar.

import type { LinkState } from '../../../domain/state.ts';
import type { ViconLevel } from '../../../domain/vicon.ts';
import type { ViconEventDetail, ViconEventView, ViconSiteView } from '../../../domain/vicon-view.ts';
import { decisionText, VICON_WORDS } from '../../../domain/vicon-words.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { useApp } from '../../state/context.ts';
import { formatDuration } from '../../text/format.ts';
import { Place } from '../../view/place.tsx';
import { StateMark } from '../../view/state-mark.tsx';
import { dueEvents, worstSites } from './vicon-due.ts';
import { useWallWords } from './wall-words.ts';

/** The calendar changes when somebody writes into it; verdicts with every round. */
const CALENDAR_EVERY_MS = 60_000;
const VERDICTS_EVERY_MS = 15_000;
const EVENTS_SHOWN = 2;
const SITES_SHOWN = 6;
/** Levels have the shapes of the states that feel the same. */
const SHAPE: Readonly<Record<ViconLevel, LinkState>> = {
  ready: 'up',
  limited: 'degraded',
  unfit: 'down',
  unknown: 'unknown',
};

/** The lines. */
export function ViconLines({ isKiosk }: { readonly isKiosk: boolean }) {
  const app = useApp();
  const answer = useAnswer<{ readonly events?: readonly ViconEventView[] }>(
    '/api/v1/vicon/events',
    CALENDAR_EVERY_MS,
  );
  const due = dueEvents(answer.value?.events ?? [], app.serverTime.value);
  if (due.length === 0) return null;
  return (
    <ul class="vicon-lines">
      {due.slice(0, EVENTS_SHOWN).map((event) => (
        <ViconLine key={event.id} event={event} isKiosk={isKiosk} />
      ))}
      {due.length > EVENTS_SHOWN && <MoreEvents count={due.length - EVENTS_SHOWN} />}
    </ul>
  );
}

function MoreEvents({ count }: { readonly count: number }) {
  const words = useWallWords();
  return (
    <li class="vicon-line">
      +{count} {words.viconMore}
    </li>
  );
}

function ViconLine({ event, isKiosk }: { readonly event: ViconEventView; readonly isKiosk: boolean }) {
  const app = useApp();
  const words = useWallWords();
  const now = app.serverTime.value;
  const detail = useAnswer<ViconEventDetail>(`/api/v1/vicon/events/${event.id}`, VERDICTS_EVERY_MS);
  const sites = worstSites(detail.value?.sites ?? []);
  const { clock } = app.time.value;
  const hours = `${clock(event.startsAt).slice(0, 5)}–${clock(event.endsAt).slice(0, 5)}`;
  const until = event.startsAt - now;
  return (
    <li class="vicon-line panel">
      <span class="wall-vicon-event">
        Vicon <b>{hours}</b>{' '}
        {isKiosk ? (
          <b>{event.title}</b>
        ) : (
          <Place page="vicon" id={event.id}>
            {event.title}
          </Place>
        )}{' '}
        · {until > 0 ? `${words.viconIn} ${formatDuration(until, app.words.value)}` : words.viconRuns}
      </span>
      {sites.slice(0, SITES_SHOWN).map((site) => (
        <Site key={site.site} site={site} />
      ))}
      {sites.length > SITES_SHOWN && (
        <span>
          +{sites.length - SITES_SHOWN} {words.more}
        </span>
      )}
      {/* Verdicts that are not renewed are no verdicts. */}
      {detail.failure && <span class="vicon-failure">{words.viconFailed}</span>}
    </li>
  );
}

function Site({ site: { decides, level, name } }: { readonly site: ViconSiteView }) {
  const language = useApp().preferences.language.value;
  return (
    <span class={`vicon-site s-${SHAPE[level]}`}>
      <StateMark state={SHAPE[level]} /> {name} <b>{VICON_WORDS[language].level[level]}</b>
      {level !== 'ready' && ` (${decisionText(decides, language)})`}
    </span>
  );
}

// The top of the page: which province, how many links are in each state, what time it is, and how old all this is.

import { LINK_STATES } from '../../domain/state.ts';
import { isEvenSecond } from '../model/even-second.ts';
import { useApp } from '../state/context.ts';
import { formatDuration } from '../text/format.ts';
import { Operator } from './operator.tsx';
import { StateMark } from './state-mark.tsx';

/** Province, counts, clock, freshness who is on duty, and the two switches, which a kiosk has not. */
export function Header({ kiosk = false }: { readonly kiosk?: boolean }) {
  const app = useApp();
  const words = app.words.value;
  const { ui } = words;
  const province = app.screen.value.province;
  return (
    <header class="top">
      <div class="brand">
        <strong>{province?.facts.name ?? 'jalur'}</strong>
        <span title={province && `${words.echoBy[province.echoEngine.engine]}: ${province.echoEngine.why}`}>
          jalur · {ui.room}
          {/* The usual one is told on demand, any other at once: its figures are coarser. */}
          {province?.echoEngine.engine === 'ping' && ` · ${words.echoBy.ping}`}
        </span>
      </div>
      <Counts />
      <Clock />
      <Pulse />
      {!kiosk && (
        <div class="switches">
          <Operator />
          <button
            type="button"
            class="switch"
            lang={app.preferences.language.value === 'id' ? 'en' : 'id'}
            onClick={app.preferences.toggleLanguage}
          >
            {ui.language}
          </button>
          <button type="button" class="switch" title={ui.theme} onClick={app.preferences.toggleTheme}>
            <svg viewBox="0 0 16 16" width="14" height="14" role="img" aria-label={ui.theme}>
              <circle class="line" cx="8" cy="8" r="6" />
              <path class="solid" d="M8 2a6 6 0 0 1 0 12Z" />
            </svg>
          </button>
        </div>
      )}
    </header>
  );
}

function Counts() {
  const app = useApp();
  const words = app.words.value;
  const counts = app.counts.value;
  return (
    <ul class="counts" aria-label={words.ui.links}>
      {LINK_STATES.map((state) => (
        <li key={state} class={`count s-${state}${counts[state] === 0 ? ' zero' : ''}`}>
          <StateMark state={state} />
          <b>{counts[state]}</b>
          <span>{words.state[state]}</span>
        </li>
      ))}
    </ul>
  );
}

/** The province's time as the daemon tells it: the browser's own clock and zone may be wrong. */
function Clock() {
  const app = useApp();
  const time = app.time.value;
  const at = app.serverTime.value;
  if (at === 0) return <div class="clock" />;
  return (
    <div class="clock">
      <time dateTime={new Date(at).toISOString()}>
        {time.clock(at)} <small>{time.zone}</small>
      </time>
      <span>{time.date(at)}</span>
    </div>
  );
}

/** Whether the stream is alive, in words, and the age of the last thing heard. */
function Pulse() {
  const app = useApp();
  const words = app.words.value;
  const fresh = app.freshness.value;
  const open = app.status.value.kind === 'open';
  const live = open && fresh.kind === 'fresh';
  return (
    <div class={`pulse ${live ? 'live' : 'dead'}${isEvenSecond(app.now.value.monoMs) ? ' is-dim' : ''}`}>
      <span class="dot" aria-hidden="true" />
      <span>{open ? words.ui.connected : words.ui.connecting}</span>
      {fresh.kind !== 'waiting' && (
        <span class="age">
          {words.ui.heard} {formatDuration(fresh.ageMs, words)} {words.ui.ago}
        </span>
      )}
    </div>
  );
}

// What the whole screen has to be read with: simulated, maintenance, blind, old, not stored, another protocol. Each says so in words.

import { useApp } from '../state/context.ts';
import { formatDuration } from '../text/format.ts';
import { WrenchMark } from './wrench-mark.tsx';

/** Windows told of in the banner; the others are counted. */
const WINDOWS_SHOWN = 3;

/** The banners that apply now, the most serious last, next to the data. */
export function Banners() {
  const app = useApp();
  const words = app.words.value;
  const { ui } = words;
  const province = app.screen.value.province;
  const blindSince = province?.blindSince;
  const now = app.serverTime.value;
  return (
    <aside class="banners" aria-label={ui.notices}>
      {province?.simulated && (
        <p class="banner simulated">
          <strong>{ui.simulated}</strong> {ui.simulatedNote}
          {province.echoEngine.engine === 'lab' && ` (${words.echoBy.lab})`}
        </p>
      )}
      {province?.undurable && (
        <p class="banner warn" role="status">
          <strong>{ui.undurable}</strong> {ui.undurableNote}
        </p>
      )}
      {app.status.value.kind === 'protocol' && (
        <p class="banner warn" role="alert">
          <strong>{ui.protocol}</strong> {ui.protocolNote}{' '}
          <button type="button" class="switch" onClick={() => location.reload()}>
            {ui.reload}
          </button>
        </p>
      )}
      <Maintenance />
      {blindSince !== undefined && (
        <p class="banner blind" role="alert">
          <strong>{ui.blind}</strong> {ui.blindNote} {app.time.value.moment(blindSince, now)} (
          {formatDuration(now - blindSince, words)})
        </p>
      )}
    </aside>
  );
}

/** Which windows are open, the one that ends next first. */
function Maintenance() {
  const app = useApp();
  const { ui } = app.words.value;
  const windows = [...(app.screen.value.province?.maintenance ?? [])].sort((a, b) => a.to - b.to);
  if (windows.length === 0) return null;
  const now = app.serverTime.value;
  const more = windows.length - WINDOWS_SHOWN;
  return (
    <div class="banner maintenance" role="status">
      <strong>
        <WrenchMark /> {ui.maintenance}
      </strong>
      <ul>
        {windows.slice(0, WINDOWS_SHOWN).map((each) => (
          <li key={`${each.window} ${each.from}`}>
            <b>{each.name}</b> · {each.announcedBy} · {ui.until.toLowerCase()}{' '}
            {app.time.value.minute(each.to, now)} · {each.links.length} {ui.links.toLowerCase()}
          </li>
        ))}
        {more > 0 && (
          <li>
            +{more} {ui.more}
          </li>
        )}
      </ul>
    </div>
  );
}

/** Lies over the data while it is old; the data stays legible underneath, since old is better than nothing. */
export function OldOverlay() {
  const app = useApp();
  const words = app.words.value;
  const { ui } = words;
  const fresh = app.freshness.value;
  if (fresh.kind !== 'silent' && fresh.kind !== 'stalled') return null;
  return (
    <div class="old" role="alert">
      <div class="old-card">
        <strong>{ui.old}</strong>
        <span>
          {fresh.kind === 'silent' ? ui.silentNote : ui.stalledNote}{' '}
          <b class="figure" aria-live="off">
            {formatDuration(fresh.ageMs, words)}
          </b>
        </span>
        {fresh.kind === 'silent' && <span>{ui.reconnecting}…</span>}
      </div>
    </div>
  );
}

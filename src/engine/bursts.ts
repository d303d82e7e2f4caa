// Who gets extra echoes: the topmost suspects, what stands before them, the anchors, links that begin to answer again, and
// links whose device sent a trap. What hangs below a suspect waits for its verdict (design, "Suspicion"). A missing beat
// asks for none: no beat can be hurried, and by the time it counts as missing regular echoes have told of what stands before.

import type { EngineState, LinkWatch, Step } from './state.ts';
import { guardSight } from './suspicion.ts';
import { fails } from './transition.ts';

/** A trap says that something happened just now: its echoes follow each other faster, for two seconds. */
const ALARM_SHARE = 0.5;

/** Works the extra echoes out again if anything changed, and asks for the differences. */
export function planBursts(step: Step): void {
  const { state, requests } = step;
  if (!state.burstsStale) return;
  state.burstsStale = false;
  const wanted = wantedBursts(state);
  for (const key of state.bursting.keys()) if (!wanted.has(key)) requests.push({ kind: 'burst', key });
  for (const [key, everyMs] of wanted)
    if (state.bursting.get(key) !== everyMs) requests.push({ kind: 'burst', key, everyMs });
  state.bursting = wanted;
}

/** Keys in order of need. At the cap the others keep their regular echoes: their verdict comes later, and as true. */
function wantedBursts(state: EngineState): ReadonlyMap<number, number> {
  const { burstEveryMs, burstPerSecond } = state.config.network.settings;
  const keys = new Map<number, number>();
  let perSecond = 0;
  const add = (key: number, everyMs = burstEveryMs): boolean => {
    if (keys.has(key)) return true;
    perSecond += 1000 / everyMs;
    if (perSecond > burstPerSecond && keys.size > 0) return false;
    keys.set(key, everyMs);
    return true;
  };
  const anchorsInDoubt = state.anchors.some((anchor) => anchor.track.lostInRow > 0);
  const suspects = [...state.suspects]
    .filter((suspect) => !beats(suspect))
    .sort((a, b) => a.track.firstLostMs - b.track.firstLostMs);
  if (state.blind || anchorsInDoubt || suspects.length > 0 || state.alarms.size > 0)
    for (const anchor of state.anchors) add(anchor.key);
  if (state.blind) return keys;
  const alarmEveryMs = burstEveryMs * ALARM_SHARE;
  const paceOf = (watch: LinkWatch) => (state.alarms.has(watch) ? alarmEveryMs : burstEveryMs);
  const addLink = (watch: LinkWatch, everyMs?: number): boolean => beats(watch) || add(watch.key, everyMs);
  for (const suspect of suspects) {
    if (!isTopmost(state, suspect)) continue;
    if (!addLink(suspect, paceOf(suspect))) return keys;
    for (const before of linksBefore(state, suspect))
      if (!fails(before.state)) addLink(before, paceOf(before));
  }
  // What was measured goes before what somebody said: a trap may be forged.
  for (const watch of state.recovering) if (!addLink(watch, paceOf(watch))) return keys;
  for (const watch of state.alarms.keys()) if (!addLink(watch, alarmEveryMs)) return keys;
  return keys;
}

function beats({ link }: LinkWatch): boolean {
  return link.device.beat !== undefined;
}

function linksBefore(state: EngineState, suspect: LinkWatch): LinkWatch[] {
  const site = state.topology.guard.get(suspect.link.id);
  const inbound = site === undefined ? [] : (state.topology.inbound.get(site) ?? []);
  return inbound.flatMap((link) => state.links.get(link.id) ?? []);
}

/** A suspect whose guard is not in doubt itself, or was seen to work since the suspect fell silent. */
function isTopmost(state: EngineState, suspect: LinkWatch): boolean {
  const site = state.topology.guard.get(suspect.link.id);
  if (site === undefined) return true;
  const guard = guardSight(state, site);
  if (Math.max(guard.seenMs, guard.seenBehindMs) > suspect.track.firstLostMs) return true;
  return linksBefore(state, suspect).some((before) => !fails(before.state) && before.track.lostInRow === 0);
}

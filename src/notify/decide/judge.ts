// The rules of telling, for one alert at a time: what was told is compared with what is true, and the difference is told
// to whom it concerns. Nothing is told of what is held back; leaving a suppression needs no case of its own.

import { isAtLeast } from '../../domain/alert-life.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Case } from './case.ts';
import { tellEnd } from './judge-end.ts';
import { runRoute } from './judge-steps.ts';
import { allQuietUntil, dropRoute, type Judging, type Telling, waitForMorning } from './judging.ts';
import type { Routing } from './routing.ts';

/** Compares what was told of an alert with what is true of it, and tells the difference. */
export function judge(
  one: Case,
  now: Instant,
  deps: { readonly routing: Routing; readonly tell: (telling: Telling) => void },
): Pick<Judging, 'changed' | 'dueMs' | 'morningAt'> {
  const never = Number.POSITIVE_INFINITY;
  const judging: Judging = { one, now, ...deps, changed: false, dueMs: never, morningAt: never };
  if (one.alert.status !== 'active') {
    unpause(judging);
    tellEnd(judging);
  } else {
    takeBackEnds(judging);
    if (one.alert.suppressed) pause(judging);
    else tellBeginning(judging);
  }
  return judging;
}

function tellBeginning(judging: Judging): void {
  const { one, now, routing } = judging;
  const { alert } = one;
  unpause(judging);
  if (one.told !== alert.occurrences) {
    judging.dueMs = one.activeMs + routing.config.waitMs;
    if (now.monoMs < judging.dueMs) return;
    judging.dueMs = Number.POSITIVE_INFINITY;
    one.told = alert.occurrences;
    one.severity = alert.severity;
    chooseRoutes(judging);
  } else if (one.severity !== alert.severity) {
    const isWorse = !isAtLeast(one.severity, alert.severity);
    one.severity = alert.severity;
    judging.changed = true;
    if (isWorse) chooseRoutes(judging);
  }
  const late = wakeRoutes(judging);
  tellWorse(judging, late);
  for (const [id, track] of one.routes) {
    const route = routing.route(id);
    if (route && routing.covers(route, alert)) runRoute(judging, route, { track, late: late.has(id) });
    else if (!route || track.taken === 0) dropRoute(judging, id);
  }
}

/** Routes are chosen when an alert is announced or gets worse: a new configuration tells nobody of what is known. */
function chooseRoutes(judging: Judging): void {
  const { one, now, routing } = judging;
  judging.changed = true;
  for (const route of routing.config.routes)
    if (!one.routes.has(route.id) && routing.covers(route, one.alert))
      one.routes.set(route.id, { startedMs: now.monoMs, lastMs: now.monoMs, taken: 0 });
}

/** Lets routes speak whose quiet hours are over, or do not hold for this severity any more; ids of those that are late. */
function wakeRoutes(judging: Judging): ReadonlySet<string> {
  const { one, now, routing } = judging;
  const late = new Set<string>();
  for (const [id, track] of one.routes) {
    if (track.heldUntil === undefined) continue;
    const route = routing.route(id);
    const quiet = route && routing.quietUntil(route, one.alert.severity, now.at);
    if (quiet !== undefined && now.at < track.heldUntil) continue;
    const isTooSevere = route?.quiet && isAtLeast(one.alert.severity, route.quiet.below);
    if (!isTooSevere) late.add(id);
    delete track.heldUntil;
    judging.changed = true;
  }
  return late;
}

/** Whoever was told of a lesser severity is told of the worse one. */
function tellWorse(judging: Judging, late: ReadonlySet<string>): void {
  const { one } = judging;
  const { severity } = one.alert;
  if (one.listeners.every((listener) => isAtLeast(listener.severity, severity))) return;
  judging.changed = true;
  one.listeners = one.listeners.map((listener) => {
    const { channel, address, routes, severity: was } = listener;
    if (isAtLeast(was, severity)) return listener;
    const isLate = routes.some((id) => late.has(id));
    if (!isLate && holdRoutes(judging, routes)) return listener;
    judging.tell({ one, kind: 'changed', channel, address, late: isLate, was });
    return { ...listener, severity };
  });
}

/** Puts off what routes would tell; false when one of them may speak. */
function holdRoutes(judging: Judging, routes: readonly string[]): boolean {
  const until = allQuietUntil(judging, routes, judging.one.alert.severity);
  if (until === undefined) return false;
  for (const id of routes) {
    const track = judging.one.routes.get(id);
    if (track) track.heldUntil ??= until;
  }
  waitForMorning(judging, until);
  return true;
}

/** No step and no reminder comes nearer. What waited for the end of quiet hours then waits for the release. */
function pause(judging: Judging): void {
  const { one, now } = judging;
  if (one.told > 0 && one.pausedMs === undefined) {
    one.pausedMs = now.monoMs;
    judging.changed = true;
  }
  for (const track of one.routes.values()) {
    if (track.heldUntil === undefined) continue;
    if (now.at < track.heldUntil) waitForMorning(judging, track.heldUntil);
    else {
      delete track.heldUntil;
      judging.changed = true;
    }
  }
}

function unpause(judging: Judging): void {
  const { one, now } = judging;
  if (one.pausedMs === undefined) return;
  const pauseMs = now.monoMs - one.pausedMs;
  for (const track of one.routes.values()) {
    track.startedMs += pauseMs;
    track.lastMs += pauseMs;
  }
  one.pausedMs = undefined;
  judging.changed = true;
}

/** An end that waited for the morning did not last: whoever was told of the beginning was told the truth. */
function takeBackEnds(judging: Judging): void {
  const { one } = judging;
  if (one.listeners.every((listener) => listener.heldUntil === undefined)) return;
  one.listeners = one.listeners.map(({ heldUntil: _, ...listener }) => listener);
  judging.changed = true;
}

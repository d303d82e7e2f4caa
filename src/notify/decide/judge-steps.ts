// One route's steps about one alert that may be told: the first when it is announced, later ones and reminders while
// nobody has acknowledged.

import type { RouteConfig, StepConfig } from '../../config/notify-config.ts';
import { isAtLeast } from '../../domain/alert-life.ts';
import type { Case, RouteTrack } from './case.ts';
import { type Judging, waitForMorning } from './judging.ts';

/** Takes what is due of a route, or puts it off in quiet hours. `late`: its quiet hours have just ended. */
export function runRoute(
  judging: Judging,
  route: RouteConfig,
  { track, late }: { readonly track: RouteTrack; readonly late: boolean },
): void {
  const { one, now, routing } = judging;
  if (track.heldUntil !== undefined) {
    waitForMorning(judging, track.heldUntil);
    return;
  }
  if (nextMs(one, route, track) <= now.monoMs) {
    judging.changed = true;
    const quiet = late ? undefined : routing.quietUntil(route, one.alert.severity, now.at);
    if (quiet !== undefined) {
      track.heldUntil = quiet;
      waitForMorning(judging, quiet);
      return;
    }
    takeDue(judging, route, { track, late });
  }
  judging.dueMs = Math.min(judging.dueMs, nextMs(one, route, track));
}

/** Takes every step that is due; when none is, it is the reminder: the last step is repeated. */
function takeDue(
  judging: Judging,
  route: RouteConfig,
  { track, late }: { readonly track: RouteTrack; readonly late: boolean },
): void {
  const { one, now } = judging;
  if (track.taken === 0) track.startedMs = now.monoMs;
  const before = track.taken;
  while (stepMs(one, route, track) <= now.monoMs) {
    const step = route.steps[track.taken];
    if (step) tellStep(judging, { route, step, late, kind: track.taken === 0 ? 'raised' : 'escalated' });
    track.taken++;
  }
  track.lastMs = now.monoMs;
  const last = route.steps[Math.min(track.taken, route.steps.length) - 1];
  if (track.taken === before && last) tellStep(judging, { route, step: last, late, kind: 'reminder' });
}

interface StepTelling {
  readonly route: RouteConfig;
  readonly step: StepConfig;
  readonly kind: 'raised' | 'escalated' | 'reminder';
  readonly late: boolean;
}

/** Whoever knows of the beginning from another route is not told again, but the end is owed for this route as well. */
function tellStep({ one, now, routing, tell }: Judging, { route, step, kind, late }: StepTelling): void {
  const { severity } = one.alert;
  for (const [channel, addresses] of routing.targets(step, now.at))
    for (const address of addresses) {
      const known = one.listeners.find((each) => each.channel === channel && each.address === address);
      const isKnown = kind === 'raised' && known !== undefined && isAtLeast(known.severity, severity);
      const isWorse = kind === 'raised' && known !== undefined && !isKnown;
      if (isWorse) tell({ one, kind: 'changed', channel, address, late, was: known.severity });
      else if (!isKnown) tell({ one, kind, channel, address, late });
      one.listeners = [
        ...one.listeners.filter((each) => each !== known),
        {
          channel,
          address,
          routes: [...new Set([...(known?.routes ?? []), route.id])],
          cleared: route.cleared || known?.cleared === true,
          severity: isKnown ? known.severity : severity,
        },
      ];
    }
}

/** When the next step or reminder is due, CLOCK_MONOTONIC ms. */
function nextMs(one: Case, route: RouteConfig, track: RouteTrack): number {
  const step = stepMs(one, route, track);
  if (route.remindMs === undefined || track.taken === 0 || one.alert.acknowledged) return step;
  return Math.min(step, track.lastMs + route.remindMs);
}

function stepMs(one: Case, route: RouteConfig, track: RouteTrack): number {
  const step = route.steps[track.taken];
  if (step && track.taken === 0) return track.startedMs;
  if (!step || one.alert.acknowledged) return Number.POSITIVE_INFINITY;
  return track.startedMs + step.afterMs;
}

// The end of an alert, told to exactly those who were told of its beginning, also while it is held back: a suppression
// says that a trouble is no news, never that its end is none.

import type { Listener, RouteTrack } from './case.ts';
import { allQuietUntil, dropRoute, type Judging, waitForMorning } from './judging.ts';

/** Tells that an alert's condition is gone. */
export function tellEnd(judging: Judging): void {
  const { one } = judging;
  const before = one.listeners;
  if (before.length > 0) {
    noteKnown(judging);
    one.listeners = before.flatMap((listener) => endFor(judging, listener));
    const isSame = one.listeners.every((listener, index) => listener === before[index]);
    if (one.listeners.length !== before.length || !isSame) judging.changed = true;
  }
  for (const [id, track] of one.routes) endRoute(judging, id, track);
}

/** Routes that were quiet have nothing to add in the morning for those who were told by others. */
function noteKnown({ one }: Judging): void {
  const known = one.listeners.map(({ channel, address }) => `${channel} ${address}`);
  for (const track of one.routes.values())
    if (track.taken === 0) track.knownTo = [...new Set([...(track.knownTo ?? []), ...known])];
}

/** What stays of a listener: nothing once the end was told. */
function endFor(judging: Judging, listener: Listener): readonly Listener[] {
  const { one, now } = judging;
  const { channel, address, cleared, heldUntil, routes, severity } = listener;
  if (!cleared) return [];
  const until = heldUntil ?? allQuietUntil(judging, routes, severity);
  if (until !== undefined && now.at < until) {
    waitForMorning(judging, until);
    return [heldUntil === until ? listener : { ...listener, heldUntil: until }];
  }
  judging.tell({ one, kind: 'cleared', channel, address, late: heldUntil !== undefined });
  return [];
}

/** A beginning that nobody was told because of quiet hours is told in the morning, together with its end. */
function endRoute(judging: Judging, id: string, track: RouteTrack): void {
  const { one, now, routing } = judging;
  const route = routing.route(id);
  const [step] = route?.steps ?? [];
  if (track.taken === 0 && track.heldUntil !== undefined && step) {
    if (now.at < track.heldUntil) {
      waitForMorning(judging, track.heldUntil);
      return;
    }
    for (const [channel, addresses] of routing.targets(step, now.at))
      for (const address of addresses)
        if (!track.knownTo?.includes(`${channel} ${address}`))
          judging.tell({ one, kind: 'cleared', channel, address, late: true, inside: true });
  }
  dropRoute(judging, id);
}

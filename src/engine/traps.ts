// Traps: they change no state. A device that cries gets extra echoes at once, and so does what hangs behind it, so that
// a cut is confirmed seconds earlier; a forged trap costs one burst of echoes and one poll.

import type { LinkId } from '../domain/ids.ts';
import type { Trap } from '../domain/trap.ts';
import type { LinkWatch, Step } from './state.ts';

/** Extra echoes go on this long beyond a link's timeout: five of them have been sent and judged by then. */
const ALARM_MS = 1_000;
/** A trap of the same kind about the same interface within this time says nothing new. */
const REST_MS = 10_000;
/** New ones of a device that are heard within that time, so that a flood that invents interfaces costs little more. */
const MOST_HEARD = 8;

/** Takes a trap of the device of a link. */
export function takeTrap(step: Step, id: LinkId, trap: Trap): void {
  const { state, now } = step;
  const watch = state.links.get(id);
  if (watch?.link.stage !== 'active') return;
  if (!isNews(watch, trap, now.monoMs)) return;
  step.events.push({ kind: 'link.trap', at: now.at, link: id, trap });
  if (watch.link.device.snmp && !watch.outage) step.requests.push({ kind: 'poll', link: id });
  if (state.blind) return;
  alarm(step, watch);
  for (const behind of state.topology.behind.get(watch.link.to) ?? []) {
    const child = state.links.get(behind.id);
    if (child?.link.stage === 'active') alarm(step, child);
  }
}

function isNews({ heardMs }: LinkWatch, { kind, ifIndex }: Trap, nowMs: number): boolean {
  for (const [key, atMs] of heardMs) if (nowMs - atMs >= REST_MS) heardMs.delete(key);
  const key = `${kind} ${ifIndex ?? ''}`;
  if (heardMs.has(key) || heardMs.size >= MOST_HEARD) return false;
  heardMs.set(key, nowMs);
  return true;
}

function alarm(step: Step, watch: LinkWatch): void {
  step.state.alarms.set(watch, step.now.monoMs + watch.link.echo.timeoutMs + ALARM_MS);
  step.state.burstsStale = true;
}

/** Ends the extra echoes of alarms that have had their time. */
export function expireAlarms(step: Step): void {
  const { state, now } = step;
  for (const [watch, untilMs] of state.alarms) {
    if (untilMs > now.monoMs) continue;
    state.alarms.delete(watch);
    state.burstsStale = true;
  }
}

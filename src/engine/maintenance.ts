// Maintenance windows open and end. The alerts they cover are looked at again at both edges; what still fails when its
// window is over was not brought back in time, also when jalur was not running at that moment.

import type { Suppression } from '../domain/alert.ts';
import type { LinkId } from '../domain/ids.ts';
import type { OpenMaintenance } from '../domain/maintenance.ts';
import { reconcileLink } from './link-alerts.ts';
import type { LinkWatch, Step } from './state.ts';
import { works } from './transition.ts';

/** A round is told at most so long after its end: a slow echo's verdict and a suspicion are waited for (rounds.ts). */
const TOLD_LATE_MS = 60_000;

/** Takes the windows that are open now. */
export function takeMaintenance(step: Step, open: readonly OpenMaintenance[]): void {
  const { state, now, events } = step;
  const before = state.maintenance;
  const isFresh = ({ to }: OpenMaintenance): boolean =>
    to > now.at - state.config.network.settings.roundMs - TOLD_LATE_MS;
  state.maintenance = open;
  const begun = open.filter((window) => !isAmong(before, window));
  const ended = before.filter((window) => !isAmong(open, window));
  const changed = open.filter((window) =>
    before.some((other) => isSameOpening(other, window) && !isAlike(other, window)),
  );
  for (const window of begun) events.push({ kind: 'maintenance.begun', at: now.at, ...told(window) });
  for (const window of changed) events.push({ kind: 'maintenance.changed', at: now.at, ...told(window) });
  for (const window of ended) {
    events.push({ kind: 'maintenance.ended', at: now.at, ...told(window) });
    noteOverruns(step, window);
  }
  const over = ended.map((window) => ({ ...window, to: Math.min(window.to, now.at) }));
  state.endedMaintenance = [...state.endedMaintenance, ...over].filter(isFresh);
  const touched = new Set([...before, ...open].flatMap((window) => [...window.links]));
  for (const id of releaseOrphans(step)) touched.add(id);
  for (const id of touched) {
    const watch = state.links.get(id);
    if (watch && state.openRules.has(id)) reconcileLink(step, watch);
  }
}

function isAmong(windows: readonly OpenMaintenance[], one: OpenMaintenance): boolean {
  return windows.some((other) => isSameOpening(other, one));
}

/** An opening is the same one when id and start are: an end that was put off begins nothing new. */
function isSameOpening(a: OpenMaintenance, b: OpenMaintenance): boolean {
  return a.id === b.id && a.from === b.from;
}

/** Whether nothing has changed that a screen shows, or that must be known after a restart. */
function isAlike(a: OpenMaintenance, b: OpenMaintenance): boolean {
  return (
    a.to === b.to &&
    a.name === b.name &&
    a.announcedBy === b.announcedBy &&
    a.links.size === b.links.size &&
    [...a.links].every((link) => b.links.has(link))
  );
}

/** An outage that began within the window and is not over. One that is out of sight counts: it goes on until proved over. */
function noteOverruns(step: Step, window: OpenMaintenance): void {
  for (const id of window.links) {
    const watch = step.state.links.get(id);
    if (!watch?.outage || works(watch.state) || watch.outage.fromAt < window.from) continue;
    watch.overrun = { ...window, to: Math.min(window.to, step.now.at) };
  }
}

/**
 * Alerts that are held by a window which is not open, or does not cover their link any more: it ended while jalur was not
 * running or was ended before its time. While nothing is known of the link the proof stands (suppress.ts); what
 * is found then decides. Returns the links to look at again.
 */
function releaseOrphans(step: Step): readonly LinkId[] {
  const { state } = step;
  const links: LinkId[] = [];
  for (const alert of [...state.alerts.values()]) {
    const { subject, suppressed } = alert;
    if (suppressed?.by !== 'maintenance' || subject === 'monitor') continue;
    if (state.maintenance.some(({ id, links: covered }) => id === suppressed.window && covered.has(subject)))
      continue;
    const watch = state.links.get(subject);
    if (watch && !works(watch.state)) watch.overrun ??= overrunOf(suppressed, watch, step.now.at);
    if (watch?.state !== 'unknown') links.push(subject);
  }
  return links;
}

function overrunOf(
  proof: Extract<Suppression, { by: 'maintenance' }>,
  { link }: LinkWatch,
  at: number,
): OpenMaintenance {
  const { window, name, announcedBy, since, until } = proof;
  return { id: window, name, announcedBy, from: since, to: Math.min(until, at), links: new Set([link.id]) };
}

function told({ id, name, announcedBy, from, to, links }: OpenMaintenance) {
  return { window: id, name, announcedBy, from, to, links: links.size };
}

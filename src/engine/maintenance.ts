// Maintenance windows open and end. The alerts they cover are looked at again at both edges.

import type { OpenMaintenance } from '../domain/maintenance.ts';
import { reconcileLink } from './link-alerts.ts';
import type { Step } from './state.ts';
import { fails } from './transition.ts';

/** Takes the windows that are open now. */
export function takeMaintenance(step: Step, open: readonly OpenMaintenance[]): void {
  const { state, now, events } = step;
  const before = state.maintenance;
  state.maintenance = open;
  const isIn = (windows: readonly OpenMaintenance[], one: OpenMaintenance) =>
    windows.some((other) => other.id === one.id && other.from === one.from);
  const begun = open.filter((window) => !isIn(before, window));
  const ended = before.filter((window) => !isIn(open, window));
  for (const window of begun) events.push({ kind: 'maintenance.begun', at: now.at, ...told(window) });
  for (const window of ended) {
    events.push({ kind: 'maintenance.ended', at: now.at, ...told(window) });
    noteOverruns(step, window);
  }
  const touched = new Set([...before, ...open].flatMap((window) => [...window.links]));
  for (const id of touched) {
    const watch = state.links.get(id);
    if (watch && state.openRules.has(id)) reconcileLink(step, watch);
  }
}

/** What still fails when its window is over was not brought back in time. */
function noteOverruns(step: Step, window: OpenMaintenance): void {
  for (const id of window.links) {
    const watch = step.state.links.get(id);
    if (!watch?.outage || !fails(watch.state) || watch.outage.fromAt < window.from) continue;
    watch.overrun = { ...window, to: Math.min(window.to, step.now.at) };
  }
}

function told({ id, name, announcedBy, from, to, links }: OpenMaintenance) {
  return { window: id, name, announcedBy, from, to, links: links.size };
}

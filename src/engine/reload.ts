// A new plan takes over: what did not change keeps everything that is known of it.

import { isDeepStrictEqual } from 'node:util';
import type { LinkId } from '../domain/ids.ts';
import { isProbed, type Link } from '../domain/link.ts';
import { alertRuleOf } from '../domain/rule-book.ts';
import type { Reason } from '../domain/state.ts';
import { topologyOf } from '../domain/topology.ts';
import { endAlert, endLink, keepAlert, severityOf } from './alerts.ts';
import { watchAnchors } from './anchors.ts';
import { again, reconcileLink } from './link-alerts.ts';
import { keepTracks } from './rules.ts';
import { beginWatching } from './start.ts';
import { type EngineConfig, type LinkWatch, type Step, sightOf, trackOf } from './state.ts';
import { enter } from './transition.ts';

/** Puts the engine on a new configuration. */
export function takeConfig(step: Step, config: EngineConfig): void {
  const { state, now, events } = step;
  const added: LinkId[] = [];
  const removed: LinkId[] = [];
  const changed: LinkId[] = [];
  state.config = config;
  state.topology = topologyOf(config.network);
  watchAnchors(state);
  for (const watch of [...state.links.values()]) {
    const link = config.network.links.get(watch.link.id);
    if (!link) {
      removed.push(watch.link.id);
      forget(step, watch);
    } else if (isDeepStrictEqual(link, watch.link)) {
      watch.link = link;
    } else {
      changed.push(link.id);
      change(step, watch, link);
    }
  }
  for (const link of config.network.links.values()) {
    if (state.links.has(link.id)) continue;
    added.push(link.id);
    beginWatching(step, link);
  }
  for (const watch of state.links.values()) reconcileLink(step, watch);
  keepTracks(step);
  takeSeverities(step);
  state.burstsStale = true;
  events.push({ kind: 'monitor.config', at: now.at, added, removed, changed });
}

/** Open alerts follow what their rule says now; of the monitor's own and of rules nothing else tells them soon. */
function takeSeverities(step: Step): void {
  const { state } = step;
  const { rules } = state.config.rules;
  const byName = new Map(rules.map((rule) => [alertRuleOf(rule), rule]));
  for (const alert of [...state.alerts.values()]) {
    const { rule, subject, status } = alert;
    const own = byName.get(rule);
    if (own && status === 'active') {
      const { latched: _, ...wish } = again(alert);
      keepAlert(step, rule, subject, {
        ...wish,
        severity: own.severity,
        ...(own.latched && { latched: true }),
      });
    } else if (subject === 'monitor') {
      if (status === 'active') keepAlert(step, rule, subject, again(alert));
      else if (severityOf(step, rule) === 'off') endAlert(step, rule, subject);
    }
  }
}

function forget(step: Step, watch: LinkWatch): void {
  const { state } = step;
  if (watch.reason.kind !== 'not-probed')
    enter(step, watch, { state: 'unknown', reason: { kind: 'not-probed' }, since: { at: step.now.at } });
  endLink(step, watch.link.id);
  state.suspects.delete(watch);
  state.recovering.delete(watch);
  state.alarms.delete(watch);
  state.links.delete(watch.link.id);
  state.targets[watch.key] = undefined;
}

function change(step: Step, watch: LinkWatch, link: Link): void {
  const { state } = step;
  const before = watch.link;
  watch.link = link;
  watch.fromSight = sightOf(state.sights, link.from);
  watch.toSight = sightOf(state.sights, link.to);
  const moved = before.device.address !== link.device.address;
  const reprobed = isProbed(before.stage) !== isProbed(link.stage);
  if (moved) {
    state.targets[watch.key] = undefined;
    watch.key = state.targets.length;
    state.targets.push({ kind: 'link', watch });
    watch.track = trackOf(link);
    watch.verdictMs = undefined;
    watch.spoiledMs = undefined;
    watch.rttMs = undefined;
    watch.baseline = undefined;
    watch.device = undefined;
    watch.answered = undefined;
    watch.known = undefined;
    watch.heardMs.clear();
  }
  if (!moved && !reprobed) return;
  state.suspects.delete(watch);
  state.recovering.delete(watch);
  state.alarms.delete(watch);
  watch.outage = undefined;
  watch.endedOutage = undefined;
  watch.track.forgetRow();
  watch.failedPolls = 0;
  const reason: Reason = { kind: isProbed(link.stage) ? 'unmeasured' : 'not-probed' };
  enter(step, watch, { state: 'unknown', reason, since: { at: step.now.at } });
  if (moved) endLink(step, link.id);
}

// The engine over recorded history: the daemon's own rules, alerts and suppression, given what was measured and decided
// at the time in the place of echoes and polls. Only the detection of outages is left out: its verdicts are the intervals.

import type { ActRequest } from '../../domain/act.ts';
import type { EngineEvent } from '../../domain/event.ts';
import { FlapTrack } from '../../domain/flapping.ts';
import type { LinkId } from '../../domain/ids.ts';
import type { OpenMaintenance } from '../../domain/maintenance.ts';
import type { Rule } from '../../domain/rule.ts';
import { alertRuleOf, type LinkRules } from '../../domain/rule-book.ts';
import { type Finding, judgePollFigures, judgeRoundFigures } from '../../domain/rule-judge.ts';
import type { Interval, LinkState } from '../../domain/state.ts';
import { endShelves, takeAct } from '../../engine/acts.ts';
import { activeAlert, closeAlert, closeForgotten, keepAlert } from '../../engine/alerts.ts';
import { reconcileLink, updateCauses, updateDependents } from '../../engine/link-alerts.ts';
import { takeMaintenance } from '../../engine/maintenance.ts';
import { applyFinding, forgetTracks, hasTrack, judgeTimeOf, nextJudgementMs } from '../../engine/rules.ts';
import { startEngine } from '../../engine/start.ts';
import {
  alertKey,
  type EngineConfig,
  type EngineState,
  type LinkWatch,
  type Step,
} from '../../engine/state.ts';
import { enter } from '../../engine/transition.ts';
import { DueHeap } from '../../schedule/due-heap.ts';
import type { PastMeasurement } from '../../store/metrics/past.ts';
import type { PastPoint } from './figures.ts';
import { measurementOf } from './interest.ts';

/** An engine in virtual time; its monotonic clock is the label itself. Calls come in the order of their `at`, epoch ms. */
export class PastEngine {
  readonly state: EngineState;
  readonly #onEvent: (event: EngineEvent) => void;
  readonly #wakes = new DueHeap();
  /** When each link with rules about time is looked at next; entries of the heap that say otherwise do not count. */
  readonly #wakeAt = new Map<LinkId, number>();
  /** Rules of links that share them, by what they look at. */
  readonly #byMeasurement = new Map<LinkRules, ReturnType<typeof sorted>>();
  #known = 0;
  #watchedSince = 0;
  #watchedMs = 0;

  constructor(config: EngineConfig, startAt: number, onEvent: (event: EngineEvent) => void) {
    this.#onEvent = onEvent;
    const saved = { openIntervals: [], activeAlerts: [], nextAlertNumber: 1 };
    const { state, events } = startEngine(config, saved, { monoMs: startAt, at: startAt });
    this.state = state;
    for (const event of events) onEvent(event);
  }

  /** How long at least one link's state was known, from the start until `at`, ms. */
  watchedMs(at: number): number {
    return this.#watchedMs + (this.#known > 0 ? at - this.#watchedSince : 0);
  }

  /** A link was decided to have entered an interval. */
  enter({ link, state, from, reason }: Interval, at: number): void {
    this.#about(link, at, (step, watch) => {
      if (watch.reason.kind === 'not-probed') return;
      if (watch.state === state && watch.from === from && watch.reason.kind === reason.kind) return;
      if (reason.kind === 'blind') this.#lostSight(step, from);
      else if (state !== 'unknown') this.#hasSight(step);
      if (watch.reason.kind === 'stopped' && state !== 'unknown') this.#restart(step, watch);
      this.#count(watch.state, state, at);
      enter(step, watch, { state, reason, since: { at: from } });
    });
  }

  /** A round ended, or a poll was evaluated. */
  judge(point: PastPoint, at: number): void {
    const { link } = point;
    this.#about(link, at, (step, watch) => {
      if (point.kind === 'icmp' && point.round.sent > 0) watch.verdictMs = point.at;
      if (point.kind === 'device') watch.answeredPollMs = point.at;
      const measurement = point.kind === 'silence' ? point.of : point.kind;
      for (const rule of this.#rulesOf(link, measurement))
        applyFinding(step, watch, rule, findingOf(rule, point, watch.link.bandwidthBps));
    });
  }

  /** An operator did something; false when there is nothing here to do it to. */
  act(request: ActRequest, at: number): boolean {
    let done = false;
    this.#step(at, (step) => {
      done = takeAct(step, request, undefined).kind === 'done';
    });
    return done;
  }

  /** These maintenance windows are open now. */
  maintain(open: readonly OpenMaintenance[], at: number): void {
    this.#step(at, (step) => takeMaintenance(step, open));
  }

  /** What only time changes, up to a moment; call once a minute and before anything else happens at that moment. */
  passTime(at: number, isMinute: boolean): void {
    for (let due = this.#wakes.peek(); due && due.dueMs <= at; due = this.#wakes.peek()) {
      this.#wakes.pop();
      const watch = this.state.links.get(due.key as LinkId);
      if (watch && this.#wakeAt.get(watch.link.id) === due.dueMs)
        this.#about(watch.link.id, due.dueMs, () => undefined);
    }
    if (!isMinute) return;
    this.#step(at, (step) => {
      endShelves(step);
      closeForgotten(step);
      this.#calm(step);
    });
  }

  /** Whether anything is building up or raised by a link's rules about a measurement. */
  isOpen(link: LinkId, measurement: PastMeasurement): boolean {
    const { alerts } = this.state;
    return this.#rulesOf(link, measurement).some(
      (rule) =>
        hasTrack(this.state, rule, link) ||
        alerts.get(alertKey(alertRuleOf(rule), link))?.status === 'active',
    );
  }

  #rulesOf(link: LinkId, measurement: PastMeasurement): readonly Rule[] {
    const rules = this.state.config.rules.byLink.get(link);
    if (!rules) return [];
    const known = this.#byMeasurement.get(rules) ?? sorted(rules);
    this.#byMeasurement.set(rules, known);
    return known[measurement];
  }

  #step(at: number, work: (step: Step) => void): void {
    const step: Step = { state: this.state, now: { monoMs: at, at }, events: [], requests: [] };
    work(step);
    updateCauses(step);
    updateDependents(step);
    for (const event of step.events) this.#onEvent(event);
  }

  #about(link: LinkId, at: number, work: (step: Step, watch: LinkWatch) => void): void {
    const watch = this.state.links.get(link);
    if (!watch) return;
    this.#step(at, (step) => {
      work(step, watch);
      if ((this.state.config.rules.byLink.get(link)?.onTick.length ?? 0) === 0) return;
      judgeTimeOf(step, watch);
      const dueMs = nextJudgementMs(step, watch);
      if (dueMs === this.#wakeAt.get(link)) return;
      if (dueMs === undefined) this.#wakeAt.delete(link);
      else {
        this.#wakeAt.set(link, dueMs);
        this.#wakes.push({ key: link, dueMs });
      }
    });
  }

  /** A daemon that started anew knew of no change before, and of no rule that was building up (engine/start.ts). */
  #restart(step: Step, watch: LinkWatch): void {
    watch.flaps = new FlapTrack();
    const { flapChanges, flapWindowMs } = this.state.config.network.settings;
    if (activeAlert(step, 'link.flapping', watch.link.id))
      watch.flaps.resume(step.now.monoMs, { changes: flapChanges, windowMs: flapWindowMs });
    forgetTracks(this.state, watch.link.id);
  }

  #lostSight(step: Step, from: number): void {
    if (this.state.blind) return;
    this.state.blind = { from, provedMs: step.now.monoMs };
    const anchors = this.state.config.network.anchors.map(({ address }) => address).join(', ');
    keepAlert(step, 'monitor.blind', 'monitor', { since: from, data: { anchors } });
  }

  #hasSight(step: Step): void {
    this.state.blind = undefined;
    if (activeAlert(step, 'monitor.blind', 'monitor')) closeAlert(step, 'monitor.blind', 'monitor');
  }

  /** Links that flapped and have been calm for long enough; the engine looks once a round. */
  #calm(step: Step): void {
    const { flapChanges, flapWindowMs } = this.state.config.network.settings;
    for (const alert of [...this.state.alerts.values()]) {
      if (alert.rule !== 'link.flapping' || alert.status !== 'active' || alert.subject === 'monitor')
        continue;
      const watch = this.state.links.get(alert.subject);
      if (!watch?.flaps.flapping) continue;
      watch.flaps.update(step.now.monoMs, { changes: flapChanges, windowMs: flapWindowMs });
      if (!watch.flaps.flapping) reconcileLink(step, watch);
    }
  }

  #count(before: LinkState, after: LinkState, at: number): void {
    if ((before === 'unknown') === (after === 'unknown')) return;
    if (after !== 'unknown') {
      if (this.#known === 0) this.#watchedSince = at;
      this.#known++;
      return;
    }
    this.#known--;
    if (this.#known === 0) this.#watchedMs += at - this.#watchedSince;
  }
}

function sorted({ onRound, onPoll }: LinkRules): Readonly<Record<PastMeasurement, readonly Rule[]>> {
  const of = (measurement: PastMeasurement): readonly Rule[] =>
    [...onRound, ...onPoll].filter((rule) => measurementOf(rule.condition) === measurement);
  return { icmp: of('icmp'), iface: of('iface'), device: of('device'), metric: of('metric') };
}

function findingOf({ condition }: Rule, point: PastPoint, bandwidthBps: number | undefined): Finding {
  switch (point.kind) {
    case 'icmp':
      return judgeRoundFigures(condition, point.round);
    case 'iface':
      return judgePollFigures(condition, {
        metrics: [],
        rates: point.rates,
        ...(bandwidthBps !== undefined && { bandwidthBps }),
      });
    case 'device':
    case 'metric':
      return judgePollFigures(condition, { metrics: point.metrics });
    case 'silence':
      return judgePollFigures(condition, { metrics: [] });
  }
}

// What polls say: rates, reboots, silence of an agent whose device answers echoes, and the likely cause of an outage.

import { type CounterBaseline, compareIncarnation, interfaceRates, totalRates } from '../domain/counter.ts';
import { hash32 } from '../domain/hash.ts';
import { mostBps } from '../domain/line-rate.ts';
import type { SnmpObservation, SnmpResult } from '../domain/reading.ts';
import { activeAlert, closeAlert, keepAlert } from './alerts.ts';
import type { EngineInput } from './input.ts';
import { judgePoll } from './rules.ts';
import type { LinkWatch, Step } from './state.ts';
import { works } from './transition.ts';

/** sysUpTime counts from the agent's start, which comes after the power: the outage may begin this much after it. */
const BOOT_TOLERANCE_MS = 10_000;
/** How long link.rebooted stays on the screen: long enough for somebody who was away for a while. */
const REBOOT_SHOWN_MS = 10 * 60_000;

/** Takes one poll. */
export function takePoll(step: Step, observation: SnmpObservation): void {
  const watch = step.state.links.get(observation.link);
  if (!watch || watch.reason.kind === 'not-probed') return;
  const { result } = observation;
  if (result.kind === 'failed') {
    takeFailure(step, watch, observation, result);
    return;
  }
  const totals = (result.metrics ?? []).filter((each) => each.kind === 'counter');
  const current: CounterBaseline = {
    monoMs: observation.monoMs,
    system: result.system,
    ...(result.interface && { interface: result.interface }),
    ...(totals.length > 0 && { totals }),
  };
  const incarnation = watch.baseline ? compareIncarnation(watch.baseline, current) : 'first';
  const { bandwidthBps } = watch.link;
  const before = incarnation === 'same' ? watch.baseline : undefined;
  const rates = before && interfaceRates(before, current, bandwidthBps);
  const made = before && totalRates(before, current, mostBps({}, bandwidthBps));
  step.state.refusedRates += (rates?.refused ?? 0) + (made?.refused ?? 0);
  watch.baseline = current;
  watch.failedPolls = 0;
  watch.device = {
    kind: 'link.device',
    at: step.now.at,
    link: watch.link.id,
    result: withRates(result, made?.readings ?? []),
    durationMs: observation.durationMs,
    incarnation,
    ...(rates && { rates }),
    ...(isMetricsTime(watch, step.now.at) && { keepMetrics: true }),
  };
  watch.answeredPollMs = observation.monoMs;
  watch.answered = watch.device;
  step.events.push(watch.device);
  closeAlert(step, 'link.snmp-silent', watch.link.id);
  judgePoll(step, watch);
  if (incarnation === 'restarted') noteReboot(step, watch);
  proposeCause(step, watch, current);
}

/** Metrics one by one are kept this often: what must be seen sooner is kept at each poll, or raises an alert. */
const METRICS_EVERY_MS = 300_000;

/** Whether this is the first answered poll of its link's five minutes; those of all links together would be a flood. */
function isMetricsTime(watch: LinkWatch, at: number): boolean {
  const window = Math.floor((at + (hash32(watch.link.id) % METRICS_EVERY_MS)) / METRICS_EVERY_MS);
  if (watch.metricsWindow === window) return false;
  watch.metricsWindow = window;
  return true;
}

type Answered = Extract<SnmpResult, { kind: 'answered' }>;

function withRates(result: Answered, made: NonNullable<Answered['metrics']>): Answered {
  return made.length === 0 ? result : { ...result, metrics: [...(result.metrics ?? []), ...made] };
}

function takeFailure(
  step: Step,
  watch: LinkWatch,
  observation: SnmpObservation,
  result: Extract<SnmpResult, { kind: 'failed' }>,
): void {
  watch.device = {
    kind: 'link.device',
    at: step.now.at,
    link: watch.link.id,
    result,
    durationMs: observation.durationMs,
    incarnation: 'unknown',
  };
  step.events.push(watch.device);
  const lastEchoAnswered = works(watch.state) && watch.track.lostInRow === 0;
  if (!lastEchoAnswered || result.failure === 'local' || watch.link.stage !== 'active') return;
  watch.failedPolls++;
  if (watch.failedPolls < step.state.config.snmpSilentPolls) return;
  const known = activeAlert(step, 'link.snmp-silent', watch.link.id);
  if (known?.data['failure'] === result.failure) return;
  keepAlert(step, 'link.snmp-silent', watch.link.id, {
    since: step.now.at,
    data: {
      name: watch.link.name,
      address: watch.link.device.address ?? '',
      failure: result.failure,
      detail: result.detail,
      polls: watch.failedPolls,
    },
  });
}

function noteReboot(step: Step, watch: LinkWatch): void {
  if (watch.link.stage !== 'active') return;
  const known = activeAlert(step, 'link.rebooted', watch.link.id);
  keepAlert(step, 'link.rebooted', watch.link.id, {
    since: step.now.at,
    data: {
      name: watch.link.name,
      reboots: Number(known?.data['reboots'] ?? 0) + 1,
      lastAt: step.now.at,
      ...(watch.baseline?.system.sysUpTimeTicks !== undefined && {
        uptimeS: Math.round(watch.baseline.system.sysUpTimeTicks / 100),
      }),
    },
  });
}

/** The first poll after an outage tells whether the device ran through it. A proposal: an operator confirms. */
function proposeCause(step: Step, watch: LinkWatch, current: CounterBaseline): void {
  const outage = watch.endedOutage;
  const ticks = current.system.sysUpTimeTicks;
  if (!outage || !works(watch.state) || ticks === undefined) return;
  watch.endedOutage = undefined;
  const bootMs = current.monoMs - ticks * 10;
  // An outage that missing beats tell of begins when the first was due: it may have been cut right after the one before.
  const { beat } = watch.link.device;
  const earlierMs = Math.max(BOOT_TOLERANCE_MS, beat?.everyMs ?? 0);
  step.events.push({
    kind: 'link.cause',
    at: step.now.at,
    link: watch.link.id,
    outageFrom: outage.fromAt,
    proposal: bootMs >= outage.fromMs - earlierMs ? 'restart' : 'line',
    uptimeS: Math.round(ticks / 100),
  });
}

/** Takes what an inspection found: an event the first time and whenever the device says something else. */
export function takeInventory(step: Step, input: Extract<EngineInput, { kind: 'inventory' }>): void {
  const watch = step.state.links.get(input.link);
  if (!watch) return;
  const { profile, identity, changes } = input;
  const first = watch.known === undefined;
  watch.known = { profile, identity };
  if (!first && changes.length === 0) return;
  step.events.push({ kind: 'link.inventory', at: step.now.at, link: input.link, profile, identity, changes });
}

/** Takes reboots off the screen that have been there long enough. */
export function expireReboots(step: Step): void {
  for (const alert of step.state.alerts.values()) {
    if (alert.rule !== 'link.rebooted' || alert.subject === 'monitor') continue;
    if (step.now.at - Number(alert.data['lastAt'] ?? alert.raisedAt) > REBOOT_SHOWN_MS)
      closeAlert(step, 'link.rebooted', alert.subject);
  }
}

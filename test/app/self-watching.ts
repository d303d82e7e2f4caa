// A SelfWatch over an engine of its own, with readings a test sets, in virtual time.

import { SelfWatch } from '../../src/app/self-watch.ts';
import type { Alert, MonitorFault } from '../../src/domain/alert.ts';
import { EngineLoop } from '../../src/engine/loop.ts';
import type { DiskSpace } from '../../src/runtime/disk.ts';
import type { EventLoopDelay } from '../../src/runtime/eventloop.ts';
import { Timeline } from '../../src/runtime/timeline.ts';
import { FakeStore } from '../support/fake-store.ts';
import { FakeTimers } from '../support/fake-timers.ts';
import { engineConfig, type LinkSketch, networkOf, province } from '../support/network.ts';

/** A call of `loop.fault` that changed something. */
export interface FaultReport {
  readonly fault: MonitorFault;
  readonly detail: string | undefined;
}

/** What a test may set; the rest stays as it is. */
export interface Readings {
  readonly loop?: EventLoopDelay;
  readonly echoSlipMs?: number;
  readonly pollSlipMs?: number;
  readonly pollsWaiting?: number;
  /** `never`: the file system does not answer, until it is mended. */
  readonly disk?: DiskSpace | Error | 'never';
}

const CALM: Required<Omit<Readings, 'disk'>> = {
  loop: { p50Ms: 1, p99Ms: 5, maxMs: 40 },
  echoSlipMs: 2,
  pollSlipMs: 60_000,
  pollsWaiting: 0,
};

/** Opens it: two links whose verdicts come once a second until `silence`. */
export function watching(
  disk: DiskSpace,
  options: { readonly links?: readonly LinkSketch[]; readonly saved?: readonly Alert[] } = {},
) {
  const timers = new FakeTimers();
  const store = new FakeStore();
  const config = engineConfig(networkOf(options.links ?? province(2, 0)), {}, { settleMs: 20_000 });
  const loop = new EngineLoop(config, {
    timeline: new Timeline(timers),
    store: {
      load: () => ({
        openIntervals: [],
        nextAlertNumber: 7,
        activeAlerts: options.saved ?? [],
        ...(options.saved && { lastAliveAt: 1 }),
      }),
      commit: (events) => store.commit(events),
      heartbeat: () => undefined,
      alert: () => undefined,
      status: () => store.status(),
    },
    echoes: { setTargets: () => undefined, burst: () => undefined },
    polls: { pollNow: () => undefined, pause: () => undefined, resume: () => undefined },
    announce: () => undefined,
    onClockSet: () => undefined,
    every: () => () => undefined,
    log: { debug() {}, info() {}, warn() {}, error() {}, child: () => ({}) as never },
  });
  loop.start();
  let readings: Required<Readings> = { ...CALM, disk };
  let silent = false;
  const waiting: ((space: DiskSpace) => void)[] = [];
  const reports: FaultReport[] = [];
  const watch = new SelfWatch({
    loop: {
      state: loop.state,
      fault: (fault, detail) => {
        if (loop.state.faults.get(fault) === detail) return;
        reports.push({ fault, detail });
        loop.fault(fault, detail);
      },
    },
    echoes: { status: () => ({ slipP99Ms: readings.echoSlipMs }) },
    scheduler: { status: () => ({ slipP99Ms: readings.pollSlipMs, waiting: readings.pollsWaiting }) },
    eventLoop: { read: () => readings.loop, reset: () => undefined },
    directory: '/data',
    diskSpace: () => {
      const { disk } = readings;
      if (disk === 'never') return new Promise((answer) => waiting.push(answer));
      return disk instanceof Error ? Promise.reject(disk) : Promise.resolve(disk);
    },
    timers,
    clock: timers,
  });
  watch.start();
  timers.setInterval(() => {
    if (!silent) for (const each of loop.state.links.values()) each.verdictMs = timers.monoMs();
    loop.give({ kind: 'tick' });
  }, 1_000);
  return {
    watch,
    loop,
    reports,
    set: (changes: Readings) => {
      readings = { ...readings, ...changes };
    },
    mend: (space: DiskSpace) => {
      readings = { ...CALM, disk: space };
      for (const answer of waiting.splice(0)) answer(space);
    },
    silence: () => {
      silent = true;
    },
    raised: (fault: MonitorFault) => loop.state.faults.get(fault),
    faults: () => [...loop.state.faults.keys()],
    pass: (seconds: number) => timers.advance(seconds * 1_000),
  };
}

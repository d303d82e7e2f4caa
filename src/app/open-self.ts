// Puts what watches over jalur itself on the running parts: event loop, schedule, disk, clock, and the sign of life.

import { randomBytes } from 'node:crypto';
import type { Figure } from '../api/deps.ts';
import type { DeadManConfig } from '../config/notify-config.ts';
import type { EngineLoop } from '../engine/loop.ts';
import type { EchoEngine } from '../probe/icmp/port.ts';
import { ClockCheck } from '../probe/ntp/clock-check.ts';
import { offsetDetailIn } from '../probe/ntp/verdict.ts';
import { diskSpace } from '../runtime/disk.ts';
import { EventLoopMonitor } from '../runtime/eventloop.ts';
import { systemRandom } from '../runtime/random.ts';
import type { PollScheduler } from '../schedule/scheduler.ts';
import type { StateStore } from '../store/state/port.ts';
import { DeadMan, type DeadManStatus } from './dead-man.ts';
import type { Opening } from './parts.ts';
import { selfFigures } from './self-figures.ts';
import { faultTold, SelfWatch } from './self-watch.ts';
import { deliver } from './sign-of-life.ts';
import { notWorkingBecause } from './work-signs.ts';

/** What is watched. The engine's loop has been started. */
export interface SelfParts {
  readonly loop: EngineLoop;
  readonly store: Pick<StateStore, 'heartbeat' | 'status'>;
  readonly echoes: Pick<EchoEngine, 'status'>;
  readonly scheduler: Pick<PollScheduler, 'status'>;
  /** `host`, `host:port` or `[v6]:port`; none: the clock is compared with nobody's. */
  readonly ntpServers: readonly string[];
  /** Absent: no sign of life. */
  readonly deadMan: DeadManConfig | undefined;
}

/** The watch at work. */
export interface OpenSelf {
  /** For /metrics. */
  figures(): readonly Figure[];
  /** What became of the signs of life; undefined where none are sent. */
  deadMan(): DeadManStatus | undefined;
}

/** Opens it; the closer stops it. */
export function openSelf(parts: SelfParts, opening: Opening): OpenSelf {
  const { loop, echoes, scheduler, ntpServers } = parts;
  const { options, timers, clock, log, closer } = opening;
  // One of its own: it is reset at every look, and the one of /metrics at every scrape.
  const eventLoop = new EventLoopMonitor();
  eventLoop.start();
  const watch = new SelfWatch({
    loop,
    echoes,
    scheduler,
    eventLoop,
    directory: options.directory,
    diskSpace,
    timers,
    clock,
  });
  watch.start();
  closer.add('watch over jalur itself', () => {
    watch.stop();
    eventLoop.close();
  });
  const clockCheck = new ClockCheck(
    { servers: ntpServers, told: offsetDetailIn(faultTold(loop.state, 'clock-offset') ?? '') },
    {
      clock,
      timers,
      cookie: () => randomBytes(8),
      onFault: (detail) => loop.fault('clock-offset', detail),
      log,
    },
  );
  clockCheck.start();
  closer.add('clock check', () => clockCheck.stop());
  const deadMan = parts.deadMan && openDeadMan(parts.deadMan, { ...parts, watch }, opening);
  return {
    figures: () =>
      selfFigures({
        self: watch.status(),
        ...(ntpServers.length > 0 && { ntp: clockCheck.status() }),
        ...(deadMan && { deadMan: deadMan.status() }),
      }),
    deadMan: () => deadMan?.status(),
  };
}

function openDeadMan(
  config: DeadManConfig,
  { loop, store, watch }: Pick<SelfParts, 'loop' | 'store'> & { readonly watch: SelfWatch },
  { timers, clock, log, closer }: Opening,
): DeadMan {
  const startedMs = clock.monoMs();
  const deadMan = new DeadMan(
    config,
    {
      notWorking: () =>
        notWorkingBecause({
          state: loop.state,
          store,
          worstStopMs: watch.status().loop?.maxMs,
          now: loop.now(),
          runningMs: clock.monoMs() - startedMs,
        }),
      deliver: (signal) => deliver(config, { timers, signal }),
      onFault: (detail) => loop.fault('dead-man', detail),
      timers,
      clock,
      random: systemRandom,
      log,
    },
    faultTold(loop.state, 'dead-man'),
  );
  deadMan.start();
  closer.add('sign of life', () => deadMan.stop());
  return deadMan;
}

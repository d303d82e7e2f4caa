// The monitor watches itself: event loop, schedule and disk are looked at on a clock, and what stays wrong becomes a fault
// of the engine. Parts that know their own trouble (stores, echo engine, messages) report it themselves.

import type { MonitorFault } from '../domain/alert.ts';
import { faultRule } from '../domain/alert.ts';
import { type FaultPatience, FaultTrack } from '../domain/fault-track.ts';
import type { EngineLoop } from '../engine/loop.ts';
import { unmeasuredLinks } from '../engine/own-faults.ts';
import { alertKey, type EngineState } from '../engine/state.ts';
import type { EchoEngineStatus } from '../probe/icmp/port.ts';
import type { Clock } from '../runtime/clock.ts';
import type { DiskSpace } from '../runtime/disk.ts';
import type { EventLoopDelay } from '../runtime/eventloop.ts';
import type { Timers } from '../runtime/timers.ts';
import type { PollSchedulerStatus } from '../schedule/scheduler.ts';
import { DiskGrowth, type DiskLevel, diskDetail, diskLevel } from './disk-watch.ts';
import { every } from './parts.ts';
import {
  echoSlipFinding,
  loopFinding,
  pollSlipFinding,
  unmeasuredFinding,
  verdictFinding,
  verdictFreshness,
  verdictsCome,
} from './self-checks.ts';

/** Three looks are a minute: the event loop must be late all through it. */
const LOOK_MS = 20_000;
/** A disk fills slowly; what fills faster is told by the stores when a write fails. */
const DISK_MS = 60_000;

/** What is watched, and who is told. */
export interface SelfWatchDeps {
  readonly loop: Pick<EngineLoop, 'state' | 'fault'>;
  readonly echoes: { status(): Pick<EchoEngineStatus, 'slipP99Ms'> };
  readonly scheduler: { status(): Pick<PollSchedulerStatus, 'slipP99Ms' | 'waiting'> };
  /** One of its own: it is reset at every look. */
  readonly eventLoop: { read(): EventLoopDelay; reset(): void };
  /** Data directory, and the room it has; a rejection is a finding. */
  readonly directory: string;
  readonly diskSpace: (directory: string) => Promise<DiskSpace>;
  readonly timers: Timers;
  readonly clock: Pick<Clock, 'monoMs'>;
}

/** What the last looks saw. */
export interface SelfStatus {
  /** Of the last look's window. */
  readonly loop: EventLoopDelay | undefined;
  readonly disk: DiskSpace | undefined;
  /** Hours until the disk is full at the present growth; undefined when it cannot be told, or is far off. */
  readonly diskHoursLeft: number | undefined;
  /** Age of the newest echo verdict, ms; undefined before the first. */
  readonly newestVerdictMs: number | undefined;
}

/** One thing that is looked at. Several may stand behind one fault. */
interface Check {
  readonly fault: MonitorFault;
  readonly track: FaultTrack;
  readonly look: (raised: boolean) => string | undefined;
}

/** A minute of trouble, a minute without. */
const MINUTE: FaultPatience = { raiseAfter: 3, endAfter: 3 };
/** Room does not come and go: one look is enough to tell, and hysteresis of the room itself ends it. */
const AT_ONCE: FaultPatience = { raiseAfter: 1, endAfter: 2 };

/** Looks until it is stopped. */
export class SelfWatch {
  readonly #deps: SelfWatchDeps;
  readonly #stops: (() => void)[] = [];
  readonly #growth = new DiskGrowth();
  readonly #quick: readonly Check[];
  readonly #slow: readonly Check[];
  #startedMs = 0;
  #loop: EventLoopDelay | undefined;
  #disk: DiskSpace | undefined;
  #diskTrouble: string | undefined;
  #level: DiskLevel = 'ample';
  #reading = false;

  /** Takes up what an earlier run told of these faults; the engine's loop has been started. */
  constructor(deps: SelfWatchDeps) {
    this.#deps = deps;
    const { loop, echoes, scheduler } = deps;
    const { state } = loop;
    const check = (fault: MonitorFault, patience: FaultPatience, look: Check['look']): Check => ({
      fault,
      track: new FaultTrack(patience),
      look,
    });
    const resumed = (fault: MonitorFault, patience: FaultPatience, look: Check['look']): Check => ({
      ...check(fault, patience, look),
      track: new FaultTrack(patience, faultTold(state, fault)),
    });
    this.#quick = [
      resumed('loop', MINUTE, (raised) => this.#loop && loopFinding(this.#loop, raised)),
      resumed('schedule', MINUTE, () => this.#verdicts()),
      check('schedule', MINUTE, (raised) => echoSlipFinding(echoes.status(), raised)),
      resumed('unmeasured', AT_ONCE, () => unmeasuredFinding(unmeasuredLinks(state))),
      check('schedule', MINUTE, (raised) => pollSlipFinding(scheduler.status(), raised)),
    ];
    this.#slow = [
      resumed('disk', AT_ONCE, () => this.#diskTrouble ?? this.#room('low')),
      resumed('disk-full', AT_ONCE, () => this.#room('full')),
    ];
    if (this.#slow[1]?.track.told !== undefined) this.#level = 'full';
    else if (this.#slow[0]?.track.told !== undefined) this.#level = 'low';
    for (const { fault, track } of [...this.#quick, ...this.#slow])
      if (track.told !== undefined) loop.fault(fault, track.told);
  }

  /** Begins; the room is read at once. */
  start(): void {
    const { timers, clock, eventLoop } = this.#deps;
    this.#startedMs = clock.monoMs();
    eventLoop.reset();
    this.#stops.push(
      every(timers, LOOK_MS, () => this.#look()),
      every(timers, DISK_MS, () => void this.#readDisk()),
    );
    void this.#readDisk();
  }

  /** Ends. Idempotent. */
  stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }

  /** What the last looks saw. */
  status(): SelfStatus {
    const { newestMs } = this.#freshness();
    return {
      loop: this.#loop,
      disk: this.#diskTrouble === undefined ? this.#disk : undefined,
      diskHoursLeft: this.#growth.hoursLeft(),
      newestVerdictMs: newestMs,
    };
  }

  /** Whether measurements come in, or none are to be expected (for the sign of life). */
  measures(): boolean {
    return verdictsCome(this.#freshness(), this.#runningMs());
  }

  #look(): void {
    this.#loop = this.#deps.eventLoop.read();
    this.#deps.eventLoop.reset();
    this.#judge(this.#quick);
  }

  async #readDisk(): Promise<void> {
    // A dead mount may never answer; asking again would pile up threads that wait.
    const { directory, diskSpace, clock } = this.#deps;
    if (this.#reading) {
      this.#diskTrouble = unreadable(directory, `no answer within ${DISK_MS / 1000} s`);
      this.#judge(this.#slow);
      return;
    }
    this.#reading = true;
    try {
      const space = await diskSpace(directory);
      this.#disk = space;
      this.#diskTrouble = undefined;
      this.#level = diskLevel(space, this.#level);
      this.#growth.add(clock.monoMs(), space.freeBytes);
    } catch (error) {
      this.#diskTrouble = unreadable(directory, error instanceof Error ? error.message : String(error));
    }
    this.#reading = false;
    this.#judge(this.#slow);
  }

  /** Looks at some checks, and tells of their faults: all that is told of one fault is one text. */
  #judge(checks: readonly Check[]): void {
    if (this.#stops.length === 0) return;
    const told = new Map<MonitorFault, string[]>();
    for (const { fault, track, look } of checks) {
      const text = track.take(look(track.told !== undefined));
      told.set(fault, [...(told.get(fault) ?? []), ...(text === undefined ? [] : [text])]);
    }
    for (const [fault, texts] of told)
      this.#deps.loop.fault(fault, texts.length === 0 ? undefined : texts.join('; '));
  }

  /** An echo engine that says itself that it does not work has an alert of its own. */
  #verdicts(): string | undefined {
    const { faults } = this.#deps.loop.state;
    return faults.has('echo') ? undefined : verdictFinding(this.#freshness(), this.#runningMs());
  }

  #freshness() {
    return verdictFreshness(this.#deps.loop.state, this.#deps.clock.monoMs());
  }

  #runningMs(): number {
    return this.#deps.clock.monoMs() - this.#startedMs;
  }

  #room(level: 'low' | 'full'): string | undefined {
    if (this.#level === 'ample' || (level === 'full' && this.#level === 'low')) return undefined;
    return this.#disk && diskDetail(this.#deps.directory, this.#disk, this.#growth.hoursLeft());
  }
}

function unreadable(directory: string, why: string): string {
  return `the room left in the data directory ${directory} cannot be read: ${why}`;
}

/** What an open alert about a fault says: what an earlier run told, as long as this one has not judged it. */
export function faultTold(state: EngineState, fault: MonitorFault): string | undefined {
  const alert = state.alerts.get(alertKey(faultRule(fault), 'monitor'));
  const detail = alert?.status === 'active' ? alert.data['detail'] : undefined;
  return typeof detail === 'string' ? detail : undefined;
}

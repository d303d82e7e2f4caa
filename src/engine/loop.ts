// Feeds the engine: one input at a time, what it says committed before it is announced, what it asks for done. All I/O
// is behind the parts it is given.

import type { ActRequest } from '../domain/act.ts';
import type { Alert, MonitorFault } from '../domain/alert.ts';
import type { EchoBatch, EchoTarget } from '../domain/echo.ts';
import type { EngineEvent, NumberedEvent } from '../domain/event.ts';
import type { LinkId } from '../domain/ids.ts';
import { type Instant, labelOf } from '../domain/instant.ts';
import type { SnmpObservation } from '../domain/reading.ts';
import type { Log } from '../runtime/log.ts';
import type { Timeline } from '../runtime/timeline.ts';
import type { ActOutcome } from './acts.ts';
import { echoTargets } from './anchors.ts';
import type { EngineInput, EngineRequest } from './input.ts';
import { type Standstill, StandstillWatch } from './standstill.ts';
import { type SavedRun, startEngine } from './start.ts';
import type { EngineConfig, EngineState } from './state.ts';
import { step } from './step.ts';

/** The engine looks at the time this often: rounds end and verdicts that waited are taken within it. */
const TICK_MS = 100;
/** The wall clock is compared, and the sign of life written, this often. A kill loses no more of the last interval. */
const HEARTBEAT_MS = 2_000;

/** What the loop needs of the state store. */
export interface LoopStore {
  load(): SavedRun;
  /** Numbers and commits one step's events; they come back numbered also when the commit failed. */
  commit(events: readonly EngineEvent[]): {
    readonly events: readonly NumberedEvent[];
    readonly failure?: { readonly code: string; readonly message: string };
  };
  heartbeat(at: number): void;
  alert(number: number): Alert | undefined;
  /** Events of failed commits that still wait; each commit and heartbeat tries them again. */
  status(): { readonly backlogEvents: number };
}

/** The parts around the engine. */
export interface EngineLoopDeps {
  readonly timeline: Timeline;
  readonly store: LoopStore;
  readonly echoes: {
    setTargets(targets: readonly EchoTarget[]): void;
    burst(key: number, everyMs: number | undefined): void;
  };
  readonly polls: {
    pollNow(link: LinkId): void;
    pause(link: LinkId): void;
    resume(link: LinkId): void;
  };
  /** Called with the numbered events of one step, after their commit. */
  readonly announce: (events: readonly NumberedEvent[]) => void;
  /** Called after the wall clock was set. */
  readonly onClockSet: () => void;
  /** Calls back every so many ms until the returned function is called. */
  readonly every: (ms: number, run: () => void) => () => void;
  readonly log: Log;
}

/** Runs one engine for the life of the daemon. */
export class EngineLoop {
  readonly state: EngineState;
  readonly #deps: EngineLoopDeps;
  readonly #stops: (() => void)[] = [];
  readonly #standstill = new StandstillWatch();
  #storeFailing = false;
  #periodicFailing = false;
  #begun: readonly EngineEvent[];

  /** Loads what an earlier run left; says and sends nothing before `start`. */
  constructor(config: EngineConfig, deps: EngineLoopDeps) {
    this.#deps = deps;
    const begun = startEngine(config, deps.store.load(), deps.timeline.now());
    this.state = begun.state;
    this.#begun = begun.events;
  }

  /** Announces the start, sends the first targets and lets time run. */
  start(): void {
    const { every } = this.#deps;
    this.#commit(this.#begun);
    this.#begun = [];
    this.#setTargets();
    this.#stops.push(
      every(TICK_MS, () => this.give({ kind: 'tick' })),
      every(HEARTBEAT_MS, () => this.#beat()),
    );
  }

  /** Takes echo verdicts. */
  echoes(batch: EchoBatch): void {
    const still = this.#standstill.take(batch);
    if (still) this.#skip(still);
    this.give({ kind: 'echoes', batch });
  }

  /** Takes the outcome of a poll. */
  polled(observation: SnmpObservation): void {
    this.give({ kind: 'snmp', observation });
  }

  /** Takes a new plan. */
  reload(config: EngineConfig): void {
    this.give({ kind: 'config', config });
    this.#setTargets();
  }

  /** Takes word of a part of the monitor that failed or works again; repeating it changes nothing. */
  fault(fault: MonitorFault, detail: string | undefined): void {
    const active = detail !== undefined;
    if (!active && !this.state.faults.has(fault)) return;
    this.give({ kind: 'fault', fault, active, detail: detail ?? '' });
  }

  /** Does an operator's act, or tells why not. */
  act(request: ActRequest): ActOutcome {
    const past = this.#deps.store.alert(request.alert);
    const outcome = this.give({ kind: 'act', request, ...(past && { past }) });
    if (!outcome) throw new Error('the engine gave no outcome of an act');
    return outcome;
  }

  /** Gives the engine one input at the present moment. */
  give(input: EngineInput): ActOutcome | undefined {
    const output = step(this.state, input, this.#deps.timeline.now());
    if (output.events.length > 0) this.#commit(output.events);
    for (const request of output.requests) this.#perform(request);
    return output.outcome;
  }

  /** The present moment. */
  now(): Instant {
    return this.#deps.timeline.now();
  }

  /** Stops taking time and writes the last sign of life. */
  stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.#guarded(() => this.#deps.store.heartbeat(this.#deps.timeline.now().at));
  }

  #setTargets(): void {
    const targets = echoTargets(this.state);
    this.#standstill.setTargets(targets);
    this.#deps.echoes.setTargets(targets);
  }

  /** Before the verdicts that end it are taken: what they say begins after it. */
  #skip({ fromMs, toMs }: Standstill): void {
    const now = this.#deps.timeline.now();
    const [fromAt, toAt] = [labelOf(fromMs, now), labelOf(toMs, now)];
    this.#deps.log.warn('Nothing was echoed for a while; the stretch is unknown', { fromAt, toAt });
    this.give({ kind: 'standstill', fromAt, toAt });
  }

  #commit(events: readonly EngineEvent[]): void {
    const { events: numbered, failure } = this.#deps.store.commit(events);
    this.#deps.announce(numbered);
    this.#judgeStore(failure);
  }

  /** A step without durable events commits nothing, and proves nothing: failing ends when nothing waits any more. */
  #judgeStore(failure: { readonly code: string; readonly message: string } | undefined): void {
    if (failure === undefined && !this.#storeFailing) return;
    const failing = failure !== undefined || this.#deps.store.status().backlogEvents > 0;
    if (failing === this.#storeFailing) return;
    this.#storeFailing = failing;
    if (failure)
      this.#deps.log.error('State store cannot be written', { code: failure.code, detail: failure.message });
    else this.#deps.log.info('State store can be written again');
    this.fault('store', failure?.message);
  }

  #perform(request: EngineRequest): void {
    const { echoes, polls } = this.#deps;
    switch (request.kind) {
      case 'burst':
        echoes.burst(request.key, request.everyMs);
        return;
      case 'poll':
        polls.pollNow(request.link);
        return;
      case 'pause-polls':
        polls.pause(request.link);
        return;
      case 'resume-polls':
        polls.resume(request.link);
        return;
    }
  }

  #beat(): void {
    const { timeline, store, log } = this.#deps;
    const clock = timeline.discipline();
    if (clock) this.#deps.onClockSet();
    if (clock?.kind === 'forward') {
      log.warn('The system clock was set forward; the stretch is unknown', { ...clock });
      this.give({ kind: 'clock-forward', fromAt: clock.fromAt, toAt: clock.toAt });
      this.fault('clock', undefined);
    } else if (clock?.kind === 'behind') {
      const seconds = Math.round(clock.behindMs / 1000);
      this.fault(
        'clock',
        `the system clock was set back by ${seconds} s; jalur's own time goes on until it has caught up`,
      );
    } else if (clock?.kind === 'agreed') {
      this.fault('clock', undefined);
    }
    this.#guarded(() => store.heartbeat(timeline.now().at));
    this.#judgeStore(undefined);
  }

  /** For writes that lose nothing when they fail: the next commit tells of the trouble. Logged once per failure. */
  #guarded(write: () => void): void {
    try {
      write();
      this.#periodicFailing = false;
    } catch (error) {
      if (!this.#periodicFailing)
        this.#deps.log.warn('State store: a periodic write failed', { detail: String(error) });
      this.#periodicFailing = true;
    }
  }
}

// When which device is polled: a phase of its own within the period, one poll in flight per device, a device that never
// answers asked ever more seldom. It knows nothing of SNMP.

import { hash32 } from '../domain/hash.ts';
import type { Clock } from '../runtime/clock.ts';
import type { TimerHandle, Timers } from '../runtime/timers.ts';
import { DueHeap } from './due-heap.ts';
import { SlipRing } from './slip-ring.ts';

/** What is to be polled. */
export interface PollTarget {
  /** Names the device for ever; its hash is its phase. */
  readonly key: string;
  readonly everyMs: number;
}

/** Settings of the scheduler. */
export interface PollSchedulerOptions {
  /** Polls under way at once; more wait in line. A silent device holds its place for its timeout only. */
  readonly maxInFlight: number;
}

/** What the scheduler is given. */
export interface PollSchedulerDeps {
  /** Polls once and resolves whatever happens: whether the device answered at all. */
  readonly poll: (key: string) => Promise<'answered' | 'silent'>;
  readonly clock: Pick<Clock, 'monoMs'>;
  readonly timers: Timers;
}

/** How the plan is kept. */
export interface PollSchedulerStatus {
  readonly targets: number;
  readonly inFlight: number;
  readonly waiting: number;
  /** Polls left out because the one before was still under way. */
  readonly skipped: number;
  /** 99th percentile of how late the last polls began against their plan, in ms. */
  readonly slipP99Ms: number;
}

/** Silent polls before a device is asked more seldom: a passing fault costs no data. */
const PATIENCE = 3;
/** A silent device is asked again after this long at the latest. */
const LONGEST_MS = 600_000;

interface Plan {
  readonly key: string;
  everyMs: number;
  dueMs: number;
  /** When the poll in line was due; undefined for one out of turn. */
  plannedMs: number | undefined;
  silent: number;
  paused: boolean;
  inFlight: boolean;
  waiting: boolean;
  again: boolean;
  gone: boolean;
}

/** Runs the plan until it is stopped. */
export class PollScheduler {
  readonly #options: PollSchedulerOptions;
  readonly #deps: PollSchedulerDeps;
  readonly #plans = new Map<string, Plan>();
  readonly #due = new DueHeap();
  /** Each key at most once in both lines together: bounded by the number of targets. */
  readonly #urgent: Plan[] = [];
  readonly #line: Plan[] = [];
  readonly #slips = new SlipRing();
  #inFlight = 0;
  #skipped = 0;
  #timer: TimerHandle | undefined;
  #stopped = false;

  constructor(options: PollSchedulerOptions, deps: PollSchedulerDeps) {
    this.#options = options;
    this.#deps = deps;
  }

  /** Replaces the targets; those that stay keep their phase and what is known of them. */
  set(targets: readonly PollTarget[]): void {
    const nowMs = this.#deps.clock.monoMs();
    const wanted = new Map(targets.map((target) => [target.key, target]));
    for (const plan of this.#plans.values()) {
      if (wanted.has(plan.key)) continue;
      plan.gone = true;
      this.#plans.delete(plan.key);
    }
    for (const { key, everyMs } of targets) {
      const plan = this.#plans.get(key) ?? newPlan(key);
      if (plan.everyMs === everyMs) continue;
      plan.everyMs = everyMs;
      plan.dueMs = firstDueMs(plan, nowMs);
      this.#plans.set(key, plan);
      this.#due.push({ key, dueMs: plan.dueMs });
    }
    this.#arm();
  }

  /** Polls a device out of turn, before all others; its plan stands. While one is under way, another one follows it. */
  pollNow(key: string): void {
    const plan = this.#plans.get(key);
    if (!plan || this.#stopped) return;
    plan.silent = 0;
    if (plan.inFlight) plan.again = true;
    else if (!plan.waiting) this.#enqueue(plan, 'first');
    this.#work();
  }

  /** Leaves a device out until `resume`. */
  pause(key: string): void {
    const plan = this.#plans.get(key);
    if (plan) plan.paused = true;
  }

  /** Takes a device up again, as if it had never been silent. */
  resume(key: string): void {
    const plan = this.#plans.get(key);
    if (!plan) return;
    plan.paused = false;
    plan.silent = 0;
    this.#endBackOff(plan);
  }

  status(): PollSchedulerStatus {
    return {
      targets: this.#plans.size,
      inFlight: this.#inFlight,
      waiting: this.#urgent.length + this.#line.length,
      skipped: this.#skipped,
      slipP99Ms: this.#slips.p99Ms(),
    };
  }

  /** Begins no more polls. Those under way end by themselves. */
  stop(): void {
    this.#stopped = true;
    if (this.#timer !== undefined) this.#deps.timers.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #arm(): void {
    if (this.#timer !== undefined) this.#deps.timers.clearTimeout(this.#timer);
    this.#timer = undefined;
    const next = this.#due.peek();
    if (!next || this.#stopped) return;
    const waitMs = Math.max(0, Math.ceil(next.dueMs - this.#deps.clock.monoMs()));
    this.#timer = this.#deps.timers.setTimeout(() => this.#wake(), waitMs);
  }

  #wake(): void {
    const nowMs = this.#deps.clock.monoMs();
    for (let next = this.#due.peek(); next && next.dueMs <= nowMs; next = this.#due.peek()) {
      this.#due.pop();
      const plan = this.#plans.get(next.key);
      if (!plan || plan.dueMs !== next.dueMs) continue;
      if (plan.inFlight || plan.waiting) this.#skipped++;
      else if (!plan.paused) this.#enqueue(plan, 'last');
      plan.dueMs = this.#following(plan, nowMs);
      this.#due.push({ key: plan.key, dueMs: plan.dueMs });
    }
    this.#work();
    this.#arm();
  }

  /** The next time of the plan, on its own phase, further away for a device that keeps silent. */
  #following(plan: Plan, nowMs: number): number {
    const doubled = plan.everyMs * 2 ** Math.max(0, plan.silent - PATIENCE + 1);
    const longest = Math.max(plan.everyMs, Math.floor(LONGEST_MS / plan.everyMs) * plan.everyMs);
    return firstAtOrAfter(nowMs + 1, plan.dueMs + Math.min(doubled, longest), plan.everyMs);
  }

  /**
   * Brings a due time that was put off back to the next one of the plan. The entry it leaves in the heap goes when its
   * time comes, ten minutes later at most; another takes three silent polls, so a flapping device leaves but a few.
   */
  #endBackOff(plan: Plan): void {
    const nowMs = this.#deps.clock.monoMs();
    if (plan.gone || plan.dueMs - nowMs <= plan.everyMs) return;
    plan.dueMs = firstDueMs(plan, nowMs + 1);
    this.#due.push({ key: plan.key, dueMs: plan.dueMs });
    this.#arm();
  }

  #enqueue(plan: Plan, place: 'first' | 'last'): void {
    plan.waiting = true;
    plan.plannedMs = place === 'first' ? undefined : plan.dueMs;
    (place === 'first' ? this.#urgent : this.#line).push(plan);
  }

  #work(): void {
    while (this.#inFlight < this.#options.maxInFlight) {
      const plan = this.#urgent.shift() ?? this.#line.shift();
      if (!plan) return;
      plan.waiting = false;
      if (plan.gone || this.#stopped) continue;
      this.#begin(plan);
    }
  }

  #begin(plan: Plan): void {
    plan.inFlight = true;
    this.#inFlight++;
    if (plan.plannedMs !== undefined) this.#slips.add(this.#deps.clock.monoMs() - plan.plannedMs);
    void this.#deps.poll(plan.key).then((outcome) => {
      plan.silent = outcome === 'silent' ? plan.silent + 1 : 0;
      if (outcome === 'answered') this.#endBackOff(plan);
      plan.inFlight = false;
      this.#inFlight--;
      if (plan.again && !plan.gone) {
        plan.again = false;
        this.#enqueue(plan, 'first');
      }
      this.#work();
    });
  }
}

function newPlan(key: string): Plan {
  return {
    key,
    everyMs: 0,
    dueMs: 0,
    plannedMs: undefined,
    silent: 0,
    paused: false,
    inFlight: false,
    waiting: false,
    again: false,
    gone: false,
  };
}

/** The first time ≥ `fromMs` on the plan's own phase. */
function firstDueMs({ key, everyMs }: Plan, fromMs: number): number {
  return firstAtOrAfter(fromMs, hash32(key) % everyMs, everyMs);
}

/** The first time ≥ `fromMs` that lies a whole number of periods from `anchorMs`, and not before it. */
function firstAtOrAfter(fromMs: number, anchorMs: number, everyMs: number): number {
  const periods = Math.max(0, Math.ceil((fromMs - anchorMs) / everyMs));
  return anchorMs + periods * everyMs;
}

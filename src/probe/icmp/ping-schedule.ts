// What the ping engine runs next. One process per echo is dear, so there is a budget of starts a second; a plan that
// wants more has all its cadences stretched alike, and says so.

import type { EchoTarget } from '../../domain/echo.ts';

/** Starts of `ping` a second: about 70 is what two cores manage, at 18 ms of CPU each. */
export const PINGS_PER_SECOND = 50;

/** One echo to run now. */
export interface PingJob {
  readonly target: EchoTarget;
  readonly burst: boolean;
}

interface Entry {
  target: EchoTarget;
  dueMs: number;
  burstMs: number;
  burstDueMs: number;
}

/** Pure: time comes in. Hundreds of targets at most make sense here, so a scan per tick is cheap. */
export class PingSchedule {
  readonly #entries = new Map<number, Entry>();
  #stretch = 1;
  #credit = PINGS_PER_SECOND / 5;
  #creditMs = Number.NaN;

  /** By what the cadences are multiplied; 1 when the plan fits the budget. */
  get stretch(): number {
    return this.#stretch;
  }

  /** Adds or replaces targets. */
  set(targets: readonly EchoTarget[], nowMs: number): void {
    for (const target of targets) {
      const old = this.#entries.get(target.key);
      this.#entries.set(target.key, {
        target,
        dueMs: Number.NaN,
        burstMs: old?.burstMs ?? 0,
        burstDueMs: old?.burstDueMs ?? 0,
      });
    }
    this.#restretch(nowMs);
  }

  /** Forgets targets. */
  drop(keys: readonly number[], nowMs: number): void {
    for (const key of keys) this.#entries.delete(key);
    this.#restretch(nowMs);
  }

  /** Starts extra echoes, the first at once, or ends them (0). */
  burst(key: number, everyMs: number, nowMs: number): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    entry.burstMs = everyMs;
    entry.burstDueMs = nowMs;
  }

  /** The current target of a key. */
  target(key: number): EchoTarget | undefined {
    return this.#entries.get(key)?.target;
  }

  /** Takes what is due, most overdue first and bursts before all, up to `room` and the budget. */
  take(nowMs: number, room: number): PingJob[] {
    this.#earn(nowMs);
    const jobs = this.#due(nowMs).slice(0, Math.min(room, Math.floor(this.#credit)));
    this.#credit -= jobs.length;
    for (const job of jobs) this.#advance(job, nowMs);
    return jobs;
  }

  #earn(nowMs: number): void {
    if (!Number.isNaN(this.#creditMs)) this.#credit += ((nowMs - this.#creditMs) * PINGS_PER_SECOND) / 1_000;
    this.#creditMs = nowMs;
    // Idle time buys no stampede: a fifth of a second's worth may be saved.
    this.#credit = Math.min(this.#credit, PINGS_PER_SECOND / 5);
  }

  #due(nowMs: number): PingJob[] {
    const due: { job: PingJob; dueMs: number }[] = [];
    for (const { target, dueMs, burstMs, burstDueMs } of this.#entries.values()) {
      if (burstMs > 0 && burstDueMs <= nowMs) due.push({ job: { target, burst: true }, dueMs: burstDueMs });
      if (dueMs <= nowMs) due.push({ job: { target, burst: false }, dueMs });
    }
    due.sort((one, other) => Number(other.job.burst) - Number(one.job.burst) || one.dueMs - other.dueMs);
    return due.map(({ job }) => job);
  }

  #advance(job: PingJob, nowMs: number): void {
    const entry = this.#entries.get(job.target.key);
    if (!entry) return;
    if (job.burst) entry.burstDueMs = nowMs + entry.burstMs;
    else entry.dueMs = nextDueMs(entry.target, this.#stretch, nowMs);
  }

  #restretch(nowMs: number): void {
    let wanted = 0;
    for (const { target } of this.#entries.values()) wanted += 1_000 / target.everyMs;
    const stretch = Math.max(1, wanted / PINGS_PER_SECOND);
    const changed = stretch !== this.#stretch;
    this.#stretch = stretch;
    for (const entry of this.#entries.values()) {
      if (changed || Number.isNaN(entry.dueMs)) entry.dueMs = nextDueMs(entry.target, stretch, nowMs);
    }
  }
}

/** The next time after `nowMs` that shows the target's phase, period and phase stretched alike. */
function nextDueMs(target: EchoTarget, stretch: number, nowMs: number): number {
  const everyMs = target.everyMs * stretch;
  const phaseMs = target.phaseMs * stretch;
  return (Math.floor((nowMs - phaseMs) / everyMs) + 1) * everyMs + phaseMs;
}

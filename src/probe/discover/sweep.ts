// Echoes every address once, the silent ones once more, at a polite rate. Echoes leave evenly spread: a burst over a
// satellite or a village's radio would be an outage of our own making.

import { ANSWERED, type EchoBatch, type EchoTarget, FLAG_TAINTED } from '../../domain/echo.ts';
import type { EchoEngine, EchoEngineDeps } from '../icmp/port.ts';

/** What is swept. */
export interface SweepPlan {
  readonly addresses: readonly string[];
  /** Echoes per second, 1 to 1,000. */
  readonly perSecond: number;
  readonly timeoutMs: number;
  /** Echoes an address that stays silent gets. */
  readonly tries: number;
}

/** How far a sweep is. */
export interface SweepProgress {
  /** 0 to 1. */
  readonly done: number;
  readonly answered: number;
  readonly leftMs: number;
}

/** What a sweep is handed. */
export interface SweepDeps {
  readonly open: (deps: EchoEngineDeps) => Promise<EchoEngine>;
  readonly log: EchoEngineDeps['log'];
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
  /** Called once for every address that answers, as soon as it does. */
  readonly onAnswer: (address: string, rttMs: number) => void;
  readonly onProgress: (progress: SweepProgress) => void;
}

/** What a sweep came to. */
export interface Swept {
  /** RTT in ms by address. */
  readonly answered: ReadonlyMap<string, number>;
  /** False when it was broken off. */
  readonly complete: boolean;
  /** Addresses this machine itself knows no way to. */
  readonly withoutRoute: number;
  readonly engine: string;
}

/** Batches come 100 ms after their verdicts; this much is allowed for a busy machine. */
const SLACK_MS = 500;
const NO_ROUTE = 4;

/** Sweeps; rejects when no engine is to be had. */
export async function sweep(plan: SweepPlan, deps: SweepDeps): Promise<Swept> {
  const state = new SweepState(plan, deps);
  const engine = await deps.open({
    onBatch: (batch) => state.take(batch),
    onFault: () => undefined,
    log: deps.log,
  });
  try {
    for (let round = 0; round < plan.tries && !deps.signal.aborted; round++) await state.round(engine, round);
    const { engine: name, why } = engine.status();
    return {
      answered: state.answered,
      complete: !deps.signal.aborted,
      withoutRoute: state.withoutRoute.size,
      engine: `${name} (${why})`,
    };
  } finally {
    await engine.stop();
  }
}

class SweepState {
  readonly #plan: SweepPlan;
  readonly #deps: SweepDeps;
  /** Targets whose verdict is not in yet, by key; at most the echoes of one step and of those before it that wait. */
  readonly #open = new Map<number, EchoTarget>();
  readonly answered = new Map<string, number>();
  readonly withoutRoute = new Set<string>();
  #settled: (() => void) | undefined;

  constructor(plan: SweepPlan, deps: SweepDeps) {
    this.#plan = plan;
    this.#deps = deps;
  }

  /** One echo to every address that has not answered. */
  async round(engine: EchoEngine, round: number): Promise<void> {
    const { addresses, perSecond, timeoutMs, tries } = this.#plan;
    const { signal, wait, onProgress } = this.#deps;
    // Longer than an echo is waited for: none is sent again before its verdict has taken its target out of the plan.
    const everyMs = timeoutMs + 2 * SLACK_MS;
    const perStep = Math.max(1, Math.floor((perSecond * everyMs) / 1_000));
    const silent = [...addresses.keys()].filter((key) => !this.answered.has(addresses[key] ?? ''));
    for (let from = 0; from < silent.length && !signal.aborted; from += perStep) {
      const step = silent.slice(from, from + perStep);
      for (const [index, key] of step.entries())
        this.#open.set(key, {
          key,
          address: addresses[key] ?? '',
          everyMs,
          timeoutMs,
          phaseMs: Math.floor((index * everyMs) / perStep),
        });
      engine.setTargets([...this.#open.values()]);
      await this.#settle(everyMs, wait);
      const sent = Math.min(silent.length, from + perStep);
      const share = (round + sent / silent.length) / tries;
      const missing = silent.length - sent + (tries - round - 1) * (addresses.length - this.answered.size);
      onProgress({ done: share, answered: this.answered.size, leftMs: (missing / perSecond) * 1_000 });
    }
    await this.#settle(timeoutMs + SLACK_MS, wait);
    this.#open.clear();
    engine.setTargets([]);
  }

  /** Notes verdicts. A target that has one leaves the plan with the next step. */
  take(batch: EchoBatch): void {
    for (let index = 0; index < batch.count; index++) {
      const key = batch.key[index] ?? -1;
      const target = this.#open.get(key);
      if (!target || ((batch.flags[index] ?? 0) & FLAG_TAINTED) !== 0) continue;
      this.#open.delete(key);
      const { address } = target;
      if (batch.outcome[index] === NO_ROUTE) this.withoutRoute.add(address);
      if (batch.outcome[index] !== ANSWERED || this.answered.has(address)) continue;
      const rttMs = batch.rttMs[index] ?? 0;
      this.answered.set(address, rttMs);
      this.#deps.onAnswer(address, rttMs);
    }
    if (this.#open.size === 0) this.#settled?.();
  }

  /** Waits, but no longer than verdicts are missing. */
  async #settle(ms: number, wait: SweepDeps['wait']): Promise<void> {
    if (this.#open.size === 0) return;
    const all = new AbortController();
    this.#settled = () => all.abort();
    await wait(ms, AbortSignal.any([this.#deps.signal, all.signal]));
    this.#settled = undefined;
  }
}

// An echo engine around the real one: real echoes to real loopback addresses, and between the kernel's verdicts and jalur
// the simulated province: its delays, its losses, its silence. Everything else is passed through.

import { ANSWERED, type EchoBatch, type EchoTarget, FLAG_TAINTED, LOST } from '../../domain/echo.ts';
import type { Random } from '../../runtime/random.ts';
import type { TimerHandle, Timers } from '../../runtime/timers.ts';
import type { EchoEngine, EchoEngineDeps, EchoEngineStatus } from '../icmp/port.ts';
import { fateOf, type Verdict } from './echo-fate.ts';
import { Pending } from './pending.ts';
import type { Passage } from './reach.ts';

/** How often waiting verdicts are looked at; with the inner engine's 100 ms this is what a verdict may be late. */
const FLUSH_MS = 25;
/** 20,000 echoes/s that wait 3 s each, about 8 MB. Beyond it a verdict is passed on at once, tainted, and counted. */
const MAX_PENDING = 60_000;

/** What the wrapper is given. */
export interface LabEngineDeps {
  readonly onBatch: EchoEngineDeps['onBatch'];
  /** What an echo to an address meets; undefined: the address is no part of the province and is left alone. */
  readonly passage: (address: string, sentMonoMs: number) => Passage | undefined;
  readonly timers: Timers;
  readonly monoMs: () => number;
  readonly random: Random;
  /** For tests. */
  readonly maxPending?: number;
}

/** The wrapper. It is made first, since the inner engine needs its `take`. */
export class LabEngine implements EchoEngine {
  readonly #deps: LabEngineDeps;
  readonly #pending: Pending;
  #targets: ReadonlyMap<number, EchoTarget> = new Map();
  #inner: EchoEngine | undefined;
  #timer: TimerHandle;
  #stopped = false;
  readonly #counts = { received: 0, lost: 0, tainted: 0 };

  constructor(deps: LabEngineDeps) {
    this.#deps = deps;
    this.#pending = new Pending(deps.maxPending ?? MAX_PENDING);
  }

  /** Begins with an engine whose batches come to `take`. */
  start(inner: EchoEngine): void {
    this.#inner = inner;
    this.#timer = this.#deps.timers.setInterval(() => this.#flush([]), FLUSH_MS);
  }

  /** Takes the inner engine's verdicts. */
  take(batch: EchoBatch): void {
    if (this.#stopped) return;
    const overflow: Verdict[] = [];
    for (let i = 0; i < batch.count; i++) {
      const verdict: Verdict = {
        key: batch.key[i] ?? 0,
        sentMonoMs: batch.sentMonoMs[i] ?? 0,
        rttMs: batch.rttMs[i] ?? Number.NaN,
        outcome: batch.outcome[i] ?? LOST,
        flags: batch.flags[i] ?? 0,
      };
      const target = this.#targets.get(verdict.key);
      if (!target) continue;
      const passage = this.#deps.passage(target.address, verdict.sentMonoMs);
      const fate = passage
        ? fateOf(verdict, passage, target.timeoutMs, this.#deps.random)
        : { verdict, dueMonoMs: verdict.sentMonoMs };
      if (!this.#pending.push({ ...fate, address: target.address })) {
        overflow.push({ ...verdict, flags: verdict.flags | FLAG_TAINTED });
      }
    }
    this.#flush(overflow);
  }

  setTargets(targets: readonly EchoTarget[]): void {
    this.#targets = new Map(targets.map((target) => [target.key, target]));
    this.#inner?.setTargets(targets);
  }

  burst(key: number, everyMs: number | undefined): void {
    this.#inner?.burst(key, everyMs);
  }

  /** The inner engine's status, with what the province has made of its verdicts. */
  status(): EchoEngineStatus {
    if (!this.#inner) throw new Error('the lab engine was asked for its status before its start');
    const inner = this.#inner.status();
    return { ...inner, why: `${inner.why}; verdicts are altered by the lab`, ...this.#counts };
  }

  /** Ends; what waits is dropped, as echoes under way are. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#deps.timers.clearInterval(this.#timer);
    await this.#inner?.stop();
  }

  #flush(first: readonly Verdict[]): void {
    const due = [...first];
    const nowMonoMs = this.#deps.monoMs();
    for (;;) {
      const waiting = this.#pending.shift(nowMonoMs);
      if (!waiting) break;
      // A key may have been given to another target meanwhile; this verdict is not about that one.
      if (this.#targets.get(waiting.verdict.key)?.address === waiting.address) due.push(waiting.verdict);
    }
    if (due.length === 0) return;
    for (const { outcome, flags } of due) {
      if ((flags & FLAG_TAINTED) !== 0) this.#counts.tainted++;
      if (outcome === ANSWERED) this.#counts.received++;
      else this.#counts.lost++;
    }
    this.#deps.onBatch(packed(due));
  }
}

function packed(verdicts: readonly Verdict[]): EchoBatch {
  return {
    count: verdicts.length,
    key: Uint32Array.from(verdicts, (each) => each.key),
    sentMonoMs: Float64Array.from(verdicts, (each) => each.sentMonoMs),
    rttMs: Float64Array.from(verdicts, (each) => each.rttMs),
    outcome: Uint8Array.from(verdicts, (each) => each.outcome),
    flags: Uint8Array.from(verdicts, (each) => each.flags),
  };
}

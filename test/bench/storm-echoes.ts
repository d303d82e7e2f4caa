// An echo engine that follows a script: one echo a second to every link, each in its own tenth of the second, and silence
// from those that are cut. It sends no extra echoes: that all links then change within one second is the worst case.

import { ANSWERED, type EchoBatch, LOST } from '../../src/domain/echo.ts';
import type { EngineState } from '../../src/engine/state.ts';
import { systemClock } from '../../src/runtime/clock.ts';

const SLOTS = 10;
const SLOT_MS = 100;
const RTT_MS = 20;
const TIMEOUT_MS = 1_000;
/** Echoes of each link that went before: what is asked for then is what is asked of a link that has worked for a while. */
const REMEMBERED = 300;

/** Verdicts about the links and anchors of an engine. */
export class ScriptedEchoes {
  readonly #onBatch: (batch: EchoBatch) => void;
  /** Keys by their tenth of the second. */
  readonly #slots: number[][] = Array.from({ length: SLOTS }, () => []);
  readonly #anchors: readonly number[];
  #cut: ReadonlySet<number> = new Set();
  #timer: NodeJS.Timeout | undefined;
  #slot = 0;

  constructor(state: EngineState, onBatch: (batch: EchoBatch) => void) {
    this.#onBatch = onBatch;
    this.#anchors = state.anchors.map(({ key }) => key);
    for (const { key } of state.links.values()) this.#slots[key % SLOTS]?.push(key);
  }

  /** Gives what the last minutes would have given, at once. */
  remember(): void {
    const nowMs = systemClock.monoMs();
    for (let second = REMEMBERED; second > 0; second--)
      for (let slot = 0; slot < SLOTS; slot++) this.#give(slot, nowMs - second * 1_000 + slot * SLOT_MS);
  }

  /** Begins. */
  start(): void {
    this.#timer = setInterval(() => {
      this.#slot = (this.#slot + 1) % SLOTS;
      this.#give(this.#slot, systemClock.monoMs());
    }, SLOT_MS);
  }

  /** These are silent from now on; anchors answer. */
  cut(keys: ReadonlySet<number>): void {
    this.#cut = keys;
  }

  /** Ends. */
  stop(): void {
    clearInterval(this.#timer);
  }

  #give(slot: number, knownMs: number): void {
    const links = this.#slots[slot] ?? [];
    const keys = [...this.#anchors, ...links];
    const lost = (key: number): boolean => this.#cut.has(key);
    this.#onBatch({
      count: keys.length,
      key: Uint32Array.from(keys),
      sentMonoMs: Float64Array.from(keys, (key) => knownMs - (lost(key) ? TIMEOUT_MS : RTT_MS)),
      rttMs: Float64Array.from(keys, (key) => (lost(key) ? Number.NaN : RTT_MS)),
      outcome: Uint8Array.from(keys, (key) => (lost(key) ? LOST : ANSWERED)),
      flags: new Uint8Array(keys.length),
    });
  }
}

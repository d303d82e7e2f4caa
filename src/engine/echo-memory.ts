// The last ten minutes of single echoes of every link, for the live view. A ring per target, made with its first echo.

import { ECHO_OUTCOMES, type EchoBatch, type EchoOutcome, FLAG_BURST, FLAG_TAINTED } from '../domain/echo.ts';

/** Echoes kept per target: ten minutes at one a second. Older ones give way; extra echoes of suspicions count too. */
const MOST_ECHOES = 600;

const OUTCOME_BITS = 0x0f;
const BURST_BIT = 0x10;

class Ring {
  /** Send times in whole ms, modulo 2^32: with the newest one in full the others follow. */
  readonly sentLowMs = new Uint32Array(MOST_ECHOES);
  readonly rttMs = new Float32Array(MOST_ECHOES);
  readonly outcome = new Uint8Array(MOST_ECHOES);
  newestMs = 0;
  next = 0;
  count = 0;
}

/** One remembered echo. */
export interface RememberedEcho {
  /** CLOCK_MONOTONIC of the sending in whole ms. */
  readonly sentMs: number;
  readonly outcome: EchoOutcome;
  /** Present when it was answered, and was no beat. */
  readonly rttMs?: number;
  readonly burst: boolean;
}

/** Remembers by target key. 9 bytes an echo: 54 MB at 10,000 links. */
export class EchoMemory {
  readonly #rings: (Ring | undefined)[] = [];

  /** Takes a batch. Tainted verdicts are no measurement and are left out. */
  take(batch: EchoBatch): void {
    const { count, key, sentMonoMs, rttMs, outcome, flags } = batch;
    for (let i = 0; i < count; i++) {
      const flag = flags[i] ?? 0;
      if ((flag & FLAG_TAINTED) !== 0) continue;
      const slot = key[i] ?? 0;
      let ring = this.#rings[slot];
      if (!ring) {
        ring = new Ring();
        this.#rings[slot] = ring;
      }
      const at = ring.next;
      const sentMs = Math.round(sentMonoMs[i] ?? 0);
      ring.sentLowMs[at] = sentMs % 4_294_967_296;
      ring.newestMs = Math.max(ring.newestMs, sentMs);
      ring.rttMs[at] = rttMs[i] ?? 0;
      ring.outcome[at] = (outcome[i] ?? 0) | ((flag & FLAG_BURST) !== 0 ? BURST_BIT : 0);
      ring.next = at + 1 === MOST_ECHOES ? 0 : at + 1;
      if (ring.count < MOST_ECHOES) ring.count++;
    }
  }

  /** The remembered echoes of a key, in the order their verdicts came. */
  of(key: number): RememberedEcho[] {
    const ring = this.#rings[key];
    if (!ring) return [];
    return Array.from({ length: ring.count }, (_, index) => {
      const at = (ring.next - ring.count + index + MOST_ECHOES) % MOST_ECHOES;
      return echoAt(ring, at);
    });
  }

  /** Forgets keys that are not in use any more. */
  keep(keys: ReadonlySet<number>): void {
    for (const key of this.#rings.keys()) if (!keys.has(key)) this.#rings[key] = undefined;
  }
}

function echoAt(ring: Ring, at: number): RememberedEcho {
  const packed = ring.outcome[at] ?? 0;
  const outcome = ECHO_OUTCOMES[packed & OUTCOME_BITS] ?? 'lost';
  const rttMs = ring.rttMs[at] ?? Number.NaN;
  const ageMs = ((ring.newestMs % 4_294_967_296) - (ring.sentLowMs[at] ?? 0) + 4_294_967_296) % 4_294_967_296;
  return {
    sentMs: ring.newestMs - ageMs,
    outcome,
    ...(outcome === 'answered' && !Number.isNaN(rttMs) && { rttMs }),
    burst: (packed & BURST_BIT) !== 0,
  };
}

// The last ten minutes of single echoes of every link, for the live view. A ring per target, made with its first echo.

import { ECHO_OUTCOMES, type EchoBatch, type EchoOutcome, FLAG_BURST, FLAG_TAINTED } from '../domain/echo.ts';

/** Echoes kept per target: ten minutes at one a second. Older ones give way; extra echoes of suspicions count too. */
const MOST_ECHOES = 600;

class Ring {
  readonly sentMs = new Float64Array(MOST_ECHOES);
  readonly rttMs = new Float32Array(MOST_ECHOES);
  readonly outcome = new Uint8Array(MOST_ECHOES);
  readonly flags = new Uint8Array(MOST_ECHOES);
  next = 0;
  count = 0;
}

/** One remembered echo. */
export interface RememberedEcho {
  /** CLOCK_MONOTONIC of the sending in ms. */
  readonly sentMs: number;
  readonly outcome: EchoOutcome;
  /** Present when it was answered. */
  readonly rttMs?: number;
  readonly burst: boolean;
}

/** Remembers by target key. 13 bytes an echo: 80 MB at 10,000 links is what the live view may cost. */
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
      ring.sentMs[at] = sentMonoMs[i] ?? 0;
      ring.rttMs[at] = rttMs[i] ?? 0;
      ring.outcome[at] = outcome[i] ?? 0;
      ring.flags[at] = flag;
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
  const outcome = ECHO_OUTCOMES[ring.outcome[at] ?? 0] ?? 'lost';
  return {
    sentMs: ring.sentMs[at] ?? 0,
    outcome,
    ...(outcome === 'answered' && { rttMs: ring.rttMs[at] ?? 0 }),
    burst: ((ring.flags[at] ?? 0) & FLAG_BURST) !== 0,
  };
}

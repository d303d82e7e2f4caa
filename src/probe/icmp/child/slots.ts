// The echoes in flight. A slot's number is the ICMP sequence of its echo, its generation tells one use of the slot from
// the next; freed slots queue up behind all others, so that a number comes back as late as possible.

/** Most echoes in flight: the 16-bit sequence. 10,000 targets a second with a timeout of 5 s fit; the next echo is refused. */
export const SLOTS = 65_536;

/** A slot's life: never used or given back without a verdict, in flight, answered, or ended in another way. */
export const IDLE = 0;
export const IN_FLIGHT = 1;
export const ANSWERED_SLOT = 2;
export const ENDED = 3;

/** Columns by slot. Times are CLOCK_MONOTONIC in ms. */
export class Slots {
  readonly state = new Uint8Array(SLOTS);
  readonly generation = new Uint32Array(SLOTS);
  /** ICMP identifier the echo carried. */
  readonly id = new Uint16Array(SLOTS);
  /** Row of the target table. */
  readonly target = new Int32Array(SLOTS);
  /** The target's own generation when the echo was made: it differs once the target was replaced. */
  readonly targetGeneration = new Uint32Array(SLOTS);
  readonly flags = new Uint8Array(SLOTS);
  /** When the echo was due to leave, until it left. */
  readonly dueMs = new Float64Array(SLOTS);
  readonly sentMs = new Float64Array(SLOTS);
  readonly #free = new Uint16Array(SLOTS).map((_, index) => index);
  #head = 0;
  #freeCount = SLOTS;

  /** Echoes in flight. */
  get outstanding(): number {
    return SLOTS - this.#freeCount;
  }

  /** Takes the slot that has been free longest into flight under a new generation; −1 when all are in flight. */
  take(): number {
    if (this.#freeCount === 0) return -1;
    const slot = this.#free[this.#head] ?? 0;
    this.#head = (this.#head + 1) % SLOTS;
    this.#freeCount--;
    this.generation[slot] = (this.generation[slot] ?? 0) + 1;
    this.state[slot] = IN_FLIGHT;
    return slot;
  }

  /** Gives a slot in flight back, remembering how its echo ended. */
  end(slot: number, state: typeof IDLE | typeof ANSWERED_SLOT | typeof ENDED): void {
    this.state[slot] = state;
    this.#free[(this.#head + this.#freeCount) % SLOTS] = slot;
    this.#freeCount++;
  }
}

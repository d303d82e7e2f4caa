// The way of traps from the receiver's thread to the daemon's: the first at once, those that follow together. The next
// batch waits until the last was taken, so that a daemon that is busy finds a bounded number of traps, the newest ones.

import type { Trap } from '../../../domain/trap.ts';
import type { TimerHandle, Timers } from '../../../runtime/timers.ts';

/** Traps within this time of a batch go with the next one. */
const GATHER_MS = 50;
/** Traps that wait; beyond it the oldest is dropped. A second of all that is admitted. */
const MOST_WAITING = 1_000;

/** What the outlet works with. */
export interface OutletDeps {
  readonly timers: Timers;
  readonly post: (traps: readonly Trap[]) => void;
  readonly onDrop: (trap: Trap) => void;
}

/** Hands traps over. */
export class TrapOutlet {
  readonly #deps: OutletDeps;
  readonly #waiting: Trap[] = [];
  #gathering: TimerHandle;
  #untaken = false;

  constructor(deps: OutletDeps) {
    this.#deps = deps;
  }

  /** Takes a trap. */
  put(trap: Trap): void {
    this.#waiting.push(trap);
    const oldest = this.#waiting.length > MOST_WAITING ? this.#waiting.shift() : undefined;
    if (oldest) this.#deps.onDrop(oldest);
    this.#post();
  }

  /** The daemon has taken the last batch. */
  taken(): void {
    this.#untaken = false;
    this.#post();
  }

  /** Hands nothing over any more. */
  close(): void {
    this.#deps.timers.clearTimeout(this.#gathering);
    this.#waiting.length = 0;
    this.#untaken = true;
  }

  #post(): void {
    if (this.#untaken || this.#gathering !== undefined || this.#waiting.length === 0) return;
    this.#untaken = true;
    this.#deps.post(this.#waiting.splice(0));
    this.#gathering = this.#deps.timers.setTimeout(() => {
      this.#gathering = undefined;
      this.#post();
    }, GATHER_MS);
  }
}

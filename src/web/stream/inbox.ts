// Gathers messages so that the screen changes at most once a frame, and once a second when only figures have changed.

import type { Arrival } from '../model/reduce.ts';

/**
 * Figures of thousands of links arrive spread over a minute; nobody reads them faster than this. As a rule the clock of the screen
 * comes first and takes them along.
 */
const FIGURES_DELAY_MS = 1_000;
/** Beyond this many the batch is applied at once: a hidden tab gets no frames, and memory has an end. */
const BATCH_LIMIT = 2_000;

/** What an inbox needs. */
export interface InboxDeps {
  /** Calls back before the next frame is drawn. */
  frame(callback: () => void): void;
  after(delayMs: number, callback: () => void): () => void;
  deliver(batch: readonly Arrival[]): void;
}

/** Collects arrivals and delivers them in order. */
export class Inbox {
  readonly #deps: InboxDeps;
  #batch: Arrival[] = [];
  #planned: 'none' | 'later' | 'frame' = 'none';
  #cancelLater: (() => void) | undefined;

  constructor(deps: InboxDeps) {
    this.#deps = deps;
  }

  /** Takes one arrival. */
  push(arrival: Arrival): void {
    this.#batch.push(arrival);
    if (this.#batch.length >= BATCH_LIMIT) {
      this.flush();
    } else if (isUrgent(arrival)) {
      if (this.#planned === 'frame') return;
      this.#planned = 'frame';
      this.#deps.frame(() => this.flush());
      // Frames stop in a hidden tab; the screen must be true when it is looked at again.
      this.#cancelLater ??= this.#deps.after(FIGURES_DELAY_MS, () => this.flush());
    } else if (this.#planned === 'none') {
      this.#planned = 'later';
      this.#cancelLater ??= this.#deps.after(FIGURES_DELAY_MS, () => this.flush());
    }
  }

  /** Delivers what there is. */
  flush(): void {
    this.#cancelLater?.();
    this.#cancelLater = undefined;
    this.#planned = 'none';
    const batch = this.#batch;
    if (batch.length === 0) return;
    this.#batch = [];
    this.#deps.deliver(batch);
  }
}

function isUrgent({ message }: Arrival): boolean {
  return message.type !== 'figures';
}

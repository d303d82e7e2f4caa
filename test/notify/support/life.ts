// One life of a process in virtual time: when it ends, its timers do nothing any more and its channels never answer.

import type { Channel, Message, Receipt } from '../../../src/notify/port.ts';
import type { Timers } from '../../../src/runtime/timers.ts';

/** Stands between a deliverer and the world. */
export class Life {
  /** Timers that die with it. */
  readonly timers: Timers;
  #over = false;

  constructor(world: Timers) {
    const alive =
      (run: () => void): (() => void) =>
      () => {
        if (!this.#over) run();
      };
    this.timers = {
      setTimeout: (run, ms) => world.setTimeout(alive(run), ms),
      clearTimeout: (handle) => world.clearTimeout(handle),
      setInterval: (run, ms) => world.setInterval(alive(run), ms),
      clearInterval: (handle) => world.clearInterval(handle),
    };
  }

  /** A channel whose answers nobody hears any more once this life is over. */
  channel(outer: Channel): Channel {
    const { id, kind, idempotent, resume } = outer;
    return {
      ...{ id, kind, idempotent },
      send: (message, signal) => this.#heard(outer, message, signal),
      ...(resume && { resume: (firing) => resume(firing) }),
      close: () => outer.close(),
    };
  }

  /** Ends it. */
  end(): void {
    this.#over = true;
  }

  async #heard(outer: Channel, message: Message, signal: AbortSignal): Promise<Receipt> {
    const receipt = this.#over ? undefined : await outer.send(message, signal);
    if (receipt && !this.#over) return receipt;
    return new Promise<Receipt>(() => undefined);
  }
}

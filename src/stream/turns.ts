// Takes turns among the clients that can be sent something: first come, first served, and only so much in one turn of the
// event loop, so that a thousand screens that want megabytes leave room for echoes and alerts.

import type { TimerHandle, Timers } from '../runtime/timers.ts';

/** What the turns are given. */
export interface TurnsDeps<Item> {
  readonly timers: Timers;
  /** Cost at which a turn ends. */
  readonly costPerTurn: number;
  /** Serves one; returns what it cost. */
  readonly serve: (item: Item) => number;
}

/** A line of those who wait. */
export class Turns<Item> {
  readonly #deps: TurnsDeps<Item>;
  readonly #line = new Set<Item>();
  #planned: { readonly handle: TimerHandle } | undefined;

  constructor(deps: TurnsDeps<Item>) {
    this.#deps = deps;
  }

  /** Puts one at the end of the line; nothing happens to one that is in it. */
  add(item: Item): void {
    this.#line.add(item);
  }

  remove(item: Item): void {
    this.#line.delete(item);
  }

  /** Takes a turn now, unless one is planned: whoever came first goes first. */
  take(): void {
    if (!this.#planned) this.#run();
  }

  /** Takes a turn as soon as the event loop has looked after everything else. */
  plan(): void {
    if (this.#planned || this.#line.size === 0) return;
    const handle = this.#deps.timers.setTimeout(() => {
      this.#planned = undefined;
      this.#run();
    }, 0);
    this.#planned = { handle };
  }

  /** Forgets everybody. */
  stop(): void {
    this.#line.clear();
    if (this.#planned) this.#deps.timers.clearTimeout(this.#planned.handle);
    this.#planned = undefined;
  }

  #run(): void {
    let cost = 0;
    // Those who come back while they are served wait for the next turn.
    let left = this.#line.size;
    for (const item of this.#line) {
      if (left-- === 0 || cost >= this.#deps.costPerTurn) break;
      this.#line.delete(item);
      cost += this.#deps.serve(item);
    }
    this.plan();
  }
}

// Durable events whose commit failed wait here, so that intervals and alerts heal as soon as the disk lets them.

import type { NumberedEvent } from '../../domain/event.ts';

/** About 5 MB of events; at this bound the oldest are given up and counted, for the newest say how things stand now. */
const MAX_EVENTS = 10_000;

/** A bounded queue of events, oldest first. */
export class Backlog {
  #events: NumberedEvent[] = [];
  #lost = 0;
  #lostThrough = 0;

  /** Events that wait, oldest first. */
  get events(): readonly NumberedEvent[] {
    return this.#events;
  }

  /** How many were given up. */
  get lost(): number {
    return this.#lost;
  }

  /** The highest number given up; 0 when none was. */
  get lostThrough(): number {
    return this.#lostThrough;
  }

  /** Appends; gives up the oldest at the bound. */
  add(events: readonly NumberedEvent[]): void {
    this.#events = [...this.#events, ...events];
    const excess = this.#events.length - MAX_EVENTS;
    if (excess <= 0) return;
    this.#lostThrough = this.#events[excess - 1]?.seq ?? this.#lostThrough;
    this.#lost += excess;
    this.#events = this.#events.slice(excess);
  }

  /** Empties it: everything has been committed. */
  clear(): void {
    this.#events = [];
  }
}

// What became of messages, per channel, since the start of the process. A channel keeps its figures after it was removed
// from the configuration; there are as many as were ever configured in one run.

import type { ChannelCounts, Outcome } from './port.ts';
import type { WaitingIndex } from './waiting.ts';

const NONE: Readonly<Record<Outcome, number>> = {
  delivered: 0,
  digested: 0,
  superseded: 0,
  refused: 0,
  expired: 0,
  dropped: 0,
};

/** Counts of endings. */
export class Counts {
  readonly #channels = new Map<string, Record<Outcome, number>>();

  /** Counts one. */
  add(channel: string, outcome: Outcome): void {
    const counts = this.#channels.get(channel) ?? { ...NONE };
    counts[outcome]++;
    this.#channels.set(channel, counts);
  }

  /** Figures of one channel, as they stand. */
  of(channel: string): Readonly<Record<Outcome, number>> {
    return { ...(this.#channels.get(channel) ?? NONE) };
  }

  /** All figures, with what waits. */
  read(index: WaitingIndex): ReadonlyMap<string, ChannelCounts> {
    const names = new Set([...this.#channels.keys(), ...index.channels()]);
    return new Map(
      [...names].map((channel) => {
        const waiting = index.of(channel);
        const oldestAt = waiting.reduce(
          (oldest, { bornAt }) => Math.min(oldest, bornAt),
          Number.POSITIVE_INFINITY,
        );
        const counts = this.#channels.get(channel) ?? NONE;
        return [channel, { ...counts, waiting: waiting.length, ...(waiting.length > 0 && { oldestAt }) }];
      }),
    );
  }
}

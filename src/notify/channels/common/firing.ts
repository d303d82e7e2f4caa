// What Alertmanager must be told again and again: the alerts that fire, and for a while those that are over, for members
// of the cluster that missed the end.

import type { Message } from '../../port.ts';
import { labelsOf, type PostableAlert, postableAlert } from './alerts-v2.ts';

/** More than fire in any province; further alerts are told once, with a far end, and not again. */
const MAX_KEPT = 20_000;
/** An alert is over by itself after this many rounds without a word, as Prometheus does it. */
const ROUNDS_TO_LIVE = 4;
/** How long an alert fires that is too many to be told again, ms. */
const UNREPEATED_MS = 24 * 3_600_000;

interface Kept {
  readonly message: Message;
  /** Epoch ms from which a cleared alert need not be told any more. */
  readonly untilMs: number;
}

/** The alerts of one channel. */
export class Firing {
  readonly #lifeMs: number;
  /** By alert number. */
  readonly #kept = new Map<number, Kept>();
  /** Alerts that were not kept because there were too many. */
  overflowed = 0;

  constructor(resendMs: number) {
    this.#lifeMs = ROUNDS_TO_LIVE * resendMs;
  }

  /** Numbers of the alerts to be told again at `nowMs`; what need not be is forgotten. */
  numbers(nowMs: number): readonly number[] {
    for (const [number, { untilMs }] of this.#kept) if (untilMs <= nowMs) this.#kept.delete(number);
    return [...this.#kept.keys()];
  }

  /** These alerts as they are by now; the numbers of forgotten ones are passed over. */
  alerts(numbers: readonly number[], nowMs: number): readonly PostableAlert[] {
    return numbers.flatMap((number) => {
      const kept = this.#kept.get(number);
      return kept === undefined ? [] : [this.#alertOf(kept.message, nowMs)];
    });
  }

  /**
   * What a message makes of its alert. Tests and digests are no alert's: they fire for a few rounds and are over by
   * themselves. Another severity is another alert to Alertmanager, and ends the former.
   */
  told(message: Message, nowMs: number): readonly PostableAlert[] {
    const own = this.#alertOf(message, nowMs);
    const former = message.alert === undefined ? undefined : this.#kept.get(message.alert)?.message;
    if (former === undefined || sameLabels(former, message)) return [own];
    return [postableAlert(former, nowMs), own];
  }

  /** Keeps a message that was delivered. */
  keep(message: Message, nowMs: number): void {
    if (message.alert === undefined) return;
    if (!this.#hasRoom(message.alert)) {
      this.overflowed++;
      return;
    }
    const untilMs = message.kind === 'cleared' ? nowMs + this.#lifeMs : Number.POSITIVE_INFINITY;
    this.#kept.set(message.alert, { message, untilMs });
  }

  #alertOf(message: Message, nowMs: number): PostableAlert {
    if (message.kind === 'cleared') return postableAlert(message, Math.min(message.endsAt ?? nowMs, nowMs));
    const repeated = message.alert === undefined || this.#hasRoom(message.alert);
    return postableAlert(message, nowMs + (repeated ? this.#lifeMs : UNREPEATED_MS));
  }

  #hasRoom(number: number): boolean {
    return this.#kept.has(number) || this.#kept.size < MAX_KEPT;
  }
}

function sameLabels(a: Message, b: Message): boolean {
  return (
    JSON.stringify(Object.entries(labelsOf(a)).sort()) === JSON.stringify(Object.entries(labelsOf(b)).sort())
  );
}

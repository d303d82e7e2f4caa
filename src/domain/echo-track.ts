// What the echoes of one target say in a row: losses since the last answer, answers since the last loss. Verdicts come
// in the order they become known, rows are counted in the order of sending.

import { ECHO_OUTCOMES, type EchoOutcome } from './echo.ts';
import { dayWindow, LossWindow } from './loss.ts';

/** Follows one target. Times are CLOCK_MONOTONIC in ms. */
export class EchoTrack {
  /** Regular echoes of the past hour. */
  readonly loss = new LossWindow();
  /** And of the past day, where they are few. */
  readonly day: LossWindow | undefined;
  /** Send time of the newest answered echo; −∞ before the first. */
  answeredSentMs = Number.NEGATIVE_INFINITY;
  /** Echoes lost in a row, extra ones included. */
  lostInRow = 0;
  /** Send times of the row's first and last lost echo; meaningless while `lostInRow` is 0. */
  firstLostMs = 0;
  lastLostMs = 0;
  /** Echoes answered in a row, and the send time of the first of them. */
  answeredInRow = 0;
  firstAnsweredMs = 0;
  #regularLost = 0;
  readonly #outcomes = new Uint32Array(ECHO_OUTCOMES.length);

  /** `slow`: echoes are minutes apart, and the past day is kept too. */
  constructor(options: { readonly slow?: boolean } = {}) {
    this.day = options.slow ? dayWindow() : undefined;
  }

  /** Takes an answered echo; returns whether it ended a row of losses. */
  answered(sentMs: number, burst: boolean): boolean {
    if (!burst) this.#count(sentMs, 1, 0);
    if (sentMs > this.answeredSentMs) this.answeredSentMs = sentMs;
    if (this.answeredInRow === 0 || sentMs < this.firstAnsweredMs) this.firstAnsweredMs = sentMs;
    this.answeredInRow++;
    if (this.lostInRow === 0 || sentMs < this.firstLostMs) return false;
    this.#endRow(sentMs);
    if (sentMs < this.lastLostMs) {
      // An ICMP error can overtake the answer of an older echo: of the row, only its last is known to be newer.
      this.lostInRow = 1;
      this.firstLostMs = this.lastLostMs;
      return false;
    }
    return true;
  }

  /** Takes an echo that was not answered (packed outcome); returns whether it counts towards the row of losses. */
  lost(sentMs: number, outcome: number, burst: boolean): boolean {
    if (sentMs >= this.firstAnsweredMs) this.answeredInRow = 0;
    if (sentMs < this.answeredSentMs) {
      if (!burst) this.#count(sentMs, 1, 1);
      return false;
    }
    if (this.lostInRow === 0) {
      this.firstLostMs = sentMs;
      this.lastLostMs = sentMs;
      this.#outcomes.fill(0);
    }
    this.lostInRow++;
    if (!burst) this.#regularLost++;
    this.firstLostMs = Math.min(this.firstLostMs, sentMs);
    this.lastLostMs = Math.max(this.lastLostMs, sentMs);
    this.#outcomes[outcome] = (this.#outcomes[outcome] ?? 0) + 1;
    return true;
  }

  /** The way most echoes of the row failed. */
  commonOutcome(): Exclude<EchoOutcome, 'answered'> {
    let best: Exclude<EchoOutcome, 'answered'> = 'lost';
    let most = 0;
    for (const [code, outcome] of ECHO_OUTCOMES.entries()) {
      const count = this.#outcomes[code] ?? 0;
      if (outcome === 'answered' || count <= most) continue;
      best = outcome;
      most = count;
    }
    return best;
  }

  /** Forgets the row of losses: it is part of an outage, or was seen through a blind eye. It does not count as loss. */
  forgetRow(): void {
    this.lostInRow = 0;
    this.#regularLost = 0;
  }

  #count(sentMs: number, sent: number, lost: number): void {
    this.loss.add(sentMs, sent, lost);
    this.day?.add(sentMs, sent, lost);
  }

  /** The row turned out to be chance: it belongs to the link's own loss. */
  #endRow(sentMs: number): void {
    if (this.#regularLost > 0) this.#count(sentMs, this.#regularLost, this.#regularLost);
    this.forgetRow();
  }
}

// When people must be told that a site is not ready for a conference: at once where its line is down, otherwise when it
// lasts, so that one bad round rings nobody.

import type { ViconVerdict } from './vicon.ts';
import type { ViconChange } from './vicon-event.ts';

/** Figures are those of a round: two of them must be bad. Beyond the length of a round, ms. */
const FIGURE_SLACK_MS = 20_000;
/** Nothing is known for a round or two after every start. */
const UNKNOWN_ROUNDS = 2;
/** It is ready again when it has been for so many rounds. */
const CLEAR_ROUNDS = 2;

/** What is told of a site: since when it has not been ready, and the last it was not ready by. */
export interface ViconTrouble {
  /** Epoch ms. */
  readonly since: number;
  readonly last: ViconChange;
}

/** One site of one event. */
export class ViconTrack {
  readonly #roundMs: number;
  /** Since when it has not been ready, epoch ms; also while it is believed to be ready again. */
  #since: number | undefined;
  #readySince: number | undefined;
  #last: ViconChange | undefined;
  #told = false;

  /** `toldSince`: an earlier run has told of it. */
  constructor(roundMs: number, toldSince?: number) {
    this.#roundMs = roundMs;
    if (toldSince === undefined) return;
    this.#since = toldSince;
    this.#told = true;
  }

  /** Takes a look; gives what people must be told now, undefined while there is nothing. */
  take(look: ViconChange): ViconTrouble | undefined {
    if (look.level === 'ready') this.#takeReady(look.at);
    else this.#takeTrouble(look);
    return this.#told && this.#since !== undefined && this.#last
      ? { since: this.#since, last: this.#last }
      : undefined;
  }

  #takeReady(at: number): void {
    this.#readySince ??= at;
    if (this.#told && at - this.#readySince < CLEAR_ROUNDS * this.#roundMs) return;
    this.#told = false;
    this.#since = undefined;
  }

  #takeTrouble(look: ViconChange): void {
    this.#readySince = undefined;
    this.#since ??= look.at;
    if (!this.#last || !this.#told || isWorthTelling(this.#last, look)) this.#last = look;
    if (look.at - this.#since >= patienceMs(look, this.#roundMs)) this.#told = true;
  }
}

/** A figure that goes up and down a little is no news. */
function isWorthTelling(last: ViconVerdict, look: ViconVerdict): boolean {
  return last.level !== look.level || last.decides.kind !== look.decides.kind;
}

function patienceMs({ decides }: ViconVerdict, roundMs: number): number {
  switch (decides.kind) {
    case 'down':
    case 'unreachable':
      return 0;
    case 'unknown':
      return UNKNOWN_ROUNDS * roundMs;
    default:
      return roundMs + FIGURE_SLACK_MS;
  }
}

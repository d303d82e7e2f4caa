// How often a link loses echoes by itself, and how many lost ones in a row chance alone cannot explain.

/** Echoes counted over a stretch of time. */
export interface LossCount {
  readonly sent: number;
  readonly lost: number;
}

const MINUTE_MS = 60_000;
const SLOTS = 60;
/** Slots of a day. */
const DAY_SLOT_MS = 24 * MINUTE_MS;

/**
 * Regular echoes of the past hour, minute by minute (or of sixty slots of another length). Left out are extra echoes (sent because of a loss, they would bias
 * the figure) and the losses of a confirmed outage (they say nothing about the link while it works).
 */
export class LossWindow {
  readonly #sent = new Uint16Array(SLOTS);
  readonly #lost = new Uint16Array(SLOTS);
  readonly #slotMs: number;
  #newest = Number.NEGATIVE_INFINITY;
  #allSent = 0;
  #allLost = 0;

  constructor(slotMs = MINUTE_MS) {
    this.#slotMs = slotMs;
  }

  /** Counts echoes at a CLOCK_MONOTONIC time in ms; a time before the newest slot counts into the newest. */
  add(monoMs: number, sent: number, lost: number): void {
    const number = Math.floor(monoMs / this.#slotMs);
    if (number > this.#newest) this.#advance(number);
    const slot = mod(this.#newest);
    this.#sent[slot] = (this.#sent[slot] ?? 0) + sent;
    this.#lost[slot] = (this.#lost[slot] ?? 0) + lost;
    this.#allSent += sent;
    this.#allLost += lost;
  }

  /** All slots: the past hour. */
  all(): LossCount {
    return { sent: this.#allSent, lost: this.#allLost };
  }

  /** The newest slot and the one before: what a sudden change shows first. */
  recent(): LossCount {
    const now = mod(this.#newest);
    const before = mod(this.#newest - 1);
    return {
      sent: (this.#sent[now] ?? 0) + (this.#sent[before] ?? 0),
      lost: (this.#lost[now] ?? 0) + (this.#lost[before] ?? 0),
    };
  }

  #advance(number: number): void {
    const first = Math.max(this.#newest + 1, number - SLOTS + 1);
    for (let each = first; each <= number; each++) {
      const slot = mod(each);
      this.#allSent -= this.#sent[slot] ?? 0;
      this.#allLost -= this.#lost[slot] ?? 0;
      this.#sent[slot] = 0;
      this.#lost[slot] = 0;
    }
    this.#newest = number;
  }
}

function mod(number: number): number {
  return Number.isFinite(number) ? ((number % SLOTS) + SLOTS) % SLOTS : 0;
}

/** A window of a day: what few echoes an hour has of a slow link says too little about its loss. */
export function dayWindow(): LossWindow {
  return new LossWindow(DAY_SLOT_MS);
}

/**
 * Prior of a link's loss before anything was counted, Beta(0.5, 9.5): 5 % in the mean and wide. A quiet link's loss is
 * small but never 0, and a new link needs many lost echoes before it is called down.
 */
const PRIOR_LOST = 0.5;
const PRIOR_ANSWERED = 9.5;

/** Fewer lost echoes than this never end a link, however good it was (design, "Suspicion"). */
export const LEAST_LOSSES = 5;
/**
 * More are never asked for. At 200 ms this is five minutes of silence: whatever the link's history, an operator calls
 * that an outage.
 */
export const MOST_LOSSES = 1_500;
const MS_PER_YEAR = 365.25 * 86_400_000;

/** Loss in percent that counts imply, the prior included. */
export function expectedLossPct(count: LossCount): number {
  return (100 * (PRIOR_LOST + count.lost)) / (PRIOR_LOST + PRIOR_ANSWERED + count.sent);
}

/** How rarely chance may call a link down. */
export interface FalseAlarmLimit {
  /** Once in this many link-years at most. */
  readonly years: number;
  /** Shortest time between two echoes in ms: every echo is a new chance for chance. */
  readonly everyMs: number;
}

/**
 * The smallest number k of lost echoes in a row, at least {@link LEAST_LOSSES}, that chance alone would bring about less
 * than once in the given link-years. The probability of k losses is the posterior predictive one of the beta-binomial
 * model, Π (α + i) / (α + β + i) for i < k, which unlike p^k knows how little a short history proves.
 */
export function requiredLosses(count: LossCount, limit: FalseAlarmLimit): number {
  const alpha = PRIOR_LOST + count.lost;
  const total = PRIOR_LOST + PRIOR_ANSWERED + count.sent;
  const tolerated = limit.everyMs / (limit.years * MS_PER_YEAR);
  let chance = 1;
  for (let k = 0; k < MOST_LOSSES; k++) {
    if (k >= LEAST_LOSSES && chance < tolerated) return k;
    chance *= (alpha + k) / (total + k);
  }
  return MOST_LOSSES;
}

/**
 * k for a link now: the larger one of what its past hour and its last minutes ask for. The hour alone would call a clean
 * link that begins to lose 30 % down within minutes.
 */
export function requiredNow(window: LossWindow, limit: FalseAlarmLimit): number {
  return Math.max(requiredLosses(window.all(), limit), requiredLosses(window.recent(), limit));
}

/** More missing beats than these are never asked for: an hour of silence at one a minute. */
const MOST_BEATS = 60;

/**
 * k for a link that is measured by beats. They cannot be sent faster when one is missing, so each is a new chance for
 * chance once in its own period. The past hour shows a sudden change, and is too short a sample to be trusted alone: the
 * larger k of the hour and the day counts.
 */
export function requiredBeats(windows: readonly LossWindow[], limit: FalseAlarmLimit): number {
  const each = windows.map((window) => requiredLosses(window.all(), limit));
  return Math.min(MOST_BEATS, Math.max(LEAST_LOSSES, ...each));
}

// The port of the beats: what the HTTP route hands over, and what it is to answer.

/** One call of a device. */
export interface BeatCall {
  readonly token: string;
  /** Parameters of the query, checked by nobody yet. */
  readonly query: Readonly<Record<string, unknown>>;
  /** Where it came from; behind a reverse proxy, that proxy. For counting wrong tokens only. */
  readonly address: string;
}

/** What to answer. `unknown`: no such token, now or ever. `slow-down`: too many calls. */
export type BeatAnswer = 'taken' | 'unknown' | 'slow-down';

/** Counters of everything that came in; per process. */
export interface BeatStatus {
  /** Links whose beats are waited for. */
  readonly links: number;
  readonly tokens: number;
  readonly counted: number;
  /** Beats before their time. */
  readonly early: number;
  /** Beats with a good token of a link that nobody waits for: retired, or echoed by now. */
  readonly unwatched: number;
  readonly missing: number;
  readonly unknownTokens: number;
  readonly slowedDown: number;
  readonly ignoredFigures: number;
  readonly refusedFigures: number;
  /** How often this process stood still for so long that beats may have been missed because of it. */
  readonly stalls: number;
}

// Whether a video conference would hold over a path: siap, terbatas, tidak, with the figure that decides. What is not
// known is never called siap.

import type { LinkState, Reason } from './state.ts';

/** Levels, best first: siap, terbatas, tidak, and not known. */
export const VICON_LEVELS = ['ready', 'limited', 'unfit', 'unknown'] as const;
/** One of {@link VICON_LEVELS}. `unknown` is never `ready`. */
export type ViconLevel = (typeof VICON_LEVELS)[number];

/** What a level asks for. Every bound belongs to it: 300 ms is within 300 ms. */
export interface ViconBounds {
  /** Most round-trip time in ms. Vendors who state one-way delays mean half of it. */
  readonly rttMs: number;
  /** Most echoes lost, 0 to 100. */
  readonly lossPct: number;
  /** Most jitter in ms: mean |ΔRTT| of consecutive replies. */
  readonly jitterMs: number;
  /** Least bandwidth nobody else uses, in bit/s, in each direction. */
  readonly freeBps: number;
}

/** Bounds of the levels; what is beyond `limited` is `unfit`. */
export interface ViconLimits {
  readonly ready: ViconBounds;
  readonly limited: ViconBounds;
}

/**
 * The project's own rule, where the office sets none. RTT, not one-way: ITU-T G.114 calls 150 ms one way good for most
 * (300 ms there and back) and more than 400 ms unacceptable; 500 ms RTT, 5 % and 100 ms jitter is where vendors of room
 * systems give up (Teams calls audio poor above 500 ms RTT, Vidyo warns from 450 ms and above 100 ms of jitter). Loss
 * ≤ 2 % and jitter ≤ 40 ms are Zoom's. 1.5 Mbit/s carries one group call in 720p, 0.6 Mbit/s one in standard quality. A
 * GEO satellite (600 ms) is `unfit` by this, and says so with its RTT.
 */
export const VICON_LIMITS: ViconLimits = {
  ready: { rttMs: 300, lossPct: 2, jitterMs: 40, freeBps: 1_500_000 },
  limited: { rttMs: 500, lossPct: 5, jitterMs: 100, freeBps: 600_000 },
};

/** What was measured over the path; absent: not known. */
export interface ViconFigures {
  /** Median of the window. */
  readonly rttMs?: number;
  /** 0 to 100. */
  readonly lossPct?: number;
  readonly jitterMs?: number;
  /** Least free bandwidth of the hops, towards the site and from it; 0 up. */
  readonly freeInBps?: number;
  readonly freeOutBps?: number;
}

/** How much is known of the bandwidth: of every hop, of some, of none. The verdict rests on what is. */
export type BandwidthKnowledge = 'whole' | 'part' | 'none';

/** Why nothing can be said. `state`: the link is unknown, for the reason given. */
export type ViconGap =
  /** No active link leads to the site. */
  | { readonly kind: 'unknown'; readonly why: 'no-link' }
  | { readonly kind: 'unknown'; readonly why: 'state'; readonly reason: Reason['kind'] }
  /** It works, and no whole window of late says how well. */
  | { readonly kind: 'unknown'; readonly why: 'no-round' }
  /** Measured by other means: this figure is not among them. */
  | { readonly kind: 'unknown'; readonly why: 'no-figure'; readonly figure: 'rtt' | 'loss' | 'jitter' }
  /** jalur did not look: it was not running, or stood still. */
  | { readonly kind: 'unknown'; readonly why: 'not-watched' };

/**
 * What decides a level, and the limit it was held against: of `ready` the figure that comes nearest to its limit, else the
 * one that is farthest beyond. Units as in {@link ViconBounds}; `way` is seen from the site.
 */
export type ViconDecision =
  | { readonly kind: 'rtt' | 'loss' | 'jitter'; readonly value: number; readonly limit: number }
  | {
      readonly kind: 'bandwidth';
      readonly value: number;
      readonly limit: number;
      readonly way: 'in' | 'out';
    }
  | { readonly kind: 'down' | 'unreachable' }
  | ViconGap;

/** A level and what decides it. */
export interface ViconVerdict {
  readonly level: ViconLevel;
  readonly decides: ViconDecision;
  readonly figures: ViconFigures;
  readonly bandwidth: BandwidthKnowledge;
}

/** A measured figure against its limit. */
interface Held {
  readonly decision: Extract<ViconDecision, { readonly value: number }>;
  readonly exceeds: boolean;
  /** 1 at the limit, more beyond it. */
  readonly strain: number;
}

/** Judges figures; `bandwidth` says how much of the free bandwidth they stand for. */
export function judgeFigures(
  figures: ViconFigures,
  limits: ViconLimits,
  bandwidth: BandwidthKnowledge,
): ViconVerdict {
  const verdict = (level: ViconLevel, decides: ViconDecision): ViconVerdict => ({
    level,
    decides,
    figures,
    bandwidth,
  });
  const beyondLimited = worst(held(figures, limits.limited).filter(({ exceeds }) => exceeds));
  if (beyondLimited) return verdict('unfit', beyondLimited.decision);
  const missing = missingFigure(figures);
  if (missing) return verdict('unknown', { kind: 'unknown', why: 'no-figure', figure: missing });
  const againstReady = held(figures, limits.ready);
  const beyondReady = worst(againstReady.filter(({ exceeds }) => exceeds));
  if (beyondReady) return verdict('limited', beyondReady.decision);
  const nearest = worst(againstReady);
  return nearest
    ? verdict('ready', nearest.decision)
    : verdict('unknown', { kind: 'unknown', why: 'no-figure', figure: 'rtt' });
}

/** The verdict about a link that does not work, or of which nothing is known; undefined for one that works. */
export function judgeState(state: LinkState, reason: Reason['kind']): ViconVerdict | undefined {
  switch (state) {
    case 'up':
    case 'degraded':
      return undefined;
    case 'down':
    case 'unreachable':
      return { level: 'unfit', decides: { kind: state }, figures: {}, bandwidth: 'none' };
    case 'unknown':
      return gap({ kind: 'unknown', why: 'state', reason });
  }
}

/** The verdict where nothing can be said. */
export function gap(decides: ViconGap): ViconVerdict {
  return { level: 'unknown', decides, figures: {}, bandwidth: 'none' };
}

/** Whether two verdicts say the same to people: the same level and, where it is not ready, for the same kind of reason. */
export function isSameVerdict(
  a: Pick<ViconVerdict, 'level' | 'decides'>,
  b: Pick<ViconVerdict, 'level' | 'decides'>,
): boolean {
  const why = ({ decides }: Pick<ViconVerdict, 'decides'>) =>
    decides.kind === 'unknown' ? `unknown ${decides.why}` : decides.kind;
  return a.level === b.level && (a.level === 'ready' || why(a) === why(b));
}

function missingFigure(figures: ViconFigures): 'rtt' | 'loss' | 'jitter' | undefined {
  if (figures.lossPct === undefined) return 'loss';
  if (figures.rttMs === undefined) return 'rtt';
  return figures.jitterMs === undefined ? 'jitter' : undefined;
}

function held(figures: ViconFigures, bounds: ViconBounds): readonly Held[] {
  const most = (kind: 'rtt' | 'loss' | 'jitter', value: number | undefined, limit: number): Held[] =>
    value === undefined
      ? []
      : [{ decision: { kind, value, limit }, exceeds: value > limit, strain: ratio(value, limit) }];
  const least = (way: 'in' | 'out', value: number | undefined): Held[] =>
    value === undefined
      ? []
      : [
          {
            decision: { kind: 'bandwidth', value, limit: bounds.freeBps, way },
            exceeds: value < bounds.freeBps,
            strain: ratio(bounds.freeBps, value),
          },
        ];
  return [
    ...most('loss', figures.lossPct, bounds.lossPct),
    ...most('rtt', figures.rttMs, bounds.rttMs),
    ...most('jitter', figures.jitterMs, bounds.jitterMs),
    ...least('in', figures.freeInBps),
    ...least('out', figures.freeOutBps),
  ];
}

/** A limit of 0 is kept by 0 alone. */
function ratio(value: number, limit: number): number {
  if (value <= 0) return 0;
  return limit > 0 ? value / limit : Number.POSITIVE_INFINITY;
}

/** The first of those that strain most. */
function worst(all: readonly Held[]): Held | undefined {
  return all.reduce<Held | undefined>(
    (best, each) => (best && best.strain >= each.strain ? best : each),
    undefined,
  );
}

// What history says about readiness: buckets of a few minutes judged as the present is, and folded into hours of the day
// and into a strip. Lengths are exact: shares of any stretch sum to it.

import type { LinkId, SiteId } from './ids.ts';
import type { Topology } from './topology.ts';
import { VICON_LEVELS, type ViconLevel, type ViconLimits } from './vicon.ts';
import type { LevelMs } from './vicon-event.ts';
import { carrierOf, judgeSite, type ViconBasis, type ViconLook } from './vicon-site.ts';

/** One bucket of a link's history, as the history store gives it. */
export interface ViconBucket {
  /** End of the bucket, epoch ms. */
  readonly at: number;
  readonly sent: number;
  readonly received: number;
  readonly upMs: number;
  readonly downMs: number;
  readonly rttMedianMs?: number;
  readonly jitterMs?: number;
  readonly inBps?: number;
  readonly outBps?: number;
}

/** A stretch of history: whole buckets within (from, to], of one day at most. */
export interface ViconStretch {
  readonly from: number;
  /** Epoch ms, at most the present: what lies after it is not unknown, but not there. */
  readonly to: number;
  /** Width of a bucket, ms. */
  readonly stepMs: number;
  /** Of each link, by the bucket's end. */
  readonly buckets: ReadonlyMap<LinkId, ReadonlyMap<number, ViconBucket>>;
  readonly topology: Topology;
  /** Period of a link's echoes, ms. */
  readonly echoEveryMs: (link: LinkId) => number;
  readonly limits: ViconLimits;
}

/** One bucket judged for a site. */
export interface ViconSlot {
  /** Epoch ms, exclusive and inclusive. */
  readonly from: number;
  readonly to: number;
  /** Sums to `to − from`. */
  readonly ms: LevelMs;
}

/** A level takes a slot from this share of it on: a minute of five in which nobody was heard is not hidden by four good ones. */
const SHOWN_SHARE = 0.2;
/** What is shown of a slot that has several: the worst first; nothing known is less bad than a known failure. */
const SHOWN_ORDER: readonly ViconLevel[] = ['unfit', 'limited', 'unknown', 'ready'];

/** No time at all. */
export const NO_MS: LevelMs = { ready: 0, limited: 0, unfit: 0, unknown: 0 };

/** Adds up two lengths. */
export function addMs(a: LevelMs, b: LevelMs): LevelMs {
  return {
    ready: a.ready + b.ready,
    limited: a.limited + b.limited,
    unfit: a.unfit + b.unfit,
    unknown: a.unknown + b.unknown,
  };
}

/** The slots of a site over a stretch, oldest first, without gaps. */
export function slotsOf(site: SiteId, stretch: ViconStretch): readonly ViconSlot[] {
  const { stepMs } = stretch;
  const slots: ViconSlot[] = [];
  const first = Math.floor(stretch.from / stepMs) * stepMs;
  for (let begin = first; begin < stretch.to; begin += stepMs) {
    const from = Math.max(begin, stretch.from);
    const to = Math.min(begin + stepMs, stretch.to);
    slots.push({ from, to, ms: judgeSlot(site, begin + stepMs, to - from, stretch) });
  }
  return slots;
}

/** What is shown of a slot: the worst level that took a fifth of it, else the longest. */
export function shownLevel({ from, to, ms }: ViconSlot): ViconLevel {
  const longest = VICON_LEVELS.reduce((best, level) => (ms[level] > ms[best] ? level : best), 'ready');
  return SHOWN_ORDER.find((level) => ms[level] > 0 && ms[level] >= (to - from) * SHOWN_SHARE) ?? longest;
}

/** Neighbouring slots that show the same, as one. */
export function runsOf(
  slots: readonly ViconSlot[],
): readonly { readonly from: number; readonly to: number; readonly level: ViconLevel }[] {
  const runs: { from: number; to: number; level: ViconLevel }[] = [];
  for (const slot of slots) {
    const level = shownLevel(slot);
    const last = runs.at(-1);
    if (last && last.level === level && last.to === slot.from) last.to = slot.to;
    else runs.push({ from: slot.from, to: slot.to, level });
  }
  return runs;
}

/**
 * One bucket: the time its carrier was down is unfit, the time it worked gets the verdict of its figures, the rest is
 * unknown.
 */
function judgeSlot(site: SiteId, at: number, lengthMs: number, stretch: ViconStretch): LevelMs {
  const { topology, limits, buckets } = stretch;
  const bucketOf = (link: LinkId) => buckets.get(link)?.get(at);
  const basis: ViconBasis = {
    topology,
    limits,
    ownBps: 0,
    look: (link) => {
      const bucket = bucketOf(link);
      return bucket && lookOf(bucket, lengthMs, stretch.echoEveryMs(link));
    },
  };
  const carrier = carrierOf(site, basis);
  const bucket = carrier && bucketOf(carrier.id);
  if (!bucket) return { ...NO_MS, unknown: lengthMs };
  const downMs = Math.min(bucket.downMs, lengthMs);
  const upMs = Math.min(bucket.upMs, lengthMs - downMs);
  const ms = { ...NO_MS, unfit: downMs, unknown: lengthMs - downMs - upMs };
  if (upMs <= 0) return ms;
  const working: ViconBasis = {
    ...basis,
    look: (link) => {
      const look = basis.look(link);
      return look && link === carrier.id ? { ...look, state: 'up' } : look;
    },
  };
  const { level } = judgeSite(site, working).verdict;
  return { ...ms, [level]: ms[level] + upMs };
}

/**
 * A bucket's figures are those of the time in which the link worked: echoes that the rest of the bucket explains by its length
 * (down, or the monitor blind and sending all the same) are no loss of a conference that had no line at all. Where jalur
 * stood still and sent nothing this explains too much; of a bucket in which the link worked all the time it explains nothing.
 */
function lookOf(bucket: ViconBucket, lengthMs: number, echoEveryMs: number): ViconLook {
  const { sent, received, upMs, downMs, rttMedianMs, jitterMs, inBps, outBps } = bucket;
  const lost = Math.max(0, sent - received);
  const explained = Math.min(lost, Math.max(0, lengthMs - upMs) / echoEveryMs);
  const sentUp = received + lost - explained;
  const lossPct = sentUp > 0 ? ((lost - explained) / sentUp) * 100 : undefined;
  return {
    state: upMs <= 0 && downMs <= 0 ? 'unknown' : downMs > upMs ? 'down' : 'up',
    reason: 'unmeasured',
    echoes: {
      ...(lossPct !== undefined && { lossPct }),
      ...(rttMedianMs !== undefined && { rttMs: rttMedianMs }),
      ...(jitterMs !== undefined && { jitterMs }),
    },
    rates: { ...(inBps !== undefined && { inBps }), ...(outBps !== undefined && { outBps }) },
  };
}

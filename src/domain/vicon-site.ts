// The verdict about a site: by the link that carries it, which is measured end to end, and by the free bandwidth of every
// hop on the way. The same for the present moment and for a stretch of the past.

import type { LinkId, SiteId } from './ids.ts';
import { lineRateBps } from './line-rate.ts';
import type { Link } from './link.ts';
import type { InterfaceReading } from './reading.ts';
import type { LinkState, Reason } from './state.ts';
import type { Topology } from './topology.ts';
import {
  type BandwidthKnowledge,
  gap,
  judgeFigures,
  judgeState,
  VICON_LEVELS,
  type ViconFigures,
  type ViconLimits,
  type ViconVerdict,
} from './vicon.ts';

/** What is known of a link in some window. */
export interface ViconLook {
  readonly state: LinkState;
  readonly reason: Reason['kind'];
  /** Figures of the window's echoes; absent: there is no window of late. */
  readonly echoes?: Pick<ViconFigures, 'rttMs' | 'lossPct' | 'jitterMs'>;
  /** What its interface carried; absent: not polled, or not of late. */
  readonly rates?: { readonly inBps?: number; readonly outBps?: number };
  /** What the interface says about itself, for links whose bandwidth is not contracted. */
  readonly interface?: Pick<InterfaceReading, 'speedBps' | 'ifType'>;
}

/** What a verdict rests on. */
export interface ViconBasis {
  readonly topology: Topology;
  readonly look: (link: LinkId) => ViconLook | undefined;
  readonly limits: ViconLimits;
  /**
   * What the conference itself may be using of every hop, bit/s each way: while it runs its own traffic is among what is
   * measured, and must not be held against it. 0 otherwise.
   */
  readonly ownBps: number;
}

/** A site's verdict, and the link it is about; none where no active link leads to the site. */
export interface SiteVerdict {
  readonly site: SiteId;
  readonly link?: LinkId;
  readonly verdict: ViconVerdict;
}

/** Longest path that is followed; the loader has excluded cycles, and a bound keeps a bug from looping. */
const MOST_HOPS = 64;

/** Judges a site. */
export function judgeSite(site: SiteId, basis: ViconBasis): SiteVerdict {
  const carrier = carrierOf(site, basis);
  if (!carrier) return { site, verdict: gap({ kind: 'unknown', why: 'no-link' }) };
  return { site, link: carrier.id, verdict: judgeCarrier(carrier, basis) };
}

/**
 * The link that carries a site: the primary one unless it is down or unreachable, else the best backup that works, else the
 * primary again, which then says why. Undefined where no active link leads there.
 */
export function carrierOf(site: SiteId, basis: ViconBasis): Link | undefined {
  const links = basis.topology.inbound.get(site) ?? [];
  const working = links.filter((link) => !fails(basis.look(link.id)));
  const primary = working.find(({ role }) => role === 'primary');
  if (primary) return primary;
  const rank = (link: Link) => VICON_LEVELS.indexOf(judgeCarrier(link, basis).level);
  const best = working.reduce<Link | undefined>(
    (found, link) => (found && rank(found) <= rank(link) ? found : link),
    undefined,
  );
  return best ?? links[0];
}

/** The links from the monitor's side to a site, the carrier of the site last. */
export function hopsTo(carrier: Link, basis: ViconBasis): readonly Link[] {
  const hops = [carrier];
  let site = basis.topology.guard.get(carrier.id);
  while (site !== undefined && hops.length < MOST_HOPS) {
    const hop: Link | undefined = carrierOfHop(site, basis);
    if (!hop || hops.includes(hop)) break;
    hops.unshift(hop);
    site = basis.topology.guard.get(hop.id);
  }
  return hops;
}

/** On the way a backup is as good as the next: only which of them works matters. */
function carrierOfHop(site: SiteId, { topology, look }: ViconBasis): Link | undefined {
  const links = topology.inbound.get(site) ?? [];
  return links.find((link) => !fails(look(link.id))) ?? links[0];
}

function judgeCarrier(carrier: Link, basis: ViconBasis): ViconVerdict {
  const look = basis.look(carrier.id);
  if (!look) return gap({ kind: 'unknown', why: 'no-round' });
  const failed = judgeState(look.state, look.reason);
  if (failed) return failed;
  if (!look.echoes) return gap({ kind: 'unknown', why: 'no-round' });
  const { free, bandwidth } = freeBandwidth(hopsTo(carrier, basis), basis);
  return judgeFigures({ ...look.echoes, ...free }, basis.limits, bandwidth);
}

/**
 * The least free bandwidth of some hops, each way: contracted (else what the line can carry) less what is carried now.
 * Hops about which that is not known are left out, and counted against the knowledge.
 */
export function freeBandwidth(
  hops: readonly Link[],
  { look, ownBps }: Pick<ViconBasis, 'look' | 'ownBps'>,
): {
  readonly free: Pick<ViconFigures, 'freeInBps' | 'freeOutBps'>;
  readonly bandwidth: BandwidthKnowledge;
} {
  let [inBps, outBps] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let known = 0;
  for (const hop of hops) {
    const { rates, interface: reading } = look(hop.id) ?? {};
    const wholeBps = hop.bandwidthBps ?? (reading && lineRateBps(reading));
    if (wholeBps === undefined || wholeBps <= 0) continue;
    const freeOf = (usedBps: number) => Math.max(0, Math.min(wholeBps, wholeBps - usedBps + ownBps));
    if (rates?.inBps !== undefined) inBps = Math.min(inBps, freeOf(rates.inBps));
    if (rates?.outBps !== undefined) outBps = Math.min(outBps, freeOf(rates.outBps));
    if (rates?.inBps !== undefined && rates.outBps !== undefined) known++;
  }
  const some = Number.isFinite(inBps) || Number.isFinite(outBps);
  return {
    free: {
      ...(Number.isFinite(inBps) && { freeInBps: inBps }),
      ...(Number.isFinite(outBps) && { freeOutBps: outBps }),
    },
    bandwidth: known === hops.length ? 'whole' : some ? 'part' : 'none',
  };
}

function fails(look: ViconLook | undefined): boolean {
  return look?.state === 'down' || look?.state === 'unreachable';
}

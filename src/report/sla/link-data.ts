// A counted link as the report's data has it.

import type { Network } from '../../domain/network.ts';
import { regencyOf } from '../../domain/network.ts';
import type { SlaFigures } from '../../domain/sla/account.ts';
import { lossRuns, Y1540_RULES, type Y1540Rule, y1540 } from '../../domain/y1540.ts';
import type { LinkSummary } from '../../store/metrics/summary.ts';
import type { CountedLink } from '../method/accounts.ts';
import { type LinkQuality, qualityOf } from '../method/quality.ts';
import type { QualityData, SlaLinkData, SumsData, TiphonData, Y1540Data } from './data.ts';

/** Digits of a village's code that name its district: `76.05.06` of `76.05.06.2002`. */
const DISTRICT = /^(\d{2}\.\d{2}\.\d{2})\.\d{4}$/;

/** Puts a link's figures into data. */
export function linkData(
  counted: CountedLink,
  network: Network,
  summary: LinkSummary | undefined,
): SlaLinkData {
  const { link, contract, terms, account, intervals } = counted;
  const site = network.sites.get(link.to);
  const regency = regencyOf(network, link.to);
  const quality = qualityOf(summary);
  const windows = (rule: Y1540Rule): Y1540Data => ({
    ...y1540(lossRuns(intervals, account.from, account.to), rule),
  });
  return {
    id: link.id,
    name: link.name,
    siteCode: site?.code ?? null,
    site: site?.name ?? link.to,
    districtCode: DISTRICT.exec(site?.code ?? '')?.[1] ?? null,
    regency: regency ? { id: regency.id, name: regency.name } : null,
    sid: link.sid ?? null,
    provider: link.provider ?? null,
    contract: contract?.id ?? null,
    medium: link.medium,
    role: link.role,
    bandwidthBps: link.bandwidthBps ?? null,
    activated: link.activated ?? (link.stage === 'active' ? (link.since ?? null) : null),
    feeIdr: terms.monthlyFeeIdr ?? null,
    slaPct: terms.slaPct ?? null,
    decimals: terms.decimals,
    denominator: terms.denominator,
    met: account.met ?? null,
    restitutionIdr: account.restitutionIdr ?? null,
    ...sumsData(account),
    quality: quality ? qualityData(quality) : null,
    inP95Bps: whole(summary?.inP95Bps),
    outP95Bps: whole(summary?.outP95Bps),
    inOctets: whole(summary?.inOctets),
    outOctets: whole(summary?.outOctets),
    y1540Lenient: windows(Y1540_RULES.lenient),
    y1540Strict: windows(Y1540_RULES.strict),
    tiles:
      account.events === 0
        ? []
        : account.tiles.map((tile) => ({ class: tile.class, from: tile.from, to: tile.to })),
  };
}

/** Sums of one link or of many, without what only some of them have. */
export function sumsData(figures: SlaFigures): SumsData {
  const { availability, grossAvailability, coverage, mttrMs, mtbfMs, classesMs } = figures;
  return {
    calendarMs: figures.calendarMs,
    serviceMs: figures.serviceMs,
    totalMs: figures.totalMs,
    classesMs: { ...classesMs },
    grossMs: figures.grossMs,
    stopMs: figures.stopMs,
    countedMs: figures.countedMs,
    events: figures.events,
    countedEvents: figures.countedEvents,
    longestMs: figures.longestMs,
    mttrMs: mttrMs ?? null,
    mtbfMs: mtbfMs ?? null,
    // Unknown time may count as available, but where all of it is unknown there is no figure.
    availability: coverage.part === 0 ? { part: 0, whole: 0 } : { ...availability },
    grossAvailability: coverage.part === 0 ? { part: 0, whole: 0 } : { ...grossAvailability },
    coverage: { ...coverage },
  };
}

function qualityData(quality: LinkQuality): QualityData {
  const { tiphonBounds, tiphonBands, r, mos, worstHour } = quality;
  return {
    sent: quality.sent,
    received: quality.received,
    lossPct: quality.lossPct,
    rttMinMs: quality.rttMinMs ?? null,
    rttMeanMs: quality.rttMeanMs ?? null,
    rttP50Ms: quality.rttP50Ms ?? null,
    rttP95Ms: quality.rttP95Ms ?? null,
    rttP99Ms: quality.rttP99Ms ?? null,
    rttMaxMs: quality.rttMaxMs ?? null,
    jitterMs: quality.jitterMs ?? null,
    tiphonBounds: tiphonData(tiphonBounds),
    tiphonBands: tiphonData(tiphonBands),
    r: modelsData(r),
    mos: modelsData(mos),
    worstHour: worstHour
      ? { hour: worstHour.hour, lossPct: worstHour.lossPct, rttP95Ms: worstHour.rttP95Ms ?? null }
      : null,
  };
}

function tiphonData(index: LinkQuality['tiphonBounds']): TiphonData | null {
  return index ? { ...index } : null;
}

function modelsData(by: LinkQuality['r']): QualityData['r'] {
  if (!by) return null;
  return {
    g107: by.g107,
    coleRosenbluth: by['cole-rosenbluth'],
    effectiveLatency: by['effective-latency'],
  };
}

function whole(value: number | undefined): number | null {
  return value === undefined ? null : Math.round(value);
}

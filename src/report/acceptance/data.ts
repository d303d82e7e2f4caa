// The data of an acceptance record's report: codes and plain figures, the same in every language. Gathered from the record as it was
// at the moment that is asked for.

import type { AcceptanceRecord, AcceptanceState } from '../../domain/acceptance.ts';
import { type AcceptanceCriterion, LEAST_ROUNDS_PCT } from '../../domain/acceptance-figures.ts';
import { linkId } from '../../domain/ids.ts';
import type { LinkState } from '../../domain/state.ts';
import { type ReportAsk, ReportError, type ReportSources } from '../sources.ts';

/** Points of the curves: a day in steps of ten minutes. */
const MOST_POINTS = 144;

/** One limit, and whether it was kept. Percent or ms. */
export type CriterionData = {
  readonly criterion: AcceptanceCriterion;
  readonly limit: number;
  /** Null: it could not be measured. */
  readonly value: number | null;
  readonly kept: boolean;
};

/** A point of the curves. */
export type PointData = {
  /** End of the step, epoch ms. */
  readonly at: number;
  readonly rttMedianMs: number | null;
  readonly lossPct: number;
};

/** Figures of a complete or broken-off record. */
export type FiguresData = {
  readonly durationsMs: { readonly [State in LinkState]: number };
  readonly availabilityPct: number | null;
  readonly coveragePct: number;
  readonly outageCount: number;
  readonly outages: readonly { readonly from: number; readonly to: number }[];
  readonly sent: number;
  readonly received: number;
  readonly lossPct: number | null;
  readonly rttMinMs: number | null;
  readonly rttMedianMs: number | null;
  readonly rttP95Ms: number | null;
  readonly rttMaxMs: number | null;
  readonly jitterMs: number | null;
  readonly rounds: number;
  readonly roundsLeftOut: number;
};

/** The whole report. */
export type AcceptanceData = {
  readonly report: 'acceptance';
  readonly version: 1;
  readonly record: number;
  readonly timezone: string;
  /** Present while it runs: the restarts are those up to this moment, epoch ms. */
  readonly provisionalUntil: number | null;
  readonly link: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly medium: string;
  readonly bandwidthBps: number | null;
  readonly provider: string | null;
  readonly contract: string | null;
  readonly programme: string | null;
  readonly year: number | null;
  readonly device: string | null;
  readonly begunAt: number;
  readonly dueAt: number;
  readonly endedAt: number | null;
  readonly begunBy: string | null;
  readonly state: AcceptanceState;
  readonly brokenBy: 'silent' | 'out-of-service' | null;
  /** A newer record of the link, which counts in the place of this one. */
  readonly supersededBy: number | null;
  /** Null while it runs; every limit was kept, or not. */
  readonly passed: boolean | null;
  readonly criteria: readonly CriterionData[];
  readonly figures: FiguresData | null;
  readonly restartCount: number;
  readonly restarts: readonly { readonly at: number; readonly bootAt: number | null }[];
  readonly signature: {
    readonly decision: 'accepted' | 'refused';
    readonly who: string;
    readonly at: number;
    readonly note: string | null;
  } | null;
};

/** The data; throws a ReportError `no-record`. */
export function gatherAcceptance(
  ask: Extract<ReportAsk, { readonly kind: 'acceptance' }>,
  sources: ReportSources,
): AcceptanceData {
  const asOf = Math.min(ask.asOf, sources.now);
  const kept = sources.acceptance(ask.record);
  if (!kept || kept.begunAt > asOf || sources.visible?.(kept.link) === false)
    throw new ReportError('no-record', `there is no acceptance record ${ask.record}`);
  const record = recordAt(kept, asOf);
  const { about, figures, device, signature } = record;
  const criteria = criteriaOf(record);
  return {
    report: 'acceptance',
    version: 1,
    record: record.id,
    timezone: sources.config.network.province.timezone,
    provisionalUntil: record.state === 'running' ? asOf : null,
    link: record.link,
    name: about.name,
    from: about.fromName,
    to: about.toName,
    medium: about.medium,
    bandwidthBps: about.bandwidthBps ?? null,
    provider: about.provider ?? null,
    contract: about.contract ?? null,
    programme: about.programme ?? null,
    year: about.year ?? null,
    device: device ? deviceText(device) : null,
    begunAt: record.begunAt,
    dueAt: record.dueAt,
    endedAt: record.endedAt ?? null,
    begunBy: record.begunBy?.who ?? null,
    state: record.state,
    brokenBy: record.brokenBy ?? null,
    supersededBy: newerThan(record, asOf, sources),
    passed: record.state === 'complete' && record.findings ? record.findings.length === 0 : null,
    criteria,
    figures: figures ? figuresData(figures) : null,
    restartCount: record.restartCount,
    restarts: record.restarts.map(({ at, bootAt }) => ({ at, bootAt: bootAt ?? null })),
    signature: signature
      ? {
          decision: signature.decision,
          who: signature.actor.who,
          at: signature.at,
          note: signature.note ?? null,
        }
      : null,
  };
}

/** The record as it was: one that ended later was still running, one that was signed later was not signed. */
function recordAt(record: AcceptanceRecord, asOf: number): AcceptanceRecord {
  const { signature, ...unsigned } = record;
  const isSigned = signature !== undefined && signature.at <= asOf;
  if (record.endedAt !== undefined && record.endedAt <= asOf) return isSigned ? record : unsigned;
  const {
    endedAt: _endedAt,
    brokenBy: _brokenBy,
    device: _device,
    figures: _figures,
    findings: _findings,
    ...begun
  } = unsigned;
  const restarts = record.restarts.filter(({ at }) => at <= asOf);
  return { ...begun, state: 'running', restarts, restartCount: restarts.length };
}

function criteriaOf({ limits, figures, findings }: AcceptanceRecord): readonly CriterionData[] {
  if (!figures || !findings) return [];
  const all: readonly (readonly [AcceptanceCriterion, number | undefined, number | undefined])[] = [
    ['coverage', limits.coveragePct, figures.coveragePct],
    ['availability', limits.availabilityPct, figures.availabilityPct],
    ['rounds', LEAST_ROUNDS_PCT, figures.roundsPct],
    ['loss', limits.lossPct, figures.lossPct],
    ['rtt', limits.rttMs, figures.rttMedianMs],
    ['jitter', limits.jitterMs, figures.jitterMs],
  ];
  const missed = new Map(findings.map((finding) => [finding.criterion, finding]));
  return all.flatMap(([criterion, given, value]) => {
    const limit = missed.get(criterion)?.limit ?? given;
    return limit === undefined
      ? []
      : [{ criterion, limit, value: value ?? null, kept: !missed.has(criterion) }];
  });
}

function figuresData(figures: NonNullable<AcceptanceRecord['figures']>): FiguresData {
  const { durationsMs, coveragePct, outageCount, outages, sent, received, rounds, roundsLeftOut } = figures;
  return {
    durationsMs: { ...durationsMs },
    availabilityPct: figures.availabilityPct ?? null,
    coveragePct,
    outageCount,
    outages: outages.map(({ from, to }) => ({ from, to })),
    sent,
    received,
    lossPct: figures.lossPct ?? null,
    rttMinMs: figures.rttMinMs ?? null,
    rttMedianMs: figures.rttMedianMs ?? null,
    rttP95Ms: figures.rttP95Ms ?? null,
    rttMaxMs: figures.rttMaxMs ?? null,
    jitterMs: figures.jitterMs ?? null,
    rounds,
    roundsLeftOut,
  };
}

function deviceText({
  vendor,
  model,
  serial,
  firmware,
}: NonNullable<AcceptanceRecord['device']>): string | null {
  const texts = [vendor, model, serial && `S/N ${serial}`, firmware].filter(
    (text) => text !== undefined && text !== '',
  );
  return texts.length === 0 ? null : texts.join(', ');
}

function newerThan({ id, link }: AcceptanceRecord, asOf: number, sources: ReportSources): number | null {
  const newer = sources
    .acceptances()
    .filter((other) => other.link === link && other.id > id && other.begunAt <= asOf);
  return newer.length === 0 ? null : Math.max(...newer.map((other) => other.id));
}

/**
 * What the history holds of the test; null where it does not any more, or cannot be read: that keeps nobody from the record. No part of
 * the data, whose hash must come out again in years, when the history is coarser.
 */
export async function curveOf(
  { link, begunAt, dueAt, endedAt, provisionalUntil }: AcceptanceData,
  sources: ReportSources,
): Promise<readonly PointData[] | null> {
  const to = Math.min(endedAt ?? dueAt, provisionalUntil ?? dueAt);
  if (to <= begunAt) return null;
  try {
    const { buckets } = await sources.history({ link: linkId(link), from: begunAt, to, points: MOST_POINTS });
    const points = buckets
      .filter(({ sent }) => sent > 0)
      .map(({ at, sent, received, rttMedianMs }) => ({
        at,
        rttMedianMs: rttMedianMs ?? null,
        lossPct: (100 * (sent - received)) / sent,
      }));
    return points.length > 1 ? points : null;
  } catch {
    return null;
  }
}

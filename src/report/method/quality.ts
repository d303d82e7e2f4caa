// What the measurements of a month say about a link's quality, by every scale the reports know. Pure; the formulas are the domain's.

import {
  mosOf,
  type QualityFigures,
  R_MODELS,
  type RModel,
  rFactor,
  type TiphonIndex,
  tiphon,
} from '../../domain/quality.ts';
import type { HourSummary, LinkSummary } from '../../store/metrics/summary.ts';

/** An hour of the day that was worse than the others. */
export interface WorstHour {
  /** Local, 0 to 23. */
  readonly hour: number;
  readonly lossPct: number;
  /** Absent where nothing came back in it. */
  readonly rttP95Ms?: number;
}

/** A link's quality. Figures are rounded to a thousandth; absent where nothing came back. */
export interface LinkQuality {
  readonly sent: number;
  readonly received: number;
  /** Share of the echoes without a reply. */
  readonly lossPct: number;
  readonly rttMinMs?: number;
  readonly rttMeanMs?: number;
  readonly rttP50Ms?: number;
  readonly rttP95Ms?: number;
  readonly rttP99Ms?: number;
  readonly rttMaxMs?: number;
  readonly jitterMs?: number;
  /** Of mean RTT, jitter and loss; by both readings of the loss column. */
  readonly tiphonBounds?: TiphonIndex;
  readonly tiphonBands?: TiphonIndex;
  /** R-factor and mean opinion score by each model, of the same figures. */
  readonly r?: Readonly<Record<RModel, number>>;
  readonly mos?: Readonly<Record<RModel, number>>;
  /** The hour with the lowest R-factor (G.107), or without any reply; absent where no hour was measured for long enough. */
  readonly worstHour?: WorstHour;
}

/** An hour of the day with fewer echoes says nothing about that hour. */
const LEAST_ECHOES = 60;

/** The quality that a summary shows; undefined where nothing was sent. */
export function qualityOf(summary: LinkSummary | undefined): LinkQuality | undefined {
  if (!summary || summary.sent === 0) return undefined;
  const { sent, received } = summary;
  const lossPct = thousandth((100 * Math.max(0, sent - received)) / sent);
  const worstHour = worstOf(summary.hours);
  return {
    sent,
    received,
    lossPct,
    ...rounded(summary),
    ...scales({ rttMs: summary.rttMeanMs, jitterMs: summary.jitterMs, lossPct }),
    ...(worstHour && { worstHour }),
  };
}

const TIMES = ['rttMinMs', 'rttMeanMs', 'rttP50Ms', 'rttP95Ms', 'rttP99Ms', 'rttMaxMs', 'jitterMs'] as const;

function rounded(summary: LinkSummary): Partial<Record<(typeof TIMES)[number], number>> {
  const known = TIMES.flatMap((key) => {
    const value = summary[key];
    return value === undefined ? [] : [[key, thousandth(value)] as const];
  });
  return Object.fromEntries(known);
}

function scales(figures: {
  readonly rttMs: number | undefined;
  readonly jitterMs: number | undefined;
  readonly lossPct: number;
}): Pick<LinkQuality, 'tiphonBounds' | 'tiphonBands' | 'r' | 'mos'> {
  const { rttMs, jitterMs, lossPct } = figures;
  if (rttMs === undefined || jitterMs === undefined) return {};
  const whole: QualityFigures = { rttMs, jitterMs, lossPct };
  const by = (value: (model: RModel) => number) => ({
    g107: thousandth(value('g107')),
    'cole-rosenbluth': thousandth(value('cole-rosenbluth')),
    'effective-latency': thousandth(value('effective-latency')),
  });
  return {
    tiphonBounds: indexOf(whole, 'bounds'),
    tiphonBands: indexOf(whole, 'bands'),
    r: by((model) => rFactor(whole, model)),
    mos: by((model) => mosOf(rFactor(whole, model))),
  };
}

function indexOf(figures: QualityFigures, reading: 'bounds' | 'bands'): TiphonIndex {
  const found = tiphon(figures, reading);
  return { ...found, index: thousandth(found.index) };
}

function worstOf(hours: readonly HourSummary[]): WorstHour | undefined {
  let worst: { readonly r: number; readonly hour: WorstHour } | undefined;
  for (const { hour, sent, received, rttP50Ms, rttP95Ms, jitterMs } of hours) {
    if (sent < LEAST_ECHOES) continue;
    const lossPct = (100 * Math.max(0, sent - received)) / sent;
    const r =
      rttP50Ms === undefined
        ? Number.NEGATIVE_INFINITY
        : rFactor({ rttMs: rttP50Ms, jitterMs: jitterMs ?? 0, lossPct }, R_MODELS[0]);
    if (worst && worst.r <= r) continue;
    worst = {
      r,
      hour: {
        hour,
        lossPct: thousandth(lossPct),
        ...(rttP95Ms !== undefined && { rttP95Ms: thousandth(rttP95Ms) }),
      },
    };
  }
  return worst?.hour;
}

function thousandth(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}

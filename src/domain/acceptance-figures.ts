// What an acceptance record says in figures, and whether they keep to its limits. Availability comes from intervals, quality
// from rounds, and neither blames the link for what was not its own: time behind a broken upstream link, or in which nobody
// looked, counts as not measured.

import type { AcceptanceLimits } from './acceptance.ts';
import { overlapMs, type Span } from './interval.ts';
import type { LinkState } from './state.ts';

/** What a round, or several together, said about a link. Figures are absent where nothing came back. */
export interface MeasuredRound {
  /** No echo of it was sent before, epoch ms. */
  readonly from: number;
  readonly to: number;
  readonly sent: number;
  readonly received: number;
  readonly rttMinMs?: number;
  readonly rttMedianMs?: number;
  readonly rttP95Ms?: number;
  readonly rttMaxMs?: number;
  /** Mean |ΔRTT| within the round; absent with fewer than two replies. */
  readonly jitterMs?: number;
}

/** A stretch in which the link was down. */
export interface AcceptanceOutage {
  /** Epoch ms, within the record. */
  readonly from: number;
  readonly to: number;
}

/** Figures of a record. */
export interface AcceptanceFigures {
  /** What they are about, epoch ms. */
  readonly from: number;
  readonly to: number;
  /** How long the link was in each state; they sum to `to − from`. */
  readonly durationsMs: Readonly<Record<LinkState, number>>;
  /** Up and degraded as a share of up, degraded and down; absent where nothing was measured. */
  readonly availabilityPct?: number;
  /** Up, degraded and down as a share of all. */
  readonly coveragePct: number;
  /** Oldest first, at most {@link MOST_OUTAGES}. */
  readonly outages: readonly AcceptanceOutage[];
  readonly outageCount: number;
  /** Echoes of the rounds counted. */
  readonly sent: number;
  readonly received: number;
  readonly lossPct?: number;
  readonly rttMinMs?: number;
  /** Middle of the rounds' medians. */
  readonly rttMedianMs?: number;
  /** 95th percentile (nearest rank) of the rounds' 95th percentiles. */
  readonly rttP95Ms?: number;
  readonly rttMaxMs?: number;
  /** Mean change between consecutive round-trip times. */
  readonly jitterMs?: number;
  /** Rounds that lie wholly in time in which the link worked: these are counted. */
  readonly rounds: number;
  /** The others. */
  readonly roundsLeftOut: number;
  /** Time of the rounds counted as a share of the time the link worked; absent where it never did. */
  readonly roundsPct?: number;
}

/** What was not kept. `rounds`: the history holds too little of the time to speak of loss, RTT and jitter. */
export const ACCEPTANCE_CRITERIA = ['coverage', 'availability', 'rounds', 'loss', 'rtt', 'jitter'] as const;
/** One of {@link ACCEPTANCE_CRITERIA}. */
export type AcceptanceCriterion = (typeof ACCEPTANCE_CRITERIA)[number];

/** One limit that was not kept. */
export interface AcceptanceFinding {
  readonly criterion: AcceptanceCriterion;
  /** Percent or ms; absent: it could not be measured. */
  readonly value?: number;
  readonly limit: number;
}

/** Outages that are kept one by one. */
export const MOST_OUTAGES = 200;
/** Less of the working time in rounds than this, percent, says nothing about its quality. */
export const LEAST_ROUNDS_PCT = 50;

/** The figures of the window [from, to). Intervals tile it, oldest first; `stepMs` is how far rounds lie apart. */
export function acceptanceFigures(
  window: { readonly from: number; readonly to: number },
  intervals: readonly Span[],
  { rounds, stepMs }: { readonly rounds: readonly MeasuredRound[]; readonly stepMs: number },
): AcceptanceFigures {
  const { from, to } = window;
  const durationsMs = durations(intervals, from, to);
  const workedMs = durationsMs.up + durationsMs.degraded;
  const measuredMs = workedMs + durationsMs.down;
  const down = merged(intervals, (state) => state === 'down', window);
  const working = merged(intervals, (state) => state === 'up' || state === 'degraded', window);
  const counted = rounds
    .filter((round) => working.some((span) => span.from <= round.from && round.to <= span.to))
    .sort((a, b) => a.to - b.to);
  return {
    from,
    to,
    durationsMs,
    ...(measuredMs > 0 && { availabilityPct: percent(workedMs, measuredMs) }),
    coveragePct: to > from ? percent(measuredMs, to - from) : 0,
    outages: down.slice(0, MOST_OUTAGES),
    outageCount: down.length,
    ...quality(counted, stepMs),
    rounds: counted.length,
    roundsLeftOut: rounds.length - counted.length,
    ...(workedMs > 0 && { roundsPct: Math.min(100, percent(counted.length * stepMs, workedMs)) }),
  };
}

/** Which limits the figures do not keep; none: passed. */
export function judgeAcceptance(
  figures: AcceptanceFigures,
  limits: AcceptanceLimits,
): readonly AcceptanceFinding[] {
  const least = (criterion: AcceptanceCriterion, value: number | undefined, limit: number) =>
    value !== undefined && value >= limit ? [] : [{ criterion, ...valued(value), limit }];
  const most = (criterion: AcceptanceCriterion, value: number | undefined, limit: number | undefined) =>
    limit === undefined || (value !== undefined && value <= limit)
      ? []
      : [{ criterion, ...valued(value), limit }];
  return [
    ...least('coverage', figures.coveragePct, limits.coveragePct),
    ...least('availability', figures.availabilityPct, limits.availabilityPct),
    ...least('rounds', figures.roundsPct, LEAST_ROUNDS_PCT),
    ...most('loss', figures.lossPct, limits.lossPct),
    ...most('rtt', figures.rttMedianMs, limits.rttMs),
    ...most('jitter', figures.jitterMs, limits.jitterMs),
  ];
}

function valued(value: number | undefined): { readonly value?: number } {
  return value === undefined ? {} : { value };
}

function durations(intervals: readonly Span[], from: number, to: number): Record<LinkState, number> {
  const ms: Record<LinkState, number> = { up: 0, degraded: 0, down: 0, unreachable: 0, unknown: 0 };
  let covered = 0;
  for (const span of intervals) {
    const shared = overlapMs(span, from, to);
    ms[span.state] += shared;
    covered += shared;
  }
  ms.unknown += Math.max(0, to - from - covered);
  return ms;
}

/** Stretches of certain states within the window; neighbours are one. */
function merged(
  intervals: readonly Span[],
  holds: (state: LinkState) => boolean,
  { from, to }: { readonly from: number; readonly to: number },
): AcceptanceOutage[] {
  const found: AcceptanceOutage[] = [];
  for (const span of intervals) {
    const [begin, end] = [Math.max(span.from, from), Math.min(span.to ?? to, to)];
    if (!holds(span.state) || end <= begin) continue;
    const last = found.at(-1);
    if (last && last.to === begin) found[found.length - 1] = { from: last.from, to: end };
    else found.push({ from: begin, to: end });
  }
  return found;
}

function quality(rounds: readonly MeasuredRound[], stepMs: number) {
  const sent = sum(rounds.map((round) => round.sent));
  const received = sum(rounds.map((round) => round.received));
  const of = (key: 'rttMinMs' | 'rttMedianMs' | 'rttP95Ms' | 'rttMaxMs') =>
    rounds.flatMap((round) => round[key] ?? []).sort((a, b) => a - b);
  const [mins, medians, p95s, maxima] = [of('rttMinMs'), of('rttMedianMs'), of('rttP95Ms'), of('rttMaxMs')];
  const jitterMs = jitterOf(rounds, stepMs);
  const figures = {
    lossPct: sent > 0 ? percent(sent - received, sent) : undefined,
    rttMinMs: mins[0],
    rttMedianMs: middle(medians),
    rttP95Ms: p95s[Math.ceil(p95s.length * 0.95) - 1],
    rttMaxMs: maxima.at(-1),
    jitterMs,
  };
  const known = Object.entries(figures).filter(([, value]) => value !== undefined);
  return { sent, received, ...(Object.fromEntries(known) as { [Key in keyof typeof figures]?: number }) };
}

/** Planned links are echoed so seldom that a round may hold one echo: then the change is that from round to round. */
function jitterOf(rounds: readonly MeasuredRound[], stepMs: number): number | undefined {
  const within = rounds.flatMap((round) => round.jitterMs ?? []);
  if (within.length > 0) return sum(within) / within.length;
  const between = rounds.flatMap((round, index) => {
    const before = rounds[index - 1];
    if (!before || round.to - before.to > stepMs * 1.5) return [];
    if (round.rttMedianMs === undefined || before.rttMedianMs === undefined) return [];
    return Math.abs(round.rttMedianMs - before.rttMedianMs);
  });
  return between.length > 0 ? sum(between) / between.length : undefined;
}

function middle(sorted: readonly number[]): number | undefined {
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function percent(part: number, whole: number): number {
  return (part * 100) / whole;
}

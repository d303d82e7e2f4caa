// A sparkline as shapes: the median RTT as a line with gaps, loss as ticks at its foot, outages as blocks. Pure.

import { lossPct, type Round } from '../../../domain/round.ts';
import type { Spark } from '../../../stream/spark.ts';

/** What is drawn, in px of a box of the asked size. */
export interface SparkShapes {
  /** Of the RTT; empty where nothing was measured. */
  readonly line: string;
  /** Steps with loss: a tick each, the higher the more. */
  readonly loss: string;
  /** Stretches that were down or unreachable. */
  readonly down: string;
}

/** The same in figures, for those who do not see it. */
export interface SparkSummary {
  readonly leastMs?: number;
  readonly mostMs?: number;
  /** The worst step, percent. */
  readonly worstLossPct?: number;
  /** Time down or unreachable, ms. */
  readonly downMs: number;
}

/** Share of a step's known time from which on it is drawn as an outage, percent. */
const DOWN_PCT = 10;
/** A single lost echo must be seen. */
const LEAST_TICK_PX = 3;

/** Draws a sparkline. The scale begins at 0 and a steady link runs through the middle: what doubles reaches the top. */
export function sparkShapes(
  { rttMedianMs, lossPct: loss, downPct }: Spark,
  widthPx: number,
  heightPx: number,
): SparkShapes {
  const measured = rttMedianMs.filter((rtt) => rtt !== null).sort((a, b) => a - b);
  const top = Math.max((measured[Math.floor(measured.length / 2)] ?? 0) * 2, measured.at(-1) ?? 0, 0.001);
  const step = widthPx / rttMedianMs.length;
  const x = (index: number): string => fixed((index + 0.5) * step);
  let line = '';
  let isOpen = false;
  for (const [index, rtt] of rttMedianMs.entries()) {
    if (rtt !== null) {
      const y = fixed(1 + (1 - rtt / top) * (heightPx - 2));
      // A measurement between two gaps is a point: a line of no length with round ends.
      line += isOpen ? `L${x(index)} ${y}` : `M${x(index)} ${y}h0`;
    }
    isOpen = rtt !== null;
  }
  let ticks = '';
  for (const [index, pct] of loss.entries()) {
    // An outage is drawn as one.
    if (pct === null || pct <= 0 || (downPct[index] ?? 0) >= DOWN_PCT) continue;
    const high = LEAST_TICK_PX + (pct / 100) * (heightPx - LEAST_TICK_PX);
    ticks += `M${x(index)} ${fixed(heightPx)}v${fixed(-high)}`;
  }
  let down = '';
  for (const [index, pct] of downPct.entries())
    if (pct !== null && pct >= DOWN_PCT)
      down += `M${fixed(index * step)} 0h${fixed(step)}v${fixed(heightPx)}h${fixed(-step)}z`;
  return { line, loss: ticks, down };
}

/** What a sparkline says. */
export function sparkSummary({ rttMedianMs, lossPct: loss, downPct, stepMs }: Spark): SparkSummary {
  const rtts = rttMedianMs.filter((rtt) => rtt !== null);
  const losses = loss.filter((pct) => pct !== null);
  return {
    ...(rtts.length > 0 && { leastMs: Math.min(...rtts), mostMs: Math.max(...rtts) }),
    ...(losses.length > 0 && { worstLossPct: Math.max(...losses) }),
    downMs: downPct.reduce<number>((sum, pct) => sum + ((pct ?? 0) / 100) * stepMs, 0),
  };
}

/** Adds a round; the hour moves on with it. The same sparkline when the round is older than it, or known already. */
export function extendSpark(spark: Spark, round: Round): Spark {
  const steps = spark.rttMedianMs.length;
  const index = Math.ceil((round.to - spark.from) / spark.stepMs) - 1;
  if (index < 0) return spark;
  const shift = Math.min(steps, Math.max(0, index - (steps - 1)));
  const at = Math.min(index, steps - 1);
  const rtt = round.rtt?.medianMs ?? null;
  const loss = lossPct(round) ?? null;
  const { upMs, downMs } = round.durations;
  const down = upMs + downMs > 0 ? (downMs / (upMs + downMs)) * 100 : null;
  const known = (figures: readonly (number | null)[]): number | null =>
    shift === 0 ? (figures[at] ?? null) : null;
  const nextRtt = rtt ?? known(spark.rttMedianMs);
  const nextLoss = worse(known(spark.lossPct), loss);
  const nextDown = worse(known(spark.downPct), down);
  if (
    shift === 0 &&
    known(spark.rttMedianMs) === nextRtt &&
    known(spark.lossPct) === nextLoss &&
    known(spark.downPct) === nextDown
  )
    return spark;
  const moved = (figures: readonly (number | null)[], value: number | null): readonly (number | null)[] => {
    const after = [...figures.slice(shift), ...new Array<null>(shift).fill(null)];
    after[at] = value;
    return after;
  };
  return {
    ...spark,
    // Beyond an hour of silence nothing of it is left.
    from: spark.from + Math.max(0, index - (steps - 1)) * spark.stepMs,
    rttMedianMs: moved(spark.rttMedianMs, nextRtt),
    lossPct: moved(spark.lossPct, nextLoss),
    downPct: moved(spark.downPct, nextDown),
  };
}

/** Of several rounds in a step the worst counts. */
function worse(known: number | null, heard: number | null): number | null {
  return known === null || heard === null ? (heard ?? known) : Math.max(known, heard);
}

function fixed(value: number): string {
  return String(Math.round(value * 10) / 10);
}

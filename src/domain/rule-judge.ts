// What a rule makes of the figures it looks at: pure, one figure set at a time. Whether it has held for long enough is
// RuleTrack's business.

import type { InterfaceRates } from './counter.ts';
import { WEEKDAYS } from './maintenance.ts';
import type { MetricReading } from './metric.ts';
import { mos, tiphon } from './quality.ts';
import { lossPct, type Round, type RttSummary } from './round.ts';
import type { Limit, QualityFigure, RuleCondition, RuleHours } from './rule.ts';

/** The part of a round that rules look at; the history keeps it. */
export interface RoundFigures extends Pick<Round, 'sent' | 'received' | 'tainted'> {
  readonly rtt?: Pick<RttSummary, 'medianMs' | 'jitterMs'>;
}

/** The part of an answered poll that rules look at. */
export interface PollFigures {
  readonly metrics: readonly MetricReading[];
  readonly rates?: Pick<InterfaceRates, 'inBps' | 'outBps'>;
  /** Contracted bandwidth of the link in bit/s; absent when not contracted. */
  readonly bandwidthBps?: number;
}

/** What a condition says now. `between`: neither beyond `raise` nor back beyond `clear`: what was stays. */
export type Finding =
  | { readonly kind: 'no-data' }
  | {
      readonly kind: 'holds' | 'between' | 'clear';
      readonly value: number | string;
      readonly instance?: string;
    };

const NO_DATA: Finding = { kind: 'no-data' };

/** A figure against a limit. */
export function judgeLimit(value: number | undefined, limit: Limit): Finding {
  if (value === undefined || !Number.isFinite(value)) return NO_DATA;
  const sign = limit.side === 'above' ? 1 : -1;
  if ((value - limit.raise) * sign > 0) return { kind: 'holds', value };
  return { kind: (value - limit.clear) * sign > 0 ? 'between' : 'clear', value };
}

/** A round's figure; undefined for tainted and empty rounds, and for delays of rounds without replies. */
export function qualityFigure(figure: QualityFigure, round: RoundFigures): number | undefined {
  const loss = lossPct(round);
  if (figure === 'loss') return loss;
  if (loss === undefined || !round.rtt) return undefined;
  const { medianMs, jitterMs } = round.rtt;
  if (figure === 'rtt') return medianMs;
  if (figure === 'jitter') return jitterMs;
  const figures = { rttMs: medianMs, jitterMs: jitterMs ?? 0, lossPct: loss };
  return figure === 'mos' ? mos(figures) : tiphon(figures).index;
}

/** What a rule about rounds says of one; no data for rules that look at something else. */
export function judgeRoundFigures(condition: RuleCondition, round: RoundFigures): Finding {
  if (condition.kind !== 'quality') return NO_DATA;
  return judgeLimit(qualityFigure(condition.figure, round), condition.limit);
}

/** What a rule about polls says of an answered one; no data for rules that look at something else. */
export function judgePollFigures(condition: RuleCondition, poll: PollFigures): Finding {
  if (condition.kind === 'utilisation') return judgeLimit(utilisationPct(poll), condition.limit);
  if (condition.kind === 'metric' || condition.kind === 'text') return judgeMetric(condition, poll.metrics);
  return NO_DATA;
}

/** Traffic of the busier direction in % of the contract; absent without a contract or rates. */
function utilisationPct({ rates, bandwidthBps }: PollFigures): number | undefined {
  const { inBps, outBps } = rates ?? {};
  if (bandwidthBps === undefined || (inBps === undefined && outBps === undefined)) return undefined;
  return (Math.max(inBps ?? 0, outBps ?? 0) / bandwidthBps) * 100;
}

/** A metric's readings against a condition: the device's own figure, else the worst of the rows asked for. */
export function judgeMetric(
  condition: Extract<RuleCondition, { kind: 'metric' | 'text' }>,
  readings: readonly MetricReading[],
): Finding {
  const mine = readings.filter((reading) => reading.metric === condition.metric);
  if (condition.kind === 'text') return judgeText(condition, mine);
  const { instance, limit } = condition;
  const own = instance === undefined ? mine.filter((reading) => reading.instance === undefined) : [];
  const asked = own.length > 0 ? own : mine.filter((reading) => matches(instance, reading.instance));
  let worst: Finding = NO_DATA;
  for (const reading of asked) {
    if (reading.kind !== 'gauge') continue;
    const finding = judgeLimit(reading.value, limit);
    if (isWorse(finding, worst, limit)) worst = named(finding, reading.instance);
  }
  return worst;
}

function judgeText(
  condition: Extract<RuleCondition, { kind: 'text' }>,
  readings: readonly MetricReading[],
): Finding {
  let clear: Finding = NO_DATA;
  for (const reading of readings) {
    if (reading.kind !== 'text') continue;
    const isOne = condition.words.includes(reading.text);
    if (isOne === (condition.is === 'one-of'))
      return named({ kind: 'holds', value: reading.text }, reading.instance);
    clear = named({ kind: 'clear', value: reading.text }, reading.instance);
  }
  return clear;
}

/** `*` stands for anything; no pattern takes every row. */
function matches(pattern: string | undefined, instance: string | undefined): boolean {
  if (pattern === undefined) return true;
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'u').test(instance ?? '');
}

function isWorse(one: Finding, other: Finding, limit: Limit): boolean {
  if (one.kind === 'no-data') return false;
  if (other.kind === 'no-data') return true;
  const sign = limit.side === 'above' ? 1 : -1;
  return (Number(one.value) - Number(other.value)) * sign > 0;
}

function named(finding: Finding, instance: string | undefined): Finding {
  return finding.kind === 'no-data' || instance === undefined ? finding : { ...finding, instance };
}

/** A moment of the week in the province's time zone. */
export interface LocalTime {
  /** 0 Monday to 6 Sunday. */
  readonly weekday: number;
  /** 0 to 1,439. */
  readonly minute: number;
}

/** Whether a rule looks at this moment. A night that begins on Friday belongs to Friday. */
export function withinHours(hours: RuleHours | undefined, now: LocalTime): boolean {
  if (!hours) return true;
  const { fromMinute, toMinute } = hours;
  const isDay = (weekday: number) => {
    const name = WEEKDAYS[(weekday + 7) % 7];
    return name !== undefined && hours.days.includes(name);
  };
  if (fromMinute < toMinute) return isDay(now.weekday) && now.minute >= fromMinute && now.minute < toMinute;
  return now.minute >= fromMinute ? isDay(now.weekday) : now.minute < toMinute && isDay(now.weekday - 1);
}

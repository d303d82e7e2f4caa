// A replay as lines for a terminal. Times are the province's.

import type { Zone } from '../domain/local-time.ts';
import type { ToldAlert } from '../report/replay/alert-log.ts';
import type { Change, Difference } from '../report/replay/difference.ts';
import { type AlarmLoad, FLOOD_PER_TEN_MINUTES, MANAGEABLE_PER_HOUR } from '../report/replay/load.ts';
import type { ReplayReport } from '../report/replay/report.ts';
import { table } from './output.ts';

/** How a report is shown. */
export interface ReplayShown {
  readonly zone: Zone;
  readonly timezone: string;
  /** Alerts and differences listed at most, of each. */
  readonly most: number;
  readonly notes: readonly string[];
}

/** The report in lines. */
export function replayLines(report: ReplayReport, shown: ReplayShown): readonly string[] {
  const time = (at: number): string => localTime(at, shown.zone);
  const { alerts, asTheyWere, comparison, incidents, noisiest, noisiestIncidents } = report;
  return [
    `replayed ${time(report.from)} to ${time(report.to)} (${shown.timezone}); jalur could see for ${span(report.watchedMs)} of it`,
    '',
    ...totals(report),
    '',
    ...loadLines(report, time),
    ...section(
      'alerts that would have been raised',
      ['raised', 'lasted', 'severity', 'rule', 'about', 'operators', 'number', 'incident'],
      alerts.map((alert) => alertCells(alert, time)),
      shown.most,
    ),
    ...section(
      'differences to what was: + added, - missing, ~ other',
      ['', 'raised', 'lasted', 'severity', 'rule', 'about', 'what'],
      comparison.differences.map((one) => differenceCells(one, time)),
      shown.most,
    ),
    ...section(
      `noisiest links: ${noisiestIncidents.alerts} alerts, which would have been ${count(noisiestIncidents.incidents, 'incident')}`,
      ['link', 'told', 'raised', 'incidents', 'mostly'],
      noisiest.map(({ link, told, raised, incidents: own, rule }) => [
        link,
        String(told),
        String(raised),
        String(own),
        rule,
      ]),
      Number.POSITIVE_INFINITY,
    ),
    ...(alerts.length + asTheyWere.length === 0 ? ['', 'nothing would have been raised'] : []),
    '',
    `all alerts: ${incidents.alerts} in ${count(incidents.incidents, 'incident')}`,
    ...shown.notes.map((note) => `note: ${note}`),
  ];
}

function totals({ alerts, asTheyWere, comparison }: ReplayReport): readonly string[] {
  const held = alerts.filter(({ toldAt }) => toldAt.length === 0);
  const reasons = new Map<string, number>();
  for (const { heldBy } of held) for (const by of heldBy) reasons.set(by, (reasons.get(by) ?? 0) + 1);
  const why = [...reasons].sort((a, b) => b[1] - a[1]).map(([by, times]) => `${by} ${times}`);
  const of = (kind: Difference['kind']): number =>
    comparison.differences.filter((one) => one.kind === kind).length;
  return table([
    [
      'would have been raised',
      `${count(alerts.length, 'alert')}: ${alerts.length - held.length} told, ${held.length} held back${why.length > 0 ? ` (${why.join(', ')})` : ''}`,
    ],
    [
      'differs from what was',
      `${of('added')} added, ${of('missing')} missing, ${of('changed')} other, ${comparison.same} the same`,
    ],
    ...(asTheyWere.length > 0 ? [['not replayed, as they were', count(asTheyWere.length, 'alert')]] : []),
  ]);
}

function loadLines({ load, loadWas }: ReplayReport, time: (at: number) => string): readonly string[] {
  return [
    'alarms (warning and worse) per operator, against EEMUA 191:',
    ...table([
      ['', 'replayed', 'as it was', 'manageable'],
      ['alarms in all', String(load.alarms), String(loadWas.alarms), ''],
      ['average per hour', figure(load.perHour), figure(loadWas.perHour), `≤ ${MANAGEABLE_PER_HOUR}`],
      ['worst hour', peakText(load.worstHour, time), peakText(loadWas.worstHour, time), ''],
      ['hours above', hoursText(load), hoursText(loadWas), ''],
      [
        'worst ten minutes',
        peakText(load.peak, time),
        peakText(loadWas.peak, time),
        `≤ ${FLOOD_PER_TEN_MINUTES}`,
      ],
    ]),
  ];
}

function hoursText({ hours, hoursAbove }: AlarmLoad): string {
  const share = hours > 0 ? (hoursAbove / hours) * 100 : 0;
  return `${hoursAbove} of ${hours} (${figure(share)} %)`;
}

function peakText(
  peak: { readonly from: number; readonly perOperator: number } | undefined,
  time: (at: number) => string,
): string {
  return peak ? `${figure(peak.perOperator)} from ${time(peak.from)}` : '0';
}

function section(
  title: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  most: number,
): readonly string[] {
  if (rows.length === 0) return [];
  return [
    '',
    `${title}:`,
    ...table([head, ...rows.slice(0, most)]),
    ...(rows.length > most ? [`and ${rows.length - most} more (--all, or --json)`] : []),
  ];
}

function alertCells(alert: ToldAlert, time: (at: number) => string): readonly string[] {
  return [
    time(alert.raisedAt),
    lasted(alert),
    alert.severity,
    alert.rule,
    alert.subject,
    toldText(alert),
    String(alert.number),
    String(alert.incident),
  ];
}

function toldText({ toldAt, heldBy }: ToldAlert): string {
  const held = heldBy.join(', ');
  if (toldAt.length === 0) return `held back: ${held}`;
  const times = toldAt.length > 1 ? ` ${toldAt.length} times` : '';
  return held === '' ? `told${times}` : `told${times} after ${held}`;
}

function differenceCells(one: Difference, time: (at: number) => string): readonly string[] {
  const alert = one.kind === 'missing' ? one.was : one.now;
  const sign = { added: '+', missing: '-', changed: '~' }[one.kind];
  const { raisedAt, severity, rule, subject } = alert;
  return [sign, time(raisedAt), lasted(alert), severity, rule, subject, whatText(one, time)];
}

function whatText(one: Difference, time: (at: number) => string): string {
  switch (one.kind) {
    case 'added':
      return toldText(one.now);
    case 'missing':
      return one.was.toldAt.length > 0 ? 'was told' : 'was held back';
    case 'changed':
      return one.changes.map((change) => changeText(change, one.was, time)).join(', ');
    default:
      return one satisfies never;
  }
}

function changeText(change: Change, was: ToldAlert, time: (at: number) => string): string {
  switch (change) {
    case 'raised':
      return `was raised ${time(was.raisedAt)}`;
    case 'ended':
      return was.until === undefined ? 'had not ended' : `had ended ${time(was.until)}`;
    case 'severity':
      return `was ${was.severity}`;
    case 'told':
      return was.toldAt.length > 0 ? 'was told' : 'was held back';
    default:
      return change satisfies never;
  }
}

function lasted({ since, raisedAt, until }: ToldAlert): string {
  return until === undefined ? 'still open' : span(until - Math.min(since, raisedAt));
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

function figure(value: number | undefined): string {
  return value === undefined ? 'unknown' : String(Number(value.toFixed(2)));
}

/** A moment by the province's clock: `2026-10-01 08:05:09`. */
export function localTime(at: number, zone: Zone): string {
  const { year, month, day, minute } = zone.at(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  const seconds = Math.floor(at / 1_000) % 60;
  return `${year}-${two(month)}-${two(day)} ${two(Math.floor(minute / 60))}:${two(minute % 60)}:${two(seconds)}`;
}

/** A stretch of time in its two largest units: `2d 3h`, `5m 12s`. */
export function span(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  const units = [
    ['d', Math.floor(seconds / 86_400)],
    ['h', Math.floor(seconds / 3_600) % 24],
    ['m', Math.floor(seconds / 60) % 60],
    ['s', seconds % 60],
  ] as const;
  const first = units.findIndex(([, value]) => value > 0);
  if (first < 0) return '0s';
  return units
    .slice(first, first + 2)
    .filter(([, value]) => value > 0)
    .map(([unit, value]) => `${value}${unit}`)
    .join(' ');
}

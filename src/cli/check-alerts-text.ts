// What a check tells about alerts, as lines for people.

import type { Zone } from '../domain/local-time.ts';
import type { AlertsReport, OnCallRow, WindowRow } from './check-alerts.ts';
import { table } from './output.ts';

/** Ids of one row with --verbose that stand on a line. */
const IDS_A_LINE = 8;

/** Lines of a report; with `verbose` the links of each rule, route and window by their ids. */
export function describeAlerts(
  report: AlertsReport,
  context: { readonly zone: Zone; readonly verbose: boolean },
): readonly string[] {
  const { zone, verbose } = context;
  const part = (title: string, rows: readonly Row[]): readonly string[] =>
    rows.length === 0 ? [] : [title, ...linesOf(rows, verbose)];
  return [
    ...part(
      'rules, and the active links each looks at:',
      report.rules.map(({ id, name, severity, origin, links }) => ({
        cells: [id, severity, origin === 'config' ? 'own' : '', count(links.length, 'link'), name],
        links,
      })),
    ),
    ...(report.channels.length === 0
      ? ['no channels: nobody is told of alerts, they are shown on the page only (alerts.notify)']
      : []),
    ...part(
      'channels:',
      report.channels.map(({ id, kind, to, recipients, routes }) => ({
        cells: [
          id,
          kind,
          to,
          recipients > 0 ? count(recipients, 'recipient') : '',
          routes.length > 0 ? `route${routes.length > 1 ? 's' : ''} ${routes.join(', ')}` : 'no route',
        ],
      })),
    ),
    ...part(
      'routes:',
      report.routes.map(({ id, from, links }) => ({
        cells: [id, `from ${from}`, count(links.length, 'link')],
        links,
      })),
    ),
    ...part(
      'on call now:',
      report.onCall.map((row) => ({ cells: [row.roster, ...onCallCells(row, zone)] })),
    ),
    ...part(
      'planned work:',
      report.maintenance.map((row) => ({
        cells: [
          row.id,
          whenOf(row, zone),
          count(row.links.length, 'link'),
          `${row.name} (${row.announcedBy})`,
        ],
        links: row.links,
      })),
    ),
  ];
}

/** A moment by the province's calendar and clock. */
export function momentText(epochMs: number, zone: Zone): string {
  const { year, month, day, minute } = zone.at(epochMs);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

interface Row {
  readonly cells: readonly string[];
  readonly links?: readonly string[];
}

function linesOf(rows: readonly Row[], verbose: boolean): readonly string[] {
  const lines = table(rows.map(({ cells }) => ['', ...cells]));
  return lines.flatMap((line, index) => {
    const links = verbose ? (rows[index]?.links ?? []) : [];
    const named: string[] = [];
    for (let at = 0; at < links.length; at += IDS_A_LINE)
      named.push(`      ${links.slice(at, at + IDS_A_LINE).join(' ')}`);
    return [line, ...named];
  });
}

function onCallCells({ people, until }: OnCallRow, zone: Zone): readonly string[] {
  const who = people.length > 0 ? people.join(', ') : 'nobody: the channels’ own recipients';
  return [who, until === undefined ? 'always' : `until ${momentText(until, zone)}`];
}

function whenOf({ until, next }: WindowRow, zone: Zone): string {
  if (until !== undefined) return `open until ${momentText(until, zone)}`;
  return next === undefined ? 'over' : `opens ${momentText(next, zone)}`;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

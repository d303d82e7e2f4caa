// Bulk reading of the history in InfluxDB: one question for all links that are searched alike.

import { type LinkId, linkId } from '../../../domain/ids.ts';
import type { InfluxAccess } from '../backend.ts';
import { cleanTag } from '../clean.ts';
import type { PastMetrics, PastQuery, PastRow, PastScan, PointTest } from '../past.ts';
import type { Measurement } from '../schema.ts';
import { type InfluxClient, influxClient, type ResultSeries } from './client.ts';
import { readSummaries } from './summary.ts';

/** Links asked for by name in one statement; with more of them the whole measurement is read and the rest left out here. */
const MOST_NAMED = 200;

/** What a scan asks back: figures that every point with a finding has at least one of. */
const SCAN_FIELDS: Readonly<Record<PastScan['measurement'], readonly string[]>> = {
  icmp: ['sent', 'rtt_med', 'jitter'],
  iface: ['in_bps', 'out_bps'],
  device: ['up'],
  metric: ['value', 'text'],
};

/** A reader of the history at a server; connects with the first call. */
export function influxPast(access: InfluxAccess): PastMetrics {
  const client = influxClient(access);
  return {
    kind: 'influx',
    scan: (scan) => scanAll(client, scan),
    rows: (query) => readRows(client, query),
    summaries: (query) => readSummaries(client, query),
    close: () => undefined,
  };
}

async function scanAll(client: InfluxClient, scan: PastScan): Promise<ReadonlyMap<LinkId, number>> {
  const alike = new Map<string, LinkId[]>();
  for (const [link, tests] of scan.tests) {
    const condition = tests.map(conditionOf).join(' OR ');
    const links = alike.get(condition);
    if (links) links.push(link);
    else alike.set(condition, [link]);
  }
  const fields = columns(SCAN_FIELDS[scan.measurement]);
  const first = new Map<LinkId, number>();
  for (const [condition, links] of alike) {
    const wanted = new Set(links);
    const [series = []] = await client.query([
      `SELECT ${fields} FROM ${place(scan.measurement)} WHERE ${within(scan)}${named(links)} AND (${condition}) ` +
        'GROUP BY "link" ORDER BY time ASC LIMIT 1',
    ]);
    for (const one of series) {
      const link = linkId(one.tags['link'] ?? '');
      const at = one.values[0]?.[one.columns.indexOf('time')];
      if (wanted.has(link) && typeof at === 'number')
        first.set(link, Math.min(first.get(link) ?? Number.POSITIVE_INFINITY, at));
    }
  }
  return first;
}

async function readRows(client: InfluxClient, query: PastQuery): Promise<readonly PastRow[]> {
  const links = [...query.starts.keys()];
  const from = Math.min(...query.starts.values());
  if (links.length === 0) return [];
  const tags = query.measurement === 'metric' ? '"link", "metric", "instance"' : '"link"';
  const [series = []] = await client.query([
    `SELECT ${columns(query.fields)} FROM ${place(query.measurement)} ` +
      `WHERE ${within({ from, to: query.to })}${named(links)} GROUP BY ${tags}`,
  ]);
  return series.flatMap((one) => rowsOf(one, query));
}

function rowsOf({ tags, columns: names, values }: ResultSeries, query: PastQuery): readonly PastRow[] {
  const link = linkId(tags['link'] ?? '');
  const start = query.starts.get(link);
  if (start === undefined) return [];
  const time = names.indexOf('time');
  const places = query.fields.map((field) => names.indexOf(field));
  const { metric = '', instance = '' } = tags;
  const about = { link, ...(metric !== '' && { metric }), ...(instance !== '' && { instance }) };
  return values.flatMap((row) => {
    const at = row[time];
    if (typeof at !== 'number' || at <= start) return [];
    return [{ ...about, at, values: places.map((index) => figure(row[index])) }];
  });
}

function figure(value: unknown): number | string | null {
  return typeof value === 'number' || typeof value === 'string' ? value : null;
}

function place(measurement: Measurement): string {
  return `"1m"."${measurement}"`;
}

function columns(fields: readonly string[]): string {
  return fields.map((field) => `"${field}"`).join(', ');
}

function within({ from, to }: { readonly from: number; readonly to: number }): string {
  return `time > ${Math.floor(from)}ms AND time <= ${Math.floor(to)}ms`;
}

/** Link ids hold letters, digits, `.`, `_` and `-` only (ids.ts); of these the point alone means something here. */
function named(links: readonly LinkId[]): string {
  if (links.length > MOST_NAMED) return '';
  return ` AND "link" =~ /^(${links.map((link) => link.replaceAll('.', '\\.')).join('|')})$/`;
}

function conditionOf(test: PointTest): string {
  const about =
    'metric' in test && test.metric !== undefined ? `"metric" = ${quoted(cleanTag(test.metric))} AND ` : '';
  switch (test.kind) {
    case 'figure':
      return `(${about}"${test.field}" ${test.side === 'above' ? '>' : '<'} ${test.limit})`;
    case 'loss':
      return `("recv" < "sent" AND ("sent" - "recv") * 100 >= "sent" * ${test.abovePct})`;
    case 'text': {
      const same = test.is === 'one-of' ? [' = ', ' OR '] : [' != ', ' AND '];
      return `(${about}(${test.words.map((word) => `"text"${same[0]}${quoted(word)}`).join(same[1])}))`;
    }
  }
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

// Reads the rows of a history.

import type { DatabaseSync } from 'node:sqlite';
import type { LinkId } from '../../../domain/ids.ts';
import { integer, type Row, text } from '../../sqlite/row.ts';
import { cleanTag } from '../clean.ts';
import { type HistoryRow, ICMP_FIELDS, IFACE_FIELDS } from '../history-fold.ts';
import type { HistoryPlan } from '../history-plan.ts';
import type { MetricHistoryQuery } from '../port.ts';
import type { Resolution } from '../schema.ts';
import type { SeriesTable } from './series.ts';
import { tableOf } from './tables.ts';

const FIELDS = { icmp: ICMP_FIELDS, iface: IFACE_FIELDS } as const;

/** Reads the rows of one measurement of a link as planned. */
export type HistoryReader = (
  link: LinkId,
  measurement: 'icmp' | 'iface',
  plan: HistoryPlan,
) => readonly HistoryRow[];

/** Prepares the statements. */
export function historyReader(db: DatabaseSync, series: SeriesTable): HistoryReader {
  const statements = new Map<string, Listing>();
  for (const measurement of ['icmp', 'iface'] as const) {
    const columns = FIELDS[measurement].map((name) => `"${name}"`).join(', ');
    for (const resolution of ['1m', '5m', '1h'] as const) {
      const table = tableOf(measurement, resolution);
      const sql = `SELECT at, ${columns} FROM "${table}" WHERE series = ? AND at > ? AND at <= ?`;
      statements.set(table, listing(db, sql));
    }
  }
  return (link, measurement, plan) => {
    const read = (resolution: Resolution, from: number, to: number): readonly HistoryRow[] =>
      series
        .ofLink(link, measurement)
        .flatMap((id) => statements.get(tableOf(measurement, resolution))?.(id, from, to) ?? []);
    return [...read(plan.source, plan.from, plan.cut), ...read('1m', plan.cut, plan.to)];
  };
}

/** Reads the rows of one metric of a link as planned. */
export type MetricReader = (query: MetricHistoryQuery, plan: HistoryPlan) => readonly HistoryRow[];

/** Prepares the statements. */
export function metricReader(db: DatabaseSync): MetricReader {
  const series = db.prepare(`SELECT id, tags FROM series WHERE link = ? AND measurement = 'metric'`);
  const rows = new Map(
    (['1m', '5m', '1h'] as const).map((resolution) => {
      const sql = `SELECT at, value FROM "${tableOf('metric', resolution)}" WHERE series = ? AND at > ? AND at <= ?`;
      return [resolution, listing(db, sql)] as const;
    }),
  );
  return ({ link, metric, instance }, plan) => {
    const wanted = JSON.stringify([cleanTag(metric), cleanTag(instance ?? '')]);
    const ids = series.all(link).flatMap((row) => (nameOf(row) === wanted ? [integer(row, 'id')] : []));
    const read = (resolution: Resolution, from: number, to: number): readonly HistoryRow[] =>
      ids.flatMap((id) => rows.get(resolution)?.(id, from, to) ?? []);
    return [...read(plan.source, plan.from, plan.cut), ...read('1m', plan.cut, plan.to)];
  };
}

/** Metric and instance of a series, as one text. */
function nameOf(row: Row): string {
  const tags = new Map(JSON.parse(text(row, 'tags')) as [string, string][]);
  return JSON.stringify([tags.get('metric') ?? '', tags.get('instance') ?? '']);
}

type Listing = (series: number, from: number, to: number) => readonly HistoryRow[];

/** Rows as lists, not as objects: that is half of the time a year takes. */
function listing(db: DatabaseSync, sql: string): Listing {
  const statement = db.prepare(sql);
  statement.setReturnArrays(true);
  // With setReturnArrays a row is a list, which the typing does not know.
  return (series, from, to) => statement.all(series, from, to) as unknown as readonly HistoryRow[];
}

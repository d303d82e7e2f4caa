// Reads the rows of a history from InfluxDB.

import type { LinkId } from '../../../domain/ids.ts';
import { cleanTag } from '../clean.ts';
import { type HistoryRow, ICMP_FIELDS, IFACE_FIELDS } from '../history-fold.ts';
import type { HistoryPlan } from '../history-plan.ts';
import type { MetricHistoryQuery } from '../port.ts';
import type { Resolution } from '../schema.ts';
import type { InfluxClient, ResultSeries } from './client.ts';

const FIELDS = { icmp: ICMP_FIELDS, iface: IFACE_FIELDS } as const;
const MEASUREMENTS = ['icmp', 'iface'] as const;

/** Reads the rows of one metric of a link as planned. */
export async function readMetricRows(
  client: InfluxClient,
  { link, metric, instance }: MetricHistoryQuery,
  plan: HistoryPlan,
): Promise<readonly HistoryRow[]> {
  const where = [
    `"link" = '${link}'`,
    `"metric" = ${quoted(cleanTag(metric))}`,
    `"instance" = ${quoted(cleanTag(instance ?? ''))}`,
  ].join(' AND ');
  const statements = spansOf(plan).map(
    ([resolution, from, to]) =>
      `SELECT "value" FROM "${resolution}"."metric" ` +
      `WHERE ${where} AND time > ${Math.floor(from)}ms AND time <= ${Math.floor(to)}ms`,
  );
  return (await client.query(statements)).flat().flatMap(rowsOf);
}

/** A text of InfluxQL; an absent tag equals the empty one. */
function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

function spansOf(plan: HistoryPlan): readonly (readonly [Resolution, number, number])[] {
  return [
    [plan.source, plan.from, plan.cut],
    ...(plan.cut < plan.to ? [['1m', plan.cut, plan.to] as const] : []),
  ];
}

/** Reads the rows of a link as planned, both measurements in one exchange. */
export async function readRows(
  client: InfluxClient,
  link: LinkId,
  plan: HistoryPlan,
): Promise<{ readonly icmp: readonly HistoryRow[]; readonly iface: readonly HistoryRow[] }> {
  const spans = spansOf(plan);
  const statements = MEASUREMENTS.flatMap((measurement) =>
    spans.map(([resolution, from, to]) => {
      const columns = FIELDS[measurement].map((name) => `"${name}"`).join(', ');
      // A link id holds neither quotes nor backslashes (ids.ts).
      return (
        `SELECT ${columns} FROM "${resolution}"."${measurement}" ` +
        `WHERE "link" = '${link}' AND time > ${Math.floor(from)}ms AND time <= ${Math.floor(to)}ms`
      );
    }),
  );
  const answers = await client.query(statements);
  const rows = (index: number): readonly HistoryRow[] =>
    answers
      .slice(index * spans.length, (index + 1) * spans.length)
      .flat()
      .flatMap(rowsOf);
  return { icmp: rows(0), iface: rows(1) };
}

/** InfluxDB gives the time first, then the fields in the order of the SELECT. */
function rowsOf({ values }: ResultSeries): readonly HistoryRow[] {
  return values;
}

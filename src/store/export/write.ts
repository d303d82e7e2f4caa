// Points and rows as text: CSV (RFC 4180) or line protocol.

import type { CleanPoint } from '../metrics/clean.ts';
import { lineOf } from '../metrics/influx/line.ts';
import { type Measurement, type Resolution, SCHEMA } from '../metrics/schema.ts';

/** Columns of the CSV of a measurement: the time, then tags and fields in the schema's order. */
export function pointColumns(measurement: Measurement, resolution: Resolution): readonly string[] {
  const { tags, fields } = SCHEMA[measurement];
  const kept = Object.entries(fields).filter(
    ([, { aggregate }]) => resolution === '1m' || aggregate !== undefined,
  );
  return ['time', 'time_ms', ...tags, ...kept.map(([name]) => name)];
}

/** A line of CSV, its end included. Texts with commas, quotes or line ends are quoted; what is absent is empty. */
export function csvLine(cells: readonly (string | number | bigint | undefined)[]): string {
  const texts = cells.map((cell) => {
    const text = cell === undefined ? '' : String(cell);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${texts.join(',')}\r\n`;
}

/** Points as CSV, the columns' names first. */
export async function* csvOf(
  columns: readonly string[],
  batches: AsyncIterable<readonly CleanPoint[]>,
): AsyncGenerator<string> {
  yield csvLine(columns);
  for await (const batch of batches) {
    yield batch
      .map((point) => {
        const cells = new Map<string, string | number | bigint>([
          ...point.tags,
          ...point.fields.map(([name, , value]) => [name, value] as const),
          ['time', new Date(point.at).toISOString()],
          ['time_ms', point.at],
        ]);
        return csvLine(columns.map((column) => cells.get(column)));
      })
      .join('');
  }
}

/** Points as line protocol with times in ms. */
export async function* linesOf(batches: AsyncIterable<readonly CleanPoint[]>): AsyncGenerator<string> {
  for await (const batch of batches) yield batch.map(lineOf).join('');
}

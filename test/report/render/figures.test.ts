// The same totals in every form of a report.

import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { hashOf } from '../../../src/report/render/canonical.ts';
import { renderCsv } from '../../../src/report/render/csv.ts';
import { renderFiles } from '../../../src/report/render/files.ts';
import { formatsOf } from '../../../src/report/render/format.ts';
import { renderJson } from '../../../src/report/render/json.ts';
import { renderXlsx } from '../../../src/report/render/xlsx.ts';
import { fixture } from './fixture.ts';
import { MADE_AT } from './fixture-tables.ts';
import { hasPoppler, textsOf } from './pages.ts';
import { openWorkbook } from './workbook.ts';

const deps = { madeAtMs: MADE_AT };
const report = fixture();

/** Service time in s, net downtime in s, fees and restitution, as the JSON's data sum up. */
function totalsOfJson(): readonly number[] {
  const { data }: { data: { links: (number | string | null)[][] } } = JSON.parse(renderJson(report, deps));
  const sum = (column: number): number =>
    data.links.reduce((total, row) => total + Number(row[column] ?? 0), 0);
  return [sum(4) / 1_000, sum(7) / 1_000, sum(10), sum(11)];
}

describe('the totals', () => {
  it('are the same in JSON, CSV and XLSX', async () => {
    const rows: Record<string, string>[] = parse(renderCsv(report.document, 'links'), { columns: true });
    const sum = (key: string): number => rows.reduce((total, row) => total + Number(row[key]), 0);
    expect(['total_s', 'down_s', 'fee_rp', 'restitution_rp'].map(sum)).toEqual(totalsOfJson());
    const links = openWorkbook(await renderXlsx(report.document, deps)).Sheets['links'];
    expect(['E26', 'H26', 'K26', 'L26'].map((address) => links?.[address]?.v)).toEqual(totalsOfJson());
    expect(links?.['B26']?.v).toBe('Jumlah');
  });

  it.skipIf(!hasPoppler)('are the same on paper (needs Debian package poppler-utils)', async () => {
    const formats = formatsOf('id', 'Asia/Makassar');
    const [file] = await renderFiles(report, { format: 'pdf' }, deps);
    const [total = 0, down = 0, fee = 0, restitution = 0] = totalsOfJson();
    const text = textsOf(file?.bytes ?? new Uint8Array()).join(' ');
    const row = /Jumlah .*?Tanda/.exec(text)?.[0];
    for (const part of [
      formats.duration(total * 1_000),
      formats.duration(down * 1_000),
      formats.money(fee),
      formats.money(restitution),
    ])
      expect(row).toContain(part);
  });

  it('stand in a JSON whose hash is that of its data', () => {
    const text = renderJson(report, deps);
    const parsed = JSON.parse(text);
    expect(Object.keys(parsed)).toEqual(['kind', 'title', 'madeAt', 'hash', 'data']);
    expect(parsed).toMatchObject({
      kind: 'sla',
      madeAt: '2026-11-02T01:14:05.000Z',
      hash: hashOf(parsed.data),
    });
    expect(parsed.hash).toBe(report.document.hash);
  });
});

describe('renderFiles()', () => {
  it.each([
    ['json', 'sla-marasa-2019-2026-10.json'],
    ['pdf', 'sla-marasa-2019-2026-10.pdf'],
    ['xlsx', 'sla-marasa-2019-2026-10.xlsx'],
  ] as const)('names the %s', async (format, name) => {
    const files = await renderFiles(report, { format }, deps);
    expect(files.map((file) => [file.name, file.format])).toEqual([[name, format]]);
  });

  it('gives one table of CSV, or all', async () => {
    const one = await renderFiles(report, { format: 'csv', table: 'events', withBom: true }, deps);
    expect(one.map(({ name }) => name)).toEqual(['sla-marasa-2019-2026-10-events.csv']);
    expect([...(one[0]?.bytes.subarray(0, 3) ?? [])]).toEqual([0xef, 0xbb, 0xbf]);
    expect(await renderFiles(report, { format: 'csv' }, deps)).toHaveLength(3);
  });
});

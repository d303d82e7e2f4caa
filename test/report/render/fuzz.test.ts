// Whatever a report says: every form of it is made, can be read, and stays on its paper.

import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { XmlDocument } from 'xmldoc';
import { renderCsvFiles, tablesOf } from '../../../src/report/render/csv.ts';
import { formatsOf } from '../../../src/report/render/format.ts';
import { renderPdf } from '../../../src/report/render/pdf.ts';
import { chartSvg } from '../../../src/report/render/svg/chart.ts';
import { RENDER_WORDS } from '../../../src/report/render/words.ts';
import { renderXlsx } from '../../../src/report/render/xlsx.ts';
import { anyDocument, chart, tableOf } from './documents.ts';
import { fixture } from './fixture.ts';
import { hasPoppler, pagesOf, strayWords } from './pages.ts';
import { openWorkbook } from './workbook.ts';

const deps = { madeAtMs: 1_793_000_000_000 };

describe('any document', () => {
  it('becomes a PDF whose words stay on their pages', async () => {
    await fc.assert(
      fc.asyncProperty(anyDocument, async (document) => {
        const pdf = await renderPdf(document, deps);
        expect(pdf.subarray(-6).toString('latin1')).toContain('%%EOF');
        if (hasPoppler) expect(strayWords(pagesOf(pdf))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('becomes a workbook that another library opens, and CSV that another one reads', async () => {
    await fc.assert(
      fc.asyncProperty(anyDocument, async (document) => {
        const workbook = openWorkbook(await renderXlsx(document, deps));
        const tables = tablesOf(document);
        expect(workbook.SheetNames).toHaveLength(tables.length + 1);
        const files = renderCsvFiles(document);
        for (const [index, table] of tables.entries())
          expect(parse(files[index]?.text ?? '', { skip_empty_lines: false })).toHaveLength(
            table.rows.length + 1,
          );
      }),
      { numRuns: 60 },
    );
  });

  it('holds tables of 2,000 rows', async () => {
    await fc.assert(
      fc.asyncProperty(tableOf(2_000), async (table) => {
        const document = {
          ...fixture({ links: 1, events: 0 }).document,
          blocks: [{ kind: 'table', table } as const],
        };
        const pdf = await renderPdf(document, deps);
        if (hasPoppler) expect(strayWords(pagesOf(pdf))).toEqual([]);
        expect(openWorkbook(await renderXlsx(document, deps)).SheetNames).toHaveLength(2);
      }),
      { numRuns: 4 },
    );
  });
});

describe('any chart', () => {
  it('is well-formed SVG within its bounds, with finite numbers only', () => {
    const formats = formatsOf('id', 'Asia/Makassar');
    fc.assert(
      fc.property(chart, fc.constantFrom(300, 500, 750), (one, width) => {
        for (const svg of chartSvg(one, { width, maxHeight: 400, formats, words: RENDER_WORDS.id })) {
          const { attr } = new XmlDocument(svg);
          expect(Number(attr['width'])).toBe(width);
          expect(Number(attr['height'])).toBeLessThanOrEqual(460);
          expect(svg).not.toMatch(/NaN|Infinity|undefined/);
        }
      }),
    );
  });
});

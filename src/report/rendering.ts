// A report in the form that somebody wants: as one file, or as several where a form has one table per file.

import type { ReportFormat } from '../domain/kept-report.ts';
import type { BuiltReport } from './document.ts';
import type { RenderedFile } from './register-files.ts';
import { renderCsv, renderCsvFiles } from './render/csv.ts';
import { type RenderDeps, renderJson } from './render/json.ts';
import { renderPdf } from './render/pdf.ts';
import { renderXlsx } from './render/xlsx.ts';

/** How it is to be written. */
export interface RenderForm {
  readonly format: ReportFormat;
  /** Of CSV: id of the one table that is wanted; absent: all of them, the first one first. */
  readonly table?: string;
}

/** Renders a report. Rejects with a RangeError for a table that it has not. */
export async function renderReport(
  report: BuiltReport,
  { format, table }: RenderForm,
  deps: RenderDeps,
): Promise<readonly RenderedFile[]> {
  const { document } = report;
  const one = (bytes: Uint8Array): readonly RenderedFile[] => [
    { name: `${document.fileName}.${format}`, format, bytes },
  ];
  switch (format) {
    case 'json':
      return one(Buffer.from(renderJson(report, deps)));
    case 'csv': {
      if (table === undefined)
        return renderCsvFiles(document).map((file) => ({
          name: file.name,
          format,
          bytes: Buffer.from(file.text),
        }));
      const text = renderCsv(document, table);
      return [{ name: `${document.fileName}-${table}.csv`, format, bytes: Buffer.from(text) }];
    }
    case 'pdf':
      return one(await renderPdf(document, deps));
    case 'xlsx':
      return one(await renderXlsx(document, deps));
  }
}

// A report in any of its forms, as files. Loads a form's library only when it is asked for.

import type { ReportFormat } from '../../domain/kept-report.ts';
import type { BuiltReport } from '../document.ts';
import type { RenderedFile } from '../register-files.ts';
import { renderCsv, renderCsvFiles } from './csv.ts';
import { type RenderDeps, renderJson } from './json.ts';

/** How a report is to be written. */
export interface RenderForm {
  readonly format: ReportFormat;
  /** Of CSV: id of one table; absent: every table, a file each. */
  readonly table?: string;
  /** Of CSV: begins with a byte order mark, by which Excel knows UTF-8. */
  readonly withBom?: boolean;
}

/**
 * The report's files: one, or of CSV one per table, the first table first. The same report and time give the same bytes.
 * @throws {RangeError} where it has no such table.
 */
export async function renderFiles(
  report: BuiltReport,
  form: RenderForm,
  deps: RenderDeps,
): Promise<readonly RenderedFile[]> {
  const { document } = report;
  const { format, table, withBom = false } = form;
  const whole = (bytes: Uint8Array): RenderedFile[] => [
    { name: `${document.fileName}.${format}`, format, bytes },
  ];
  switch (format) {
    case 'json':
      return whole(Buffer.from(renderJson(report, deps)));
    case 'pdf': {
      const { renderPdf } = await import('./pdf.ts');
      return whole(await renderPdf(document, deps));
    }
    case 'xlsx': {
      const { renderXlsx } = await import('./xlsx.ts');
      return whole(await renderXlsx(document, deps));
    }
    case 'csv': {
      const files =
        table === undefined
          ? renderCsvFiles(document, { withBom })
          : [
              {
                name: `${document.fileName}-${table}.csv`,
                text: renderCsv(document, table, { withBom }),
              },
            ];
      return files.map(({ name, text }) => ({ name, format, bytes: Buffer.from(text) }));
    }
  }
}

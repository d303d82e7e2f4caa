// Imports without files: a sheet in memory, the six regencies, no configuration.

import type { Finding } from '../../../src/config/import/finding.ts';
import { describeFinding } from '../../../src/config/import/finding.ts';
import type { Field } from '../../../src/config/import/headers.ts';
import { type Imported, type ImportOptions, importSheet } from '../../../src/config/import/import-sheet.ts';
import { NOTHING_KNOWN } from '../../../src/config/import/known-network.ts';
import { NO_PARTNERS } from '../../../src/config/import/partners.ts';
import { defaultRegions } from '../../../src/config/import/regions.ts';
import type { Cell, Sheet } from '../../../src/config/import/sheet.ts';
import { base } from '../support.ts';

/** A sheet called Desa. */
export function sheetOf(rows: readonly (readonly Cell[])[]): Sheet {
  return { name: 'Desa', rows };
}

/** Options that change nothing. */
export const PLAIN: ImportOptions = {
  map: new Map(),
  fixed: new Map<Field, string>(),
  regions: defaultRegions(),
  partners: NO_PARTNERS,
  known: NOTHING_KNOWN,
};

/** Imports rows. */
export function imported(rows: readonly (readonly Cell[])[], options: Partial<ImportOptions> = {}): Imported {
  return importSheet(sheetOf(rows), { ...PLAIN, ...options });
}

/** Lines of one level. */
export function said(result: Imported, level: Finding['level']): string[] {
  return result.findings.filter((each) => each.level === level).map((each) => describeFinding('Desa', each));
}

/** A province with its six regencies, each with a link, that includes the table `desa.csv`. */
export function provinceWith(table: string): Record<string, string> {
  const codes = ['01', '02', '03', '04', '05', '06'];
  const sites = codes.map(
    (code) => `  - { id: k${code}, name: K${code}, kind: regency, code: "76.${code}", parent: pusat }`,
  );
  const links = codes.map(
    (code, index) =>
      `  - { id: prov-k${code}, from: pusat, to: k${code}, medium: fiber, device: { address: 10.255.0.${index + 1} } }`,
  );
  return {
    'a.yaml': base({
      sites: `sites:\n  - { id: pusat, name: Pusat, kind: province, code: "76" }\n${sites.join('\n')}`,
      links: `links:\n${links.join('\n')}`,
      include: 'include: [desa.csv]',
    }),
    'desa.csv': table,
  };
}

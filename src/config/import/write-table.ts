// The table that the configuration includes: sorted, so that a row that moved in the office's sheet moves nothing here.

import { bandwidthText } from './bandwidth-cell.ts';
import type { Placed } from './identify.ts';

/** Columns in their order; the loader passes over `kecamatan` and `catatan`. */
export const TABLE_COLUMNS = [
  'id',
  'name',
  'kind',
  'code',
  'parent',
  'kecamatan',
  'latitude',
  'longitude',
  'link',
  'medium',
  'role',
  'stage',
  'since',
  'programme',
  'year',
  'building',
  'bandwidth',
  'provider',
  'contract',
  'address',
  'interface',
  'tags',
  'catatan',
] as const;

/** One of {@link TABLE_COLUMNS}. */
export type TableColumn = (typeof TABLE_COLUMNS)[number];
/** Cells of one row; absent ones are empty. */
export type TableRow = Partial<Record<TableColumn, string>>;

/** Text of a CSV file with LF line ends; the same rows in any order give the same bytes. */
export function tableText(rows: readonly TableRow[]): string {
  const lines = rows.map((row) => TABLE_COLUMNS.map((column) => csvCell(row[column] ?? '')).join(','));
  return `${[TABLE_COLUMNS.join(','), ...lines].join('\n')}\n`;
}

/** Rows of places, by code, then by id; the primary line first, since it makes the site. */
export function tableRows(placed: readonly Placed[]): readonly TableRow[] {
  return [...placed].sort(inOrder).map(rowOf);
}

function inOrder(a: Placed, b: Placed): number {
  return (
    compare(
      a.draft.code ?? `${a.draft.region.code ?? a.draft.region.ref}~`,
      b.draft.code ?? `${b.draft.region.code ?? b.draft.region.ref}~`,
    ) ||
    compare(a.id, b.id) ||
    compare(b.draft.role, a.draft.role) ||
    compare(a.draft.link ?? '', b.draft.link ?? '')
  );
}

/** By code units: the order must not hang on the machine's language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function rowOf({ draft, id }: Placed): TableRow {
  const [latitude, longitude] = draft.position ?? [];
  const cells: Record<TableColumn, string | undefined> = {
    id,
    name: draft.name,
    kind: draft.kind,
    code: draft.code,
    parent: draft.region.ref,
    kecamatan: draft.district,
    latitude: latitude === undefined ? undefined : decimal(latitude),
    longitude: longitude === undefined ? undefined : decimal(longitude),
    link: draft.medium === undefined ? undefined : draft.link,
    medium: draft.medium,
    role: draft.role === 'backup' ? 'backup' : undefined,
    stage: draft.stage,
    since: draft.since,
    programme: draft.programme,
    year: draft.year,
    building: draft.building,
    bandwidth: draft.bandwidthBps === undefined ? undefined : bandwidthText(draft.bandwidthBps),
    provider: draft.provider,
    contract: draft.contract,
    address: draft.address,
    interface: draft.interface,
    tags: draft.tags.length === 0 ? undefined : draft.tags.join(' '),
    catatan: draft.notes.length === 0 ? undefined : draft.notes.join('; '),
  };
  return Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== undefined));
}

function decimal(degrees: number): string {
  return degrees.toFixed(6).replace(/\.?0+$/, '');
}

/** RFC 4180. */
function csvCell(text: string): string {
  return /[",\r\n;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

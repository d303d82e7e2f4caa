// The columns a table of villages may have, under the names Indonesian and English spreadsheets give them.

import { nearest } from './suggest.ts';

/** What a column can mean. */
export const COLUMNS = {
  id: ['id'],
  link: ['link', 'link id', 'jalur', 'id jalur'],
  code: ['code', 'kode', 'kode desa', 'kode wilayah', 'kode kemendagri'],
  name: ['name', 'nama', 'village', 'desa', 'nama desa', 'site', 'lokasi', 'nama lokasi'],
  kind: ['kind', 'jenis'],
  parent: ['parent', 'induk', 'regency', 'kabupaten'],
  from: ['from', 'dari'],
  latitude: ['latitude', 'lat', 'lintang'],
  longitude: ['longitude', 'lon', 'lng', 'long', 'bujur'],
  medium: ['medium', 'media', 'media transmisi'],
  role: ['role', 'peran'],
  stage: ['stage', 'tahap', 'status'],
  since: ['since', 'sejak', 'tanggal', 'tanggal aktif'],
  programme: ['programme', 'program', 'nama program'],
  year: ['year', 'tahun', 'tahun program', 'tahun anggaran', 'tahun pembangunan'],
  building: ['building', 'mulai dibangun', 'tanggal pembangunan'],
  bandwidth: ['bandwidth', 'kapasitas'],
  provider: ['provider', 'penyedia'],
  contract: ['contract', 'kontrak'],
  sid: ['sid', 'cid', 'service id', 'id layanan', 'nomor layanan'],
  activated: ['activated', 'aktivasi', 'tanggal aktivasi', 'bast', 'tanggal bast'],
  terminated: ['terminated', 'berakhir', 'tanggal berakhir', 'tanggal terminasi'],
  address: ['address', 'alamat', 'alamat ip', 'ip', 'ip address'],
  beat: ['beat', 'denyut', 'push'],
  interface: ['interface', 'antarmuka'],
  tags: ['tags', 'tag', 'label'],
} as const;

/** One of the columns. */
export type Column = keyof typeof COLUMNS;

/** Columns that people keep for themselves. */
const REMARKS = [
  'no',
  'nomor',
  'note',
  'notes',
  'remark',
  'remarks',
  'catatan',
  'keterangan',
  'district',
  'kecamatan',
  'contact',
  'kontak',
  'pic',
];
/** Credentials would be readable for everybody the spreadsheet is mailed to. */
const SECRETS = ['community', 'komunitas', 'password', 'kata sandi', 'sandi', 'token', 'secret'];

/** What is known about a header. */
export type Header =
  | { readonly kind: 'column'; readonly column: Column }
  | { readonly kind: 'remark' }
  | { readonly kind: 'secret' }
  | { readonly kind: 'unknown'; readonly nearest?: string };

const BY_NAME: ReadonlyMap<string, Column> = new Map(
  (Object.keys(COLUMNS) as Column[]).flatMap((column) =>
    COLUMNS[column].map((name) => [name, column] as const),
  ),
);

/** What a header means; case, `_`, `-` and `.` do not count. */
export function headerOf(text: string): Header {
  const name = text
    .toLowerCase()
    .replace(/[\s_.-]+/g, ' ')
    .trim();
  const column = BY_NAME.get(name);
  if (column) return { kind: 'column', column };
  if (name === '' || REMARKS.includes(name)) return { kind: 'remark' };
  if (SECRETS.some((secret) => name.includes(secret))) return { kind: 'secret' };
  const like = nearest(name, BY_NAME.keys());
  return like === undefined ? { kind: 'unknown' } : { kind: 'unknown', nearest: like };
}

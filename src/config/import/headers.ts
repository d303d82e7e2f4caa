// What a column of an office's sheet may be called. A new spelling is one word here; case, accents, punctuation and what
// stands in parentheses do not count.

import { nearest } from '../suggest.ts';
import { plain } from './words.ts';

/** What a column can mean to the import. `district`, `gateway` and `remark` go into columns the loader passes over. */
export const FIELDS = {
  id: ['id', 'id lokasi', 'site id', 'id site'],
  link: ['link', 'link id', 'id link', 'jalur', 'id jalur'],
  code: [
    'code',
    'kode',
    'kode desa',
    'kode kelurahan',
    'kode desa kelurahan',
    'kode wilayah',
    'kode kemendagri',
    'kode wilayah kemendagri',
    'kode wilayah desa',
    'village code',
  ],
  name: [
    'name',
    'nama',
    'desa',
    'nama desa',
    'kelurahan',
    'nama kelurahan',
    'desa kelurahan',
    'kelurahan desa',
    'nama desa kelurahan',
    'nama kelurahan desa',
    'nama resmi',
    'nama resmi desa',
    'village',
    'village name',
    'nama lokasi',
    'lokasi',
    'site',
    'site name',
    'nama site',
    'nama titik',
    'titik',
    'nama opd',
    'opd',
    'nama instansi',
    'instansi',
  ],
  kind: ['kind', 'jenis', 'jenis lokasi', 'tipe lokasi'],
  regency: [
    'kabupaten',
    'nama kabupaten',
    'kab',
    'kabupaten kota',
    'kab kota',
    'regency',
    'induk',
    'parent',
    'kode kabupaten',
    'kode kab',
  ],
  district: ['kecamatan', 'nama kecamatan', 'kec', 'district', 'distrik'],
  latitude: [
    'latitude',
    'lat',
    'lintang',
    'garis lintang',
    'koordinat lintang',
    'lat titik',
    'titik lintang',
    'latitude y',
    'y',
  ],
  longitude: [
    'longitude',
    'long',
    'lon',
    'lng',
    'bujur',
    'garis bujur',
    'koordinat bujur',
    'lng titik',
    'long titik',
    'titik bujur',
    'longitude x',
    'x',
  ],
  position: [
    'koordinat',
    'titik koordinat',
    'koordinat lokasi',
    'lat long',
    'lat lon',
    'latlong',
    'latitude longitude',
    'lintang bujur',
    'coordinates',
    'coordinate',
    'posisi',
  ],
  medium: [
    'medium',
    'media',
    'media transmisi',
    'media akses',
    'media koneksi',
    'jenis media',
    'jenis jaringan',
    'jenis koneksi',
    'jenis akses',
    'tipe jaringan',
    'teknologi',
    'teknologi akses',
    'technology',
    'akses',
  ],
  role: ['role', 'peran', 'fungsi link', 'link utama cadangan'],
  stage: [
    'stage',
    'tahap',
    'status',
    'status aktif',
    'status jaringan',
    'kondisi',
    'status link',
    'status layanan',
  ],
  since: [
    'since',
    'sejak',
    'tanggal',
    'tanggal aktif',
    'tgl aktif',
    'tanggal aktivasi',
    'tgl aktivasi',
    'tanggal instalasi',
    'aktif sejak',
  ],
  programme: ['program', 'programme', 'nama program', 'kegiatan', 'nama kegiatan'],
  building: [
    'mulai dibangun',
    'tanggal pembangunan',
    'mulai pembangunan',
    'tanggal mulai pembangunan',
    'building',
  ],
  year: ['tahun', 'tahun anggaran', 'ta', 't a', 'year', 'tahun pembangunan', 'tahun program'],
  bandwidth: [
    'bandwidth',
    'bandwith',
    'bandwidht',
    'bw',
    'kapasitas',
    'kapasitas bandwidth',
    'kecepatan',
    'speed',
    'capacity',
  ],
  provider: [
    'provider',
    'penyedia',
    'isp',
    'operator',
    'penyedia jasa',
    'nama penyedia',
    'vendor',
    'penyelenggara',
  ],
  contract: ['contract', 'kontrak', 'no kontrak', 'nomor kontrak', 'nama kontrak', 'spk'],
  address: [
    'address',
    'ip',
    'ip address',
    'alamat ip',
    'ip addres',
    'ip adress',
    'ip publik',
    'ip router',
    'ip perangkat',
    'ip device',
    'ip mikrotik',
    'ip wan',
    'alamat',
  ],
  gateway: ['gateway', 'ip gateway', 'alamat gateway', 'gateway ip', 'default gateway'],
  interface: ['interface', 'antarmuka', 'port', 'nama interface'],
  tags: ['tags', 'tag', 'label'],
  remark: ['keterangan', 'ket', 'catatan', 'remark', 'remarks', 'note', 'notes', 'description'],
} as const;

/** One of {@link FIELDS}. */
export type Field = keyof typeof FIELDS;

/** Headers that only count where no other says the same: a code beside the name of the same regency. */
export const STAND_INS: readonly string[] = ['kode kabupaten', 'kode kab'];

/** Columns that are nobody's business here: the numbering. */
const NUMBERING = ['no', 'nomor', 'no urut', 'nomor urut', 'nr', '#'];
/** Credentials would be readable for everybody the spreadsheet is mailed to. */
const SECRETS = ['community', 'komunitas', 'password', 'kata sandi', 'sandi', 'token', 'secret', 'snmp'];

/** What a header is. */
export type Heading =
  | { readonly kind: 'field'; readonly field: Field }
  | { readonly kind: 'numbering' }
  | { readonly kind: 'secret' }
  | { readonly kind: 'unknown'; readonly nearest?: string };

const BY_NAME: ReadonlyMap<string, Field> = new Map(
  (Object.keys(FIELDS) as Field[]).flatMap((field) => FIELDS[field].map((name) => [name, field] as const)),
);

/** What a header means. */
export function headingOf(text: string): Heading {
  const whole = plain(text);
  const field = BY_NAME.get(whole) ?? BY_NAME.get(plain(text.replace(/\(.*?\)|\[.*?\]/g, ' ')));
  if (field) return { kind: 'field', field };
  if (whole === '' || NUMBERING.includes(whole)) return { kind: 'numbering' };
  if (SECRETS.some((secret) => whole.split(' ').includes(secret) || whole.includes('password')))
    return { kind: 'secret' };
  const like = nearest(whole, BY_NAME.keys());
  return like === undefined ? { kind: 'unknown' } : { kind: 'unknown', nearest: like };
}

/** The field that `--map` names: by its own name or by any that a header may have. */
export function fieldNamed(text: string): Field | undefined {
  return (
    BY_NAME.get(plain(text)) ??
    (Object.keys(FIELDS) as Field[]).find((field) => field === text.trim().toLowerCase())
  );
}

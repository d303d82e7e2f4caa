// Whole sheets, as offices keep them.

import { describe, expect, it } from 'vitest';
import { knownNetwork } from '../../../src/config/import/known-network.ts';
import { partnersOf } from '../../../src/config/import/partners.ts';
import { regionsOfNetwork } from '../../../src/config/import/regions.ts';
import type { Cell } from '../../../src/config/import/sheet.ts';
import { tableText } from '../../../src/config/import/write-table.ts';
import { base, configOf, mistakesOf } from '../support.ts';
import { imported, provinceWith, said } from './support.ts';

const HEADER = ['No', 'Kabupaten', 'Kecamatan', 'Nama Desa', 'Kode Desa', 'Alamat IP', 'Media', 'Status'];
const LOMBANG = [1, 'Majene', 'Malunda', 'Lombang', 7605042004, '10.76.105.1', 'FO', 'Aktif'];

function desa(...changes: readonly Readonly<Record<string, Cell>>[]): Cell[][] {
  return changes.map((change) =>
    HEADER.map((name, index) => (name in change ? (change[name] ?? null) : (LOMBANG[index] ?? null))),
  );
}

describe('a sheet of an office', () => {
  it('has titles above, numbers below the header, headings between, totals and signatures behind', () => {
    const result = imported([
      ['REKAPITULASI INTERNET MASUK DESA'],
      ['PROVINSI SULAWESI BARAT', null, 'Tahun 2019'],
      [],
      [
        'No',
        'Desa/Kelurahan',
        'Kode Wilayah (Kemendagri)',
        'IP Address',
        'Media',
        'Bandwidth (Mbps)',
        'Lintang',
        'Bujur',
        'Tahun',
        'ISP',
        'Ket.',
      ],
      ['(1)', '(2)', '(3)', '(4)', '(5)', '(6)', '(7)', '(8)', '(9)', '(10)', '(11)'],
      ['KABUPATEN MAJENE'],
      [
        1,
        'Lombang',
        7605042004,
        '10.76.105.1/24',
        'Fiber Optik',
        5,
        '-3,00738',
        '118,88961',
        2019,
        'PT ICON+',
        '+62 812',
      ],
      [null, 'KAB. MAMUJU'],
      [1, 'Botteng', '76.02.12.2003', '10.76.102.1', 'Wireless', '2,5 Mbps', -2.7, 118.9, 2019, null, null],
      ['Jumlah', null, null, null, null, 7.5],
      [null, null, null, null, null, null, null, null, 'Mamuju, 12 Januari 2020'],
      [null, null, null, null, null, null, null, null, 'NIP. 19700101'],
    ]);
    expect(said(result, 'wrong')).toEqual([]);
    expect(result).toMatchObject({ headerRow: 4, read: 2 });
    expect(result.rows).toEqual([
      {
        id: 'mamuju-botteng',
        name: 'Botteng',
        kind: 'village',
        code: '76.02.12.2003',
        parent: '76.02',
        latitude: '-2.7',
        longitude: '118.9',
        medium: 'radio',
        bandwidth: '2.5M',
        address: '10.76.102.1',
        tags: 'tahun-2019',
        year: '2019',
      },
      {
        id: 'majene-lombang',
        name: 'Lombang',
        kind: 'village',
        code: '76.05.04.2004',
        parent: '76.05',
        latitude: '-3.00738',
        longitude: '118.88961',
        medium: 'fiber',
        bandwidth: '5M',
        address: '10.76.105.1',
        tags: 'tahun-2019',
        year: '2019',
        catatan: 'keterangan: +62 812; penyedia: PT ICON+',
      },
    ]);
    expect(said(result, 'note')).toEqual(
      expect.arrayContaining([
        'Desa!5: a row that numbers the columns; passed over',
        'Desa!6: the rows below belong to Majene',
        'Desa!D7 "IP Address": found "10.76.105.1/24", the mask /24 is left out: 10.76.105.1',
        'Desa!10: a row of totals; passed over',
        'Desa!12: no place: "NIP. 19700101"; passed over',
      ]),
    );
    expect(mistakesOf(provinceWith(tableText(result.rows)))).toEqual([]);
  });

  it('may have its header in two rows', () => {
    const result = imported([
      ['No', 'Nama Desa', 'Kabupaten', 'Koordinat', null, 'Media', 'IP'],
      [null, null, null, 'Lintang', 'Bujur', null, null],
      [1, 'Lombang', 'Majene', '-3.0', '118.9', 'FO', '10.1.1.1'],
    ]);
    expect(said(result, 'wrong')).toEqual([]);
    expect(result.rows).toMatchObject([
      { name: 'Lombang', latitude: '-3', longitude: '118.9', address: '10.1.1.1' },
    ]);
  });

  it('says everything that is wrong at once, with its cell', () => {
    const result = imported([
      HEADER,
      ...desa(
        { 'Alamat IP': '10.76.105.999', Media: 'udara' },
        { 'Nama Desa': null, 'Kode Desa': '76.05.04.2005' },
      ),
      ...desa(
        { Kabupaten: 'Mamuju', 'Alamat IP': '10.1.1.2', 'Kode Desa': '76.05.04.2006' },
        { Kabupaten: 'Bone', 'Alamat IP': '10.1.1.3', 'Nama Desa': 'Ulo', 'Kode Desa': null },
      ),
      ...desa(
        {
          Kabupaten: null,
          'Alamat IP': '10.1.1.4',
          'Kode Desa': null,
          'Nama Desa': 'Onang',
          Status: 'entah',
        },
        { 'Alamat IP': null },
      ),
    ]);
    expect(result.rows).toEqual([]);
    expect(said(result, 'wrong')).toEqual([
      expect.stringMatching(/^Desa!F2 "Alamat IP": found "10\.76\.105\.999", wanted one IPv4/),
      expect.stringMatching(/^Desa!G2 "Media": found "udara", wanted a medium: fiber/),
      'Desa!D3 "Nama Desa": wanted a name',
      expect.stringMatching(
        /^Desa!B4 "Kabupaten": found "Mamuju", but the code 76\.05\.04\.2006 is one of Majene/,
      ),
      expect.stringMatching(/^Desa!B5 "Kabupaten": found "Bone", wanted one of Pasangkayu, .*--config/),
      expect.stringMatching(/^Desa!B6 "Kabupaten": which regency\?.*is it "Bone", as above\?/),
      expect.stringMatching(/^Desa!H6 "Status": found "entah", wanted a stage/),
      'Desa!F7 "Alamat IP": wanted the address of the device, since the row names a medium',
    ]);
  });

  it.each<[what: string, rows: Cell[][], message: RegExp]>([
    [
      'an address',
      desa({}, { 'Nama Desa': 'Onang', 'Kode Desa': '76.05.04.2005' }),
      /Desa!F3 "Alamat IP": found "10\.76\.105\.1", which stands in row 2 too/,
    ],
    [
      'a code',
      desa({}, { 'Nama Desa': 'Onang', 'Alamat IP': '10.1.1.2' }),
      /Desa!3: the code 76\.05\.04\.2004 stands in row 2 too, there for "Lombang"/,
    ],
    [
      'a place',
      desa({}, { 'Alamat IP': '10.1.1.2' }),
      /Desa!3: the place 76\.05\.04\.2004 "Lombang" stands in row 2 too.*cadangan/,
    ],
    [
      'a name in its district',
      desa({}, { 'Kode Desa': '76.05.04.2009', 'Alamat IP': '10.1.1.2' }),
      /Desa!3: the name "Lombang" stands in row 2 too/,
    ],
  ])('tells %s that stands twice', (_, rows, message) => {
    expect(said(imported([HEADER, ...rows]), 'wrong').join('\n')).toMatch(message);
  });

  it('takes the same name in two districts, and a second line to one place', () => {
    const result = imported([
      [...HEADER, 'Peran'],
      ...desa({}, { Kecamatan: 'Sendana', 'Kode Desa': '76.05.02.2001', 'Alamat IP': '10.1.1.2' }),
      [...(desa({ 'Alamat IP': '10.1.1.3', Media: 'VSAT' })[0] ?? []), 'cadangan'],
    ]);
    expect(said(result, 'wrong')).toEqual([]);
    expect(result.rows.map(({ id, role, code }) => [id, role, code])).toEqual([
      ['majene-sendana-lombang', undefined, '76.05.02.2001'],
      ['majene-malunda-lombang', undefined, '76.05.04.2004'],
      ['majene-malunda-lombang', 'backup', '76.05.04.2004'],
    ]);
    expect(mistakesOf(provinceWith(tableText(result.rows)))).toEqual([]);
  });

  it('writes a planned place without an address as a place', () => {
    const result = imported([HEADER, ...desa({ 'Alamat IP': '-', Status: 'Rencana' })]);
    expect(result.rows).toMatchObject([{ stage: 'planned', catatan: 'media: fiber' }]);
    expect(result.rows[0]).not.toHaveProperty('medium');
    expect(mistakesOf(provinceWith(tableText(result.rows)))).toEqual([]);
  });
});

describe('beside a configuration', () => {
  const table = 'id,desa,kode,media,ip\nlombang,Lombang,76.05.04.2004,fo,10.76.105.1\n';
  const config = configOf({
    'a.yaml': base({ x: 'providers: [{ id: icon, name: PT ICON+ }]\ninclude: [desa.csv]' }),
    'desa.csv': table,
  });
  const around = (isIncluded: boolean) => ({
    regions: regionsOfNetwork(config.network),
    partners: partnersOf(config),
    known: knownNetwork(config.network, isIncluded),
  });

  it('says what is there already', () => {
    const result = imported([HEADER, ...desa({})], around(false));
    expect(said(result, 'wrong')).toEqual([
      'Desa!2: the place is in the configuration already, as "lombang"',
      'Desa!2: the address 10.76.105.1 is in the configuration already, at the link "lombang"',
    ]);
  });

  it('keeps the ids of a table that is imported again, and links providers by name', () => {
    const result = imported(
      [
        [...HEADER, 'Penyedia'],
        [...(desa({})[0] ?? []), 'Icon+'],
      ],
      around(true),
    );
    expect(said(result, 'wrong')).toEqual([]);
    expect(result.rows).toMatchObject([{ id: 'lombang', parent: 'majene', provider: 'icon' }]);
  });

  const homonyms = desa(
    { 'Kode Desa': null },
    { 'Kode Desa': null, Kecamatan: 'Sendana', 'Alamat IP': '10.76.105.2' },
  );
  const includedAs = (...ids: readonly string[]) => {
    const { network } = configOf({
      'a.yaml': base({ x: 'include: [desa.csv]' }),
      'desa.csv': ['id,desa,kabupaten', ...ids.map((id) => `${id},Lombang,majene`), ''].join('\n'),
    });
    return { regions: regionsOfNetwork(network), known: knownNetwork(network, true) };
  };

  it('keeps the ids of two places of one name apart, and that of the one that is left', () => {
    const around = includedAs('majene-malunda-lombang', 'majene-sendana-lombang');
    const result = imported([HEADER, ...homonyms], around);
    expect(said(result, 'wrong')).toEqual([]);
    expect(result.rows.map(({ id, address }) => [id, address])).toEqual([
      ['majene-malunda-lombang', '10.76.105.1'],
      ['majene-sendana-lombang', '10.76.105.2'],
    ]);
    expect(imported([HEADER, ...homonyms.slice(0, 1)], around).rows).toMatchObject([
      { id: 'majene-malunda-lombang' },
    ]);
  });

  it('asks which of two places of one name has had the id, instead of giving it to the first', () => {
    const result = imported([HEADER, ...homonyms], includedAs('majene-lombang'));
    expect(said(result, 'wrong')).toEqual(
      [2, 3].map((row) =>
        expect.stringContaining(`Desa!${row}: is it the "Lombang" that has the id "majene-lombang"?`),
      ),
    );
    expect(result.rows).toEqual([]);
    const told = imported(
      [
        [...HEADER, 'ID'],
        ...homonyms.map((cells, index) => [...cells, index === 1 ? 'majene-lombang' : null]),
      ],
      includedAs('majene-lombang'),
    );
    expect(said(told, 'wrong')).toEqual([]);
    expect(told.rows.map(({ id, kecamatan }) => [id, kecamatan])).toEqual([
      ['majene-lombang', 'Sendana'],
      ['majene-malunda-lombang', 'Malunda'],
    ]);
  });
});

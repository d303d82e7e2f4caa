// Whatever an office writes into a sheet: what is written loads, is the same bytes in any order of the rows, and nothing
// throws.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/config/import/sheet.ts';
import { tableText } from '../../../src/config/import/write-table.ts';
import { configOf, mistakesOf } from '../support.ts';
import { imported, provinceWith } from './support.ts';

const HEADER = [
  'Kabupaten',
  'Kecamatan',
  'Nama Desa',
  'Kode Desa',
  'IP',
  'Media',
  'Kapasitas',
  'Koordinat',
  'Status',
  'Peran',
  'Tahun',
  'Keterangan',
  'Interface',
  'Penyedia',
];
const name = fc.oneof(
  fc.constantFrom('Lombang', 'Onang', 'Ulo, "Atas"', 'Desa\tBaru', "Ba'tu", 'Salo; Tengah', 'Ṭüa', '村'),
  fc.string({ minLength: 1, maxLength: 130, unit: 'binary' }),
);
const address = fc
  .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 255 }))
  .map(([a, b]) => `10.${a}.1.${b}`);
const code = fc
  .tuple(
    fc.integer({ min: 1, max: 6 }),
    fc.integer({ min: 1, max: 20 }),
    fc.integer({ min: 1001, max: 2020 }),
  )
  .map(
    ([regency, district, village]): Cell =>
      Number(`760${regency}${String(district).padStart(2, '0')}${village}`),
  );
const row = fc.tuple(
  fc.constantFrom('Majene', 'Kab. Polman', 'MAMUJU', '', 'Bone'),
  fc.constantFrom('', 'Malunda', 'Sendana'),
  name,
  fc.option(code, { nil: null }),
  fc.oneof(address, fc.constantFrom('', '-', '10.1.1.1/24', '1.2.3')),
  fc.constantFrom('FO', 'Radio', 'VSAT', '4G', '', 'udara'),
  fc.constantFrom('10 Mbps', '2,5M', '512 kbps', '', '10'),
  fc.constantFrom('-2.68, 118.88', '', '2°40\'50" LS 118°53\'10" BT', '118.88, -2.68'),
  fc.constantFrom('Aktif', 'Rencana', 'Rusak', '', 'Dibongkar'),
  fc.constantFrom('', 'Utama', 'Cadangan'),
  fc.constantFrom<Cell[]>(2019, 'TA 2020', ''),
  fc.oneof(fc.constant(''), fc.string({ unit: 'binary', maxLength: 400 })),
  fc.constantFrom('', 'ether1', '=1+1'),
  fc.constantFrom('', 'PT Telkom'),
);
const rows = fc.array(row, { maxLength: 12 });

describe('an import', () => {
  it('writes only what the loader takes', () => {
    fc.assert(
      fc.property(rows, (cells) => {
        const result = imported([HEADER, ...cells]);
        const table = tableText(result.rows);
        expect(mistakesOf(provinceWith(table))).toEqual([]);
        const { network } = configOf(provinceWith(table));
        const ids = new Set(result.rows.map(({ id }) => id));
        expect(network.sites.size).toBe(7 + ids.size);
        for (const { id, name: written } of result.rows)
          expect([...network.sites.values()].find((site) => site.id === id)?.name).toBe(written);
      }),
      { numRuns: 300 },
    );
  });

  it('writes the same bytes whatever the order of the rows, unless rows clash', () => {
    const distinct = fc.uniqueArray(
      fc.tuple(
        fc.integer({ min: 1001, max: 2099 }),
        fc.constantFrom('Lombang', 'Onang', 'Ulo', 'Mosso', 'Betteng'),
        fc.constantFrom('Malunda', 'Sendana'),
      ),
      { selector: ([village]) => village, maxLength: 8 },
    );
    fc.assert(
      fc.property(distinct, fc.infiniteStream(fc.nat()), (places, dice) => {
        const cells = places.map(([village, desa, district], index): Cell[] => [
          'Majene',
          district,
          desa,
          `76.05.${district === 'Malunda' ? '04' : '02'}.${village}`,
          `10.1.1.${index + 1}`,
          'FO',
        ]);
        const shuffled = cells
          .map((each) => [dice.next().value ?? 0, each] as const)
          .sort(([a], [b]) => a - b)
          .map(([, each]) => each);
        const [one, other] = [imported([HEADER, ...cells]), imported([HEADER, ...shuffled])];
        const clashes = one.findings.some(({ level }) => level === 'wrong');
        if (!clashes) expect(tableText(other.rows)).toBe(tableText(one.rows));
        expect(tableText(imported([HEADER, ...cells]).rows)).toBe(tableText(one.rows));
      }),
    );
  });

  it('ends with findings whatever the cells hold', () => {
    const cell: fc.Arbitrary<Cell> = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.double(),
      fc.boolean(),
      fc.date({ noInvalidDate: false }),
      fc.constant(null),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 16 }), { maxLength: 6 }), (cells) => {
        const result = imported([HEADER, ...cells]);
        expect(mistakesOf(provinceWith(tableText(result.rows)))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

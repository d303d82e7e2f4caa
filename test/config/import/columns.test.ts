// Which column means what, and what --map and --set do about it.

import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/config/import/sheet.ts';
import { imported, said } from './support.ts';

describe('columns', () => {
  const rows = (header: string, cell: Cell): Cell[][] => [
    ['Desa', 'Kabupaten', 'Media', 'IP', header],
    ['Lombang', 'Majene', 'FO', '10.1.1.1', cell],
  ];

  it('names those it does not know, with the way to have them read', () => {
    expect(said(imported(rows('Bandwdth', '5M')), 'note')).toContainEqual(
      'Desa!E1 "Bandwdth": not known and not read; is it "bandwidth"? Then give --map "Bandwdth=bandwidth"',
    );
    expect(said(imported(rows('SNMP Community', 'x')), 'note').join()).toMatch(/secrets; it is not read/);
  });

  it('asks when two may be the same, and does as --map says', () => {
    const asked = imported(rows('Nama Lokasi', 'Kantor Desa'));
    expect(said(asked, 'wrong')).toEqual([
      'Desa!1: A "Desa" and E "Nama Lokasi" may both be the name; say which, such as --map "A=name"',
    ]);
    expect(
      imported(rows('Nama Lokasi', 'Kantor Desa'), { map: new Map([['Nama Lokasi', 'skip']]) }).rows,
    ).toMatchObject([{ name: 'Lombang' }]);
    expect(imported(rows('Nama Lokasi', 'Kantor'), { map: new Map([['E', 'name']]) }).rows).toMatchObject([
      { name: 'Kantor' },
    ]);
  });

  it.each([
    ['Nama Lokasy', 'name', /no column "Nama Lokasy"; did you mean "Nama Lokasi"/],
    ['Nama Lokasi', 'nonsense', /"nonsense" is no meaning of a column/],
  ])('refuses --map "%s=%s"', (name, meaning, message) => {
    expect(() => imported(rows('Nama Lokasi', ''), { map: new Map([[name, meaning]]) })).toThrow(message);
  });

  it('takes "Alamat" for what stands in it', () => {
    const at = (cell: string): Cell[][] => [
      ['Desa', 'Kabupaten', 'Alamat', 'Media'],
      ['Lombang', 'Majene', cell, cell.startsWith('10') ? 'FO' : null],
    ];
    expect(imported(at('10.1.1.1')).rows).toMatchObject([{ address: '10.1.1.1' }]);
    expect(said(imported(at('Jl. Poros Majene')), 'note')).toContainEqual(
      'Desa!C1 "Alamat": a street address; not read',
    );
  });

  it('says what is wrong with the rows too while a column is open, and writes nothing', () => {
    const asked = imported([
      ['Desa', 'Lokasi', 'Kabupaten', 'IP', 'Media'],
      ['Lombang', 'Kantor', 'Majene', '10.1.1.1', 'FO'],
      ['Onang', 'Kantor', 'Majene', '10.1.1.999', 'FO'],
    ]);
    expect(said(asked, 'wrong')).toEqual([
      expect.stringMatching(/may both be the name/),
      expect.stringMatching(/^Desa!D3 "IP": found "10\.1\.1\.999"/),
    ]);
    expect(asked.rows).toEqual([]);
  });

  it('takes a lone name for a place where it is numbered, and for a signature where it is not', () => {
    const result = imported([
      ['No', 'Desa', 'Media', 'IP'],
      ['KABUPATEN MAJENE'],
      [1, 'Onang', null, null],
      [null, 'Majene, 1 Januari 2020', null, null],
    ]);
    expect(said(result, 'wrong')).toEqual([]);
    expect(result.rows).toMatchObject([{ name: 'Onang', parent: '76.05' }]);
    expect(said(result, 'note')).toContainEqual('Desa!4: no place: "Majene, 1 Januari 2020"; passed over');
  });

  it('prefers the name of a regency to its code beside it', () => {
    const result = imported([
      ['Desa', 'Kode Kabupaten', 'Kabupaten'],
      ['Lombang', 7605, 'Majene'],
    ]);
    expect([...result.columns]).toContainEqual(['regency', 2]);
    expect(
      imported([
        ['Desa', 'Kode Kabupaten'],
        ['Lombang', 7605],
      ]).rows,
    ).toMatchObject([{ parent: '76.05' }]);
  });

  it('fills empty cells with --set', () => {
    const result = imported(
      [
        ['Desa', 'Kabupaten', 'IP'],
        ['Lombang', 'Majene', '10.1.1.1'],
      ],
      { fixed: new Map([['medium', 'FO']]) },
    );
    expect(result.rows).toMatchObject([{ medium: 'fiber' }]);
  });

  it('refuses a sheet without a table', () => {
    expect(() => imported([['Surat'], ['Kepada Yth.']])).toThrow(/no row with the names of columns/);
  });
});

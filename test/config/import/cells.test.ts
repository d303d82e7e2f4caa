// Single cells, as offices and Excel write them.

import { describe, expect, it } from 'vitest';
import { readAddress } from '../../../src/config/import/address-cell.ts';
import { bandwidthText, readBandwidth, unitInHeader } from '../../../src/config/import/bandwidth-cell.ts';
import { readCode } from '../../../src/config/import/code-cell.ts';
import { readCoordinate, readPosition } from '../../../src/config/import/coordinate-cell.ts';
import { readDay, readYear } from '../../../src/config/import/day-cell.ts';
import { type Cell, cellText, columnLetters } from '../../../src/config/import/sheet.ts';
import { readMedium, readRole, readStage } from '../../../src/config/import/words.ts';

describe('an address', () => {
  it.each([
    ['10.76.5.1', '10.76.5.1'],
    ['10.76.5.1/24', '10.76.5.1'],
    ['010.076.005.001', '10.76.5.1'],
    ['FD76:0::5:1', 'fd76::5:1'],
    ['10.76.5.0/31', '10.76.5.0'],
  ])('%j is %s', (text, value) => {
    expect(readAddress(text)).toMatchObject({ ok: true, value });
  });

  it.each([
    ['10.76.5.0/24', /device itself/],
    ['10,76,5,1', /did you mean 10\.76\.5\.1\?/],
    ['10.76.5.1 / 10.76.5.2', /keep one of 10\.76\.5\.1, 10\.76\.5\.2/],
    ['http://10.76.5.1:8291', /did you mean 10\.76\.5\.1\?/],
    ['10765001', /dots for thousands/],
    ['router.desa.id', /names are not looked up/],
    ['0.0.0.0', undefined],
    ['10.1.1.999', undefined],
    ['224.0.0.1', undefined],
  ])('%j is none', (text, proposal) => {
    const parsed = readAddress(text);
    expect(parsed).toMatchObject({ ok: false, wanted: expect.stringContaining('wanted one IPv4') });
    if (proposal) expect(!parsed.ok && parsed.proposal).toMatch(proposal);
  });
});

describe('a bandwidth', () => {
  it.each([
    ['10 Mbps', 10e6],
    ['10M', 10e6],
    ['10 MB', 10e6],
    ['10 Mb', 10e6],
    ['2,5 Mbps', 2.5e6],
    ['10.240 kbps', 10_240e3],
    ['10,240 Kbps', 10_240e3],
    ['512k', 512e3],
    ['1 Gbps', 1e9],
    ['up to 20 Mbps', 20e6],
    ['20 Mbps dedicated', 20e6],
    ['100 mbit/s', 100e6],
  ])('%j is %d bit/s', (text, bps) => {
    expect(readBandwidth(text, undefined)).toMatchObject({ ok: true, value: bps });
  });

  it.each([
    ['10', undefined, /names a unit/],
    ['1.024 Mbps', undefined, /1024 or 1\.024/],
    ['10/5 Mbps', undefined, /one figure/],
    ['10 MBps', undefined, /octets per second or bits/],
    ['cepat', undefined, /such as 512 kbps/],
    ['0 Mbps', undefined, /from 1k/],
  ])('%j is none', (text, unit, message) => {
    const parsed = readBandwidth(text, unit);
    expect(parsed.ok).toBe(false);
    expect(JSON.stringify(parsed)).toMatch(message);
  });

  it.each([
    ['Bandwidth (Mbps)', 'm'],
    ['Kapasitas [Kbps]', 'k'],
    ['Kecepatan Gbit/s', 'g'],
    ['Bandwidth', undefined],
  ])('%j names the unit %s', (header, unit) => {
    expect(unitInHeader(header)).toBe(unit);
  });

  it.each([
    [10e6, '10M'],
    [512e3, '512k'],
    [10_240e3, '10.24M'],
    [1_234_567, '1234.567k'],
    [1e9, '1G'],
  ])('%d is written as %s', (bps, text) => {
    expect(bandwidthText(bps)).toBe(text);
  });
});

describe('a code', () => {
  it.each<[Cell, string]>([
    ['76.05.06.2002', '76.05.06.2002'],
    ['7605062002', '76.05.06.2002'],
    [7605062002, '76.05.06.2002'],
    ['76.5.6.2002', '76.05.06.2002'],
    ['76-05-06-2002', '76.05.06.2002'],
    ['76 05 06 2002', '76.05.06.2002'],
    [76.05, '76.05'],
    ['7605', '76.05'],
  ])('%j is %s', (cell, code) => {
    expect(readCode(cellText(cell), typeof cell === 'number')).toMatchObject({ ok: true, value: code });
  });

  it.each<[Cell, RegExp]>([
    [76.5, /76\.05 or 76\.50/],
    ['7.60506E+09', /shortened the number/],
    ['7601010009', /BPS code/],
    ['76.05.06.02', /wanted a Kemendagri code/],
    ['760506200', /wanted a Kemendagri code/],
    ['Majene', /wanted a Kemendagri code/],
    ['76.05.06.2002.1', /wanted a Kemendagri code/],
  ])('%j is none', (cell, message) => {
    const parsed = readCode(cellText(cell), typeof cell === 'number');
    expect(parsed.ok).toBe(false);
    expect(JSON.stringify(parsed)).toMatch(message);
  });
});

describe('a coordinate', () => {
  it.each([
    ['-2.68056', 'latitude', -2.68056],
    ['-2,68056', 'latitude', -2.68056],
    ['−2.68056', 'latitude', -2.68056],
    ['118,88611', 'longitude', 118.88611],
    ['2°40\'50" LS', 'latitude', -2.680556],
    ['2º 40’ 50,5” S', 'latitude', -2.680694],
    ['S 2 40 50', 'latitude', -2.680556],
    ['-2 40 50', 'latitude', -2.680556],
    ['118°53\'10" BT', 'longitude', 118.886111],
    ["118° 53' E", 'longitude', 118.883333],
    ['0,5 LU', 'latitude', 0.5],
    ['118.88 BT', 'longitude', 118.88],
  ] as const)('%j is a %s of %d', (text, axis, degrees) => {
    expect(readCoordinate(text, axis, '')).toMatchObject({ ok: true, value: degrees });
  });

  it.each([
    ['118.88', 'latitude', '-2.68', /swapped/],
    ['118°53\'10" BT', 'latitude', '2°40\'50" LS', /swapped/],
    ['-268056', 'latitude', '118.9', /Did you mean -2\.68056/],
    ['-2.680.556', 'latitude', '118.9', /Did you mean -2\.680556/],
    ['11888611', 'longitude', '-2.6', /Did you mean 118\.88611/],
    ['47.1', 'latitude', '8.5', /in Indonesia/],
    ['-2°70\'00"', 'latitude', '118', /in Indonesia/],
    ['-2.68 LS', 'latitude', '118', /in Indonesia/],
    ['lihat peta', 'latitude', '', /in Indonesia/],
  ] as const)('%j is no %s beside %j', (text, axis, other, message) => {
    const parsed = readCoordinate(text, axis, other);
    expect(parsed.ok).toBe(false);
    expect(JSON.stringify(parsed)).toMatch(message);
  });

  it.each([
    '-2.68056, 118.88611',
    '-2.68056,118.88611',
    '-2,68056; 118,88611',
    '-2,68056, 118,88611',
    '-2.68056 118.88611',
    '-2.68056 / 118.88611',
    '2.68056 LS, 118.88611 BT',
    '118.88611 BT; 2.68056 LS',
  ])('%j is both', (text) => {
    expect(readPosition(text)).toMatchObject({ ok: true, value: [-2.68056, 118.88611] });
  });

  it.each([
    ['118.88611, -2.68056', /did you mean -2\.68056, 118\.88611/],
    ['-2.68056', /latitude and longitude/],
    ['Mamuju', /latitude and longitude/],
  ])('%j is not both', (text, message) => {
    const parsed = readPosition(text);
    expect(parsed.ok).toBe(false);
    expect(JSON.stringify(parsed)).toMatch(message);
  });
});

describe('days, years and words', () => {
  it.each([
    ['2019-12-01', '2019-12-01'],
    ['1/12/2019', '2019-12-01'],
    ['01-12-2019', '2019-12-01'],
    ['1 Desember 2019', '2019-12-01'],
    ['17 Agustus 2020', '2020-08-17'],
    ['29/2/2020', '2020-02-29'],
  ])('the day %j is %s', (text, day) => {
    expect(readDay(text)).toMatchObject({ ok: true, value: day });
  });

  it.each(['30/2/2020', '2019', '13/13/2019', '5 Foo 2020', '2020-02-31'])('%j is no day', (text) => {
    expect(readDay(text)).toMatchObject({ ok: false });
  });

  it.each([
    ['2019', '2019'],
    ['TA 2019', '2019'],
    ['Tahun Anggaran 2019', '2019'],
    ['2019/2020', '2019'],
  ])('the year %j is %s', (text, year) => {
    expect(readYear(text)).toMatchObject({ ok: true, value: year });
  });

  it.each([
    [readMedium, 'Serat Optik', 'fiber'],
    [readMedium, 'F.O', undefined],
    [readMedium, 'Wireless', 'radio'],
    [readMedium, '4G/LTE', 'lte'],
    [readMedium, 'FO/Radio', undefined],
    [readStage, 'Rusak Berat', 'active'],
    [readStage, 'Offline', 'active'],
    [readStage, 'OFF', 'active'],
    [readStage, 'belum terpasang', 'planned'],
    [readStage, 'Tidak Aktif', 'suspended'],
    [readStage, 'entah', undefined],
    [readRole, 'Cadangan', 'backup'],
  ] as const)('%o of %j is %s', (read, text, word) => {
    expect(read(text)).toMatchObject(word === undefined ? { ok: false } : { ok: true, value: word });
  });

  it('proposes the word most like an unknown one', () => {
    expect(readMedium('serat obtik')).toMatchObject({ ok: false, proposal: 'did you mean "serat optik"?' });
  });
});

describe('cells and columns', () => {
  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [701, 'ZZ'],
    [702, 'AAA'],
  ])('column %d is %s', (column, letters) => {
    expect(columnLetters(column)).toBe(letters);
  });

  it.each<[Cell, string]>([
    [null, ''],
    [7605062002, '7605062002'],
    [0.1 + 0.2, '0.3'],
    [1e-7, '0.0000001'],
    [new Date(Date.UTC(2019, 11, 1)), '2019-12-01'],
    [new Date(Number.NaN), ''],
    [true, 'TRUE'],
  ])('%j reads %j', (cell, text) => {
    expect(cellText(cell)).toBe(text);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell, ColumnKind } from '../../../src/report/document.ts';
import { cutNumber, cutText, formatsOf } from '../../../src/report/render/format.ts';
import { excelSerial, isoLocal } from '../../../src/report/render/local.ts';

const id = formatsOf('id', 'Asia/Makassar');
const en = formatsOf('en', 'Asia/Makassar');
/** 31 October 2026 23.59.07 WITA. */
const AT = Date.UTC(2026, 9, 31, 15, 59, 7);

describe('cutText()', () => {
  it.each<[number, number, string]>([
    [99.495967, 2, '99.49'],
    [99.495967, 3, '99.495'],
    [99.999999, 2, '99.99'],
    // Multiplied by 100 these would be 114.99999999999999 and 9320.000000000002.
    [1.15, 2, '1.15'],
    [93.2, 2, '93.20'],
    [100, 3, '100.000'],
    [0.29, 2, '0.29'],
    [5, 0, '5'],
    [1e-9, 2, '0.00'],
    [-0.001, 2, '0.00'],
    [-99.999, 1, '-99.9'],
  ])('cuts %d to %d decimals: %s', (value, decimals, text) => {
    expect(cutText(value, decimals)).toBe(text);
  });

  it('never shows more than there is, nor less by a whole last digit', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.integer({ min: 0, max: 6 }),
        (value, decimals) => {
          const cut = cutNumber(value, decimals);
          expect(cut).toBeLessThanOrEqual(value);
          expect(value - cut).toBeLessThan(10 ** -decimals * (1 + 1e-9));
        },
      ),
    );
  });
});

describe('formatsOf()', () => {
  it.each<[ColumnKind, Cell, number | undefined, string, string]>([
    ['count', 1_234_567, undefined, '1.234.567', '1,234,567'],
    ['count', 999, undefined, '999', '999'],
    ['number', 1234.5, 2, '1.234,50', '1,234.50'],
    ['number', 1234.5, undefined, '1.234,5', '1,234.5'],
    ['number', -0.001, 2, '0,00', '0.00'],
    ['percent', 99.49596, 2, '99,49', '99.49'],
    ['percent', 99.999, undefined, '99,99', '99.99'],
    ['money', 1_234_567, undefined, 'Rp1.234.567', 'Rp1,234,567'],
    ['money', -1_500, undefined, '-Rp1.500', '-Rp1,500'],
    ['money', 0, undefined, 'Rp0', 'Rp0'],
    ['moment', AT, undefined, '31 Okt 2026 23.59.07', '31 Oct 2026 23:59:07'],
    ['duration', 7_507_999, undefined, '2 j 05 mnt 07 d', '2 h 05 min 07 s'],
    ['duration', 307_000, undefined, '5 mnt 07 d', '5 min 07 s'],
    ['duration', 999, undefined, '0 d', '0 s'],
    ['duration', 2_678_400_000, undefined, '744 j 00 mnt 00 d', '744 h 00 min 00 s'],
    ['duration', -61_000, undefined, '-1 mnt 01 d', '-1 min 01 s'],
    ['text', 'Desa', undefined, 'Desa', 'Desa'],
    ['percent', null, 2, '', ''],
    ['money', '–', undefined, '–', '–'],
  ])('writes %s %s with %s decimals as %s and as %s', (kind, cell, decimals, indonesian, english) => {
    const column = { kind, ...(decimals !== undefined && { decimals }) };
    expect([id.cell(column, cell), en.cell(column, cell)]).toEqual([indonesian, english]);
  });

  it('writes a moment with its day, clock and zone', () => {
    expect(id.moment(AT)).toBe('31 Oktober 2026 23.59 WITA');
    expect(en.moment(AT)).toBe('31 October 2026 23:59 WITA');
    expect(formatsOf('id', 'Asia/Jayapura').moment(AT)).toBe('1 November 2026 00.59 WIT');
    expect(formatsOf('id', 'Etc/UTC').moment(AT)).toBe('31 Oktober 2026 15.59 Etc/UTC');
  });
});

describe('dates for other programs', () => {
  it('are ISO 8601 with the offset', () => {
    expect(isoLocal(AT, id.local)).toBe('2026-10-31T23:59:07+08:00');
    expect(isoLocal(AT + 250, id.local)).toBe('2026-10-31T23:59:07.250+08:00');
    expect(isoLocal(AT, formatsOf('id', 'Etc/UTC').local)).toBe('2026-10-31T15:59:07+00:00');
    expect(isoLocal(AT, formatsOf('en', 'America/St_Johns').local)).toBe('2026-10-31T13:29:07-02:30');
  });

  it('are days since 1899-12-30 of the local calendar for Excel', () => {
    expect(excelSerial(Date.UTC(2026, 9, 31, 16), id.local)).toBe(46_327);
    expect(excelSerial(AT, id.local)).toBeCloseTo(46_326 + (23 * 3600 + 59 * 60 + 7) / 86_400, 9);
  });
});

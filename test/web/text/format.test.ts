// Quantities and times as an operator reads them.

import { describe, expect, it } from 'vitest';
import {
  formatBps,
  formatDuration,
  formatMs,
  formatPct,
  provinceTime,
} from '../../../src/web/text/format.ts';
import { EN } from '../../../src/web/text/words-en.ts';
import { ID } from '../../../src/web/text/words-id.ts';

describe('formatDuration()', () => {
  it.each([
    [-5, '0 dtk', '0 s'],
    [999, '0 dtk', '0 s'],
    [59_999, '59 dtk', '59 s'],
    [60_000, '1 mnt 00 dtk', '1 m 00 s'],
    [3_599_999, '59 mnt 59 dtk', '59 m 59 s'],
    [2 * 3_600_000 + 3 * 60_000, '2 jam 03 mnt', '2 h 03 m'],
    [9 * 86_400_000 + 5 * 3_600_000, '9 hr 05 jam', '9 d 05 h'],
  ])('%i ms', (ms, indonesian, english) => {
    expect(formatDuration(ms, ID)).toBe(indonesian);
    expect(formatDuration(ms, EN)).toBe(english);
  });
});

describe('quantities', () => {
  it.each([
    [formatMs(undefined, ID), '–'],
    [formatMs(Number.NaN, ID), '–'],
    [formatMs(0.4216, ID), '0,42 ms'],
    [formatMs(12.345, EN), '12.3 ms'],
    [formatMs(612.4, ID), '612 ms'],
    [formatPct(undefined, ID), '–'],
    [formatPct(0, ID), '0%'],
    [formatPct(0.01, EN), '<0.1%'],
    [formatPct(11.666, ID), '11,7%'],
    [formatPct(100, ID), '100%'],
    [formatBps(undefined, EN), '–'],
    [formatBps(0, EN), '0 b/s'],
    [formatBps(1_500, EN), '1.5 kb/s'],
    [formatBps(100_000_000, EN), '100 Mb/s'],
  ])('%s', (found, expected) => {
    expect(found).toBe(expected);
  });
});

describe('provinceTime()', () => {
  const at = Date.UTC(2026, 10, 24, 6, 3, 27);
  it('is the province’s time and language', () => {
    const time = provinceTime('Asia/Makassar', ID);
    expect(time.clock(at)).toBe('14:03:27');
    expect(time.date(at)).toBe('Selasa, 24 November 2026');
    expect(time.zone).toBe('WITA');
    expect(provinceTime('Europe/Paris', EN).zone).toBe('Europe/Paris');
  });

  it('adds the day only to what was not today', () => {
    const time = provinceTime('Asia/Makassar', ID);
    expect(time.moment(at - 60_000, at)).toBe('14:02:27');
    expect(time.moment(at - 15 * 3_600_000, at)).toBe('23 Nov 23:03');
    expect(time.moment(at - 365 * 86_400_000, at)).toBe('24 Nov 2025 14:03');
    expect(time.minute(at - 365 * 86_400_000, at)).toBe('24 Nov 2025 14:03');
    expect(time.minute(at + 300 * 86_400_000, at)).toBe('20 Sep 2027 14:03');
    expect(time.minute(at - 90 * 86_400_000, at)).toBe('26 Agu 14:03');
  });
});

// Times at the axes: the province's, whatever this machine's zone is.

import { describe, expect, it } from 'vitest';
import { momentText, timeLabels } from '../../../src/web/chart/axis-text.ts';
import { WORDS } from '../../../src/web/text/languages.ts';

const at = Date.UTC(2026, 10, 24, 6, 3, 5);
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

describe('timeLabels()', () => {
  const id = timeLabels('Asia/Makassar', WORDS.id);
  it.each<[string, number, number, string]>([
    ['seconds', at, 1_000, '14:03:05'],
    ['minutes', at, 5 * MINUTE_MS, '14:03'],
    ['midnight names its day', Date.UTC(2026, 10, 24, 16), 6 * 3_600_000, '25 Nov'],
    ['days', at, DAY_MS, '24 Nov'],
    ['months', at, 30 * DAY_MS, 'Nov 2026'],
  ])('%s', (_name, time, stepMs, expected) => {
    expect(id([time], stepMs)).toEqual([expected]);
  });

  it('speaks the language chosen', () => {
    const may = Date.UTC(2026, 4, 1);
    expect(id([may], DAY_MS)).toEqual(['1 Mei']);
    expect(timeLabels('Asia/Makassar', WORDS.en)([may], DAY_MS)[0]).toMatch(/May/);
  });
});

it('reads a moment out with its day', () => {
  expect(momentText('Asia/Makassar', WORDS.id)(at)).toMatch(/Sel, 24 Nov 2026 14[:.]03/);
});

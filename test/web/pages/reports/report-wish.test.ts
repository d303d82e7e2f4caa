// What the page about reports asks for.

import { describe, expect, it } from 'vitest';
import {
  bodyOf,
  fileNameOf,
  firstWish,
  pathOf,
  type Wish,
} from '../../../../src/web/pages/reports/report-wish.ts';

const SLA: Wish = { kind: 'sla', subject: 'contract marasa-2019', month: '2026-10' };

describe('pathOf()', () => {
  it.each<[string, Wish, string]>([
    ['of a contract', SLA, '/api/v1/reports/sla?month=2026-10&contract=marasa-2019&format=pdf&lang=id'],
    [
      'of the province',
      { ...SLA, subject: 'province' },
      '/api/v1/reports/sla?month=2026-10&format=pdf&lang=id',
    ],
    [
      'for the head, who has no subject',
      { ...SLA, kind: 'executive' },
      '/api/v1/reports/executive?month=2026-10&format=pdf&lang=id',
    ],
    ['of a year', { ...SLA, kind: 'rollout' }, '/api/v1/reports/rollout?year=2026&format=pdf&lang=id'],
  ])('%s', (_, wish, path) => {
    expect(pathOf(wish, 'pdf', 'id')).toBe(path);
  });
});

describe('bodyOf()', () => {
  it('has a year as a number', () => {
    expect(bodyOf({ ...SLA, kind: 'evidence' }, 'en')).toEqual({ kind: 'evidence', lang: 'en', year: 2026 });
    expect(bodyOf(SLA, 'id')).toEqual({
      kind: 'sla',
      lang: 'id',
      month: '2026-10',
      contract: 'marasa-2019',
    });
  });
});

describe('firstWish()', () => {
  it('is the last whole month of all that is seen', () => {
    const none = { contracts: [], providers: [], regencies: [] };
    expect(firstWish({ lastMonth: '2026-10', province: true, ...none })).toEqual({
      kind: 'sla',
      subject: 'province',
      month: '2026-10',
    });
  });
});

describe('fileNameOf()', () => {
  it.each([
    ['attachment; filename="sla-2026-10.pdf"', 'sla-2026-10.pdf'],
    ['attachment; filename="../etc/passwd"', 'laporan.pdf'],
    ['attachment', 'laporan.pdf'],
    [null, 'laporan.pdf'],
  ])('%s', (disposition, name) => {
    expect(fileNameOf(disposition, 'laporan.pdf')).toBe(name);
  });
});

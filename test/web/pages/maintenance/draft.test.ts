// What a form about planned work means, in the province's time, and where windows belong on the page.

import { describe, expect, it } from 'vitest';
import { type Draft, emptyDraft, planOf } from '../../../../src/web/pages/maintenance/draft.ts';
import { byPart, type WindowTold } from '../../../../src/web/pages/maintenance/window-view.ts';

const ZONE = 'Asia/Makassar';
const NOW = Date.UTC(2026, 10, 24, 6, 20);
const DRAFT: Draft = { ...emptyDraft(NOW, ZONE, 'prov-majene'), name: 'Ganti ODP' };
const HOUR_MS = 3_600_000;

describe('a form', () => {
  it('begins with the next full hour of the province, for the link it was opened for', () => {
    expect(DRAFT).toMatchObject({ from: '2026-11-24T15:00', to: '2026-11-24T17:00', links: ['prov-majene'] });
    expect(planOf(DRAFT, ZONE)).toEqual({
      scope: { links: ['prov-majene'], sites: [], regencies: [], providers: [] },
      time: { kind: 'once', from: Date.UTC(2026, 10, 24, 7), to: Date.UTC(2026, 10, 24, 9) },
    });
  });

  it('may come back every week, with half hours and a decimal comma', () => {
    const weekly: Draft = { ...DRAFT, kind: 'weekly', days: ['sun', 'mon'], time: '22:30', hours: '1,5' };
    expect(planOf(weekly, ZONE)).toMatchObject({
      time: { kind: 'recurring', days: ['mon', 'sun'], atMinute: 1_350, durationMs: 1.5 * HOUR_MS },
    });
  });

  it.each<[string, Partial<Draft>, string]>([
    ['nobody', { links: [] }, 'noScope'],
    ['an end before the begin', { to: '2026-11-24T14:00' }, 'badTime'],
    ['an end at the begin', { to: '2026-11-24T15:00' }, 'badTime'],
    ['no begin', { from: '' }, 'badTime'],
    ['no day', { kind: 'weekly', days: [] }, 'noDays'],
    ['no length', { kind: 'weekly', days: ['mon'], hours: 'dua' }, 'badTime'],
    ['no time', { kind: 'weekly', days: ['mon'], time: '' }, 'badTime'],
  ])('is not sent for %s', (_, changes, fault) => {
    expect(planOf({ ...DRAFT, ...changes }, ZONE)).toBe(fault);
  });
});

describe('the list', () => {
  it('has open windows by their end, those to come by their begin, those past the newest first', () => {
    const window = (id: string, told: Partial<WindowTold>) => ({ id, ...told }) as WindowTold;
    const parts = byPart([
      window('past-1', { overAt: 1 }),
      window('late', { next: { from: 30, to: 40 } }),
      window('open-long', { open: { from: 1, to: 90 }, next: { from: 100, to: 110 } }),
      window('past-2', { overAt: 2 }),
      window('soon', { next: { from: 20, to: 40 } }),
      window('open-short', { open: { from: 2, to: 50 } }),
    ]);
    expect(Object.values(parts).map((list) => list.map(({ id }) => id))).toEqual([
      ['open-short', 'open-long'],
      ['soon', 'late'],
      ['past-2', 'past-1'],
    ]);
  });
});

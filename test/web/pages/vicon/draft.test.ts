// What an operator types about an event, and what the server is asked for.

import { describe, expect, it } from 'vitest';
import { emptyDraft, hintsOf, planOf, shortName, timesOf } from '../../../../src/web/pages/vicon/draft.ts';

const ZONE = 'Asia/Makassar';
/** 24 November 2026, 14:03 WITA. */
const NOW = Date.UTC(2026, 10, 24, 6, 3);
const SITES = [
  { id: 'pasangkayu', name: 'Kabupaten Pasangkayu' },
  { id: 'mamuju', name: 'Kabupaten Mamuju' },
  { id: 'mamasa', name: 'Kabupaten Mamasa' },
  { id: 'majene', name: 'Majene' },
  { id: 'mateng', name: 'Kabupaten Mamuju Tengah' },
];
const GOOD = { title: 'Rapat', date: '2026-11-25', from: '09:00', to: '11:00', sites: ['majene'], note: '' };

describe('a draft', () => {
  it('begins with the next full hour of the province, for an hour', () => {
    expect(emptyDraft(NOW, ZONE)).toMatchObject({ date: '2026-11-24', from: '15:00', to: '16:00' });
    expect(emptyDraft(Date.UTC(2026, 10, 24, 15, 30), ZONE)).toMatchObject({
      date: '2026-11-25',
      from: '00:00',
    });
  });

  it('is what the province’s clock says', () => {
    expect(planOf(GOOD, NOW, ZONE)).toEqual({
      startsAt: Date.UTC(2026, 10, 25, 1),
      endsAt: Date.UTC(2026, 10, 25, 3),
      sites: ['majene'],
      overnight: false,
    });
  });

  it('that ends before it starts ends on the next day, over the end of a month too', () => {
    expect(timesOf({ date: '2026-11-30', from: '23:00', to: '01:00' }, ZONE)).toEqual({
      startsAt: Date.UTC(2026, 10, 30, 15),
      endsAt: Date.UTC(2026, 10, 30, 17),
      overnight: true,
    });
  });

  it.each([
    [{ title: '  ' }, 'noTitle'],
    [{ date: '' }, 'badTime'],
    [{ from: '9' }, 'badTime'],
    [{ to: '25:00' }, 'badTime'],
    [{ date: '2026-11-23' }, 'isOver'],
    [{ sites: [] }, 'noSites'],
  ] as const)('with %o cannot be sent: %s', (changes, fault) => {
    expect(planOf({ ...GOOD, ...changes }, NOW, ZONE)).toBe(fault);
  });
});

describe('a name', () => {
  it.each([
    ['tatap muka 09:00 dengan Majene dan Mamasa', '09:00', '10:00', ['mamasa', 'majene']],
    ['Rapat 9.30-11.45 MAMUJU TENGAH', '09:30', '11:45', ['mateng']],
    ['Mamuju dan Mamuju Tengah', undefined, undefined, ['mamuju', 'mateng']],
    ['Malam 23:30 pasangkayu', '23:30', '00:30', ['pasangkayu']],
    ['Rapat Majenes, ruang 123:45', undefined, undefined, []],
    ['', undefined, undefined, []],
  ] as const)('“%s” says what it says of time and sites', (text, from, to, sites) => {
    expect(hintsOf(text, SITES)).toEqual({
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      sites,
    });
  });

  it('of a regency is short without its kind', () => {
    expect(['Kabupaten Majene', 'Kab. Mamasa', 'Kota Palu', 'Kabaena'].map(shortName)).toEqual([
      'Majene',
      'Mamasa',
      'Palu',
      'Kabaena',
    ]);
  });
});

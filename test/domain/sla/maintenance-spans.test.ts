// Openings of windows over a month, day by day; what was announced or ended after the date asked for has not happened.

import { describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import { zoneOf } from '../../../src/domain/local-time.ts';
import type { MaintenanceTime, MaintenanceWindow } from '../../../src/domain/maintenance.ts';
import { openingAt } from '../../../src/domain/maintenance-plan.ts';
import { maintenanceSpans, spansOf } from '../../../src/domain/sla/maintenance-spans.ts';
import { monthOf } from '../../../src/domain/sla/period.ts';

const HOUR_MS = 3_600_000;
const WITA = zoneOf('Asia/Makassar');
const OCTOBER = monthOf('2026-10', WITA);
const moment = (text: string) => Date.parse(`${text}:00+08:00`);

function windowOf(time: MaintenanceTime, over: Partial<MaintenanceWindow> = {}): MaintenanceWindow {
  return {
    id: 'w',
    name: 'Kerja',
    scope: { links: [linkId('a')], sites: [], regencies: [], providers: [] },
    time,
    announcedBy: 'Penyedia',
    announcedAt: 0,
    origin: 'config',
    ...over,
  };
}

const ONCE: MaintenanceTime = {
  kind: 'once',
  from: moment('2026-10-07T00:00'),
  to: moment('2026-10-07T04:00'),
};
const NIGHTLY: MaintenanceTime = {
  kind: 'recurring',
  days: ['tue', 'thu'],
  atMinute: 23 * 60,
  durationMs: 2 * HOUR_MS,
};
const query = { ...OCTOBER, asOf: OCTOBER.to, zone: WITA };

describe('spansOf()', () => {
  it.each<[what: string, window: MaintenanceWindow, count: number]>([
    ['a window within the month', windowOf(ONCE), 1],
    ['one that ends where the month begins', windowOf({ ...ONCE, from: 0, to: OCTOBER.from }), 0],
    ['one that reaches over the whole month', windowOf({ ...ONCE, from: 0, to: OCTOBER.to + 1 }), 1],
    // Thursday 1 October to Thursday 29 October: 5 Thursdays, 4 Tuesdays.
    ['two nights a week', windowOf(NIGHTLY), 9],
    ['the 31st, which September has not', windowOf({ ...NIGHTLY, days: [31] }), 1],
    ['one announced later', windowOf(ONCE, { announcedAt: OCTOBER.to + 1 }), 0],
    ['one ended before it began', windowOf(ONCE, { endedAt: moment('2026-10-06T12:00') }), 0],
    ['one ended, but after the date asked for', windowOf(ONCE, { endedAt: OCTOBER.to + 1 }), 1],
    ['nights until one was ended', windowOf(NIGHTLY, { endedAt: moment('2026-10-08T12:00') }), 2],
    [
      'nights from a day to a day',
      windowOf({ ...NIGHTLY, notBefore: moment('2026-10-06T00:00'), notAfter: moment('2026-10-14T00:00') }),
      3,
    ],
  ])('%s: %d', (_, window, count) => {
    expect(spansOf(window, query)).toHaveLength(count);
  });

  it('gives an opening that began in the month before', () => {
    const [first] = spansOf(windowOf({ ...NIGHTLY, days: ['wed'] }), query);
    expect(first).toMatchObject({ from: moment('2026-09-30T23:00'), to: moment('2026-10-01T01:00') });
  });

  it('is open at the very hours at which the engine holds alerts back', () => {
    for (const zone of [WITA, zoneOf('Europe/Berlin')])
      for (const time of [ONCE, NIGHTLY, { ...NIGHTLY, days: [25, 31], durationMs: 50 * HOUR_MS }]) {
        const window = windowOf(time, { endedAt: moment('2026-10-27T23:30') });
        const spans = spansOf(window, { ...query, zone });
        for (let at = OCTOBER.from; at < OCTOBER.to; at += HOUR_MS / 2)
          expect(
            spans.some(({ from, to }) => from <= at && at < to),
            new Date(at).toISOString(),
          ).toBe(openingAt(window, at, zone) !== undefined);
      }
  });
});

describe('maintenanceSpans()', () => {
  it('gives each link its own, oldest first', () => {
    const spans = maintenanceSpans(
      [
        { window: windowOf(NIGHTLY), links: new Set([linkId('a'), linkId('b')]) },
        { window: windowOf(ONCE, { id: 'x' }), links: new Set([linkId('a')]) },
        { window: windowOf({ ...ONCE, from: 0, to: 1 }), links: new Set([linkId('c')]) },
      ],
      query,
    );
    expect([...spans.keys()]).toEqual(['a', 'b']);
    const begins = spans.get(linkId('a'))?.map(({ from }) => from) ?? [];
    expect(begins).toHaveLength(10);
    expect(begins).toEqual(begins.toSorted((one, other) => one - other));
    expect(spans.get(linkId('b'))).toHaveLength(9);
  });

  it('keeps one list for all links that the same windows cover', () => {
    const links = new Set(Array.from({ length: 10_000 }, (_, index) => linkId(`l${index}`)));
    const nightly = [1, 2, 3].map((id) => ({ window: windowOf(NIGHTLY, { id: `w${id}` }), links }));
    const spans = maintenanceSpans(nightly, query);
    expect(spans.size).toBe(10_000);
    expect(new Set(spans.values()).size).toBe(1);
    expect(spans.get(linkId('l0'))).toHaveLength(27);
  });
});

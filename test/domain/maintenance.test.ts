// When windows are open, when that changes, and whom they cover.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkId, siteId } from '../../src/domain/ids.ts';
import { zoneOf } from '../../src/domain/local-time.ts';
import type { MaintenanceScope, MaintenanceTime, MaintenanceWindow } from '../../src/domain/maintenance.ts';
import { coveredLinks, nextEdge, openingAt } from '../../src/domain/maintenance-plan.ts';
import { topologyOf } from '../../src/domain/topology.ts';
import { networkOf, province } from '../support/network.ts';

const ZONE = zoneOf('Asia/Makassar');
const HOUR = 3_600_000;
/** Wall time in Sulawesi, UTC+8, of November 2026; the 24th is a Tuesday. */
const wita = (day: number, hour: number, minute = 0) => Date.UTC(2026, 10, day, hour - 8, minute);
const NOBODY: MaintenanceScope = { links: [], sites: [], regencies: [], providers: [] };

function window(time: MaintenanceTime, changes: Partial<MaintenanceWindow> = {}): MaintenanceWindow {
  return {
    id: 'w',
    name: 'W',
    scope: NOBODY,
    time,
    announcedBy: 'PLN',
    announcedAt: 0,
    origin: 'config',
    ...changes,
  };
}

const saturdayNight: MaintenanceTime = {
  kind: 'recurring',
  days: ['sat'],
  atMinute: 22 * 60,
  durationMs: 6 * HOUR,
};
const lastOfMonth: MaintenanceTime = { kind: 'recurring', days: [31], atMinute: 0, durationMs: HOUR };

describe('a window', () => {
  it.each<[string, MaintenanceTime, number, boolean]>([
    ['once, before', { kind: 'once', from: wita(24, 9), to: wita(24, 11) }, wita(24, 8, 59), false],
    ['once, from its first moment', { kind: 'once', from: wita(24, 9), to: wita(24, 11) }, wita(24, 9), true],
    ['once, not at its end', { kind: 'once', from: wita(24, 9), to: wita(24, 11) }, wita(24, 11), false],
    ['every Saturday night', saturdayNight, wita(28, 22), true],
    ['every Saturday night, on Sunday morning', saturdayNight, wita(29, 3, 59), true],
    ['every Saturday night, over', saturdayNight, wita(29, 4), false],
    ['every Saturday night, on a Friday', saturdayNight, wita(27, 23), false],
    ['on the 31st, in November', lastOfMonth, wita(30, 0, 30), false],
    ['on the 31st, in December', lastOfMonth, wita(61, 0, 30), true],
  ])('%s', (_name, time, at, open) => {
    expect(openingAt(window(time), at, ZONE) !== undefined).toBe(open);
  });

  it('knows when it opens or ends next', () => {
    expect(nextEdge(window(saturdayNight), wita(24, 12), ZONE)).toBe(wita(28, 22));
    expect(nextEdge(window(saturdayNight), wita(28, 22), ZONE)).toBe(wita(29, 4));
    expect(nextEdge(window(lastOfMonth), wita(24, 12), ZONE)).toBe(wita(61, 0));
    expect(nextEdge(window({ kind: 'once', from: 1, to: 2 }), wita(24, 12), ZONE)).toBeUndefined();
  });

  it('that was ended by an operator is over, and never opens again', () => {
    const ended = window(saturdayNight, { endedAt: wita(28, 23) });
    expect(openingAt(ended, wita(28, 22, 30), ZONE)).toEqual({ from: wita(28, 22), to: wita(28, 23) });
    expect(openingAt(ended, wita(28, 23), ZONE)).toBeUndefined();
    expect(nextEdge(ended, wita(28, 23), ZONE)).toBeUndefined();
  });

  it('opens only between its first and its last day', () => {
    const bounded = window({ ...saturdayNight, notBefore: wita(27, 0), notAfter: wita(30, 0) });
    expect(openingAt(bounded, wita(28, 23), ZONE)).toBeDefined();
    expect(openingAt(bounded, wita(21, 23), ZONE)).toBeUndefined();
    expect(nextEdge(bounded, wita(29, 4), ZONE)).toBeUndefined();
  });

  it('changes at its edges and nowhere else', () => {
    const times = fc.oneof(
      fc.record({
        kind: fc.constant('recurring' as const),
        days: fc.subarray(['mon', 'wed', 'sat'] as const, { minLength: 1 }),
        atMinute: fc.integer({ min: 0, max: 1_439 }),
        durationMs: fc.integer({ min: 60_000, max: 3 * 86_400_000 }),
      }),
      fc.tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: 1, max: 100 })).map(([day, hours]) => ({
        kind: 'once' as const,
        from: wita(24 + day, 3),
        to: wita(24 + day, 3 + hours),
      })),
    );
    fc.assert(
      fc.property(times, fc.integer({ min: 0, max: 14 * 24 * 60 }), (time, minute) => {
        const each = window(time);
        const at = wita(20, 0) + minute * 60_000;
        const edge = nextEdge(each, at, ZONE);
        const before = openingAt(each, at, ZONE) !== undefined;
        if (edge === undefined) return !before;
        const middle = at + Math.floor((edge - at) / 2);
        return edge > at && (openingAt(each, middle, ZONE) !== undefined) === before;
      }),
    );
  });
});

describe('a zone', () => {
  it('finds the moment of a time of day again', () => {
    for (const name of ['Asia/Makassar', 'Asia/Jakarta', 'UTC', 'Europe/Berlin', 'America/New_York']) {
      const zone = zoneOf(name);
      fc.assert(
        fc.property(fc.integer({ min: 0, max: 4e9 }), (seconds) => {
          const at = Math.floor((seconds * 1000) / 60_000) * 60_000;
          const moment = zone.at(at);
          // An hour that clocks run through twice has two moments.
          return Math.abs(zone.epochOf(moment, moment.minute) - at) <= 3_600_000;
        }),
      );
    }
  });
});

describe('a scope', () => {
  const network = networkOf([
    ...province(2, 2),
    { id: 'backup', from: 'hq', to: 'r1', role: 'backup', provider: 'Telkom' },
    { id: 'r1-v1b', from: 'r1', to: 'v1-1', role: 'backup', provider: 'Telkom' },
  ]);
  const cover = (scope: Partial<MaintenanceScope>) =>
    [...coveredLinks({ ...NOBODY, ...scope }, network, topologyOf(network))].sort();

  it('covers what it names, and what can only be reached through that', () => {
    expect(cover({ links: [linkId('hq-r2')] })).toEqual(['hq-r2', 'r2-v1', 'r2-v2']);
  });

  it('does not cover what has another way', () => {
    expect(cover({ links: [linkId('hq-r1')] })).toEqual(['hq-r1']);
    expect(cover({ links: [linkId('hq-r1'), linkId('backup')] })).toEqual(
      ['backup', 'hq-r1', 'r1-v1', 'r1-v1b', 'r1-v2'].sort(),
    );
  });

  it('may be a site, a regency or a provider', () => {
    expect(cover({ sites: [siteId('v1-1')] })).toEqual(['r1-v1', 'r1-v1b']);
    expect(cover({ regencies: [siteId('r2')] })).toEqual(['hq-r2', 'r2-v1', 'r2-v2']);
    expect(cover({ providers: ['Telkom'] })).toEqual(['backup', 'r1-v1b']);
  });
});

// Which reports of a schedule are due, by the calendar and by what was made.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/config/config.ts';
import { zoneOf } from '../../src/domain/local-time.ts';
import { aboutOf, addMonths, lastWholeMonth } from '../../src/report/asks.ts';
import { dueReports } from '../../src/report/schedule.ts';
import { base, configOf } from '../config/support.ts';

const zone = zoneOf('Asia/Makassar');
const at = (text: string) => Date.parse(`${text}+08:00`);

function config(schedule: string, contracts = ''): Config {
  return configOf(
    base({
      providers: 'providers: [{ id: a, name: Penyedia A }, { id: b, name: Penyedia B }]',
      contracts: `contracts: [{ id: k1, provider: a, slaPct: 99${contracts} }, { id: k2, provider: b }]`,
      links: `links:
  - { id: l1, from: pusat, to: majene, medium: fiber, contract: k1, provider: a, device: { address: 10.76.5.1 } }`,
      reports: `reports: { schedule: [${schedule}] }`,
    }),
  );
}

/** Due at a moment, given those done as `about month`. */
function due(schedule: string, now: string, done: readonly string[] = [], contracts = ''): readonly string[] {
  const found = dueReports({
    config: config(schedule, contracts),
    zone,
    now: at(now),
    isDone: (about, { month }) => done.includes(`${about} ${month}`),
  });
  return found.map(({ about, run }) => `${about} ${run.month}`);
}

const PROVINCE = '{ id: s, report: sla, each: province }';
const OCTOBER = 'sla/2026-10/province 2026-10';
const SEPTEMBER = 'sla/2026-09/province 2026-09';

describe('dueReports()', () => {
  it.each([
    ['before the moment the month before is the newest', '2026-11-01T05:59:59', [SEPTEMBER]],
    ['at the moment', '2026-11-01T06:00:00', [OCTOBER]],
    ['long after it', '2026-11-30T23:59:00', [OCTOBER]],
    ['over the end of a year', '2027-01-01T06:00:00', ['sla/2026-12/province 2026-12']],
  ])('%s', (_, now, wanted) => {
    expect(due(PROVINCE, now)).toEqual(wanted);
  });

  it.each([
    ['nothing when it was made', '2026-11-24T12:00:00', [OCTOBER], []],
    [
      'the months since the last one',
      '2026-11-24T12:00:00',
      ['sla/2026-08/province 2026-08'],
      [SEPTEMBER, OCTOBER],
    ],
    ['no earlier ones behind a gap', '2026-11-24T12:00:00', [SEPTEMBER], [OCTOBER]],
    ['nothing again when the clock was set back', '2026-11-01T03:00:00', [SEPTEMBER, OCTOBER], []],
  ])('%s', (_, now, done, wanted) => {
    expect(due(PROVINCE, now, done)).toEqual(wanted);
  });

  it('goes a year back at most', () => {
    const found = due(PROVINCE, '2026-11-24T12:00:00', ['sla/2024-08/province 2024-08']);
    expect(found).toEqual([OCTOBER]);
    const year = due(PROVINCE, '2026-11-24T12:00:00', ['sla/2025-11/province 2025-11']);
    expect(year).toHaveLength(11);
    expect(year[0]).toBe('sla/2025-12/province 2025-12');
  });

  it('is one per contract, provider or regency that has links', () => {
    const now = '2026-11-24T12:00:00';
    expect(due('{ id: s, report: sla }', now)).toEqual(['sla/2026-10/contract/k1 2026-10']);
    expect(due('{ id: s, report: sla, each: provider }', now)).toEqual(['sla/2026-10/provider/a 2026-10']);
    expect(due('{ id: s, report: sla, each: regency }', now)).toEqual(['sla/2026-10/regency/majene 2026-10']);
  });

  it('goes by the months of a contract that begin on another day', () => {
    const periodDay = ', periodDay: 16';
    expect(due('{ id: s, report: sla }', '2026-11-20T12:00:00', [], periodDay)).toEqual([
      'sla/2026-09/contract/k1 2026-09',
    ]);
    expect(due('{ id: s, report: sla }', '2026-12-01T06:00:00', [], periodDay)).toEqual([
      'sla/2026-10/contract/k1 2026-10',
    ]);
  });

  it('gathers evidence once a year, and pages and roll-out by month', () => {
    expect(due('{ id: e, report: evidence }', '2027-01-05T05:00:00')).toEqual(['evidence/2025 2025-12']);
    expect(due('{ id: e, report: evidence }', '2027-01-05T06:00:00')).toEqual(['evidence/2026 2026-12']);
    expect(due('{ id: e, report: executive }, { id: r, report: rollout }', '2026-11-24T12:00:00')).toEqual([
      'executive/2026-10 2026-10',
      'rollout 2026-10',
    ]);
  });

  it('makes every month exactly once, whenever it is asked and however the clock steps', () => {
    const moments = fc.array(fc.integer({ min: at('2026-03-10T00:00:00'), max: at('2027-02-20T00:00:00') }), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(moments, (asked) => {
        const present = config(PROVINCE);
        const done = new Set<string>();
        for (const now of asked)
          for (const { about, run } of dueReports({
            config: present,
            zone,
            now,
            isDone: (known, { month }) => done.has(`${known} ${month}`),
          })) {
            const key = `${about} ${run.month}`;
            expect(done.has(key)).toBe(false);
            done.add(key);
          }
        // Without a gap from the first that was made to the one that was due at the latest moment.
        const months = [...done].map((key) => key.slice(-7)).sort();
        const latest = Math.max(...asked);
        const isDue = zone.at(latest).day > 1 || zone.at(latest).minute >= 360;
        expect(months.at(-1)).toBe(addMonths(lastWholeMonth(latest, zone), isDue ? 0 : -1));
      }),
      { numRuns: 100 },
    );
  });
});

describe('months', () => {
  it.each([
    ['2026-10', 3, '2027-01'],
    ['2026-10', -10, '2025-12'],
    ['2026-01', -1, '2025-12'],
    ['2026-12', 0, '2026-12'],
  ])('%s and %i months are %s', (month, months, wanted) => {
    expect(addMonths(month, months)).toBe(wanted);
  });

  it('are whole by the province’s clock', () => {
    expect(lastWholeMonth(at('2026-11-01T00:00:00'), zone)).toBe('2026-10');
    expect(lastWholeMonth(at('2026-10-31T23:59:59'), zone)).toBe('2026-09');
    expect(lastWholeMonth(at('2026-11-15T23:59:59'), zone, 16)).toBe('2026-09');
  });
});

describe('aboutOf()', () => {
  const common = { locale: 'id', asOf: 1 } as const;
  it.each([
    [
      { ...common, kind: 'sla', month: '2026-10', subject: { by: 'contract', id: 'k1' } },
      'sla/2026-10/contract/k1',
    ],
    [{ ...common, kind: 'incident', incident: 12 }, 'incident/12'],
    [{ ...common, kind: 'acceptance', record: 3 }, 'acceptance/3'],
    [{ ...common, kind: 'rollout', year: 2026 }, 'rollout/2026'],
    [{ ...common, kind: 'executive', month: '2026-10' }, 'executive/2026-10'],
  ] as const)('names %o', (ask, about) => {
    expect(aboutOf(ask)).toBe(about);
    expect(aboutOf({ ...ask, locale: 'en', asOf: 2 })).toBe(about);
  });
});

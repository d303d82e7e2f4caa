// Each rule of counting by itself: states, blame, edges, stop clocks, the denominator, asOf, the figures.

import { describe, expect, it } from 'vitest';
import type { LedgerEntry } from '../../../src/domain/sla/ledger.ts';
import type { SlaTerms } from '../../../src/domain/sla/terms.ts';
import { BASE, count, HOUR_MS, LINK, OTHER, OWN, type Step, span, stop, told } from './support/day.ts';

describe('what a state counts as', () => {
  const OUTAGES: readonly Step[] = [
    ['up', 1],
    ['degraded', 3],
    ['up', 4],
    ['unreachable', 6, OWN],
    ['up', 7],
    ['unreachable', 10, OTHER],
    ['up', 11],
    ['unknown', 15],
    ['up', 99],
  ];
  it.each<[option: Partial<SlaTerms>, hours: number, verdicts: string[], totalHours: number]>([
    [{}, 2, ['counted', 'affected'], 24],
    [{ degradedTime: 'down' }, 4, ['counted', 'counted', 'affected'], 24],
    [{ unreachableTime: 'down' }, 5, ['counted', 'counted'], 24],
    [{ unreachableTime: 'excluded' }, 0, ['affected', 'affected'], 24],
    [{ unknownTime: 'as-down' }, 6, ['counted', 'affected', 'counted'], 24],
    [{ unknownTime: 'excluded' }, 2, ['counted', 'affected'], 20],
  ])('with %j', (terms, hours, verdicts, totalHours) => {
    const account = count(OUTAGES, { terms });
    expect(told(account)).toEqual([hours, ...verdicts]);
    expect(account.totalMs / HOUR_MS).toBe(totalHours);
    expect(account.coverage).toEqual({ part: 20 * HOUR_MS, whole: 24 * HOUR_MS });
  });

  it('what nobody measured is unknown, before, between and after intervals', () => {
    const intervals = [
      { link: LINK, state: 'up' as const, ...span(2, 4), reason: { kind: 'unmeasured' as const } },
      { link: LINK, state: 'up' as const, ...span(6, 8), reason: { kind: 'unmeasured' as const } },
    ];
    const { classesMs, coverage } = count([], { intervals });
    expect(classesMs).toMatchObject({ up: 4 * HOUR_MS, unknown: 20 * HOUR_MS });
    expect(coverage.part).toBe(4 * HOUR_MS);
  });

  it('nothing known gives neither a verdict on the promise nor an amount', () => {
    const account = count([['unknown', 99]], {
      terms: {
        slaPct: 99,
        monthlyFeeIdr: 1_000_000,
        restitution: { model: 'gap', always: false, tiers: [] },
      },
    });
    expect(account).not.toHaveProperty('met');
    expect(account).not.toHaveProperty('restitutionIdr');
  });
});

describe('an outage whose blame changes', () => {
  it('is cut in pieces that are measured against the threshold together', () => {
    const steps: readonly Step[] = [
      ['up', 1],
      ['down', 2],
      ['unreachable', 3, OTHER],
      ['down', 4],
      ['up', 99],
    ];
    const account = count(steps, { terms: { minEventMs: 1.5 * HOUR_MS } });
    expect(told(account)).toEqual([2, 'counted', 'affected', 'counted']);
    expect(account.eventList.map(({ wholeNetMs }) => wholeNetMs / HOUR_MS)).toEqual([2, 1, 2]);
    expect(account.eventList[1]?.ancestor).toEqual({ site: 'induk', link: OTHER });
  });
});

describe('an outage over both edges', () => {
  it('counts the whole account, and is told as a whole', () => {
    const account = count([
      ['up', -5],
      ['down', 28],
      ['up', 99],
    ]);
    expect(told(account)).toEqual([24, 'counted']);
    expect(account.eventList).toMatchObject([
      { from: -5 * HOUR_MS, to: 28 * HOUR_MS, wholeNetMs: 33 * HOUR_MS, grossMs: 24 * HOUR_MS },
    ]);
    expect(account.availability).toEqual({ part: 0, whole: 24 * HOUR_MS });
  });

  it('has no end while it lasts', () => {
    const account = count([
      ['up', 20],
      ['down', 99],
    ]);
    expect(account.eventList).toMatchObject([{ from: 20 * HOUR_MS, wholeNetMs: 10 * HOUR_MS }]);
    expect(account.eventList[0]).not.toHaveProperty('to');
  });
});

describe('a stop clock', () => {
  const DOWN: readonly Step[] = [
    ['up', 8],
    ['down', 14],
    ['up', 99],
  ];
  it.each<[name: string, stops: LedgerEntry[], stopClocks: SlaTerms['stopClocks'], told: unknown[]]>([
    ['takes its part out', [stop(1, 9, 11)], 'entered', [4, 'counted']],
    ['over all of it leaves nothing', [stop(1, 0, 24)], 'entered', [0, 'stopped']],
    [
      'that the provider refused does not count',
      [stop(1, 9, 11, { agreedByProvider: false })],
      'entered',
      [6, 'counted'],
    ],
    [
      'that the customer refused does not count',
      [stop(1, 9, 11, { agreedByCustomer: false })],
      'entered',
      [6, 'counted'],
    ],
    [
      'not agreed does not count where agreement is wanted',
      [stop(1, 9, 11, { agreedByProvider: true })],
      'agreed',
      [6, 'counted'],
    ],
    [
      'agreed by both counts where agreement is wanted',
      [stop(1, 9, 11, { agreedByProvider: true, agreedByCustomer: true })],
      'agreed',
      [4, 'counted'],
    ],
    [
      'withdrawn at the very moment does not count',
      [stop(1, 9, 11, { withdrawn: { actor: BASE.actor, at: 30 * HOUR_MS, note: 'keliru' } })],
      'entered',
      [6, 'counted'],
    ],
    [
      'withdrawn later still counts',
      [stop(1, 9, 11, { withdrawn: { actor: BASE.actor, at: 30 * HOUR_MS + 1, note: 'keliru' } })],
      'entered',
      [4, 'counted'],
    ],
    [
      'entered later does not count yet',
      [stop(1, 9, 11, { at: 30 * HOUR_MS + 1 })],
      'entered',
      [6, 'counted'],
    ],
  ])('%s', (_, entries, stopClocks, wanted) => {
    expect(told(count(DOWN, { entries, terms: { stopClocks } }))).toEqual(wanted);
  });
});

describe('the denominator', () => {
  it.each<[SlaTerms['denominator'], totalHours: number]>([
    ['service', 10],
    ['calendar', 24],
  ])('%s of a link in service from 12 to 22 h is %d h', (denominator, totalHours) => {
    const account = count(
      [
        ['down', 13],
        ['up', 99],
      ],
      { inService: span(12, 22), terms: { denominator } },
    );
    expect(account).toMatchObject({
      calendarMs: 24 * HOUR_MS,
      serviceMs: 10 * HOUR_MS,
      totalMs: totalHours * HOUR_MS,
      countedMs: HOUR_MS,
    });
    expect(account.eventList).toMatchObject([{ from: 12 * HOUR_MS, to: 13 * HOUR_MS }]);
  });

  it('of a link that was not in service is 0, and there is no figure', () => {
    const account = count([['down', 99]], {
      inService: span(30, 40),
      terms: { denominator: 'calendar', slaPct: 99 },
    });
    expect(account).toMatchObject({ totalMs: 0, availability: { part: 0, whole: 0 }, eventList: [] });
    expect(account).not.toHaveProperty('met');
  });
});

describe('a stretch that is not over', () => {
  it('ends at asOf: what has not happened is neither available nor missing', () => {
    const account = count(
      [
        ['up', 8],
        ['down', 99],
      ],
      {
        asOf: 10 * HOUR_MS,
        terms: {
          slaPct: 99,
          monthlyFeeIdr: 1_000,
          restitution: { model: 'gap', always: false, tiers: [] },
        },
      },
    );
    expect(account).toMatchObject({
      to: 10 * HOUR_MS,
      totalMs: 10 * HOUR_MS,
      countedMs: 2 * HOUR_MS,
      met: false,
    });
    expect(account).not.toHaveProperty('restitutionIdr');
  });

  it('that has not begun is empty', () => {
    expect(count([['up', 99]], { asOf: -1 })).toMatchObject({ calendarMs: 0, totalMs: 0, tiles: [] });
  });
});

describe('the figures', () => {
  it('mean time to repair and between failures, and the longest', () => {
    const account = count(
      [
        ['up', 1],
        ['down', 2],
        ['up', 4],
        ['down', 7],
        ['up', 10],
        ['down', 10.1],
        ['up', 99],
      ],
      { terms: { minEventMs: 0.5 * HOUR_MS } },
    );
    expect(account).toMatchObject({
      events: 3,
      countedEvents: 2,
      longestMs: 3 * HOUR_MS,
      mttrMs: 2 * HOUR_MS,
      mtbfMs: 10 * HOUR_MS,
    });
  });
});

// Each rule of counting by itself. Hours of a day of 24, times in hours from its beginning.

import { describe, expect, it } from 'vitest';
import { linkId, siteId } from '../../../src/domain/ids.ts';
import type { AccountInput, MaintenanceSpan, SlaAccount } from '../../../src/domain/sla/account.ts';
import { countLink } from '../../../src/domain/sla/count.ts';
import type { Correction, LedgerEntry, StopClock, Ticket } from '../../../src/domain/sla/ledger.ts';
import { DEFAULT_TERMS, type SlaTerms } from '../../../src/domain/sla/terms.ts';
import type { Interval, LinkState } from '../../../src/domain/state.ts';

const HOUR_MS = 3_600_000;
const LINK = linkId('ini');
const OWN = linkId('sendiri');
const OTHER = linkId('lain');
const DAY = { from: 0, to: 24 * HOUR_MS };

type Step = readonly [state: LinkState, until: number, failed?: typeof OWN];

/** Intervals that follow each other from `start`; the last one lasts. */
function history(steps: readonly Step[], start = -48): readonly Interval[] {
  let at = start * HOUR_MS;
  return steps.map(([state, until, failed], index) => {
    const from = at;
    at = until * HOUR_MS;
    const reason = failed
      ? ({ kind: 'ancestor', site: siteId('induk'), link: failed, since: 0, provedAt: 0 } as const)
      : ({ kind: 'unmeasured' } as const);
    const interval: Interval = { link: LINK, state, from, reason };
    return index === steps.length - 1 ? interval : { ...interval, to: at };
  });
}

function count(
  steps: readonly Step[],
  over: Omit<Partial<AccountInput>, 'terms'> & { readonly terms?: Partial<SlaTerms> } = {},
): SlaAccount {
  return countLink({
    link: LINK,
    ...DAY,
    asOf: 30 * HOUR_MS,
    intervals: history(steps),
    entries: [],
    maintenance: [],
    inService: {},
    isOwnContract: (failed) => failed === OWN,
    ...over,
    terms: { ...DEFAULT_TERMS, ...over.terms },
  });
}

const BASE = { link: LINK, actor: { who: 'uji', via: 'api' } as const, at: 0, note: 'uji' };
const span = (from: number, to: number) => ({ from: from * HOUR_MS, to: to * HOUR_MS });
const stop = (id: number, from: number, to: number, over: Partial<StopClock> = {}): StopClock => ({
  ...{ ...BASE, kind: 'stop', id, ...span(from, to), reason: 'customer-power' },
  ...over,
});
const correction = (id: number, from: number, to: number, over: Partial<Correction> = {}): Correction => ({
  ...{ ...BASE, kind: 'correction', id, ...span(from, to) },
  ...over,
});
const ticket = (id: number, from: number, to: number, reported?: number): Ticket => ({
  ...{ ...BASE, kind: 'ticket', id, ...span(from, to), ourNumber: `T-${id}` },
  ...(reported !== undefined && { reportedAt: reported * HOUR_MS }),
});
const work = (from: number, to: number, announced: number): MaintenanceSpan => ({
  window: 'kerja',
  name: 'Kerja',
  announcedBy: 'Penyedia',
  announcedAt: announced * HOUR_MS,
  ...span(from, to),
});

/** Hours of downtime, and what became of each event. */
function told({ countedMs, eventList }: SlaAccount): readonly [hours: number, ...string[]] {
  return [countedMs / HOUR_MS, ...eventList.map(({ verdict }) => verdict)];
}

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

describe('announced maintenance', () => {
  const STEPS: readonly Step[] = [
    ['up', 8],
    ['down', 14],
    ['up', 99],
  ];
  const terms = { maintenanceNoticeMs: 24 * HOUR_MS };
  it.each<[SlaTerms['maintenanceTime'], announced: number, counted: number, total: number, inClass: number]>([
    ['stop-clock', -14, 2, 24, 6],
    ['stop-clock', -13.9, 6, 24, 0],
    ['down', -100, 6, 24, 0],
    ['excluded', -14, 2, 18, 6],
    ['excluded', 9, 6, 24, 0],
  ])('as %s, announced at %d h: %d h of %d h', (maintenanceTime, announced, counted, total, inClass) => {
    const maintenance = [work(10, 16, announced)];
    const account = count(STEPS, { maintenance, terms: { ...terms, maintenanceTime } });
    expect(account.countedMs / HOUR_MS).toBe(counted);
    expect(account.totalMs / HOUR_MS).toBe(total);
    expect(account.classesMs.maintenance / HOUR_MS).toBe(inClass);
    expect(account.grossAvailability).toEqual({ part: 18 * HOUR_MS, whole: 24 * HOUR_MS });
  });

  it('and a stop clock over the same time are taken out once', () => {
    const account = count(STEPS, { maintenance: [work(10, 13, 0)], entries: [stop(1, 11, 14)] });
    expect(account.eventList).toMatchObject([{ stopMs: 4 * HOUR_MS, netMs: 2 * HOUR_MS }]);
    expect(account.eventList[0]?.stops).toEqual([
      { window: 'kerja', reason: 'maintenance', ms: 3 * HOUR_MS },
      { entry: 1, reason: 'customer-power', ms: 3 * HOUR_MS },
    ]);
  });

  it('does not make known what was not measured', () => {
    const account = count([['unknown', 99]], { maintenance: [work(0, 12, -50)] });
    expect(account.classesMs.maintenance).toBe(12 * HOUR_MS);
    expect(account.coverage.part).toBe(0);
  });
});

describe('corrections', () => {
  const STEPS: readonly Step[] = [
    ['up', 8],
    ['down', 14],
    ['up', 99],
  ];
  it('change the state of their stretch; later ones win, whatever their order', () => {
    const entries = [
      correction(1, 8, 12, { state: 'up', at: 1 }),
      correction(2, 10, 11, { state: 'down', at: 2 }),
    ];
    for (const order of [entries, entries.toReversed()]) {
      const account = count(STEPS, { entries: order });
      expect(account.eventList.map(({ from, to }) => [from / HOUR_MS, (to ?? 0) / HOUR_MS])).toEqual([
        [10, 11],
        [12, 14],
      ]);
      expect(account.eventList.map(({ corrections }) => corrections)).toEqual([[1, 2], [1]]);
    }
  });

  it('of the cause leave the state; the last one that touches an outage holds', () => {
    const entries = [
      correction(1, 9, 10, { cause: 'pln-power' }),
      correction(2, 13, 20, { cause: 'fiber-cut', at: 1 }),
      correction(3, 15, 20, { cause: 'device', at: 2 }),
    ];
    const account = count(STEPS, { entries });
    expect(account.eventList).toMatchObject([{ cause: 'fiber-cut', corrections: [1, 2] }]);
    expect(account.countedMs).toBe(6 * HOUR_MS);
  });

  it('make an outage where nothing was measured', () => {
    const account = count([], { intervals: [], entries: [correction(1, -2, 3, { state: 'down' })] });
    expect(account.eventList).toMatchObject([{ from: -2 * HOUR_MS, to: 3 * HOUR_MS }]);
    expect(account.countedMs).toBe(3 * HOUR_MS);
  });

  it('to unreachable name no failed link, and are not held against the provider', () => {
    const account = count(STEPS, { entries: [correction(1, 8, 14, { state: 'unreachable' })] });
    expect(told(account)).toEqual([0, 'affected']);
    expect(account.eventList[0]).not.toHaveProperty('ancestor');
  });
});

describe('the two clocks of an event', () => {
  const STEPS: readonly Step[] = [
    ['up', 8],
    ['down', 14],
    ['up', 99],
  ];
  it.each<[eventStart: SlaTerms['eventStart'], reported: number | undefined, from: number]>([
    ['monitoring', 10, 8],
    ['ticket', 10, 10],
    ['ticket', undefined, 8],
    ['ticket', 7, 8],
    ['earlier', 10, 8],
    ['earlier', 7, 7],
    ['earlier', undefined, 8],
  ])('%s, reported at %s h, begins at %d h', (eventStart, reported, from) => {
    const account = count(STEPS, { entries: [ticket(5, 9, 12, reported)], terms: { eventStart } });
    expect(account.countedMs / HOUR_MS).toBe(14 - from);
    expect(account.eventList).toMatchObject([
      { from: from * HOUR_MS, monitoredFrom: 8 * HOUR_MS, tickets: [5] },
    ]);
    expect(account.eventList[0]?.reportedAt).toBe(reported === undefined ? undefined : reported * HOUR_MS);
  });

  it('leave an outage that was reported after its end in the list, uncounted', () => {
    const account = count(STEPS, { entries: [ticket(5, 9, 12, 20)], terms: { eventStart: 'ticket' } });
    expect(told(account)).toEqual([0, 'short']);
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

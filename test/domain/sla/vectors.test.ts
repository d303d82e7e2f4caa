// The vectors of the field (domain reference 4.4) as tables; each counted by the engine from intervals and entries.

import { describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import { zoneOf } from '../../../src/domain/local-time.ts';
import type { AccountInput, SlaAccount } from '../../../src/domain/sla/account.ts';
import { countLink } from '../../../src/domain/sla/count.ts';
import { sumUp } from '../../../src/domain/sla/group.ts';
import { compare, percentOf, percentText } from '../../../src/domain/sla/percent.ts';
import { monthOf } from '../../../src/domain/sla/period.ts';
import { DEFAULT_TERMS, type SlaTerms } from '../../../src/domain/sla/terms.ts';
import type { Interval, LinkState } from '../../../src/domain/state.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const LINK = linkId('majene-lombang');
const WITA = zoneOf('Asia/Makassar');
const OCTOBER = monthOf('2026-10', WITA);

function interval(state: LinkState, from: number, to: number): Required<Interval> {
  return { link: LINK, state, from, to, reason: { kind: 'unmeasured' } };
}

/** A month in which a link was up, but for one stretch. */
function accountOf(
  out: { readonly from: number; readonly ms: number; readonly state?: LinkState },
  over: Omit<Partial<AccountInput>, 'terms'> & { readonly terms?: Partial<SlaTerms> } = {},
): SlaAccount {
  const { from, to } = { ...OCTOBER, ...over };
  const end = out.from + out.ms;
  return countLink({
    link: LINK,
    from,
    to,
    asOf: to + HOUR_MS * 24,
    intervals: [
      interval('up', from - 24 * HOUR_MS, out.from),
      interval(out.state ?? 'down', out.from, end),
      interval('up', end, to + 24 * HOUR_MS),
    ].filter((each) => each.from < each.to),
    entries: [],
    maintenance: [],
    inService: {},
    isOwnContract: () => true,
    ...over,
    terms: { ...DEFAULT_TERMS, ...over.terms },
  });
}

describe('a stop clock', () => {
  it('is the union of its stretches: 240 of 360 minutes, and not their sum', () => {
    const day = Date.UTC(2026, 9, 7, 0) - 8 * HOUR_MS;
    const at = (hours: number) => day + hours * HOUR_MS;
    const stretches: readonly [number, number][] = [
      [9, 11],
      [10, 12.5],
      [13.5, 15],
    ];
    const account = accountOf(
      { from: at(8), ms: 6 * HOUR_MS },
      {
        entries: stretches.map(([from, to], index) => ({
          kind: 'stop',
          id: index + 1,
          link: LINK,
          from: at(from),
          to: at(to),
          actor: { who: 'uji', via: 'api' },
          at: at(20),
          note: 'listrik padam',
          reason: 'customer-power',
        })),
      },
    );
    expect(account.eventList).toMatchObject([
      { grossMs: 360 * MINUTE_MS, stopMs: 240 * MINUTE_MS, netMs: 120 * MINUTE_MS, verdict: 'counted' },
    ]);
    expect(account.eventList[0]?.stops).toEqual([
      { entry: 1, reason: 'customer-power', ms: 120 * MINUTE_MS },
      { entry: 2, reason: 'customer-power', ms: 150 * MINUTE_MS },
      { entry: 3, reason: 'customer-power', ms: 30 * MINUTE_MS },
    ]);
    expect(account.countedMs).toBe(120 * MINUTE_MS);
  });
});

describe('the end of a month', () => {
  it('cuts an outage in two: 240 minutes in January, 240 in February', () => {
    const out = { from: Date.UTC(2026, 0, 31, 12), ms: 8 * HOUR_MS };
    for (const month of ['2026-01', '2026-02']) {
      const account = accountOf(out, monthOf(month, WITA));
      expect(account.countedMs, month).toBe(240 * MINUTE_MS);
      expect(account.eventList, month).toMatchObject([
        { from: out.from, to: out.from + out.ms, wholeNetMs: 480 * MINUTE_MS },
      ]);
    }
  });

  it('loses no 3 + 3 minutes to a threshold of 5', () => {
    const out = { from: OCTOBER.to - 3 * MINUTE_MS, ms: 6 * MINUTE_MS };
    const terms = { minEventMs: 5 * MINUTE_MS };
    expect(accountOf(out, { terms }).countedMs).toBe(3 * MINUTE_MS);
    expect(accountOf(out, { terms, ...monthOf('2026-11', WITA) }).countedMs).toBe(3 * MINUTE_MS);
  });
});

describe('the least event of 300 s', () => {
  it.each<[netS: number, countedS: number, verdict: string]>([
    [300, 0, 'short'],
    [301, 301, 'counted'],
  ])('of %d s counts %d s', (netS, countedS, verdict) => {
    const account = accountOf(
      { from: OCTOBER.from + HOUR_MS, ms: netS * 1_000 },
      { terms: { minEventMs: 300_000 } },
    );
    expect(account.countedMs).toBe(countedS * 1_000);
    expect(account.eventList).toMatchObject([{ verdict, netMs: netS * 1_000 }]);
  });
});

describe('a percentage', () => {
  it('is cut off: 13,500 s of 2,678,400 s leave 99.49 or 99.495, and 99.5 is missed', () => {
    const account = accountOf({ from: OCTOBER.from + HOUR_MS, ms: 13_500_000 }, { terms: { slaPct: 99.5 } });
    expect(account.totalMs).toBe(2_678_400_000);
    expect(percentText(account.availability, 2)).toBe('99.49');
    expect(percentText(account.availability, 3)).toBe('99.495');
    expect(percentText(account.availability, 6)).toBe('99.495967');
    expect(account.met).toBe(false);
  });

  it('of 176,256 s of 2,592,000 s is exactly 93.20', () => {
    const ratio = { part: 2_592_000 - 176_256, whole: 2_592_000 };
    expect(percentText(ratio, 2)).toBe('93.20');
    expect(percentOf(ratio, 2)).toBe(93.2);
    expect(compare(ratio, 93.2)).toBe(0);
  });
});

describe('a group', () => {
  it('of equal months: 364, 0 and 5,897 minutes make 95.3248…', () => {
    const accounts = [364, 0, 5_897].map((minutes) =>
      accountOf({ from: OCTOBER.from + HOUR_MS, ms: minutes * MINUTE_MS }),
    );
    expect(accounts.map(({ availability }) => percentText(availability, 4))).toEqual([
      '99.1845',
      '100.0000',
      '86.7898',
    ]);
    expect(percentText(sumUp(accounts).availability, 4)).toBe('95.3248');
  });

  it('of unequal service: 2,304 of 23,040 minutes beside 44,640 make 96.5957…, not 95', () => {
    const sixteenth = OCTOBER.from + 15 * 24 * HOUR_MS;
    const accounts = [
      accountOf({ from: OCTOBER.from, ms: 0 }),
      accountOf({ from: sixteenth + HOUR_MS, ms: 2_304 * MINUTE_MS }, { inService: { from: sixteenth } }),
    ];
    expect(accounts.map(({ totalMs }) => totalMs / MINUTE_MS)).toEqual([44_640, 23_040]);
    expect(percentText(sumUp(accounts).availability, 4)).toBe('96.5957');
  });
});

describe('unknown time of 432 of 43,200 minutes, beside 216 of downtime', () => {
  const september = monthOf('2026-09', WITA);
  it.each<[unknownTime: SlaTerms['unknownTime'], printed: string]>([
    ['as-up', '99.5000'],
    ['excluded', '99.4949'],
    ['as-down', '98.5000'],
  ])('%s gives %s', (unknownTime, printed) => {
    const begin = september.from + HOUR_MS;
    const account = accountOf(
      { from: begin, ms: 216 * MINUTE_MS },
      {
        ...september,
        terms: { unknownTime },
        intervals: [
          interval('up', september.from, begin),
          interval('down', begin, begin + 216 * MINUTE_MS),
          interval('up', begin + 216 * MINUTE_MS, begin + 300 * MINUTE_MS),
          interval('unknown', begin + 300 * MINUTE_MS, begin + 732 * MINUTE_MS),
          interval('up', begin + 732 * MINUTE_MS, september.to),
        ],
      },
    );
    expect(percentText(account.coverage, 2)).toBe('99.00');
    expect(percentText(account.availability, 4)).toBe(printed);
  });
});

describe('the tolerance', () => {
  it.each<[hours: number, slaPct: number, toleranceHours: number]>([
    [720, 95, 36],
    [720, 98, 14.4],
    [720, 99, 7.2],
    [720, 99.5, 3.6],
    [720, 99.9, 0.72],
    [744, 95, 37.2],
    [744, 98, 14.88],
    [744, 99, 7.44],
    [744, 99.5, 3.72],
    [744, 99.9, 0.744],
  ])('of %d h at %d %% is %d h: kept at it, missed a millisecond beyond', (hours, slaPct, toleranceHours) => {
    const whole = hours * HOUR_MS;
    const downMs = Math.round(toleranceHours * HOUR_MS);
    expect(compare({ part: whole - downMs, whole }, slaPct)).toBe(0);
    expect(compare({ part: whole - downMs - 1, whole }, slaPct)).toBe(-1);
  });
});

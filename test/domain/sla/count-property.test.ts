// The engine against a pencil that counts tick by tick, on random accounts; and what holds of every account.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zoneOf } from '../../../src/domain/local-time.ts';
import type { AccountInput, SlaAccount } from '../../../src/domain/sla/account.ts';
import { countLink } from '../../../src/domain/sla/count.ts';
import { percentOf, percentText } from '../../../src/domain/sla/percent.ts';
import { monthOf } from '../../../src/domain/sla/period.ts';
import { reckon } from './support/brute-force.ts';
import { anyAccount, type Frame } from './support/random-account.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

const SHORT: Frame = {
  tickMs: SECOND_MS,
  from: 1_000 * SECOND_MS,
  to: 1_240 * SECOND_MS,
  margin: 60,
  longest: 40,
};

/** Whole calendar months, in ticks of ten minutes: outages of hours to days, across both edges. */
function monthFrame(month: string, timeZone: string): Frame {
  return { tickMs: 10 * MINUTE_MS, ...monthOf(month, zoneOf(timeZone)), margin: 600, longest: 500 };
}

function compareWithPencil(input: AccountInput, tickMs: number): void {
  const account = countLink(input);
  const pencil = reckon(input, tickMs);
  const countedMs = pencil.events.reduce((sum, event) => sum + event.countedMs, 0);
  const grossMs = pencil.events.reduce((sum, event) => sum + event.grossMs, 0);
  const counted = pencil.events.filter((event) => event.countedMs > 0);
  expect({
    serviceMs: account.serviceMs,
    totalMs: account.totalMs,
    classesMs: Object.fromEntries(Object.entries(account.classesMs).filter(([, ms]) => ms > 0)),
    availability: account.availability,
    grossAvailability: account.grossAvailability,
    coverage: account.coverage,
    countedEvents: account.countedEvents,
    longestMs: account.longestMs,
    mttrMs: account.mttrMs,
    mtbfMs: account.mtbfMs,
    met: account.met,
    events: account.eventList.map(({ from, to, monitoredFrom, state, verdict, ...event }) => ({
      from,
      to: to ?? input.asOf,
      lasts: to === undefined,
      monitoredFrom,
      state,
      verdict,
      grossMs: event.grossMs,
      stopMs: event.stopMs,
      netMs: event.netMs,
      wholeNetMs: event.wholeNetMs,
      countedMs: event.countedMs,
      stops: event.stops.map(({ ms }) => ms).sort((a, b) => a - b),
      tickets: event.tickets,
      cause: event.cause,
    })),
  }).toEqual({
    serviceMs: pencil.serviceMs,
    totalMs: pencil.totalMs,
    classesMs: pencil.classesMs,
    availability: { part: pencil.totalMs - countedMs, whole: pencil.totalMs },
    grossAvailability: { part: pencil.grossWhole - grossMs, whole: pencil.grossWhole },
    coverage: { part: pencil.coveredMs, whole: pencil.serviceMs },
    countedEvents: counted.length,
    longestMs: Math.max(0, ...counted.map((event) => event.countedMs)),
    mttrMs: counted.length > 0 ? Math.floor(countedMs / counted.length) : undefined,
    mtbfMs: counted.length > 0 ? Math.floor((pencil.totalMs - countedMs) / counted.length) : undefined,
    met:
      pencil.coveredMs > 0 && pencil.totalMs > 0
        ? BigInt(pencil.totalMs - countedMs) * 1_000n >=
          BigInt(Math.round((input.terms.slaPct ?? 0) * 10)) * BigInt(pencil.totalMs)
        : undefined,
    events: pencil.events,
  });
}

describe('countLink() and the pencil', () => {
  it('agree on random accounts, second by second', () => {
    fc.assert(
      fc.property(anyAccount(SHORT), (input) => compareWithPencil(input, SECOND_MS)),
      { numRuns: 1_500 },
    );
  });

  it.each<[month: string, timeZone: string, what: string]>([
    ['2026-10', 'Asia/Makassar', '31 days, no daylight saving'],
    ['2026-02', 'Asia/Makassar', '28 days'],
    ['2028-02', 'Asia/Makassar', '29 days'],
    ['2026-12', 'Asia/Makassar', 'over the end of a year'],
    ['2026-03', 'Europe/Berlin', 'an hour less'],
    ['2026-10', 'Europe/Berlin', 'an hour more'],
    ['2026-04', 'Australia/Lord_Howe', 'half an hour more'],
  ])('agree on %s in %s (%s)', (month, timeZone) => {
    const frame = monthFrame(month, timeZone);
    fc.assert(
      fc.property(anyAccount(frame), (input) => compareWithPencil(input, frame.tickMs)),
      { numRuns: 25 },
    );
  });
});

describe('every account', () => {
  const holds = (check: (input: AccountInput, account: SlaAccount) => void, numRuns = 400): void => {
    fc.assert(
      fc.property(anyAccount(SHORT), (input) => check(input, countLink(input))),
      { numRuns },
    );
  };

  it('has classes and tiles that tile the service exactly', () => {
    holds((_, { classesMs, serviceMs, tiles }) => {
      expect(Object.values(classesMs).reduce((sum, ms) => sum + ms, 0)).toBe(serviceMs);
      expect(tiles.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(serviceMs);
      tiles.forEach((tile, index) => {
        expect(tile.to).toBeGreaterThan(tile.from);
        const next = tiles[index + 1];
        if (!next) return;
        expect(next.from).toBe(tile.to);
        expect(next.class).not.toBe(tile.class);
      });
    });
  });

  it('counts no more than net, net no more than gross, gross no more than service, downtime no more than T', () => {
    holds((_, account) => {
      for (const { countedMs, netMs, stopMs, grossMs } of account.eventList) {
        expect(countedMs).toBeLessThanOrEqual(netMs);
        expect(netMs).toBe(grossMs - stopMs);
        expect(stopMs).toBeGreaterThanOrEqual(0);
      }
      expect(account.grossMs).toBeLessThanOrEqual(account.serviceMs);
      expect(account.countedMs).toBeLessThanOrEqual(account.totalMs);
      expect(account.availability.part).toBeGreaterThanOrEqual(0);
      expect(account.grossAvailability.part).toBeGreaterThanOrEqual(0);
    });
  });

  it('is the same whatever the order of its entries and windows', () => {
    holds((input, account) => {
      const turned = {
        ...input,
        entries: input.entries.toReversed(),
        maintenance: input.maintenance.toReversed(),
      };
      expect(countLink(turned)).toEqual(account);
    });
  });

  it('is the same whatever was entered, announced or measured after its date', () => {
    holds((input, account) => {
      const early = {
        ...input,
        entries: input.entries
          .filter(({ at }) => at <= input.asOf)
          .map(({ withdrawn, ...entry }) =>
            withdrawn && withdrawn.at <= input.asOf ? { ...entry, withdrawn } : entry,
          ),
        maintenance: input.maintenance.filter(({ announcedAt }) => announcedAt <= input.asOf),
        intervals: input.intervals
          .filter(({ from }) => from < input.asOf)
          .map(({ to, ...interval }) =>
            to !== undefined && to < input.asOf ? { ...interval, to } : interval,
          ),
      };
      expect(countLink(early)).toEqual(account);
    });
  });

  it('counts in two parts what it counts in one, wherever it is cut', () => {
    fc.assert(
      fc.property(anyAccount(SHORT), fc.integer({ min: 1, max: 239 }), (input, ticks) => {
        // How far unmeasured time reaches beyond the input is known within the stretch alone.
        fc.pre(input.terms.unknownTime !== 'as-down');
        fc.pre(input.terms.denominator === 'service');
        const cut = SHORT.from + ticks * SECOND_MS;
        const whole = countLink(input);
        const parts = [countLink({ ...input, to: cut }), countLink({ ...input, from: cut })];
        const sum = (of: (account: SlaAccount) => number) =>
          parts.reduce((total, account) => total + of(account), 0);
        expect(sum(({ countedMs }) => countedMs)).toBe(whole.countedMs);
        expect(sum(({ grossMs }) => grossMs)).toBe(whole.grossMs);
        expect(sum(({ stopMs }) => stopMs)).toBe(whole.stopMs);
        expect(sum(({ totalMs }) => totalMs)).toBe(whole.totalMs);
        expect(sum(({ coverage }) => coverage.part)).toBe(whole.coverage.part);
      }),
      { numRuns: 500 },
    );
  });

  it('prints no availability above the exact one', () => {
    holds((_, { availability: { part, whole } }) => {
      for (const decimals of [0, 2, 3]) {
        const printed = percentOf({ part, whole }, decimals);
        if (whole === 0) expect(printed).toBeUndefined();
        else {
          const digits = BigInt(percentText({ part, whole }, decimals).replace('.', ''));
          const scale = 10n ** BigInt(decimals);
          expect(digits * BigInt(whole) <= 100n * scale * BigInt(part)).toBe(true);
          expect((digits + 1n) * BigInt(whole) > 100n * scale * BigInt(part)).toBe(true);
        }
      }
    }, 200);
  });
});

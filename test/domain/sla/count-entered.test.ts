// What people announce and enter: maintenance, corrections, tickets.

import { describe, expect, it } from 'vitest';
import type { SlaTerms } from '../../../src/domain/sla/terms.ts';
import { correction, count, HOUR_MS, type Step, stop, ticket, told, work } from './support/day.ts';

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

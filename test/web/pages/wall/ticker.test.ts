// What the ticker says happened: once for each thing, whoever told it, and never more than it keeps.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../../src/domain/alert.ts';
import { linkId } from '../../../../src/domain/ids.ts';
import type { EventView, ServerMessage } from '../../../../src/stream/protocol.ts';
import {
  alertEntries,
  messageEntries,
  TICKER_LIMIT,
  TICKER_MS,
  type TickerEntry,
  withEntries,
} from '../../../../src/web/pages/wall/ticker.ts';
import { START } from '../../support/province.ts';
import { alert } from '../../support/story.ts';

const MINUTE_MS = 60_000;
const ago = (minutes: number): number => START - minutes * MINUTE_MS;
const down = (fields: Partial<Alert> = {}): Alert =>
  alert(7, { rule: 'link.down', subject: linkId('a'), since: ago(30), raisedAt: ago(29), ...fields });
const ancestor = {
  by: 'ancestor',
  site: 'm' as never,
  link: linkId('b'),
  since: ago(30),
  provedAt: ago(30),
} as const;

function said(entries: readonly TickerEntry[]): string[] {
  return entries.map(
    (entry) => `${entry.kind === 'started' ? 'started' : entry.what} ${(START - entry.at) / MINUTE_MS}`,
  );
}

describe('entries of an alert', () => {
  it.each<[string, Partial<Alert>, string[]]>([
    ['active', {}, ['raised 29']],
    ['acknowledged', { acknowledged: { by: 'Andi', at: ago(20) } }, ['raised 29', 'acknowledged 20']],
    ['over, unacknowledged', { status: 'returned', returnedAt: ago(10) }, ['raised 29', 'ended 10']],
    [
      'over, then acknowledged and closed by that',
      { status: 'closed', returnedAt: ago(10), closedAt: ago(5), acknowledged: { by: 'Andi', at: ago(5) } },
      ['raised 29', 'acknowledged 5', 'ended 10'],
    ],
    ['closed by its end', { status: 'closed', closedAt: ago(3) }, ['raised 29', 'ended 3']],
    ['back again', { occurrences: 2, since: ago(4) }, ['raised 29', 'again 4']],
    ['held back by what it hangs on', { suppressed: ancestor }, []],
    ['held back after it was announced', { suppressed: ancestor, announced: true }, ['raised 29']],
  ])('%s', (_, fields, expected) => {
    expect(said(alertEntries(down(fields)))).toEqual(expected);
  });
});

describe('entries of the stream', () => {
  const event = (seq: number, fields: Record<string, unknown>): EventView =>
    ({ seq, durable: true, at: ago(1), ...fields }) as unknown as EventView;

  it('come from alerts, planned work and starts, and not from states and figures', () => {
    const messages: ServerMessage[] = [
      { type: 'event', ...event(1, { kind: 'alert.raised', alert: down() }) },
      {
        type: 'events',
        events: [
          event(2, { kind: 'maintenance.begun', window: 'w', name: 'Ganti ODP', announcedBy: 'ICON+' }),
          event(3, { kind: 'link.state', link: 'a', state: 'down' }),
          event(4, { kind: 'monitor.blind', from: ago(2) }),
          event(5, { kind: 'monitor.started' }),
          event(6, { kind: 'maintenance.ended', window: 'w', name: 'Ganti ODP', announcedBy: 'ICON+' }),
        ],
      },
      { type: 'figures', events: [event(7, { kind: 'link.round', link: 'a' })] },
      { type: 'heartbeat', serverTime: START, seq: 7, oldestDataMs: 0 },
    ];
    expect(said(messageEntries(messages))).toEqual(['raised 29', 'begun 1', 'started 1', 'ended 1']);
  });

  it('say the same as the history does of the same alert', () => {
    const raised = messageEntries([{ type: 'event', ...event(1, { kind: 'alert.raised', alert: down() }) }]);
    const history = alertEntries(down({ status: 'closed', closedAt: ago(2) }));
    const merged = withEntries(withEntries([], raised, START), history, START);
    expect(said(merged)).toEqual(['ended 2', 'raised 29']);
    expect(withEntries(merged, raised, START).map(({ key }) => key)).toEqual(merged.map(({ key }) => key));
  });
});

describe('the ticker', () => {
  it('forgets what is older than an hour, and is the same list while nothing changes', () => {
    const list = withEntries(
      [],
      [...alertEntries(down()), ...alertEntries(down({ number: 8, raisedAt: ago(59) }))],
      START,
    );
    expect(list).toHaveLength(2);
    expect(withEntries(list, [], START)).toBe(list);
    expect(said(withEntries(list, [], START + 2 * MINUTE_MS))).toEqual(['raised 29']);
  });

  it('is newest first, without doubles, of the last hour, and never longer than its limit', () => {
    const entry = fc.record({
      number: fc.integer({ min: 1, max: 80 }),
      minutes: fc.integer({ min: 0, max: 70 }),
    });
    fc.assert(
      fc.property(fc.array(fc.array(entry, { maxLength: 90 }), { maxLength: 5 }), (batches) => {
        let list: readonly TickerEntry[] = [];
        for (const batch of batches) {
          const added = batch.flatMap(({ minutes, number }) =>
            alertEntries(down({ number, raisedAt: ago(minutes) })),
          );
          list = withEntries(list, added, START);
        }
        const times = list.map(({ at }) => at);
        expect(list.length).toBeLessThanOrEqual(TICKER_LIMIT);
        expect(times).toEqual([...times].sort((a, b) => b - a));
        expect(new Set(list.map(({ key }) => key)).size).toBe(list.length);
        expect(times.every((at) => at >= START - TICKER_MS)).toBe(true);
      }),
    );
  });
});

// Alerts and what operators do about them: every screen sees every one of them, in the same order, however slow it is.

import { describe, expect, it } from 'vitest';
import type { EngineEvent } from '../../src/domain/event.ts';
import { actEvent, alertEvent, FakeNetwork, roundEvent } from './support/fake-network.ts';
import type { FakeTransport } from './support/fake-transport.ts';

const WINDOW = {
  window: 'odp',
  name: 'Ganti ODP',
  announcedBy: 'ICON+',
  from: 1,
  to: 9,
  links: 3,
} as const;

/** Two operators about the same two alerts, one step each. */
const STEPS: readonly (readonly EngineEvent[])[] = [
  [alertEvent(1), alertEvent(2)],
  [{ kind: 'maintenance.begun', at: 2, ...WINDOW }],
  [
    actEvent(1, 'Andi', { kind: 'acknowledge' }, 3),
    alertEvent(1, { acknowledged: { by: 'Andi', at: 3 } }, 3),
  ],
  [
    actEvent(2, 'Sitti', { kind: 'shelve', until: 9 }, 4),
    alertEvent(2, { shelved: { by: 'Sitti', at: 4, until: 9 } }),
  ],
  [actEvent(1, 'Sitti', { kind: 'note', note: 'tim berangkat' }, 5)],
  [actEvent(1, 'Andi', { kind: 'note', note: 'tim tiba' }, 5)],
  [alertEvent(1, { status: 'returned', returnedAt: 6 }, 6)],
  [{ kind: 'maintenance.ended', at: 9, ...WINDOW }],
];

/** What it was told, however it was packed. */
function told(transport: FakeTransport): readonly string[] {
  return transport.events.map((event) => JSON.stringify({ ...event, type: undefined }));
}

describe('acts and alerts on the stream', () => {
  it('reach every client in the same order: quick, slow, late and one that comes back', async () => {
    const network = new FakeNetwork({ limits: { pageEvents: 3, singles: 2, journalEvents: 5 } });
    const quick = network.connect().transport;
    const slow = network.connect().transport;
    await network.timers.advance(10);
    slow.reader = 'stalls';
    const from = network.seq;
    for (const [index, events] of STEPS.entries()) {
      network.publish(...events, ...Array.from({ length: 50 }, (_, i) => roundEvent(`l${i}`, index)));
      await network.timers.advance(300);
    }
    const back = network.connect(from).transport;
    slow.reader = 'reads';
    slow.release();
    await network.timers.advance(1_000);
    const all = STEPS.flat();
    expect(quick.events.map(({ kind }) => kind)).toEqual(all.map(({ kind }) => kind));
    expect(quick.events).toMatchObject(all);
    expect(told(slow)).toEqual(told(quick));
    expect(told(back)).toEqual(told(quick));
  });

  it('are never merged: each of 500 notes on one alert arrives, rounds meanwhile give way', async () => {
    const network = new FakeNetwork();
    const { transport } = network.connect();
    await network.timers.advance(10);
    transport.reader = 'stalls';
    for (let i = 0; i < 500; i++)
      network.publish(actEvent(1, 'Andi', { kind: 'note', note: `catatan ${i}` }), roundEvent('a', i));
    transport.reader = 'reads';
    transport.release();
    await network.timers.advance(1_000);
    const notes = transport.events.map((event) =>
      event.kind === 'alert.act' && event.act.act.kind === 'note' ? event.act.act.note : '',
    );
    expect(notes).toEqual(Array.from({ length: 500 }, (_, i) => `catatan ${i}`));
    expect(transport.figures).toHaveLength(1);
  });

  it.each(['maintenance.begun', 'maintenance.changed'] as const)(
    'writes a new snapshot after %s: it tells which links are covered',
    async (kind) => {
      const network = new FakeNetwork();
      network.connect();
      await network.timers.advance(10);
      network.publish({ kind, at: 2, ...WINDOW });
      expect(network.connect().transport.snapshotSeq).toBe(network.seq);
      expect(network.snapshots).toBe(2);
    },
  );
});

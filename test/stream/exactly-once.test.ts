// Whatever happens in whatever order: each client sees every durable event after its snapshot or its `since` exactly once
// and in order, or is closed with a reason.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FakeNetwork, roundEvent, stateEvent } from './support/fake-network.ts';
import type { FakeTransport } from './support/fake-transport.ts';

const LIMITS = { journalEvents: 20, pageEvents: 5, pageBytes: 600, singles: 2, sendsPerTurn: 6 };

type Act =
  | { readonly act: 'publish'; readonly states: number; readonly rounds: number }
  | { readonly act: 'connect' }
  | { readonly act: 'resume'; readonly back: number }
  | { readonly act: 'stall' | 'read'; readonly who: number }
  | { readonly act: 'prune' | 'replan' | 'store-fails' | 'store-works' }
  | { readonly act: 'wait'; readonly ms: number };

const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constant('publish' as const),
      states: fc.nat(12),
      rounds: fc.nat(4),
    }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('connect' as const) }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('resume' as const), back: fc.nat(60) }) },
  {
    weight: 3,
    arbitrary: fc.record({ act: fc.constantFrom('stall' as const, 'read' as const), who: fc.nat(9) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constantFrom(
        'prune' as const,
        'replan' as const,
        'store-fails' as const,
        'store-works' as const,
      ),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ act: fc.constant('wait' as const), ms: fc.constantFrom(0, 1, 250, 1_000, 6_000) }),
  },
);

interface Seen {
  readonly transport: FakeTransport;
  readonly since: number | undefined;
}

async function perform(network: FakeNetwork, clients: Seen[], act: Act): Promise<void> {
  switch (act.act) {
    case 'publish': {
      const states = Array.from({ length: act.states }, (_, i) => stateEvent(`s${i}`));
      network.publish(
        ...states,
        ...Array.from({ length: act.rounds }, (_, i) => roundEvent(`s${i}`, network.seq)),
      );
      return;
    }
    case 'connect':
      clients.push({ transport: network.connect().transport, since: undefined });
      return;
    case 'resume': {
      const since = Math.max(0, network.seq - act.back);
      clients.push({ transport: network.connect(since).transport, since });
      return;
    }
    case 'stall':
    case 'read': {
      const transport = clients[act.who % Math.max(1, clients.length)]?.transport;
      if (!transport) return;
      transport.reader = act.act === 'stall' ? 'stalls' : 'reads';
      if (act.act === 'read') transport.release();
      return;
    }
    case 'prune':
      network.storeFrom = network.seq - 10;
      return;
    case 'replan':
      network.publish({ kind: 'monitor.config', at: 1, added: [], removed: [], changed: [] });
      return;
    case 'store-fails':
    case 'store-works':
      network.storeFails = act.act === 'store-fails';
      return;
    case 'wait':
      await network.timers.advance(act.ms);
  }
}

/** Walks through what a client saw: every stretch after a snapshot or `since` is complete. */
function check(network: FakeNetwork, { transport, since }: Seen): void {
  const closed = transport.ends.length > 0;
  let cursor = since;
  for (const message of transport.messages) {
    if (message.type === 'snapshot') cursor = message.seq;
    if (message.type === 'heartbeat')
      expect(network.durableAfter(cursor ?? 0).filter((seq) => seq <= message.seq)).toEqual([]);
    if (message.type !== 'event' && message.type !== 'events') continue;
    for (const { seq } of message.type === 'event' ? [message] : message.events) {
      expect(seq).toBe(network.durableAfter(cursor ?? 0)[0]);
      cursor = seq;
    }
  }
  if (closed) expect(transport.types).toContain('closing');
  else expect(network.durableAfter(cursor ?? 0)).toEqual([]);
}

/** The newest round of each link that came after the snapshot or `since` has arrived. */
function checkFigures(network: FakeNetwork, { transport, since }: Seen): void {
  if (transport.ends.length > 0) return;
  const from = transport.snapshotSeq ?? since ?? 0;
  const newest = new Map<string, number>();
  for (const { seq, event } of network.published)
    if (event.kind === 'link.round' && seq > from) newest.set(event.link, seq);
  const seen = new Map(
    transport.figures.flatMap((each) => ('link' in each ? [[each.link as string, each.seq]] : [])),
  );
  for (const [link, seq] of newest) expect(seen.get(link), link).toBe(seq);
}

describe('the stream, whatever happens', () => {
  it('shares no snapshot after which events are gone: the client would get it for ever', async () => {
    const network = new FakeNetwork({ limits: LIMITS });
    const first = network.connect();
    await network.timers.advance(1);
    network.publish(...Array.from({ length: 40 }, (_, i) => stateEvent(`s${i}`)));
    network.storeFrom = network.seq;
    const second = network.connect();
    await network.timers.advance(1);
    // The first one could not keep up with a step larger than the journal, and got a second snapshot.
    expect(first.transport.types.filter((type) => type === 'snapshot')).toHaveLength(2);
    expect(second.transport.types.filter((type) => type === 'snapshot')).toHaveLength(1);
    expect(second.transport.snapshotSeq).toBe(network.seq);
  });

  it('gives each client every durable event exactly once and in order, or a reason', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(acts, { maxLength: 60 }), async (all) => {
        const network = new FakeNetwork({ limits: LIMITS });
        const clients: Seen[] = [];
        for (const act of all) await perform(network, clients, act);
        for (const { transport } of clients) {
          transport.reader = 'reads';
          transport.release();
        }
        await network.timers.advance(3_000);
        for (const seen of clients) {
          check(network, seen);
          checkFigures(network, seen);
        }
      }),
      { numRuns: 300 },
    );
  });
});

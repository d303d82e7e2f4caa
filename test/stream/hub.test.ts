// What a client is sent from its greeting to its end, and what slow clients may cost the others.

import { describe, expect, it } from 'vitest';
import { linkId } from '../../src/domain/ids.ts';
import { PROTOCOL } from '../../src/stream/protocol.ts';
import { FakeNetwork, roundEvent, stateEvent } from './support/fake-network.ts';

describe('Hub', () => {
  it('greets, gives a snapshot, says that it is complete, then events as they come', async () => {
    const network = new FakeNetwork();
    const { transport } = network.connect();
    await network.timers.advance(1);
    expect(transport.messages[0]).toMatchObject({
      type: 'hello',
      protocol: PROTOCOL,
      seq: 100,
      bootId: 'boot-1',
    });
    expect(transport.types).toEqual(['hello', 'snapshot', 'heartbeat']);
    network.publish(stateEvent('a'));
    expect(transport.messages.at(-1)).toMatchObject({ type: 'event', seq: 101, kind: 'link.state' });
    await network.timers.advance(5_000);
    expect(transport.messages.at(-1)).toMatchObject({ type: 'heartbeat', seq: 101, oldestDataMs: 700 });
  });

  it('gives what was missed, and only then a heartbeat', async () => {
    const network = new FakeNetwork({ limits: { pageEvents: 2 } });
    network.publish(...['a', 'b', 'c', 'd', 'e'].map((link) => stateEvent(link)));
    const { transport } = network.connect(101);
    await network.timers.advance(100);
    expect(transport.events.map(({ seq }) => seq)).toEqual([102, 103, 104, 105]);
    expect(transport.types.at(-1)).toBe('heartbeat');
    expect(transport.types).not.toContain('snapshot');
  });

  it.each([
    ['a number that is yet to come', 999],
    ['a number that neither journal nor store hold', 3],
  ])('gives a snapshot to who asks after %s', async (_, since) => {
    const network = new FakeNetwork();
    network.storeFrom = 50;
    network.publish(stateEvent('a'));
    const { transport } = network.connect(since);
    await network.timers.advance(1);
    expect(transport.types).toEqual(['hello', 'snapshot', 'heartbeat']);
  });

  it('gives a snapshot when the store cannot be read', () => {
    const network = new FakeNetwork();
    network.storeFails = true;
    network.publish(stateEvent('a'));
    expect(network.connect(90).transport.snapshotSeq).toBe(101);
  });

  it('writes one snapshot for all who connect within a second, whatever happens meanwhile', async () => {
    const network = new FakeNetwork();
    const all = [];
    for (let i = 0; i < 300; i++) {
      all.push(network.connect().transport);
      network.publish(roundEvent(`l${i}`, i), stateEvent(`l${i}`));
    }
    await network.timers.advance(500);
    expect(network.snapshots).toBe(1);
    for (const transport of all) {
      expect(transport.snapshotSeq).toBe(100);
      expect(transport.events.map(({ seq }) => seq)).toEqual(network.durableAfter(100));
      expect(transport.figures).toHaveLength(300);
    }
    await network.timers.advance(1_000);
    expect(network.connect().transport.snapshotSeq).toBe(network.seq);
  });

  it('gives a new snapshot after the plan has changed: clients ask for one because of it', async () => {
    const network = new FakeNetwork();
    network.connect();
    await network.timers.advance(10);
    network.publish({ kind: 'monitor.config', at: 1, added: [], removed: [], changed: [] });
    expect(network.connect().transport.snapshotSeq).toBe(101);
  });

  it('keeps a healthy client through a step of megabytes, and other work gets its turns', async () => {
    const network = new FakeNetwork();
    const all = Array.from({ length: 20 }, () => network.connect().transport);
    await network.timers.advance(10);
    network.publish(...Array.from({ length: 20_000 }, (_, i) => stateEvent(`l${i}`)));
    expect(Math.max(...all.map((transport) => transport.events.length))).toBeLessThanOrEqual(200);
    await network.timers.advance(4_000);
    for (const transport of all) {
      expect(transport.ends).toEqual([]);
      expect(transport.events.map(({ seq }) => seq)).toEqual(network.durableAfter(100));
    }
  });

  it('tells a stalled client why, cuts it after a grace, and holds little for it meanwhile', async () => {
    const network = new FakeNetwork();
    const { transport } = network.connect();
    await network.timers.advance(10);
    transport.reader = 'stalls';
    for (let second = 0; second < 14; second++) {
      network.publish(...Array.from({ length: 2_000 }, (_, i) => stateEvent(`l${i}`)));
      await network.timers.advance(1_000);
    }
    expect(transport.bufferedBytes).toBeLessThan(128 * 1024);
    await network.timers.advance(1_000);
    expect(transport.messages.at(-1)).toMatchObject({ type: 'closing', code: 'slow' });
    expect(transport.ends).toEqual(['close 4008']);
    await network.timers.advance(2_000);
    expect(transport.ends).toEqual(['close 4008', 'terminate']);
    expect(network.hub.status()).toMatchObject({ clients: 0, closedSlow: 1 });
  });

  it('lets a slow reader be slow as long as it reads, and never calls it complete while it is not', async () => {
    const network = new FakeNetwork();
    const { transport } = network.connect();
    await network.timers.advance(10);
    transport.reader = 'stalls';
    const beats = transport.types.filter((type) => type === 'heartbeat').length;
    network.publish(...Array.from({ length: 2_000 }, (_, i) => stateEvent(`l${i}`)));
    for (let page = 0; page < 9; page++) {
      await network.timers.advance(8_000);
      transport.release();
    }
    expect(transport.ends).toEqual([]);
    expect(transport.types.filter((type) => type === 'heartbeat')).toHaveLength(beats);
    transport.reader = 'reads';
    transport.release();
    await network.timers.advance(100);
    expect(transport.events.map(({ seq }) => seq)).toEqual(network.durableAfter(100));
    expect(transport.types.at(-1)).toBe('heartbeat');
  });

  it('gives a lagging client the newest round of each link when it has caught up', async () => {
    const network = new FakeNetwork();
    const { transport } = network.connect();
    await network.timers.advance(10);
    transport.reader = 'stalls';
    network.publish(stateEvent('a'));
    for (let medianMs = 1; medianMs <= 9; medianMs++) {
      network.publish(roundEvent('a', medianMs), roundEvent('b', medianMs));
      await network.timers.advance(250);
    }
    transport.reader = 'reads';
    transport.release();
    await network.timers.advance(10);
    expect(transport.figures).toMatchObject([
      { link: 'a', round: { rtt: { medianMs: 9 } } },
      { link: 'b', round: { rtt: { medianMs: 9 } } },
    ]);
  });

  it('gives one who comes back the newest round of each link that it missed', async () => {
    const network = new FakeNetwork();
    network.publish(roundEvent('a', 1), roundEvent('b', 1), stateEvent('a'));
    network.publish(roundEvent('a', 2));
    await network.timers.advance(250);
    const { transport } = network.connect(101);
    await network.timers.advance(10);
    expect(transport.figures).toMatchObject([{ link: 'b' }, { link: 'a', round: { rtt: { medianMs: 2 } } }]);
  });

  it('gathers rounds for a quarter of a second and sends them as one message', async () => {
    const network = new FakeNetwork();
    const { transport } = network.connect();
    await network.timers.advance(10);
    for (let i = 0; i < 40; i++) network.publish(roundEvent(`l${i}`, 1));
    await network.timers.advance(249);
    expect(transport.figures).toEqual([]);
    await network.timers.advance(1);
    expect(transport.figures).toHaveLength(40);
    expect(transport.types.filter((type) => type === 'figures')).toHaveLength(1);
  });

  it('sends echoes of a link to those who watch it, until they watch it no more', async () => {
    const network = new FakeNetwork();
    const { transport, end } = network.connect();
    network.connect();
    await network.timers.advance(10);
    end?.message('{"type":"watch","link":"a"}');
    expect([...network.hub.watched()]).toEqual(['a']);
    const echo = { at: 1, outcome: 'answered', rttMs: 3, burst: false } as const;
    network.hub.echoes(linkId('a'), [echo]);
    expect(transport.messages.at(-1)).toEqual({ type: 'link.echo', link: 'a', echoes: [echo] });
    end?.message('{"type":"unwatch","link":"a"}');
    expect(network.hub.watched().size).toBe(0);
  });
});

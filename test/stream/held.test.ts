// How far back a client may resume: 100,000 events or 7 days, whichever is more, out of the journal and a real state store,
// with nothing missing where one ends and the other begins.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStateStore } from '../../src/store/state/open.ts';
import type { StateStore } from '../../src/store/state/port.ts';
import { HUB_LIMITS } from '../../src/stream/limits.ts';
import { rememberingLog, standingClock, temporaryDirectory } from '../store/support/place.ts';
import { FakeNetwork, stateEvent } from './support/fake-network.ts';

const T0 = 1_790_000_000_000;
const DAY_MS = 86_400_000;
/** What is promised to be held. */
const PROMISED = 100_000;

describe('resuming from far back', () => {
  let directory: ReturnType<typeof temporaryDirectory>;
  let store: StateStore;
  beforeEach(() => {
    directory = temporaryDirectory();
    ({ store } = openStateStore(directory.path, { clock: standingClock(T0), log: rememberingLog() }));
  });
  afterEach(() => {
    store.close();
    directory.remove();
  });

  /** Publishes in steps of at most 5,000 events, spread evenly over a time that ends at T0. */
  function publish(network: FakeNetwork, count: number, spreadMs: number): void {
    const at = (i: number): number => T0 - spreadMs + Math.floor((i * spreadMs) / count);
    for (let done = 0; done < count; done += 5_000)
      network.publish(
        ...Array.from({ length: Math.min(5_000, count - done) }, (_, i) =>
          stateEvent(`l${(done + i) % 977}`, at(done + i)),
        ),
      );
  }

  async function resume(network: FakeNetwork, since: number) {
    const { transport } = network.connect(since);
    await network.timers.advance(10_000);
    return transport;
  }

  it('gives all of 100,000 missed events, in order and once each, without a snapshot', async () => {
    const network = new FakeNetwork({ seq: 0, store });
    publish(network, PROMISED, DAY_MS);
    const from = network.published[0]?.seq ?? 0;
    const transport = await resume(network, from - 1);
    expect(transport.types).not.toContain('snapshot');
    const seqs = transport.events.map(({ seq }) => seq);
    expect(seqs).toHaveLength(PROMISED);
    expect(seqs).toEqual(network.published.map(({ seq }) => seq));
    expect(transport.ends).toEqual([]);
  }, 60_000);

  it('goes from the store to the journal without a gap when memory holds less', async () => {
    const network = new FakeNetwork({ seq: 0, store, limits: { journalEvents: 700 } });
    publish(network, 3_000, DAY_MS);
    expect(network.hub.status().journalEvents).toBe(700);
    const first = network.published[0]?.seq ?? 0;
    for (const back of [0, 1, 2_298, 2_299, 2_300, 2_301, 2_999]) {
      const transport = await resume(network, first + back);
      expect(transport.types, `after ${back}`).not.toContain('snapshot');
      expect(transport.events.map(({ seq }) => seq)).toEqual(network.durableAfter(first + back));
    }
  });

  it.each([
    ['many within 7 days: all of them', 120_000, DAY_MS, 0],
    ['many, most of them older: the newest 100,000', 120_000, 60 * DAY_MS, 20_000],
    ['few, most of them older: all of them', 2_000, 300 * DAY_MS, 0],
  ])(
    'holds %s',
    (_, count, spreadMs, gone) => {
      const network = new FakeNetwork({ seq: 0, store });
      publish(network, count, spreadMs);
      // A call deletes so many at most.
      for (let calls = 0; calls < 5; calls++) store.prune(T0);
      const seqs = network.published.map(({ seq }) => seq);
      const oldest = (seqs[gone] ?? 0) - 1;
      expect(store.eventsSince(oldest, 2 * count)).toHaveLength(count - gone);
      if (gone > 0) expect(store.eventsSince(oldest - 1, 1)).toBeUndefined();
    },
    60_000,
  );

  it('gives a snapshot to who asks for what is no longer held', async () => {
    const before = new FakeNetwork({ seq: 0, store });
    publish(before, 120_000, 60 * DAY_MS);
    for (let calls = 0; calls < 5; calls++) store.prune(T0);
    const restarted = new FakeNetwork({ seq: before.seq, store });
    const held = before.published[20_000]?.seq ?? 0;
    const late = await resume(restarted, held - 2);
    expect(late.types.filter((type) => type !== 'heartbeat')).toEqual(['hello', 'snapshot']);
    restarted.publish(stateEvent('a', T0));
    const inTime = await resume(restarted, held - 1);
    expect(inTime.types).not.toContain('snapshot');
    expect(inTime.events).toHaveLength(PROMISED + 1);
  }, 60_000);

  it('keeps as many events in memory as are promised, if 64 MB suffice', () => {
    expect(HUB_LIMITS.journalEvents).toBeGreaterThanOrEqual(PROMISED);
    expect(HUB_LIMITS.journalBytes).toBe(64 * 1024 * 1024);
  });
});

// The fake is held to what the port promises.

import { expect, it } from 'vitest';
import type { EngineEvent } from '../../src/domain/event.ts';
import { linkId } from '../../src/domain/ids.ts';
import { FakeStore } from './fake-store.ts';

const LINK = linkId('l1');

function state(name: 'up' | 'down', from: number): EngineEvent {
  return { kind: 'link.state', at: from, link: LINK, state: name, from, reason: { kind: 'unmeasured' } };
}

it('numbers on, tiles intervals, and keeps what a failed commit held with the next that succeeds', () => {
  const store = new FakeStore();
  store.commit([state('up', 100), state('down', 200)]);
  store.failing = 'full';
  const failed = store.commit([state('up', 300)]);
  expect(failed.failure?.code).toBe('full');
  expect(failed.events).toMatchObject([{ seq: 3, durable: false }]);
  expect(store.status().backlogEvents).toBe(1);
  store.failing = undefined;
  expect(store.commit([state('up', 400)]).events).toMatchObject([{ seq: 4, durable: true }]);
  expect(store.intervals(LINK, 0, 1_000)).toMatchObject([
    { state: 'up', from: 100, to: 200 },
    { state: 'down', from: 200, to: 300 },
    { state: 'up', from: 300, to: 400 },
    { state: 'up', from: 400 },
  ]);
  expect(store.status().backlogEvents).toBe(0);
  expect(store.load().openIntervals).toHaveLength(1);
  expect(store.eventsSince(1, 10).map((each) => each.seq)).toEqual([2, 3, 4]);
});

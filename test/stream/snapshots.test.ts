// How long a snapshot is shared, and how many slow clients may keep alive.

import { describe, expect, it } from 'vitest';
import { Snapshots } from '../../src/stream/snapshots.ts';
import { fakeView } from '../api/support/api.ts';

function setup() {
  const world = { nowMs: 0, seq: 1 };
  const snapshots = new Snapshots({
    take: () => ({ ...fakeView(), seq: world.seq }),
    nowMs: () => world.nowMs,
  });
  return { world, snapshots };
}

describe('Snapshots', () => {
  it('are shared for a second, with the number of when they were taken', () => {
    const { world, snapshots } = setup();
    const first = snapshots.hold();
    world.seq = 5;
    world.nowMs = 999;
    expect(snapshots.hold()).toBe(first);
    expect(first.seq).toBe(1);
    world.nowMs = 1_000;
    expect(snapshots.hold().seq).toBe(5);
    expect(snapshots.taken).toBe(2);
  });

  it('serve the API with the same bytes', () => {
    const { snapshots } = setup();
    const network = JSON.parse(String(snapshots.network())) as unknown;
    expect(network).toEqual({ ...fakeView(), seq: 1 });
    expect(JSON.parse(String(snapshots.hold().message))).toEqual({ type: 'snapshot', seq: 1, network });
    expect(snapshots.taken).toBe(1);
  });

  it('are four at most, whoever holds them; then the newest is shared for as long as it takes', () => {
    const { world, snapshots } = setup();
    const held = Array.from({ length: 8 }, (_, i) => {
      world.nowMs = i * 2_000;
      return snapshots.hold();
    });
    expect(new Set(held).size).toBe(4);
    const [oldest] = held;
    if (oldest) snapshots.release(oldest);
    world.nowMs += 2_000;
    expect(held).not.toContain(snapshots.hold());
  });

  it('are written anew once the plan has changed', () => {
    const { snapshots } = setup();
    const first = snapshots.hold();
    snapshots.drop();
    expect(snapshots.hold()).not.toBe(first);
  });
});

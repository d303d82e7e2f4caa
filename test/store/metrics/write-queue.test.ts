import { describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import { WriteQueue } from '../../../src/store/metrics/write-queue.ts';
import { trafficPoint } from '../support/points.ts';

const points = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => trafficPoint(linkId('a'), from + index, { inBps: 1 }));

describe('the queue in front of the worker', () => {
  it('cuts what it is given into slices, two on their way at most', () => {
    const queue = new WriteQueue();
    queue.add(points(700));
    queue.add(points(600, 700));
    const first = queue.next();
    const second = queue.next();
    expect([first?.points.length, second?.points.length, queue.next()]).toEqual([500, 500, undefined]);
    expect([queue.points, queue.waitingPoints, queue.hasSlice]).toEqual([1_300, 300, false]);
    queue.kept(first?.id ?? 0);
    expect(queue.next()?.points.map(({ at }) => at)).toEqual(points(300, 1_000).map(({ at }) => at));
    expect(queue.points).toBe(800);
  });

  it('gives slices of a worker that died again, in order', () => {
    const queue = new WriteQueue();
    queue.add(points(1_200));
    queue.next();
    queue.next();
    queue.allUnkept();
    expect(queue.next()?.points[0]?.at).toBe(0);
    expect(queue.next()?.points[0]?.at).toBe(500);
    expect(queue.oldestAt).toBe(0);
  });

  it('drops the oldest beyond 100,000 points, and counts them', () => {
    const queue = new WriteQueue();
    queue.add(points(60_000));
    queue.add(points(60_000, 60_000));
    expect([queue.points, queue.dropped, queue.oldestAt]).toEqual([100_000, 20_000, 20_000]);
  });
});

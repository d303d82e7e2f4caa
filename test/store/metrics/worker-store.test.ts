// The store in front of the worker, with a worker that does as the test says.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import type { MetricPoint } from '../../../src/store/metrics/port.ts';
import type { WorkerListener } from '../../../src/store/metrics/worker-link.ts';
import type { ToWorker } from '../../../src/store/metrics/worker-protocol.ts';
import { WorkerMetricStore } from '../../../src/store/metrics/worker-store.ts';
import { rememberingLog, standingClock } from '../support/place.ts';
import { trafficPoint } from '../support/points.ts';

const T0 = 1_790_000_000_000;
const SETUP = {
  directory: '/nowhere',
  roundMs: 60_000,
  retention: { rawMs: 1, fiveMinutesMs: 1, oneHourMs: 1 },
  spool: { maxBytes: 1, maxAgeMs: 1 },
};
const QUERY = { link: linkId('a'), from: 0, to: 1, points: 1 };
const STATUS = {
  kind: 'sqlite',
  writtenPoints: 0,
  refusedPoints: 0,
  droppedPoints: 0,
  spooledPoints: 0,
  spooledBytes: 0,
} as const;

describe('the history store in front of its worker', () => {
  let heard: ToWorker[];
  let worker: WorkerListener;
  let isAlive: boolean;
  let store: WorkerMetricStore;
  const log = rememberingLog();
  beforeEach(() => {
    vi.useFakeTimers();
    heard = [];
    isAlive = true;
    store = new WorkerMetricStore(SETUP, {
      clock: standingClock(T0),
      log,
      startWorker: (_, listener) => {
        worker = listener;
        return {
          get isAlive() {
            return isAlive;
          },
          send: (message) => heard.push(message),
          close: () => Promise.resolve(),
        };
      },
    });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const points = (count: number): MetricPoint[] =>
    Array.from({ length: count }, (_, index) => trafficPoint(linkId('a'), T0 - 5_000 + index, { inBps: 1 }));
  const writes = () => heard.filter((message) => message.type === 'write');

  it('gathers for half a second, and sends a full slice at once but never within write()', () => {
    store.write(points(10));
    store.write(points(10));
    vi.advanceTimersByTime(499);
    expect(writes()).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(writes().map((message) => message.points.length)).toEqual([20]);
    store.write(points(600));
    expect(writes()).toHaveLength(1);
    vi.advanceTimersByTime(0);
    expect(writes()).toHaveLength(2);
  });

  it('keeps what the worker could not keep, and offers it again after a second', () => {
    store.write(points(3));
    vi.advanceTimersByTime(500);
    worker.message({ type: 'status', status: { ...STATUS, trouble: 'disk is full' } });
    worker.message({ type: 'unkept', id: writes()[0]?.id ?? 0 });
    store.write(points(600));
    vi.advanceTimersByTime(999);
    expect(writes(), 'a full slice ends no pause').toHaveLength(1);
    expect(store.status()).toMatchObject({
      trouble: 'disk is full',
      spooledPoints: 603,
      oldestSpooledMs: 5_000,
    });
    vi.advanceTimersByTime(1);
    expect(writes()[1]?.points.length).toBe(500);
  });

  it('sends everything again to the next worker, and adds up the counts of both', () => {
    store.write(points(3));
    vi.advanceTimersByTime(500);
    worker.message({ type: 'status', status: { ...STATUS, writtenPoints: 40, refusedPoints: 2 } });
    isAlive = false;
    worker.died('segmentation fault', 1_000);
    expect(store.status().trouble).toContain('segmentation fault');
    expect(store.status()).toMatchObject({ writtenPoints: 40, refusedPoints: 2, spooledPoints: 3 });
    isAlive = true;
    worker.message({ type: 'ready' });
    vi.advanceTimersByTime(0);
    expect(writes()).toHaveLength(2);
    worker.message({ type: 'status', status: { ...STATUS, writtenPoints: 3 } });
    worker.message({ type: 'kept', id: writes()[1]?.id ?? 0 });
    expect(store.status()).toMatchObject({ writtenPoints: 43, spooledPoints: 0 });
    expect(store.status()).not.toHaveProperty('trouble');
  });

  it('gives each question its own answer, and none a wait without end', async () => {
    const first = store.history(QUERY);
    const second = store.history(QUERY);
    const late = store.history(QUERY);
    const [one, two] = heard.map((message) => (message.type === 'history' ? message.id : 0));
    worker.message({ type: 'failed', id: two ?? 0, message: 'no such thing' });
    worker.message({ type: 'history', id: one ?? 0, history: { link: QUERY.link, stepMs: 1, buckets: [] } });
    expect((await first).stepMs).toBe(1);
    await expect(second).rejects.toThrow('no such thing');
    vi.advanceTimersByTime(30_000);
    await expect(late).rejects.toThrow('no answer within 30 s');
    const cut = store.history(QUERY);
    isAlive = false;
    worker.died('x', 1_000);
    await expect(cut).rejects.toThrow('restarted');
    await expect(store.history(QUERY)).rejects.toThrow('not running');
  });

  it('reads 64 histories at a time', async () => {
    const running = Array.from({ length: 64 }, () => store.history(QUERY).catch(() => 'ended'));
    await expect(store.history(QUERY)).rejects.toThrow('64 are being read already');
    vi.advanceTimersByTime(30_000);
    expect(await Promise.all(running)).toHaveLength(64);
  });

  it('sums links up 200 at a time, so that the loop never takes a large answer apart', async () => {
    const links = new Set(Array.from({ length: 450 }, (_, index) => linkId(`l${index}`)));
    const all = store.summaries({ from: 0, to: 1, links, utcOffsetMs: 0 });
    const sizes: number[] = [];
    for (let turn = 0; turn < 3; turn++) {
      const question = heard.at(-1);
      if (question?.type !== 'summaries') throw new Error('no question');
      sizes.push(question.query.links.size);
      const [link = linkId('none')] = question.query.links;
      const summaries = new Map([[link, { link, sent: 1, received: 1, hours: [] }]]);
      worker.message({ type: 'summaries', id: question.id, summaries });
      for (let microtask = 0; microtask < 5; microtask++) await Promise.resolve();
    }
    expect(sizes).toEqual([200, 200, 50]);
    expect([...(await all).keys()]).toEqual(['l0', 'l200', 'l400']);
    const many = new Set(Array.from({ length: 20_001 }, (_, index) => linkId(`l${index}`)));
    await expect(store.summaries({ from: 0, to: 1, links: many, utcOffsetMs: 0 })).rejects.toThrow(
      'at most 20000',
    );
  });

  it('flushes until all is safe, or until the time is up', async () => {
    store.write(points(3));
    const flushed = store.flush(5_000);
    vi.advanceTimersByTime(0);
    worker.message({ type: 'kept', id: writes()[0]?.id ?? 0 });
    await flushed;
    store.write(points(3));
    const inVain = store.flush(5_000);
    vi.advanceTimersByTime(5_000);
    await inVain;
    expect(store.status().spooledPoints).toBe(3);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  MOST_WAITING,
  openRenderLink,
  RENDER_TIMEOUT_MS,
  type RenderLink,
  type RenderListener,
} from '../../../src/report/render/render-link.ts';
import type { RenderWish } from '../../../src/report/render/worker-protocol.ts';
import { fixture } from './fixture.ts';
import { MADE_AT } from './fixture-tables.ts';

const report = fixture({ links: 2, events: 1 });
const deps = { madeAtMs: MADE_AT };

/** A thread that does what the test says. */
class FakeThreads {
  readonly wishes: RenderWish[] = [];
  started = 0;
  stopped = 0;
  listener: RenderListener | undefined;
  readonly start = (listener: RenderListener) => {
    this.started++;
    this.listener = listener;
    return { send: (wish: RenderWish) => void this.wishes.push(wish), stop: () => void this.stopped++ };
  };
  done(): void {
    this.listener?.answer({ type: 'done', id: this.wishes.at(-1)?.id ?? 0, files: [] });
  }
}

describe('openRenderLink()', () => {
  let threads: FakeThreads;
  let link: RenderLink;
  const render = () => link.render(report, { format: 'csv' }, deps);
  beforeEach(() => {
    vi.useFakeTimers();
    threads = new FakeThreads();
    link = openRenderLink(threads.start);
  });
  afterEach(() => {
    link.close();
    vi.useRealTimers();
  });

  it('renders one after the other in one thread', async () => {
    const [first, second] = [render(), render()];
    expect([threads.started, threads.wishes.length]).toEqual([1, 1]);
    threads.done();
    expect(await first).toEqual([]);
    expect(threads.wishes).toHaveLength(2);
    threads.done();
    expect(await second).toEqual([]);
    expect(threads.started).toBe(1);
  });

  it('refuses what is more than may wait', async () => {
    const all = Array.from({ length: MOST_WAITING + 1 }, render);
    await expect(render()).rejects.toMatchObject({
      code: 'busy',
      message: 'render report sla-marasa-2019-2026-10: 8 reports are waiting already; try again in a minute',
    });
    for (const _ of all) threads.done();
    expect(await Promise.all(all)).toHaveLength(MOST_WAITING + 1);
  });

  it('gives up after the time limit, ends the thread, and goes on in another', async () => {
    const [slow, next] = [render(), render()];
    vi.advanceTimersByTime(RENDER_TIMEOUT_MS);
    await expect(slow).rejects.toMatchObject({ code: 'timeout' });
    expect([threads.stopped, threads.started]).toEqual([1, 2]);
    threads.done();
    expect(await next).toEqual([]);
  });

  it('survives the death of its thread', async () => {
    const [lost, next] = [render(), render()];
    threads.listener?.ended('out of memory');
    await expect(lost).rejects.toMatchObject({
      code: 'ended',
      message: expect.stringContaining('out of memory'),
    });
    threads.done();
    expect(await next).toEqual([]);
  });

  it('ignores an answer that nobody waits for any more', async () => {
    const first = render();
    threads.listener?.answer({ type: 'done', id: 99, files: [] });
    threads.listener?.answer({ type: 'failed', id: 1, message: 'no table', isRange: true });
    await expect(first).rejects.toBeInstanceOf(RangeError);
  });

  it('ends an idle thread, and starts one again when it is needed', async () => {
    const first = render();
    threads.done();
    await first;
    vi.advanceTimersByTime(30_000);
    expect(threads.stopped).toBe(1);
    const second = render();
    threads.done();
    await second;
    expect(threads.started).toBe(2);
  });

  it('rejects all when it is closed, and everything after', async () => {
    const all = [render(), render()].map((one) => expect(one).rejects.toMatchObject({ code: 'closed' }));
    link.close();
    await Promise.all(all);
    await expect(render()).rejects.toMatchObject({ code: 'closed' });
  });
});

describe('the thread itself', () => {
  it('renders every form, and tells a missing table from a failure', async () => {
    const link = openRenderLink();
    try {
      const sizes = await Promise.all(
        (['pdf', 'xlsx', 'csv', 'json'] as const).map(async (format) =>
          (await link.render(report, { format }, deps)).map(({ name, bytes }) => [name, bytes.length > 20]),
        ),
      );
      expect(sizes.flat()).toEqual(
        ['.pdf', '.xlsx', '-links.csv', '-events.csv', '-maintenance.csv', '.json'].map((end) => [
          `sla-marasa-2019-2026-10${end}`,
          true,
        ]),
      );
      await expect(link.render(report, { format: 'csv', table: 'nix' }, deps)).rejects.toBeInstanceOf(
        RangeError,
      );
      const broken = { ...report, document: { ...report.document, timezone: 'Mars/Olympus' } };
      await expect(link.render(broken, { format: 'xlsx' }, deps)).rejects.toThrow('Mars/Olympus');
      const unsendable = { ...report, data: (() => 1) as unknown as null };
      await expect(link.render(unsendable, { format: 'json' }, deps)).rejects.toMatchObject({
        code: 'failed',
      });
    } finally {
      link.close();
    }
  });
});

// Jobs by the calendar, on node-cron itself with vitest's clock.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Calendar } from '../../src/schedule/calendar.ts';

const errors: string[] = [];
const LOG = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: (message: string) => void errors.push(message),
  child: () => LOG,
};

describe('Calendar', () => {
  beforeEach(() => {
    errors.length = 0;
    vi.useFakeTimers({ now: new Date('2026-11-24T18:00:00Z') });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('runs a job at its time in the given zone, and not after it was stopped', async () => {
    const calendar = new Calendar('Asia/Makassar', LOG);
    const ran: string[] = [];
    calendar.add({ name: 'night', cron: '30 2 * * *', run: () => void ran.push(new Date().toISOString()) });
    expect(calendar.next().get('night')?.toISOString()).toBe('2026-11-24T18:30:00.000Z');
    await vi.advanceTimersByTimeAsync(31 * 60_000);
    await vi.advanceTimersByTimeAsync(24 * 3_600_000);
    expect(ran.map((at) => at.slice(0, 16))).toEqual(['2026-11-24T18:30', '2026-11-25T18:30']);
    await calendar.stop();
    await vi.advanceTimersByTimeAsync(48 * 3_600_000);
    expect(ran).toHaveLength(2);
  });

  it('logs a job that fails and runs it again', async () => {
    const calendar = new Calendar('Asia/Makassar', LOG);
    let runs = 0;
    calendar.add({
      name: 'bad',
      cron: '0 * * * *',
      run: () => {
        runs++;
        throw new Error('no');
      },
    });
    await vi.advanceTimersByTimeAsync(2 * 3_600_000 + 60_000);
    expect([runs, errors]).toEqual([2, ['A calendar job failed', 'A calendar job failed']]);
    await calendar.stop();
  });

  it('keeps its jobs when it is planned anew', async () => {
    const calendar = new Calendar('Asia/Makassar', LOG);
    let runs = 0;
    calendar.add({ name: 'hourly', cron: '0 * * * *', run: () => void runs++ });
    await calendar.replan();
    await vi.advanceTimersByTimeAsync(3_600_000 + 60_000);
    expect(runs).toBe(1);
    await calendar.stop();
  });

  it('runs a job no more that was removed, and leaves the others', async () => {
    const calendar = new Calendar('Asia/Makassar', LOG);
    const ran: string[] = [];
    for (const name of ['a', 'b']) calendar.add({ name, cron: '0 * * * *', run: () => void ran.push(name) });
    await calendar.remove('a');
    await calendar.remove('never there');
    expect(calendar.names()).toEqual(['b']);
    await calendar.replan();
    await vi.advanceTimersByTimeAsync(3_600_000 + 60_000);
    expect(ran).toEqual(['b']);
    await calendar.stop();
  });

  it('can be stopped while it is planned anew', async () => {
    const calendar = new Calendar('Asia/Makassar', LOG);
    calendar.add({ name: 'hourly', cron: '0 * * * *', run: () => undefined });
    const planning = calendar.replan();
    await calendar.stop();
    await planning;
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([
    [
      'a second job of one name',
      () => {
        const calendar = new Calendar('Asia/Makassar', LOG);
        const job = { name: 'x', cron: '0 * * * *', run: () => undefined };
        calendar.add(job);
        try {
          calendar.add(job);
        } finally {
          void calendar.stop();
        }
      },
      'already',
    ],
    ['a zone that does not exist', () => new Calendar('Asia/Makasar', LOG), 'Asia/Makasar'],
    [
      'seconds',
      () => new Calendar('Asia/Makassar', LOG).add({ name: 'x', cron: '* * * * * *', run: () => undefined }),
      'five fields',
    ],
    [
      'nonsense',
      () => new Calendar('Asia/Makassar', LOG).add({ name: 'x', cron: '61 * * * *', run: () => undefined }),
      'five fields',
    ],
  ])('refuses %s', (_, make, text) => {
    expect(make).toThrow(text);
  });
});

// The ping engine's parts: reading what `ping` said, sharing a budget of processes, and surviving npm ping's holes.

import { beforeEach, describe, expect, it } from 'vitest';
import type { EchoTarget } from '../../../src/domain/echo.ts';
import { checkPing } from '../../../src/probe/icmp/ping-check.ts';
import { PingProber } from '../../../src/probe/icmp/ping-prober.ts';
import type { PingReport } from '../../../src/probe/icmp/ping-protocol.ts';
import { judgePing, type PingResponse } from '../../../src/probe/icmp/ping-reply.ts';
import { PINGS_PER_SECOND, PingSchedule } from '../../../src/probe/icmp/ping-schedule.ts';

const target = (key: number, other: Partial<EchoTarget> = {}): EchoTarget => ({
  key,
  address: `10.0.0.${key % 250}`,
  everyMs: 1_000,
  timeoutMs: 1_000,
  phaseMs: 0,
  ...other,
});

describe('judgePing()', () => {
  const silent = { alive: false, time: 'unknown' as const };
  it.each([
    ['an answer', { alive: true, time: 12.5, output: '' }, 'answered'],
    ['an answer after the timeout', { alive: true, time: 1_000.1, output: '' }, 'lost'],
    ['an answer without a time', { alive: true, time: 'unknown' as const, output: '' }, 'lost'],
    ['silence', { ...silent, output: 'PING 10.0.0.1 (10.0.0.1) 56(84) bytes of data.' }, 'lost'],
    [
      'host unreachable',
      { ...silent, output: 'From 10.0.0.9 icmp_seq=1 Destination Host Unreachable' },
      'unreachable',
    ],
    [
      'administratively prohibited',
      { ...silent, output: 'x\nFrom 10.0.0.9 icmp_seq=1 Packet filtered' },
      'unreachable',
    ],
    [
      'an expired TTL',
      { ...silent, output: 'From 10.0.0.9 icmp_seq=1 Time to live exceeded' },
      'ttl-exceeded',
    ],
    [
      'an expired hop limit',
      { ...silent, output: 'From fe80::1 icmp_seq=1 Time exceeded: Hop limit' },
      'ttl-exceeded',
    ],
    ['no route', { ...silent, output: 'ping: connect: Network is unreachable' }, 'no-route'],
    ['no route while sending', { ...silent, output: 'ping: sendmsg: No route to host' }, 'no-route'],
  ])('takes %s for what it is', (_, response, outcome) => {
    const verdict = judgePing(response, 1_000);
    expect(verdict.outcome).toBe(outcome);
    expect(Number.isNaN(verdict.rttMs)).toBe(outcome !== 'answered');
  });
});

describe('PingSchedule', () => {
  function startsIn(schedule: PingSchedule, fromMs: number, toMs: number): Map<number, number> {
    const starts = new Map<number, number>();
    for (let nowMs = fromMs; nowMs < toMs; nowMs += 20) {
      for (const { target: of } of schedule.take(nowMs, 64))
        starts.set(of.key, (starts.get(of.key) ?? 0) + 1);
    }
    return starts;
  }

  it('keeps a cadence that fits the budget', () => {
    const schedule = new PingSchedule();
    schedule.set(
      Array.from({ length: 40 }, (_, key) => target(key, { phaseMs: key * 25 })),
      0,
    );
    expect(schedule.stretch).toBe(1);
    expect([...startsIn(schedule, 0, 10_000).values()].every((count) => count >= 9 && count <= 10)).toBe(
      true,
    );
  });

  it('stretches all cadences alike when the plan wants more, and keeps to the budget', () => {
    const schedule = new PingSchedule();
    const many = Array.from({ length: 200 }, (_, key) => target(key, { phaseMs: key * 5 }));
    schedule.set(many, 0);
    expect(schedule.stretch).toBe(4);
    const counts = [...startsIn(schedule, 0, 40_000).values()];
    expect(counts).toHaveLength(200);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(9);
    expect(counts.reduce((sum, count) => sum + count)).toBeLessThanOrEqual(40 * PINGS_PER_SECOND + 10);
    schedule.drop(
      many.slice(20).map(({ key }) => key),
      40_000,
    );
    expect(schedule.stretch).toBe(1);
  });

  it('serves bursts first, at once, until they are ended', () => {
    const schedule = new PingSchedule();
    schedule.set([target(1), target(2)], 100);
    schedule.burst(2, 200, 100);
    expect(schedule.take(100, 1)).toEqual([{ target: target(2), burst: true }]);
    expect(schedule.take(200, 64)).toEqual([]);
    expect(schedule.take(1_000, 64).map(({ burst }) => burst)).toEqual([true, false, false]);
    schedule.burst(2, 0, 1_000);
    expect(schedule.take(1_500, 64)).toEqual([]);
  });
});

describe('PingProber', () => {
  let nowMs = 0;
  let reports: PingReport[] = [];
  let timers: { action: () => void; atMs: number }[] = [];
  let answer: (address: string) => Promise<PingResponse>;
  let schedule: PingSchedule;
  let prober: PingProber;
  const asked: string[] = [];

  beforeEach(() => {
    nowMs = 0;
    reports = [];
    timers = [];
    asked.length = 0;
    schedule = new PingSchedule();
    prober = new PingProber(schedule, {
      monoMs: () => nowMs,
      probe: (address) => {
        asked.push(address);
        return answer(address);
      },
      report: (report) => reports.push(report),
      after: (delayMs, action) => {
        const timer = { action, atMs: nowMs + delayMs };
        timers.push(timer);
        return () => timers.splice(timers.indexOf(timer), 1);
      },
    });
  });

  async function tickAt(atMs: number): Promise<void> {
    nowMs = atMs;
    prober.tick();
    await Promise.resolve();
    await Promise.resolve();
    prober.flush();
  }

  function outcomes(): string[] {
    return reports.flatMap((report) =>
      report.type === 'verdicts'
        ? report.verdicts.key.map(
            (key, i) => `${key}: ${report.verdicts.outcome[i]} ${report.verdicts.flags[i]}`,
          )
        : [],
    );
  }

  it('gives an answer its verdict and clears its deadline', async () => {
    answer = () => Promise.resolve({ alive: true, time: 3, output: '' });
    schedule.set([target(1)], 0);
    await tickAt(1_000);
    expect(outcomes()).toEqual(['1: 0 0']);
    expect(timers).toEqual([]);
  });

  it('gives up, tainted, on a ping that never ends', async () => {
    answer = () => new Promise<PingResponse>(() => {});
    schedule.set([target(1)], 0);
    await tickAt(1_000);
    expect(timers.map(({ atMs }) => atMs)).toEqual([4_000]);
    for (const { action } of [...timers]) action();
    prober.flush();
    expect(outcomes()).toEqual(['1: 1 2']);
  });

  it('tells a fault after three failures in a row, once, and when it is over', async () => {
    answer = () => Promise.reject(new Error('spawn ping ENOENT'));
    schedule.set([target(1)], 0);
    for (let second = 1; second <= 5; second++) await tickAt(1_000 * second);
    answer = () => Promise.resolve({ alive: true, time: 3, output: '' });
    await tickAt(6_000);
    expect(reports.filter(({ type }) => type === 'fault')).toEqual([
      { type: 'fault', detail: 'the ping program cannot be run: spawn ping ENOENT' },
      { type: 'fault', detail: undefined },
    ]);
    expect(outcomes()).toEqual([...Array<string>(5).fill('1: 1 2'), '1: 0 0']);
  });

  it('runs nothing but literal addresses', async () => {
    answer = () => Promise.resolve({ alive: true, time: 3, output: '' });
    schedule.set([target(1, { address: '-h' }), target(2, { address: '::1' })], 0);
    await tickAt(1_000);
    expect(asked).toEqual(['::1']);
  });

  it('reports nothing for a target whose address changed meanwhile', async () => {
    let finish: (response: PingResponse) => void = () => {};
    answer = () => new Promise<PingResponse>((resolve) => (finish = resolve));
    schedule.set([target(1)], 0);
    await tickAt(1_000);
    schedule.set([target(1, { address: '10.9.9.9' })], nowMs);
    finish({ alive: true, time: 3, output: '' });
    await tickAt(1_020);
    expect(outcomes()).toEqual([]);
  });
});

describe('checkPing()', () => {
  it('says that a program is missing', async () => {
    expect(await checkPing('jalur-no-such-program')).toContain('not installed');
  });

  it('says that a program speaks otherwise', async () => {
    expect(await checkPing('true')).toContain('it said nothing');
  });
});

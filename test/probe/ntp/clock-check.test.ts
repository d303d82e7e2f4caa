// Several servers, and what they say together: three times in a row before anybody is told.

import { describe, expect, it } from 'vitest';
import { ClockCheck } from '../../../src/probe/ntp/clock-check.ts';
import type { NtpSample } from '../../../src/probe/ntp/port.ts';
import { judgeOffsets, offsetDetail, offsetDetailIn } from '../../../src/probe/ntp/verdict.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import { systemTimers } from '../../../src/runtime/timers.ts';
import { answerOf, timeServer } from './fake-server.ts';

const samples = (...offsetsMs: readonly number[]): NtpSample[] =>
  offsetsMs.map((offsetMs, index) => ({ server: `s${index}`, offsetMs, roundTripMs: 20, stratum: 2 }));

describe('judgeOffsets()', () => {
  it.each([
    ['nobody answers', [], { kind: 'unknown', why: 'silent' }],
    ['one server is right about us', [3], { kind: 'known', off: false }],
    ['one server says we are off', [1_500], { kind: 'known', off: true, agree: 1, of: 1 }],
    ['exactly a second is allowed', [1_010], { kind: 'known', off: false }],
    ['one of three is mad', [2, -5e11, 4], { kind: 'known', off: false, agree: 2, of: 3 }],
    ['all say so', [-4_000, -4_100, -3_900], { kind: 'known', off: true, offsetMs: -4_000 }],
    ['two contradict each other', [0, 5_000], { kind: 'unknown', why: 'disagree' }],
    ['four fall into two camps', [0, 1, 5_000, 5_001], { kind: 'unknown', why: 'disagree' }],
  ])('%s', (_, offsets, verdict) => {
    expect(judgeOffsets(samples(...offsets))).toMatchObject(verdict);
  });

  it('does not blame our clock for a slow way: a satellite hop of three seconds proves nothing', () => {
    expect(judgeOffsets([{ server: 's', offsetMs: 1_400, roundTripMs: 3_000, stratum: 2 }])).toMatchObject({
      off: false,
    });
  });

  it.each([
    [3_200, 'the system clock is 3.2 s behind the time servers'],
    [-90_000, 'the system clock is 90.0 s ahead of the time servers'],
  ])('says which way it is off', (offsetMs, text) => {
    const verdict = judgeOffsets(samples(offsetMs));
    expect(verdict.kind === 'known' && offsetDetail(verdict)).toContain(text);
  });
});

const NINE_AHEAD = detailOf(-9_000);
const NINE_AHEAD_AND_SET_BACK = `the system clock was set back by 3 s; ${NINE_AHEAD}; and more`;

function detailOf(offsetMs: number): string {
  const verdict = judgeOffsets(samples(offsetMs));
  return verdict.kind === 'known' ? offsetDetail(verdict) : '';
}

/** Timers that pass at once, so that rounds over real sockets follow each other. */
function check(servers: readonly string[], before?: string) {
  const told: (string | undefined)[] = [];
  const waits: number[] = [];
  const next: (() => void)[] = [];
  const clock = new ClockCheck(
    { servers, told: before },
    {
      clock: systemClock,
      timers: {
        ...systemTimers,
        setTimeout: (run, ms) => {
          if (ms < 60_000) return systemTimers.setTimeout(run, Math.min(ms, 300));
          waits.push(ms);
          next.push(run);
          return undefined;
        },
      },
      cookie: () => crypto.getRandomValues(new Uint8Array(8)),
      onFault: (detail) => told.push(detail),
      log: { debug: () => undefined, warn: () => undefined },
    },
  );
  const round = async (): Promise<void> => {
    const before = waits.length;
    next.pop()?.();
    const untilMs = systemClock.monoMs() + 5_000;
    while (waits.length === before && systemClock.monoMs() < untilMs)
      await new Promise((done) => setTimeout(done, 5));
  };
  return { clock, told, waits, round };
}

describe('ClockCheck', () => {
  it('tells at the third answer in a row, asks more often meanwhile, and ends at the second good one', async () => {
    let aheadMs = 5_000;
    const servers = await Promise.all(
      [0, 1, 2].map(() => timeServer((question) => [answerOf(question, systemClock.wallMs() + aheadMs)])),
    );
    const { clock, told, waits, round } = check(servers.map(({ place }) => place));
    clock.start();
    for (let i = 0; i < 3; i++) await round();
    expect(told.map((each) => each !== undefined)).toEqual([false, false, true]);
    expect(told[2]).toContain('5.0 s behind the time servers (3 of 3 agree)');
    aheadMs = 0;
    for (let i = 0; i < 2; i++) await round();
    expect(told.map((each) => each !== undefined)).toEqual([false, false, true, true, false]);
    expect(waits).toEqual([64_000, 64_000, 64_000, 64_000, 300_000]);
    expect(clock.status()).toMatchObject({ queries: 15, answers: 15, silent: 0, refused: 0 });
    clock.stop();
  });

  it('an earlier run that told so is confirmed by the first answer', async () => {
    const { place } = await timeServer((question) => [answerOf(question, systemClock.wallMs() - 9_000)]);
    const { clock, told, waits, round } = check([place], NINE_AHEAD);
    clock.start();
    await round();
    expect(told).toEqual([NINE_AHEAD, NINE_AHEAD]);
    expect(told[0]).toContain('9.0 s ahead');
    expect(waits).toEqual([64_000]);
    clock.stop();
  });

  it('what an earlier run told stands while nobody answers, and ends at the second good answer', async () => {
    let isSilent = true;
    const { place } = await timeServer((question) =>
      isSilent ? [] : [answerOf(question, systemClock.wallMs())],
    );
    const { clock, told, waits, round } = check([place], NINE_AHEAD);
    clock.start();
    await round();
    expect(told).toEqual([NINE_AHEAD]);
    isSilent = false;
    await round();
    await round();
    expect(told).toEqual([NINE_AHEAD, NINE_AHEAD, undefined]);
    expect(waits).toEqual([64_000, 64_000, 300_000]);
    clock.stop();
  });

  it.each<[string, string | undefined]>([
    [NINE_AHEAD_AND_SET_BACK, NINE_AHEAD],
    ['the system clock was set back by 3 s', undefined],
  ])('of what an alert about the clock says, only what time servers said is taken up: %s', (text, told) => {
    expect(offsetDetailIn(text)).toBe(told);
  });

  it('servers that are silent change nothing, and one that sends a kiss is not asked again', async () => {
    const silent = await timeServer(() => []);
    const kissing = await timeServer((question) => [answerOf(question, 1, { stratum: 0, kiss: 'RATE' })]);
    const { clock, told, round } = check([silent.place, kissing.place]);
    clock.start();
    await round();
    await round();
    expect(told).toEqual([]);
    expect([silent.asked(), kissing.asked()]).toEqual([2, 1]);
    expect(clock.status()).toMatchObject({
      queries: 3,
      answers: 0,
      silent: 3,
      refused: 1,
      offsetMs: undefined,
    });
    clock.stop();
  });

  it('asks nobody where no server is named', () => {
    const { clock, waits } = check([]);
    clock.start();
    expect(waits).toEqual([]);
    expect(clock.status().queries).toBe(0);
  });
});

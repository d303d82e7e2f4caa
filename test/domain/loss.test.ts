// How many lost echoes in a row chance alone cannot explain.

import { describe, expect, it } from 'vitest';
import { EchoTrack } from '../../src/domain/echo-track.ts';
import { dayWindow, LossWindow, requiredBeats, requiredLosses, requiredNow } from '../../src/domain/loss.ts';
import { seededRandom } from '../../src/runtime/random.ts';

const LIMIT = { years: 100, everyMs: 200 };
const HOUR_OF_ECHOES = 3_600;

describe('requiredLosses()', () => {
  it.each([
    ['a clean hour', { sent: HOUR_OF_ECHOES, lost: 0 }, 5],
    ['a clean hour of a VSAT at 5 s', { sent: 720, lost: 0 }, 5],
    ['one lost in an hour', { sent: HOUR_OF_ECHOES, lost: 1 }, 5],
    ['5 % loss', { sent: HOUR_OF_ECHOES, lost: 180 }, 8],
    ['30 % loss', { sent: HOUR_OF_ECHOES, lost: 1_080 }, 20],
    ['half lost', { sent: HOUR_OF_ECHOES, lost: 1_800 }, 34],
    ['nothing known', { sent: 0, lost: 0 }, 39],
    ['all lost', { sent: HOUR_OF_ECHOES, lost: HOUR_OF_ECHOES }, 1_500],
  ])('asks after %s', (_, count, k) => {
    expect(requiredLosses(count, LIMIT)).toBe(k);
  });

  it.each([0.05, 0.1, 0.3, 0.5])('agrees with p^k where an hour has told p = %d', (p) => {
    const k = requiredLosses({ sent: HOUR_OF_ECHOES, lost: p * HOUR_OF_ECHOES }, LIMIT);
    const tolerated = LIMIT.everyMs / (LIMIT.years * 365.25 * 86_400_000);
    expect(Math.abs(k - Math.ceil(Math.log(tolerated) / Math.log(p)))).toBeLessThanOrEqual(1);
  });

  it('never asks for fewer when more were lost', () => {
    let before = 0;
    for (let lost = 0; lost <= HOUR_OF_ECHOES; lost += 7) {
      const k = requiredLosses({ sent: HOUR_OF_ECHOES, lost }, LIMIT);
      expect(k, `${lost} lost`).toBeGreaterThanOrEqual(before);
      before = k;
    }
  });
});

describe('LossWindow', () => {
  it('forgets what is older than an hour, minute by minute', () => {
    const window = new LossWindow();
    for (let minute = 0; minute < 90; minute++) window.add(minute * 60_000, 60, minute < 45 ? 6 : 0);
    expect(window.all()).toEqual({ sent: 3_600, lost: 15 * 6 });
    expect(window.recent()).toEqual({ sent: 120, lost: 0 });
    window.add(400 * 60_000, 1, 1);
    expect(window.all()).toEqual({ sent: 1, lost: 1 });
  });
});

/**
 * Every chance for chance in 30 days of 600 links at 1 echo/s, jumped from one row of five losses to the next: shorter
 * rows can end nothing. The history a row is judged by is drawn as it would stand then, a fresh one every time.
 */
function falseDowns(loss: number, random: () => number): { rows: number; downs: number } {
  const echoes = 600 * 30 * 86_400;
  const rows = Math.round(echoes * (1 - loss) * loss ** 5);
  let downs = 0;
  for (let row = 0; row < rows; row++) {
    let length = 5;
    while (random() < loss) length++;
    const window = new LossWindow();
    window.add(0, 3_480, binomial(3_480, loss, random));
    window.add(60 * 60_000, 120, binomial(120, loss, random));
    if (length >= requiredNow(window, LIMIT)) downs++;
  }
  return { rows, downs };
}

function binomial(n: number, p: number, random: () => number): number {
  const gauss = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.min(n, Math.max(0, Math.round(n * p + gauss * Math.sqrt(n * p * (1 - p)))));
}

describe('30 simulated days of 600 links', () => {
  it.each([0.05, 0.3])(
    'at %d random loss call nothing down',
    (loss) => {
      const { rows, downs } = falseDowns(loss, seededRandom(2026));
      expect(rows).toBeGreaterThan(400);
      expect(downs).toBe(0);
    },
    120_000,
  );
});

describe('requiredBeats()', () => {
  const MINUTE_MS = 60_000;

  // docs/beat.md prints this table.
  it.each([
    ['a clean hour at one a minute', MINUTE_MS, 60, 0, 5],
    ['three of sixty lost', MINUTE_MS, 60, 3, 8],
    ['the first ten minutes', MINUTE_MS, 10, 0, 10],
    ['a clean hour at one in five minutes', 5 * MINUTE_MS, 12, 0, 8],
    ['a clean hour at three a minute', 20_000, 180, 0, 5],
    ['most of them lost', MINUTE_MS, 60, 58, 60],
  ])('asks after %s', (_, everyMs, sent, lost, k) => {
    const window = new LossWindow();
    window.add(0, sent, lost);
    expect(requiredBeats([window], { years: 100, everyMs })).toBe(k);
  });

  it('listens to the hour when it is worse than the day, and to the day when that is', () => {
    const hour = new LossWindow();
    const day = dayWindow();
    hour.add(0, 60, 10);
    day.add(0, 1_440, 10);
    const limit = { years: 100, everyMs: MINUTE_MS };
    expect(requiredBeats([hour, day], limit)).toBe(requiredLosses(hour.all(), limit));
    const calm = new LossWindow();
    calm.add(0, 60, 0);
    day.add(0, 0, 200);
    expect(requiredBeats([calm, day], limit)).toBe(requiredLosses(day.all(), limit));
  });

  it.each([0.05, 0.3])('calls nothing down in 8 link-years of random loss of %d', (p) => {
    const random = seededRandom(76);
    let called = 0;
    for (let link = 0; link < 100; link++) {
      const track = new EchoTrack({ slow: true });
      for (let minute = 0; minute < 30 * 1_440; minute++) {
        const atMs = minute * MINUTE_MS;
        if (random() >= p) track.answered(atMs, false);
        else if (track.lost(atMs, 1, false) && track.lostInRow >= 5) {
          const windows = [track.loss, track.day ?? track.loss];
          if (track.lostInRow >= requiredBeats(windows, { years: 100, everyMs: MINUTE_MS })) called++;
        }
      }
    }
    expect(called).toBe(0);
  });
});

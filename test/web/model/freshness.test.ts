// When a screen is old, also after the machine has slept.

import { describe, expect, it } from 'vitest';
import { freshness } from '../../../src/web/model/freshness.ts';
import { reduce } from '../../../src/web/model/reduce.ts';
import { EMPTY_SCREEN, serverNow } from '../../../src/web/model/screen.ts';
import { fakeProvince, START } from '../support/province.ts';

const HEARD = { monoMs: 50_000, wallMs: 1_000_000 };
const { screen: SCREEN } = reduce(EMPTY_SCREEN, [
  { message: { type: 'snapshot', seq: 1, network: fakeProvince() }, instant: HEARD },
]);

function later(monoMs: number, wallMs = monoMs) {
  return { monoMs: HEARD.monoMs + monoMs, wallMs: HEARD.wallMs + wallMs };
}

describe('freshness()', () => {
  it.each([
    ['just heard', later(400), 1_000, { kind: 'fresh', ageMs: 400 }],
    ['one heartbeat missed', later(9_999), 1_000, { kind: 'fresh', ageMs: 9_999 }],
    ['two heartbeats missed', later(10_000), 1_000, { kind: 'silent', ageMs: 10_000 }],
    [
      'slept: the monotonic clock stood still',
      later(100, 3_600_000),
      1_000,
      { kind: 'silent', ageMs: 3_600_000 },
    ],
    ['wall clock set back', later(400, -9_000_000), 1_000, { kind: 'fresh', ageMs: 400 }],
    ['a link that is echoed once a minute', later(0), 63_000, { kind: 'fresh', ageMs: 0 }],
    ['nobody measures', later(1_000), 180_000, { kind: 'stalled', ageMs: 181_000 }],
    ['silence outweighs old data', later(12_000), 900_000, { kind: 'silent', ageMs: 12_000 }],
  ])('%s', (_name, now, oldestDataMs, expected) => {
    expect(freshness({ ...SCREEN, oldestDataMs }, now)).toEqual(expected);
  });

  it('waits until there is something to be fresh', () => {
    expect(freshness(EMPTY_SCREEN, HEARD)).toEqual({ kind: 'waiting' });
  });
});

describe('serverNow()', () => {
  it('goes on from the last word of the server', () => {
    expect(serverNow(SCREEN.heard, later(1_500))).toBe(START + 1_500);
    expect(serverNow(undefined, HEARD)).toBeUndefined();
  });
});

// The live echoes: each once, ten minutes of them, and what they say together.

import { describe, expect, it } from 'vitest';
import type { EchoView } from '../../../../src/stream/protocol.ts';
import {
  ECHO_SPAN_MS,
  echoShapes,
  joinEchoes,
  niceTop,
  sumEchoes,
} from '../../../../src/web/pages/link/echo-log.ts';

const NOW = 10_000_000;
const echo = (agoMs: number, rttMs?: number, burst = false): EchoView => ({
  at: NOW - agoMs,
  outcome: rttMs === undefined ? 'lost' : 'answered',
  ...(rttMs !== undefined && { rttMs }),
  burst,
});

describe('joinEchoes()', () => {
  it('knows each echo once, in the order of sending', () => {
    const known = [echo(3_000, 1), echo(1_000, 2)];
    expect(joinEchoes(known, [echo(2_000, 3), echo(1_000, 2)], NOW).map(({ at }) => NOW - at)).toEqual([
      3_000, 2_000, 1_000,
    ]);
  });

  it('keeps an extra echo beside a regular one of the same moment', () => {
    expect(joinEchoes([echo(1_000, 1)], [echo(1_000, 1, true)], NOW)).toHaveLength(2);
  });

  it('lets go what is older than ten minutes, and what is more than a bound', () => {
    expect(joinEchoes([echo(ECHO_SPAN_MS, 1), echo(ECHO_SPAN_MS - 1, 1)], [], NOW)).toHaveLength(1);
    const many = Array.from({ length: 3_000 }, (_, n) => echo(n * 100, 1));
    const kept = joinEchoes(many, [], NOW);
    expect(kept).toHaveLength(1_800);
    expect(kept.at(-1)?.at).toBe(NOW);
  });
});

describe('sumEchoes()', () => {
  it('counts regular echoes alone', () => {
    expect(sumEchoes([echo(4, 3), echo(3, 1), echo(2), echo(1, 9, true)])).toEqual({
      sent: 3,
      lost: 1,
      minMs: 1,
      medianMs: 1,
      maxMs: 3,
    });
  });

  it('has no RTT where nothing came back', () => {
    expect(sumEchoes([echo(1), echo(2)])).toEqual({ sent: 2, lost: 2 });
    expect(sumEchoes([])).toEqual({ sent: 0, lost: 0 });
  });
});

describe('echoShapes()', () => {
  const box = { width: 600, height: 100 };
  it('draws a bar as high as its RTT, a loss through the whole strip, and a beat in full', () => {
    const shapes = echoShapes([echo(ECHO_SPAN_MS / 2, 5), echo(0)], NOW, box);
    expect(shapes.topMs).toBe(5);
    expect(shapes.regular).toBe('M300.0 100v-100.0h1.0v100.0z');
    expect(shapes.lost).toBe('M600.0 0v100');
    const beat: EchoView = { at: NOW, outcome: 'answered', burst: false };
    expect(echoShapes([beat], NOW, box).regular).toContain('v-100.0');
  });

  it('keeps extra echoes apart, and leaves out what is too old', () => {
    const shapes = echoShapes([echo(0, 1, true), echo(ECHO_SPAN_MS + 1, 1)], NOW, box);
    expect(shapes.extra).not.toBe('');
    expect(shapes.regular).toBe('');
  });
});

it.each([
  [0, 1],
  [0.3, 0.5],
  [1, 1],
  [6.2, 10],
  [612, 1_000],
])('niceTop(%d) is %d', (value, expected) => {
  expect(niceTop(value)).toBeCloseTo(expected);
});

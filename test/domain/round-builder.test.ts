// Rounds: which echoes belong to which, and what is said about them.

import { describe, expect, it } from 'vitest';
import { ANSWERED, LOST } from '../../src/domain/echo.ts';
import { lossPct } from '../../src/domain/round.ts';
import { RoundBuilder } from '../../src/domain/round-builder.ts';

const NONE = { upMs: 0, degradedMs: 0, downMs: 0, unreachableMs: 0, unknownMs: 0 };

describe('RoundBuilder', () => {
  it('puts an echo into the round it was sent in, however late its verdict', () => {
    const rounds = new RoundBuilder(1_000, 1_000);
    rounds.add(100, ANSWERED, 10, false);
    rounds.add(1_100, ANSWERED, 20, false);
    rounds.add(900, LOST, Number.NaN, false);
    const first = rounds.close(0, 1_000, NONE);
    expect(first).toMatchObject({ sent: 2, received: 1, rtt: { minMs: 10, maxMs: 10 } });
    expect(lossPct(first)).toBe(50);
    expect(rounds.close(1_000, 2_000, NONE)).toMatchObject({ sent: 1, received: 1, rtt: { minMs: 20 } });
    expect(rounds.endMs).toBe(3_000);
  });

  it('summarises by known figures, jitter by order of sending', () => {
    const rounds = new RoundBuilder(1_000, 1_000);
    for (const [sentMs, rttMs] of [
      [300, 40],
      [100, 10],
      [200, 20],
      [400, 1_000],
    ] as const)
      rounds.add(sentMs, ANSWERED, rttMs, false);
    const { rtt } = rounds.close(0, 1_000, NONE);
    expect(rtt).toEqual({
      minMs: 10,
      meanMs: 267.5,
      medianMs: 30,
      p95Ms: 856,
      maxMs: 1_000,
      jitterMs: (10 + 20 + 960) / 3,
      buckets: [0, 1, 1, 1, 0, 0, 0, 1],
    });
  });

  it('says no loss and no RTT about a tainted round', () => {
    const rounds = new RoundBuilder(1_000, 1_000);
    rounds.add(100, ANSWERED, 10, false);
    rounds.add(200, LOST, Number.NaN, true);
    const round = rounds.close(0, 1_000, NONE);
    expect(round).toMatchObject({ sent: 1, received: 1, tainted: 1 });
    expect(round.rtt).toBeUndefined();
    expect(lossPct(round)).toBeUndefined();
  });

  it('has no RTT when nothing came back, and none of the round before', () => {
    const rounds = new RoundBuilder(1_000, 1_000);
    rounds.add(100, ANSWERED, 10, false);
    rounds.close(0, 1_000, NONE);
    rounds.add(1_100, LOST, Number.NaN, false);
    expect(rounds.close(1_000, 2_000, NONE).rtt).toBeUndefined();
    expect(lossPct(rounds.close(2_000, 3_000, NONE))).toBeUndefined();
  });

  it('keeps counting beyond the replies it keeps for percentiles', () => {
    const rounds = new RoundBuilder(10_000, 10_000);
    for (let i = 0; i < 3_000; i++) rounds.add(i, ANSWERED, 1, false);
    expect(rounds.close(0, 10_000, NONE)).toMatchObject({ sent: 3_000, received: 3_000, rtt: { meanMs: 1 } });
  });
});

describe('a round of beats', () => {
  it('has answers, and neither round-trip times nor jitter', () => {
    const rounds = new RoundBuilder(1_000, 1_000);
    rounds.add(100, ANSWERED, Number.NaN, false);
    rounds.add(700, LOST, Number.NaN, false);
    const round = rounds.close(0, 1_000, NONE);
    expect(round).toEqual({ from: 0, to: 1_000, sent: 2, received: 1, tainted: 0, durations: NONE });
    expect(lossPct(round)).toBe(50);
  });
});

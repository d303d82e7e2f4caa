// Rules as tables: the verdict, degradation, flapping, durations, topology.

import { describe, expect, it } from 'vitest';
import { QualityTrack } from '../../src/domain/degraded.ts';
import { FlapTrack } from '../../src/domain/flapping.ts';
import { linkId, siteId } from '../../src/domain/ids.ts';
import { durationsWithin } from '../../src/domain/interval.ts';
import type { QualityLimits } from '../../src/domain/link.ts';
import type { Round } from '../../src/domain/round.ts';
import type { LinkState } from '../../src/domain/state.ts';
import { guardsUp, topologyOf } from '../../src/domain/topology.ts';
import { type GuardSight, judge } from '../../src/domain/verdict.ts';
import { networkOf } from '../support/network.ts';

function guard(state: LinkState, seenMs: number, seenBehindMs = Number.NEGATIVE_INFINITY): GuardSight {
  return {
    site: siteId('r1'),
    seenMs,
    seenBehindMs,
    inbound: [{ link: linkId('hq-r1'), state, confirmedMs: 500 }],
  };
}

const SUSPECT = { lostInRow: 7, required: 7, lastLostMs: 1_000 };
const SEEING = { hasAnchors: true, seenMs: 1_100 };
const CUT_OFF = { kind: 'unreachable', site: 'r1', through: 'hq-r1' };

describe('judge()', () => {
  it.each([
    ['too few losses', { ...SUSPECT, lostInRow: 6 }, undefined, SEEING, { kind: 'wait', for: 'losses' }],
    ['enough, and an anchor answered since', SUSPECT, undefined, SEEING, { kind: 'down' }],
    [
      'nothing answered since',
      SUSPECT,
      undefined,
      { hasAnchors: true, seenMs: 1_000 },
      { kind: 'wait', for: 'sight' },
    ],
    ['no anchors to ask', SUSPECT, undefined, { hasAnchors: false, seenMs: 0 }, { kind: 'down' }],
    ['the site before answered since', SUSPECT, guard('up', 1_001), SEEING, { kind: 'down' }],
    [
      'the site before was not asked since',
      SUSPECT,
      guard('up', 1_000),
      SEEING,
      { kind: 'wait', for: 'guard' },
    ],
    ['the site before is down', SUSPECT, guard('down', 400), SEEING, CUT_OFF],
    ['few losses behind a failure', { ...SUSPECT, lostInRow: 3 }, guard('down', 400), SEEING, CUT_OFF],
    [
      'two losses behind a failure',
      { ...SUSPECT, lostInRow: 2 },
      guard('down', 400),
      SEEING,
      { kind: 'wait', for: 'losses' },
    ],
    ['the failed one begins to answer', SUSPECT, guard('down', 1_100), SEEING, CUT_OFF],
    ['a deaf router, others behind it answer', SUSPECT, guard('down', 0, 1_100), SEEING, { kind: 'down' }],
    [
      'a deaf router, others answered before only',
      SUSPECT,
      guard('down', 0, 900),
      SEEING,
      { kind: 'wait', for: 'guard' },
    ],
    [
      'the site before is not known yet',
      SUSPECT,
      guard('unknown', 1_100),
      SEEING,
      { kind: 'wait', for: 'guard' },
    ],
  ] as const)('%s', (_, suspect, before, monitor, verdict) => {
    expect(judge(suspect, before, monitor)).toEqual(verdict);
  });
});

const LIMITS: QualityLimits = {
  lossPct: { raise: 5, clear: 2 },
  rttMs: { raise: 100, clear: 80 },
  jitterMs: { raise: 30, clear: 20 },
  forMs: 120_000,
};

function round(minute: number, received: number, medianMs: number, tainted = 0): Round {
  const rtt = { minMs: 1, meanMs: 1, medianMs, p95Ms: 1, maxMs: 1, jitterMs: 1, buckets: [] };
  const durations = { upMs: 0, degradedMs: 0, downMs: 0, unreachableMs: 0, unknownMs: 0 };
  const base = { from: minute * 60_000, to: (minute + 1) * 60_000, sent: 60, received, tainted, durations };
  return tainted > 0 || received === 0 ? base : { ...base, rtt };
}

describe('QualityTrack', () => {
  it('needs the whole time above, and the whole time below the lower threshold', () => {
    const track = new QualityTrack();
    expect(track.take(round(0, 60, 150), false, LIMITS)).toEqual({ kind: 'keep' });
    expect(track.take(round(1, 60, 150), false, LIMITS)).toMatchObject({
      kind: 'degraded',
      from: 0,
      finding: { figure: 'rtt', value: 150, limit: 100 },
    });
    expect(track.take(round(2, 60, 90), true, LIMITS)).toEqual({ kind: 'keep' });
    expect(track.take(round(3, 60, 70), true, LIMITS)).toEqual({ kind: 'keep' });
    expect(track.take(round(4, 60, 70), true, LIMITS)).toEqual({ kind: 'good', from: 180_000 });
  });

  it('starts over when one round is good', () => {
    const track = new QualityTrack();
    for (const [minute, received] of [50, 60, 50, 60, 50].entries())
      expect(track.take(round(minute, received, 10), false, LIMITS)).toEqual({ kind: 'keep' });
  });

  it('learns nothing from tainted, empty and silent rounds', () => {
    const track = new QualityTrack();
    track.take(round(0, 40, 10), false, LIMITS);
    expect(track.take(round(1, 60, 10, 3), false, LIMITS)).toEqual({ kind: 'keep' });
    expect(track.take(round(2, 0, 0), false, LIMITS)).toEqual({ kind: 'keep' });
    expect(track.take(round(3, 40, 10), false, LIMITS)).toMatchObject({ kind: 'degraded', from: 0 });
  });
});

describe('FlapTrack', () => {
  it('begins above the limit and ends at half of it', () => {
    const limits = { changes: 4, windowMs: 10_000 };
    const track = new FlapTrack();
    for (let i = 0; i < 4; i++) track.change(i * 1_000, limits);
    expect(track.flapping).toBe(false);
    track.change(4_000, limits);
    expect(track.flapping).toBe(true);
    track.update(11_500, limits);
    expect(track.flapping).toBe(true);
    track.update(12_500, limits);
    expect(track.flapping).toBe(false);
  });
});

describe('durationsWithin()', () => {
  it('sums to the window, what nobody covers being unknown', () => {
    const spans = [
      { state: 'up', from: 100, to: 200 },
      { state: 'degraded', from: 200, to: 250 },
      { state: 'down', from: 250, to: 260 },
      { state: 'unreachable', from: 260 },
    ] as const;
    expect(durationsWithin(spans, 50, 300)).toEqual({
      upMs: 150,
      degradedMs: 50,
      downMs: 50,
      unreachableMs: 40,
      unknownMs: 50,
    });
  });
});

describe('topologyOf()', () => {
  it('finds the nearest site before a link that something active leads to', () => {
    const topology = topologyOf(
      networkOf([
        { id: 'hq-r1', from: 'hq', to: 'r1' },
        { id: 'r1-k1', from: 'r1', to: 'k1', stage: 'planned' },
        { id: 'k1-v1', from: 'k1', to: 'v1' },
        { id: 'v1-v2', from: 'v1', to: 'v2' },
        { id: 'b', from: 'hq', to: 'v1', role: 'backup' },
      ]),
    );
    expect(topology.guard.get(linkId('hq-r1'))).toBeUndefined();
    expect(topology.guard.get(linkId('k1-v1'))).toBe('r1');
    expect(guardsUp(topology, linkId('v1-v2'))).toEqual(['v1', 'r1']);
    expect(topology.inbound.get(siteId('v1'))?.map((link) => link.id)).toEqual(['k1-v1', 'b']);
    expect(topology.inbound.has(siteId('k1'))).toBe(false);
  });
});

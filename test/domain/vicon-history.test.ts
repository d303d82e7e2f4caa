// One stretch of history: what a bucket says, which link carried the site in it, and what a strip shows of it.

import { describe, expect, it } from 'vitest';
import { type LinkId, linkId, siteId } from '../../src/domain/ids.ts';
import { topologyOf } from '../../src/domain/topology.ts';
import { VICON_LIMITS } from '../../src/domain/vicon.ts';
import {
  NO_MS,
  runsOf,
  shownLevel,
  slotsOf,
  type ViconBucket,
  type ViconSlot,
} from '../../src/domain/vicon-history.ts';
import { type LinkSketch, networkOf } from '../support/network.ts';

const STEP = 300_000;
const T0 = STEP * 5_000_000;
const PAIR: LinkSketch[] = [
  { id: 'main', from: 'hq', to: 'r1' },
  { id: 'spare', from: 'hq', to: 'r1', role: 'backup' },
];

function bucket(changes: Partial<ViconBucket> = {}): ViconBucket {
  const whole = {
    at: T0 + STEP,
    sent: 300,
    received: 300,
    upMs: STEP,
    downMs: 0,
    rttMedianMs: 20,
    jitterMs: 2,
  };
  return { ...whole, ...changes };
}

/** The one slot of a site, of which each link had one bucket. */
function slotOf(buckets: Readonly<Record<string, ViconBucket>>, to = T0 + STEP): ViconSlot | undefined {
  const slots = slotsOf(siteId('r1'), {
    from: T0,
    to,
    stepMs: STEP,
    buckets: new Map<LinkId, Map<number, ViconBucket>>(
      Object.entries(buckets).map(([id, one]) => [linkId(id), new Map([[one.at, one]])]),
    ),
    topology: topologyOf(networkOf(PAIR)),
    echoEveryMs: () => 1_000,
    limits: VICON_LIMITS,
  });
  expect(slots).toHaveLength(1);
  return slots[0];
}

describe('a bucket', () => {
  it.each<[string, Readonly<Record<string, ViconBucket>>, Partial<typeof NO_MS>]>([
    ['that is good', { main: bucket() }, { ready: STEP }],
    ['of a slow line', { main: bucket({ rttMedianMs: 400 }) }, { limited: STEP }],
    ['nobody filled', {}, { unknown: STEP }],
    [
      'without figures',
      { main: { at: T0 + STEP, sent: 0, received: 0, upMs: STEP, downMs: 0 } },
      { unknown: STEP },
    ],
    [
      'with an outage, whose lost echoes are not held against the rest',
      { main: bucket({ upMs: 240_000, downMs: 60_000, received: 240 }) },
      { ready: 240_000, unfit: 60_000 },
    ],
    [
      'with an outage and loss beside it',
      { main: bucket({ upMs: 240_000, downMs: 60_000, received: 231 }) },
      { limited: 240_000, unfit: 60_000 },
    ],
    [
      'seen in part',
      { main: bucket({ upMs: 200_000, sent: 200, received: 200 }) },
      { ready: 200_000, unknown: 100_000 },
    ],
    [
      'in which the monitor was blind for a while, and sent echoes all the same',
      { main: bucket({ upMs: 200_000, sent: 300, received: 200 }) },
      { ready: 200_000, unknown: 100_000 },
    ],
    [
      'with spoiled rounds beside an outage',
      { main: bucket({ upMs: 240_000, downMs: 60_000, sent: 230, received: 175 }) },
      { ready: 240_000, unfit: 60_000 },
    ],
    [
      'of a primary that was down, whose backup worked',
      { main: bucket({ upMs: 0, downMs: STEP, received: 0 }), spare: bucket({ rttMedianMs: 450 }) },
      { limited: STEP },
    ],
    [
      'of two that were down',
      { main: bucket({ upMs: 0, downMs: STEP }), spare: bucket({ upMs: 0, downMs: STEP }) },
      { unfit: STEP },
    ],
  ])('%s', (_, buckets, ms) => {
    expect(slotOf(buckets)?.ms).toEqual({ ...NO_MS, ...ms });
  });

  it('that is not over ends now', () => {
    const slot = slotOf({ main: bucket({ upMs: 90_000, sent: 90, received: 90 }) }, T0 + 100_000);
    expect(slot).toEqual({ from: T0, to: T0 + 100_000, ms: { ...NO_MS, ready: 90_000, unknown: 10_000 } });
  });
});

describe('a strip', () => {
  const slot = (index: number, ms: Partial<typeof NO_MS>): ViconSlot => ({
    from: T0 + index * STEP,
    to: T0 + (index + 1) * STEP,
    ms: { ...NO_MS, ...ms },
  });

  it.each<[Partial<typeof NO_MS>, string]>([
    [{ ready: 300_000 }, 'ready'],
    [{ ready: 240_000, unfit: 60_000 }, 'unfit'],
    [{ ready: 241_000, unfit: 59_000 }, 'ready'],
    [{ limited: 150_000, unknown: 150_000 }, 'limited'],
    [{ ready: 200_000, unknown: 100_000 }, 'unknown'],
  ])('shows of %o the worst that took a fifth: %s', (ms, level) => {
    expect(shownLevel(slot(0, ms))).toBe(level);
  });

  it('joins neighbours that show the same, and no others', () => {
    const [good, bad] = [{ ready: STEP }, { unfit: STEP }];
    expect(runsOf([slot(0, good), slot(1, good), slot(2, bad), slot(4, bad)])).toEqual([
      { from: T0, to: T0 + 2 * STEP, level: 'ready' },
      { from: T0 + 2 * STEP, to: T0 + 3 * STEP, level: 'unfit' },
      { from: T0 + 4 * STEP, to: T0 + 5 * STEP, level: 'unfit' },
    ]);
  });
});

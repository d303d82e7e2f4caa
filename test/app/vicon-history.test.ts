// The past of readiness: folded the same as by hand, kept day by day, and honest about failures and age.

import { describe, expect, it } from 'vitest';
import { VICON_DAYS, ViconHistory } from '../../src/app/vicon-history.ts';
import { type LinkId, linkId, siteId } from '../../src/domain/ids.ts';
import { zoneOf } from '../../src/domain/local-time.ts';
import { topologyOf } from '../../src/domain/topology.ts';
import { VICON_LEVELS, VICON_LIMITS, type ViconLimits } from '../../src/domain/vicon.ts';
import type { History, HistoryBucket, HistoryQuery } from '../../src/store/metrics/port.ts';
import { type LinkSketch, networkOf } from '../support/network.ts';

const STEP = 300_000;
const DAY = 86_400_000;
const OFFSET = 8 * 3_600_000;
/** 24 November 2026, 10:02:30 WITA. */
const NOW = Date.UTC(2026, 10, 24, 2, 2, 30);

/** A number from 0 to 1 that depends on its arguments alone. */
function chance(...parts: readonly (string | number)[]): number {
  let hash = 2_166_136_261;
  for (const char of parts.join('/')) hash = Math.imul(hash ^ char.charCodeAt(0), 16_777_619);
  return ((hash >>> 0) % 10_000) / 10_000;
}

/** What a made-up history holds of a link in the bucket that ends at a moment; nothing for some. */
function bucketOf(link: LinkId, at: number): HistoryBucket | undefined {
  const roll = chance(link, at, 'kind');
  if (roll < 0.05) return undefined;
  const downMs = roll < 0.1 ? STEP : roll < 0.2 ? 120_000 : 0;
  const upMs = roll > 0.9 ? STEP / 2 : STEP - downMs;
  const sent = 300;
  const lost = roll > 0.5 ? 0 : Math.round(chance(link, at, 'loss') * 24);
  // Half of the last kind was blind: echoes were sent all through it.
  const sentUp = upMs / 1_000;
  return {
    at,
    sent,
    received: Math.max(0, sentUp - lost),
    upMs,
    downMs,
    degradedMs: 0,
    ...(upMs > 0 && {
      rttMedianMs: chance(link, at, 'rtt') * 550,
      jitterMs: chance(link, at, 'jitter') * 90,
    }),
    ...(roll > 0.3 && { inBps: chance(link, at, 'in') * 5e6, outBps: chance(link, at, 'out') * 5e6 }),
  };
}

class FakeHistory {
  readonly asked: HistoryQuery[] = [];
  failure: string | undefined;

  history(query: HistoryQuery): Promise<History> {
    this.asked.push(query);
    if (this.failure !== undefined) return Promise.reject(new Error(this.failure));
    const buckets: HistoryBucket[] = [];
    for (let at = Math.ceil((query.from + 1) / STEP) * STEP; at <= query.to; at += STEP) {
      const bucket = bucketOf(query.link, at);
      if (bucket) buckets.push(bucket);
    }
    return Promise.resolve({ link: query.link, stepMs: STEP, buckets });
  }
}

const LINKS: LinkSketch[] = [
  { id: 'hq-r1', from: 'hq', to: 'r1', bandwidthBps: 6e6 },
  { id: 'hq-r2', from: 'hq', to: 'r2' },
];

function benchOf(links: readonly LinkSketch[] = LINKS) {
  const history = new FakeHistory();
  const world = { at: NOW, limits: VICON_LIMITS as ViconLimits, breaths: 0 };
  const past = new ViconHistory({
    history,
    topology: () => topologyOf(networkOf(links)),
    echoEveryMs: () => 1_000,
    limits: () => world.limits,
    zone: () => zoneOf('Asia/Makassar'),
    now: () => world.at,
    breathe: () => {
      world.breaths++;
      return Promise.resolve();
    },
  });
  return { history, world, past };
}

type Sums = Record<(typeof VICON_LEVELS)[number], number>;
const zero = (): Sums => ({ ready: 0, limited: 0, unfit: 0, unknown: 0 });

/** The same by hand, one bucket after the other, for a site with one link. */
function byHand(link: string, bandwidthBps: number | undefined, from: number, to: number) {
  const hours = Array.from({ length: 24 }, zero);
  for (let begin = from; begin < to; begin += STEP) {
    const length = Math.min(STEP, to - begin);
    const sums = hours[Math.floor(((begin + OFFSET) % DAY) / 3_600_000)] ?? zero();
    const bucket = bucketOf(linkId(link), begin + STEP);
    const downMs = Math.min(length, bucket?.downMs ?? 0);
    const upMs = Math.min(length - downMs, bucket?.upMs ?? 0);
    sums.unfit += downMs;
    sums.unknown += length - downMs - upMs;
    if (!bucket || upMs <= 0) continue;
    const lost = bucket.sent - bucket.received;
    const here = lost - Math.min(lost, Math.max(0, length - bucket.upMs) / 1_000);
    const loss = (100 * here) / (bucket.received + here);
    const [rtt, jitter] = [bucket.rttMedianMs ?? 0, bucket.jitterMs ?? 0];
    const used = Math.max(bucket.inBps ?? Number.NaN, bucket.outBps ?? Number.NaN);
    const free =
      bandwidthBps === undefined || Number.isNaN(used)
        ? Number.POSITIVE_INFINITY
        : Math.max(0, bandwidthBps - used);
    const within = (most: readonly [number, number, number, number]) =>
      rtt <= most[0] && loss <= most[1] + 1e-9 && jitter <= most[2] && free >= most[3];
    if (within([300, 2, 40, 1.5e6])) sums.ready += upMs;
    else if (within([500, 5, 100, 0.6e6])) sums.limited += upMs;
    else sums.unfit += upMs;
  }
  return hours;
}

describe('the past', () => {
  const first = Date.UTC(2026, 10, 24) - OFFSET - (VICON_DAYS - 1) * DAY;

  it('is by hour of the day what it is by hand, over four weeks and all levels', async () => {
    const { past } = benchOf();
    past.view([siteId('r1'), siteId('r2')]);
    await past.idle();
    const view = past.view([siteId('r1'), siteId('r2')]);
    expect(view).toMatchObject({ computedAt: NOW, days: VICON_DAYS, ofDays: VICON_DAYS, computing: false });
    const [one, two] = view.sites;
    expect(one?.hours).toEqual(byHand('hq-r1', 6e6, first, NOW));
    expect(two?.hours).toEqual(byHand('hq-r2', undefined, first, NOW));
    const sum = one?.hours.reduce(
      (all, hour) => all + VICON_LEVELS.reduce((ms, level) => ms + hour[level], 0),
      0,
    );
    expect(sum).toBe(NOW - first);
    for (const level of VICON_LEVELS) expect(one?.hours.some((hour) => hour[level] > 0)).toBe(true);
  });

  it('is of the last 24 hours a strip without gaps, whose lengths are exact', async () => {
    const { past } = benchOf();
    past.view([siteId('r1')]);
    await past.idle();
    const [site] = past.view([siteId('r1')]).sites;
    const strip = site?.day ?? [];
    expect(strip.at(-1)?.to).toBe(NOW);
    expect(strip[0]?.from).toBeGreaterThan(NOW - DAY - STEP);
    for (const [index, run] of strip.entries()) {
      if (index > 0) expect(run.from).toBe(strip[index - 1]?.to);
      if (index > 0) expect(run.level).not.toBe(strip[index - 1]?.level);
    }
    const total = VICON_LEVELS.reduce((ms, level) => ms + (site?.dayMs[level] ?? 0), 0);
    expect(total).toBe(NOW - (strip[0]?.from ?? 0));
  });
});

describe('asking', () => {
  it('is answered at once, and again only when it is old; days that are over long since are read once', async () => {
    const { past, history, world } = benchOf();
    expect(past.view([siteId('r1')])).toMatchObject({ days: 0, computing: true, sites: [] });
    await past.idle();
    expect(history.asked).toHaveLength(VICON_DAYS);
    past.view([siteId('r1')]);
    world.at += 299_000;
    expect(past.view([siteId('r1')]).computing).toBe(false);
    world.at += 1_000;
    expect(past.view([siteId('r1')])).toMatchObject({ computing: true, computedAt: NOW });
    await past.idle();
    // Today, and yesterday, which points that were late may still change.
    expect(history.asked).toHaveLength(VICON_DAYS + 2);
    expect(past.view([siteId('r1')]).computedAt).toBe(NOW + 300_000);
  });

  it('keeps four weeks and no more, day after day', async () => {
    const { past, world } = benchOf();
    for (let day = 0; day < 5; day++) {
      past.view([siteId('r1')]);
      await past.idle();
      expect(past.view([siteId('r1')]).days).toBe(VICON_DAYS);
      world.at += DAY;
    }
    const [site] = past.view([siteId('r1')]).sites;
    const sum = site?.hours.reduce(
      (all, hour) => all + VICON_LEVELS.reduce((ms, level) => ms + hour[level], 0),
      0,
    );
    expect(sum).toBe((VICON_DAYS - 1) * DAY + ((NOW + OFFSET) % DAY));
  });

  it('says what failed, keeps what it had, and heals', async () => {
    const { past, history, world } = benchOf();
    past.view([siteId('r1')]);
    await past.idle();
    history.failure = 'InfluxDB does not answer at http://127.0.0.1:8086; start it';
    world.at += 300_000;
    past.view([siteId('r1')]);
    await past.idle();
    const failed = past.view([siteId('r1')]);
    expect(failed).toMatchObject({ failure: history.failure, computedAt: NOW, computing: false });
    expect(failed.sites).toHaveLength(1);
    history.failure = undefined;
    world.at += 30_000;
    past.view([siteId('r1')]);
    await past.idle();
    const healed = past.view([siteId('r1')]);
    expect(healed.failure).toBeUndefined();
    expect(healed.computedAt).toBe(NOW + 330_000);
  });

  it('after a change of limits works everything out anew, and what was under way is not taken', async () => {
    const { past, world } = benchOf();
    past.view([siteId('r1')]);
    const strict = { rttMs: 1, lossPct: 0, jitterMs: 1, freeBps: 1e9 };
    world.limits = { ready: strict, limited: strict };
    past.reset();
    expect(past.view([siteId('r1')]).days).toBe(0);
    await past.idle();
    const [site] = past.view([siteId('r1')]).sites;
    expect(site?.hours.every((hour) => hour.ready === 0 && hour.limited === 0)).toBe(true);
  });

  it('of a hundred sites gives others their turn, and reads every link on the way once a day', async () => {
    const links: LinkSketch[] = [{ id: 'hq-r0', from: 'hq', to: 'r0', bandwidthBps: 1e9 }];
    for (let n = 1; n <= 99; n++) links.push({ id: `r0-r${n}`, from: 'r0', to: `r${n}`, bandwidthBps: 5e6 });
    const { past, history, world } = benchOf(links);
    const sites = Array.from({ length: 100 }, (_, n) => siteId(`r${n}`));
    past.view(sites);
    await past.idle();
    expect(history.asked).toHaveLength(100 * VICON_DAYS);
    expect(world.breaths).toBe(100 * VICON_DAYS);
    const view = past.view(sites);
    expect(view.sites).toHaveLength(100);
    expect(Buffer.byteLength(JSON.stringify(view))).toBeLessThan(2_500_000);
  });
});

// The monitor's look at itself, in virtual time: what is raised after how long, and what ends it.

import { describe, expect, it } from 'vitest';
import { type FaultReport, watching } from './self-watching.ts';

const GB = 1e9;
const ROOMY = { sizeBytes: 100 * GB, freeBytes: 50 * GB };

/** What is wrong, for how long; what is told then, and how long after it is mended that ends. */
const CASES: readonly {
  readonly name: string;
  readonly wrong: Parameters<ReturnType<typeof watching>['set']>[0];
  readonly fault: FaultReport['fault'];
  readonly says: RegExp;
  readonly raisedAfterS: number;
  readonly endedAfterS: number;
}[] = [
  {
    name: 'an event loop that is late for a minute',
    wrong: { loop: { p50Ms: 20, p99Ms: 240, maxMs: 700 } },
    fault: 'loop',
    says: /240 ms late/,
    raisedAfterS: 60,
    endedAfterS: 60,
  },
  {
    name: 'an event loop that stands still for seconds, again and again',
    wrong: { loop: { p50Ms: 1, p99Ms: 20, maxMs: 3_400 } },
    fault: 'loop',
    says: /stood still for 3\.4 s/,
    raisedAfterS: 60,
    endedAfterS: 60,
  },
  {
    name: 'echoes that leave late',
    wrong: { echoSlipMs: 400 },
    fault: 'schedule',
    says: /echoes leave 400 ms late/,
    raisedAfterS: 60,
    endedAfterS: 60,
  },
  {
    name: 'polls that wait in line',
    wrong: { pollSlipMs: 30_000, pollsWaiting: 12 },
    fault: 'schedule',
    says: /begin 30 s late.*12 wait/,
    raisedAfterS: 60,
    endedAfterS: 60,
  },
  {
    name: 'little room',
    wrong: { disk: { sizeBytes: 100 * GB, freeBytes: 4.9 * GB } },
    fault: 'disk',
    says: /4\.9 GB of 100\.0 GB left for the data directory \/data/,
    raisedAfterS: 60,
    endedAfterS: 120,
  },
  {
    name: 'hardly any room',
    wrong: { disk: { sizeBytes: 100 * GB, freeBytes: 0.9 * GB } },
    fault: 'disk-full',
    says: /900 MB of/,
    raisedAfterS: 60,
    endedAfterS: 120,
  },
  {
    name: 'a data directory that is gone',
    wrong: { disk: new Error('ENOENT: no such file or directory') },
    fault: 'disk',
    says: /cannot be read: ENOENT/,
    raisedAfterS: 60,
    endedAfterS: 120,
  },
  {
    name: 'a mount that never answers',
    wrong: { disk: 'never' },
    fault: 'disk',
    says: /no answer within 60 s/,
    raisedAfterS: 120,
    endedAfterS: 60,
  },
];

describe('SelfWatch', () => {
  it.each(CASES)('tells $name', async ({ wrong, fault, says, raisedAfterS, endedAfterS }) => {
    const world = watching(ROOMY);
    await world.pass(600);
    expect(world.reports).toEqual([]);
    world.set(wrong);
    await world.pass(raisedAfterS - 1);
    expect(world.raised(fault)).toBeUndefined();
    await world.pass(1);
    expect(world.raised(fault)).toMatch(says);
    world.mend(ROOMY);
    await world.pass(endedAfterS - 1);
    expect(world.raised(fault)).toMatch(says);
    await world.pass(1);
    expect(world.raised(fault)).toBeUndefined();
    await world.pass(600);
    expect(world.faults()).toEqual([]);
  });

  it('tells nothing of a passing trouble', async () => {
    const world = watching(ROOMY);
    for (let i = 0; i < 20; i++) {
      world.set({ loop: { p50Ms: 20, p99Ms: 240, maxMs: 700 }, echoSlipMs: 400 });
      await world.pass(40);
      world.mend(ROOMY);
      await world.pass(20);
    }
    expect(world.reports).toEqual([]);
  });

  it('raises above one figure and ends below another', async () => {
    const world = watching(ROOMY);
    world.set({ loop: { p50Ms: 20, p99Ms: 240, maxMs: 700 } });
    await world.pass(60);
    world.set({ loop: { p50Ms: 20, p99Ms: 150, maxMs: 700 } });
    await world.pass(600);
    expect(world.raised('loop')).toMatch(/240 ms/);
    world.set({ loop: { p50Ms: 20, p99Ms: 90, maxMs: 700 } });
    await world.pass(60);
    expect(world.raised('loop')).toBeUndefined();
  });

  it('tells when no verdicts come though links are to be echoed, unless the echo engine says so itself', async () => {
    const world = watching(ROOMY);
    world.silence();
    await world.pass(31 + 2 + 60);
    expect(world.raised('schedule')).toMatch(/no echo verdict for \d+ s though 2 links/);
    expect(world.watch.measures()).toBe(false);
    world.loop.fault('echo', 'the echo process ended');
    await world.pass(60);
    expect(world.raised('schedule')).toBeUndefined();
  });

  it('expects no verdicts where nothing is echoed', async () => {
    const world = watching(ROOMY, { links: [] });
    await world.pass(600);
    expect(world.reports).toEqual([]);
    expect(world.watch.measures()).toBe(true);
  });

  it('says by when the disk is full once it has seen an hour of growth', async () => {
    const world = watching({ sizeBytes: 100 * GB, freeBytes: 7 * GB });
    for (let minute = 0; minute <= 90; minute++) {
      world.set({ disk: { sizeBytes: 100 * GB, freeBytes: (7 - minute / 40) * GB } });
      await world.pass(60);
    }
    expect(world.watch.status().diskHoursLeft).toBeCloseTo(3.2, 1);
    expect(world.raised('disk')).toMatch(/full in about 3 h/);
  });

  it('takes up what an earlier run told: no alert is raised twice, and it ends when it is over', async () => {
    const before = watching(ROOMY);
    before.set({ loop: { p50Ms: 20, p99Ms: 240, maxMs: 700 } });
    await before.pass(60);
    const [alert] = [...before.loop.state.alerts.values()];
    const after = watching(ROOMY, { saved: alert ? [alert] : [] });
    expect(after.raised('loop')).toMatch(/240 ms/);
    await after.pass(40);
    expect([...after.loop.state.alerts.values()]).toMatchObject([{ number: alert?.number }]);
    await after.pass(20);
    expect(after.raised('loop')).toBeUndefined();
    expect([...after.loop.state.alerts.values()]).toEqual([]);
  });

  it('looks no more once it is stopped', async () => {
    const world = watching(ROOMY);
    world.watch.stop();
    world.watch.stop();
    world.set({ disk: { sizeBytes: GB, freeBytes: 1 } });
    await world.pass(600);
    expect(world.reports).toEqual([]);
  });
});

// The dead man's switch in virtual time: when it beats, when it keeps back, and when its own failing is told.

import { describe, expect, it } from 'vitest';
import { DeadMan } from '../../src/app/dead-man.ts';
import type { Delivery } from '../../src/app/sign-of-life.ts';
import { notWorkingBecause } from '../../src/app/work-signs.ts';
import { SecretText } from '../../src/config/secret.ts';
import { FakeStore } from '../support/fake-store.ts';
import { FakeTimers } from '../support/fake-timers.ts';
import { engineConfig, networkOf, province } from '../support/network.ts';
import { Sim } from '../support/sim.ts';

const EVERY_MS = 60_000;
const OK: Delivery = { kind: 'delivered' };
const LOST: Delivery = { kind: 'failed', why: 'the answer was HTTP 503' };

function switched({
  told,
  chance = 0,
  outcome = OK,
}: {
  readonly told?: string;
  readonly chance?: number;
  readonly outcome?: Delivery;
} = {}) {
  const timers = new FakeTimers();
  const sentAtMs: number[] = [];
  const faults: (string | undefined)[] = [];
  const log: string[] = [];
  const world = {
    outcome,
    tookMs: 0,
    broken: undefined as string | undefined,
    breaksWhileSending: undefined as string | undefined,
  };
  const note = (message: string): void => void log.push(message);
  const deadMan = new DeadMan(
    {
      url: new SecretText('https://alive.example/b9a1-c0ffee', { inClear: true }),
      method: 'GET',
      everyMs: EVERY_MS,
      timeoutMs: 10_000,
    },
    {
      notWorking: () => world.broken,
      deliver: async () => {
        sentAtMs.push(timers.monoMs() - 1_000);
        world.broken = world.breaksWhileSending ?? world.broken;
        if (world.tookMs > 0) await new Promise<void>((done) => timers.setTimeout(done, world.tookMs));
        return world.outcome;
      },
      onFault: (detail) => faults.push(detail),
      timers,
      clock: timers,
      random: () => chance,
      log: { info: note, warn: note },
    },
    told,
  );
  deadMan.start();
  return { deadMan, world, timers, sentAtMs, faults, log, pass: (s: number) => timers.advance(s * 1_000) };
}

describe('DeadMan', () => {
  it('beats once a period, however long the answer takes', async () => {
    const { pass, sentAtMs, world, deadMan } = switched();
    world.tookMs = 7_000;
    await pass(190);
    expect(sentAtMs).toEqual([0, 60_000, 120_000, 180_000]);
    expect(deadMan.status()).toMatchObject({
      sent: 4,
      delivered: 4,
      failed: 0,
      place: 'https://alive.example',
    });
  });

  it('beats a little early by chance, never late', async () => {
    const { pass, sentAtMs } = switched({ chance: 0.999 });
    await pass(120);
    expect(sentAtMs[1]).toBeGreaterThanOrEqual(54_000);
    expect(sentAtMs[1]).toBeLessThan(54_100);
  });

  it('keeps back while jalur does not work, says why once, and beats within 10 s once it does', async () => {
    const { pass, sentAtMs, world, deadMan, log, faults } = switched();
    await pass(1);
    world.broken = 'no echo verdict for 40 s';
    await pass(300);
    expect(sentAtMs).toEqual([0]);
    expect(deadMan.status().withheldBecause).toBe('no echo verdict for 40 s');
    world.broken = undefined;
    await pass(10);
    expect(sentAtMs).toHaveLength(2);
    expect(log).toEqual(['The sign of life is kept back', 'The sign of life goes out again']);
    expect(faults).toEqual([]);
    expect(deadMan.status().withheldBecause).toBeUndefined();
  });

  it('tells at the fourth beat in a row that does not arrive, and ends with the first that does', async () => {
    const { pass, world, faults, deadMan } = switched({ outcome: LOST });
    await pass(179);
    expect(faults).toEqual([]);
    await pass(2);
    expect(faults).toEqual([
      expect.stringContaining('does not arrive at https://alive.example: the answer was HTTP 503'),
    ]);
    expect(faults[0]).not.toContain('c0ffee');
    expect(deadMan.status()).toMatchObject({ failed: 4, failedBecause: 'the answer was HTTP 503' });
    world.outcome = OK;
    await pass(60);
    expect(faults.slice(1)).toEqual([undefined]);
  });

  it('does not take the time it kept back for failing, nor what fails as the monitor goes blind', async () => {
    const { pass, world, faults } = switched({ outcome: LOST });
    await pass(130);
    world.breaksWhileSending = 'the monitor is blind: it sees nothing of the network';
    await pass(600);
    expect(faults).toEqual([]);
    world.breaksWhileSending = undefined;
    world.broken = undefined;
    await pass(10);
    expect(faults).toHaveLength(1);
  });

  it('takes up what an earlier run told', async () => {
    const { pass, faults } = switched({ told: 'does not arrive', outcome: LOST });
    await pass(600);
    expect(faults).toEqual(['does not arrive']);
  });

  it('beats no more once it is stopped, also when an answer comes after it', async () => {
    const { pass, world, sentAtMs, deadMan, timers, faults } = switched();
    world.tookMs = 5_000;
    await pass(61);
    deadMan.stop();
    deadMan.stop();
    world.outcome = LOST;
    await pass(600);
    expect(sentAtMs).toEqual([0, 60_000]);
    expect([faults, timers.pending]).toEqual([[], 0]);
  });
});

describe('notWorkingBecause()', () => {
  function working() {
    const sim = new Sim(engineConfig(networkOf(province(1, 2))));
    sim.run(20_000);
    const store = new FakeStore();
    const why = (worstStopMs?: number, laterMs = 0): string | undefined =>
      notWorkingBecause({
        state: sim.state,
        store,
        worstStopMs,
        now: { ...sim.now(), monoMs: sim.nowMs + laterMs },
        runningMs: 20_000 + laterMs,
      });
    return { sim, store, why };
  }

  it('is nothing while the engine ticks, verdicts come and the store can be written', () => {
    const { why, store, sim } = working();
    expect(why(40)).toBeUndefined();
    expect(store.lastAliveAt).toBe(sim.now().at);
  });

  it('an outage, of all links even, is no reason as long as an anchor answers: telling of it is what jalur is for', () => {
    const { why, sim } = working();
    for (const id of sim.state.links.keys()) sim.cut.add(id);
    sim.run(60_000);
    expect(sim.alerts('link.down')).toHaveLength(1);
    expect(why()).toBeUndefined();
  });

  it.each([
    ['the engine has stopped', () => working().why(undefined, 31_000), /not looked at the time for 31 s/],
    ['the loop was stuck', () => working().why(12_000), /stood still for 12 s/],
    [
      'the store cannot be written',
      () => {
        const { store, why } = working();
        store.failing = 'full';
        return why();
      },
      /state store cannot be written/,
    ],
    [
      'events wait to be written',
      () => {
        const { store, why, sim } = working();
        store.failing = 'full';
        store.commit([{ kind: 'monitor.started', at: sim.now().at }]);
        return why();
      },
      /1 events could not be written/,
    ],
    [
      'the monitor is blind',
      () => {
        const { sim, why } = working();
        sim.uplinkCut = true;
        sim.run(30_000);
        return why();
      },
      /blind/,
    ],
    [
      'no verdict came yet',
      () => {
        const { sim, why } = working();
        for (const watch of sim.state.links.values()) watch.verdictMs = undefined;
        return why();
      },
      /no echo verdict since the start/,
    ],
    [
      'verdicts are old',
      () => {
        const { sim, why } = working();
        for (const watch of sim.state.links.values()) watch.verdictMs = sim.nowMs - 40_000;
        return why();
      },
      /no echo verdict for 40 s/,
    ],
  ])('says that %s', (_, why, text) => {
    expect(why()).toMatch(text);
  });
});

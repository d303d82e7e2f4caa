// A restart repeats no alert and loses none, whenever the run before was killed. What is told is counted as a messenger
// would: an alert that becomes visible (raised unsuppressed, let go, or come back), and one that ends after it was told.

import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/domain/alert.ts';
import type { EngineEvent } from '../../src/domain/event.ts';
import { linkId } from '../../src/domain/ids.ts';
import { settleMsOf } from '../../src/engine/settle.ts';
import type { EngineConfig } from '../../src/engine/state.ts';
import { FakeStore } from '../support/fake-store.ts';
import { engineConfig, type LinkSketch, networkOf, province } from '../support/network.ts';
import { Sim, type SimOptions } from '../support/sim.ts';

const SETTLE_MS = 15_000;
const VSAT = { everyMs: 5_000, timeoutMs: 3_000 };

/** One data directory over several runs of the engine. */
class Runs {
  readonly store = new FakeStore();
  readonly told: string[] = [];
  readonly #visible = new Map<number, number>();
  readonly #config: EngineConfig;
  sim: Sim;

  constructor(sketches: readonly LinkSketch[] = province(2, 3), changes: Partial<EngineConfig> = {}) {
    const acknowledge = { from: 'major', returnedMs: 3_600_000 } as const;
    this.#config = engineConfig(networkOf(sketches), {}, { acknowledge, settleMs: SETTLE_MS, ...changes });
    this.sim = this.#begin({});
    this.sim.run(40_000);
  }

  /** Kill -9 now; `awayMs` later the next run begins, and the network is as it was unless `meanwhile` changes it. */
  kill(awayMs = 5_000, meanwhile: (sim: Sim) => void = () => undefined): void {
    const { sim: before, store } = this;
    store.heartbeat(before.now().at);
    const startMs = before.nowMs + awayMs;
    const sim = this.#begin({ saved: store.load(), startMs, startAt: before.now().at + awayMs });
    for (const id of before.cut) sim.cut.add(id);
    for (const [id, rttMs] of before.rttMs) sim.rttMs.set(id, rttMs);
    sim.uplinkCut = before.uplinkCut;
    sim.anchorsSilent = before.anchorsSilent;
    meanwhile(sim);
    this.sim = sim;
    this.told.length = 0;
  }

  cut(...ids: readonly string[]): void {
    for (const id of ids) this.sim.cut.add(linkId(id));
  }

  mend(...ids: readonly string[]): void {
    for (const id of ids) this.sim.cut.delete(linkId(id));
  }

  #begin(options: SimOptions): Sim {
    const sim = new Sim(this.#config, options);
    const take = (event: EngineEvent): void => {
      this.store.commit([event]);
      if ('alert' in event) this.#tell(event.alert);
    };
    for (const event of sim.events) take(event);
    sim.onEvent = take;
    return sim;
  }

  #tell(alert: Alert): void {
    const { number, rule, subject, occurrences } = alert;
    const visible = alert.status === 'active' && alert.suppressed === undefined;
    const before = this.#visible.get(number);
    if (visible && before !== occurrences) {
      this.#visible.set(number, occurrences);
      this.told.push(`+ ${rule} ${subject}`);
    }
    if (alert.status !== 'active' && before !== undefined) {
      this.#visible.delete(number);
      this.told.push(`- ${rule} ${subject}`);
    }
  }
}

describe('an alert that was open and still holds', () => {
  it('of a link that is down is not told again', () => {
    const runs = new Runs();
    runs.cut('r1-v1');
    runs.sim.run(20_000);
    runs.kill();
    runs.sim.run(120_000);
    expect(runs.told).toEqual([]);
    expect(runs.sim.alerts('link.down')).toMatchObject([{ subject: 'r1-v1', occurrences: 1 }]);
  });

  it('of a regency is not told again, nor are its villages, and what it took along is not forgotten meanwhile', () => {
    const runs = new Runs();
    runs.cut('hq-r1');
    runs.sim.run(30_000);
    const [root] = runs.sim.alerts('link.down');
    expect(root?.data).toMatchObject({ unreachable: 3, villages: 3 });
    runs.kill();
    const counts = new Set<unknown>();
    runs.sim.onEvent = ((before) => (event) => {
      before?.(event);
      if (event.kind === 'alert.changed' && event.alert.number === root?.number)
        counts.add(event.alert.data['villages']);
    })(runs.sim.onEvent);
    runs.sim.run(120_000);
    expect(runs.told).toEqual([]);
    expect([...counts].filter((count) => count !== 3)).toEqual([]);
    const held = runs.sim.alerts('link.unreachable');
    expect(held).toHaveLength(3);
    expect(
      held.every((alert) => alert.suppressed?.by === 'ancestor' && alert.incident === root?.number),
    ).toBe(true);
  });

  it('that the monitor is blind is not told again, however long that takes to prove', () => {
    const runs = new Runs();
    runs.sim.uplinkCut = true;
    runs.sim.run(60_000);
    runs.kill();
    runs.sim.run(120_000);
    expect(runs.told).toEqual([]);
    expect(runs.sim.alerts('monitor.blind')).toMatchObject([{ status: 'active', occurrences: 1 }]);
  });

  it('that all anchors are silent is not told again', () => {
    const runs = new Runs();
    runs.sim.anchorsSilent = true;
    runs.sim.run(120_000);
    runs.kill();
    runs.sim.run(180_000);
    expect(runs.told).toEqual([]);
    expect(runs.sim.alerts('monitor.anchors')).toMatchObject([{ status: 'active', occurrences: 1 }]);
  });

  it('that a link is degraded is not told again: it goes on until quality has been good for its time', () => {
    const runs = new Runs();
    runs.sim.rttMs.set(linkId('hq-r1'), 150);
    runs.sim.run(300_000);
    expect(runs.sim.stateOf('hq-r1')).toBe('degraded');
    runs.kill();
    runs.sim.run(400_000);
    expect(runs.told).toEqual([]);
    runs.sim.rttMs.set(linkId('hq-r1'), 10);
    runs.sim.run(300_000);
    expect(runs.told).toEqual(['- link.degraded hq-r1']);
  });

  it('that a link flaps is not told again, and ends when it has been calm for its time', () => {
    const runs = new Runs();
    for (let i = 0; i < 4; i++) {
      runs.cut('r1-v1');
      runs.sim.run(20_000);
      runs.mend('r1-v1');
      runs.sim.run(20_000);
    }
    expect(runs.sim.alerts('link.flapping')).toHaveLength(1);
    runs.kill();
    runs.sim.run(300_000);
    expect(runs.told.filter((each) => each.includes('flapping'))).toEqual([]);
    runs.sim.run(400_000);
    expect(runs.told.filter((each) => each.includes('flapping'))).toEqual(['- link.flapping r1-v1']);
  });
});

describe('an alert whose condition went while jalur was away', () => {
  it('is closed once, for an outage and for blindness', () => {
    const runs = new Runs();
    runs.cut('r1-v1');
    runs.sim.run(20_000);
    runs.kill(600_000, (sim) => sim.cut.clear());
    runs.sim.run(60_000);
    expect(runs.told).toEqual(['- link.down r1-v1']);
    runs.sim.uplinkCut = true;
    runs.sim.run(60_000);
    runs.kill(600_000, (sim) => {
      sim.uplinkCut = false;
    });
    runs.sim.run(60_000);
    expect(runs.told).toEqual(['- monitor.blind monitor']);
  });

  it('of a regency is closed, and a village behind it that is dead itself is told', () => {
    const runs = new Runs();
    runs.cut('hq-r1');
    runs.sim.run(30_000);
    runs.kill(600_000, (sim) => {
      sim.cut.clear();
      sim.cut.add(linkId('r1-v2'));
    });
    runs.sim.run(90_000);
    expect([...runs.told].sort()).toEqual(['+ link.down r1-v2', '- link.down hq-r1']);
    expect(runs.sim.alerts('link.unreachable')).toEqual([]);
  });
});

describe('what is found while jalur settles', () => {
  it('is held, and told once when it has settled', () => {
    const runs = new Runs();
    runs.kill(60_000, (sim) => sim.cut.add(linkId('r2-v1')));
    runs.sim.runUntil(() => runs.sim.alerts('link.down').length === 1, 14_000);
    expect(runs.sim.alerts('link.down')[0]?.suppressed).toMatchObject({ by: 'settling' });
    runs.sim.run(60_000);
    expect(runs.told).toEqual(['+ link.down r2-v1']);
  });

  it('and is over before that is never told', () => {
    const runs = new Runs();
    runs.kill(60_000, (sim) => sim.cut.add(linkId('r2-v1')));
    runs.sim.runUntil(() => runs.sim.alerts('link.down').length === 1, 14_000);
    runs.mend('r2-v1');
    runs.sim.run(60_000);
    expect(runs.told).toEqual([]);
    expect(runs.sim.alerts()).toEqual([]);
  });

  it('is held as well when the outage before still waits for somebody', () => {
    const runs = new Runs(province(2, 3), { acknowledge: { from: 'minor', returnedMs: 3_600_000 } });
    runs.cut('r1-v1');
    runs.sim.run(20_000);
    runs.mend('r1-v1');
    runs.sim.run(20_000);
    expect(runs.sim.alerts('link.down')).toMatchObject([{ status: 'returned' }]);
    runs.kill(60_000, (sim) => sim.cut.add(linkId('r1-v1')));
    runs.sim.runUntil(() => runs.sim.alerts('link.down')[0]?.status === 'active', 14_000);
    expect(runs.sim.alerts('link.down')).toMatchObject([{ occurrences: 2, suppressed: { by: 'settling' } }]);
    runs.sim.run(60_000);
    expect(runs.told).toEqual(['+ link.down r1-v1']);
  });

  it('is told once though jalur is killed in the middle of it', () => {
    const runs = new Runs();
    runs.kill(60_000, (sim) => sim.cut.add(linkId('r2-v1')));
    runs.sim.runUntil(() => runs.sim.alerts('link.down').length === 1, 14_000);
    const [found] = runs.sim.alerts('link.down');
    runs.kill();
    runs.sim.run(90_000);
    expect(runs.told).toEqual(['+ link.down r2-v1']);
    expect(runs.sim.alerts('link.down')).toMatchObject([{ number: found?.number }]);
  });

  it('is told though jalur never lives long enough to settle: what two runs have found is no chance', () => {
    const runs = new Runs();
    const told: string[] = [];
    runs.kill(60_000, (sim) => sim.cut.add(linkId('r2-v1')));
    for (let crash = 0; crash < 4; crash++) {
      runs.sim.run(12_000);
      told.push(...runs.told);
      runs.kill();
    }
    expect(told).toEqual(['+ link.down r2-v1']);
  });

  it('of a regency and its villages is one message', () => {
    const runs = new Runs();
    runs.kill(60_000, (sim) => sim.cut.add(linkId('hq-r2')));
    runs.sim.run(90_000);
    expect(runs.told).toEqual(['+ link.down hq-r2']);
  });
});

describe('the time it takes to settle', () => {
  const quick = { id: 'hq-r1', from: 'hq', to: 'r1' };
  const slow = { id: 'hq-r2', from: 'hq', to: 'r2', medium: 'vsat' as const, echo: VSAT };
  const of = (sketches: readonly LinkSketch[], settleMs = SETTLE_MS): number =>
    settleMsOf(engineConfig(networkOf(sketches), {}, { settleMs }));

  it.each([
    ['is what is configured where that is enough', [quick], SETTLE_MS, SETTLE_MS],
    ['is a whole suspicion of the slowest link where that is more', [quick, slow], SETTLE_MS, 18_900],
    ['is longer when somebody wants it so', [quick, slow], 60_000, 60_000],
    ['is none where none is wanted', [quick, slow], 0, 0],
    [
      'is not drawn out by links that are looked at once in minutes',
      [{ ...slow, echo: { everyMs: 600_000, timeoutMs: 3_000 } }],
      SETTLE_MS,
      60_000,
    ],
    [
      'does not wait for links that raise no alert',
      [quick, { ...slow, stage: 'planned' as const }],
      SETTLE_MS,
      SETTLE_MS,
    ],
    [
      'does not wait for beats, which come once in minutes',
      [quick, { ...slow, device: { beat: { everyMs: 60_000 } } }],
      SETTLE_MS,
      SETTLE_MS,
    ],
  ])('%s', (_, sketches, settleMs, wanted) => {
    expect(of(sketches, settleMs)).toBe(wanted);
  });

  it('covers every satellite link that died while jalur was away, whatever its phase', () => {
    const dead = Array.from({ length: 60 }, (_, i) => ({ ...slow, id: `hq-r${i + 2}`, to: `r${i + 2}` }));
    const runs = new Runs([quick, ...dead]);
    runs.kill(60_000, (sim) => {
      for (const { id } of dead) sim.cut.add(linkId(id));
    });
    const { settling } = runs.sim.state;
    if (!settling) throw new Error('nothing settles');
    const lastMs = runs.sim.runUntil(() => runs.sim.alerts('link.down').length === dead.length, 60_000);
    expect(runs.sim.nowMs).toBeLessThanOrEqual(settling.untilMs);
    expect(lastMs).toBeGreaterThan(SETTLE_MS);
    expect(runs.told).toEqual([]);
    runs.sim.run(10_000);
    expect(runs.told).toHaveLength(dead.length);
  });
});

it('a clock that is set forward lets nothing go that its cause holds back', () => {
  const runs = new Runs();
  runs.cut('hq-r1');
  runs.sim.run(30_000);
  runs.told.length = 0;
  const { at } = runs.sim.now();
  runs.sim.offsetMs += 60_000;
  runs.sim.give({ kind: 'clock-forward', fromAt: at, toAt: at + 60_000 });
  runs.sim.run(30_000);
  expect(runs.told).toEqual([]);
});

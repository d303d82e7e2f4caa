// Planned work from its announcement to its overrun, with the engine and simulated links behind the desk: what a window
// hides, what it never hides, and what is told when it is over, also when jalur was not running at that moment.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Maintenance, openMaintenance } from '../../src/app/maintenance.ts';
import { linkId } from '../../src/domain/ids.ts';
import type { OpenMaintenance } from '../../src/domain/maintenance.ts';
import { Closer } from '../../src/runtime/shutdown.ts';
import { systemTimers } from '../../src/runtime/timers.ts';
import { FakeStore } from '../support/fake-store.ts';
import { engineConfig, networkOf, province } from '../support/network.ts';
import { Sim } from '../support/sim.ts';
import { SARI, scopeOf } from './support/desk.ts';

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 10, 24, 1);

/** An engine, its links and the desk, in one virtual time. */
class Province {
  readonly sim: Sim;
  readonly desk: Maintenance;
  readonly #closer = new Closer(5_000, () => undefined);

  constructor(sim: Sim, store: FakeStore) {
    this.sim = sim;
    sim.onEvent = (event) => void store.commit([event]);
    const nothing = () => undefined;
    const log = { debug: nothing, info: nothing, warn: nothing, error: nothing, child: () => log };
    this.desk = openMaintenance(
      {
        plan: { config: { providers: [], maintenance: [] } },
        store,
        loop: {
          state: sim.state,
          now: () => sim.now(),
          give: (input) => {
            sim.give(input);
            return undefined;
          },
        },
      },
      {
        closer: this.#closer,
        log,
        timers: systemTimers,
        clock: { wallMs: () => Date.now(), monoMs: () => performance.now() },
      },
    );
  }

  async pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 1_000) {
      this.sim.run(1_000);
      await vi.advanceTimersByTimeAsync(1_000);
    }
  }

  announce(links: readonly string[], inMs: number, forMs: number): void {
    const from = this.sim.now().at + inMs;
    const outcome = this.desk.create(
      {
        name: 'Ganti FO',
        scope: scopeOf({ links }),
        time: { kind: 'once', from, to: from + forMs },
        announcedBy: 'ICON+',
      },
      SARI,
    );
    expect(outcome.kind).toBe('done');
  }

  /** Subjects of alerts that somebody is told of, with the name of the window they outlived. */
  told(): unknown[] {
    return this.sim
      .alerts()
      .filter((alert) => alert.status === 'active' && !alert.suppressed)
      .map((alert) => [alert.subject, alert.data['overrun']]);
  }

  async stop(): Promise<void> {
    await this.#closer.close();
  }
}

describe('planned work', () => {
  let store: FakeStore;
  let ground: Province;
  const started = () =>
    new Province(new Sim(engineConfig(networkOf(province(2, 3))), { startAt: NOW }), store);

  /** jalur starts again after a while, with the same links cut. */
  function restarted(awayMs: number): Province {
    const { sim } = ground;
    const saved = {
      lastAliveAt: sim.now().at,
      openIntervals: [...sim.state.links.keys()].flatMap((id) => sim.intervals(id).slice(-1)),
      activeAlerts: sim.alerts(),
      nextAlertNumber: sim.state.nextAlertNumber,
    };
    vi.setSystemTime(sim.now().at + awayMs);
    const config = engineConfig(sim.state.config.network, {}, { settleMs: 15_000 });
    const after = new Sim(config, { saved, startMs: sim.nowMs + awayMs, startAt: sim.now().at + awayMs });
    for (const id of sim.cut) after.cut.add(id);
    return new Province(after, store);
  }

  beforeEach(async () => {
    vi.useFakeTimers({ now: NOW });
    store = new FakeStore();
    ground = started();
    await ground.pass(20_000);
  });
  afterEach(async () => {
    await ground.stop();
    vi.useRealTimers();
  });

  it('hides what it takes down with all behind it, and tells it as an overrun once its time is over', async () => {
    ground.announce(['hq-r1'], MINUTE, 5 * MINUTE);
    await ground.pass(2 * MINUTE);
    ground.sim.cut.add(linkId('hq-r1'));
    await ground.pass(MINUTE);
    expect(ground.sim.alerts().map((alert) => alert.suppressed?.by)).toEqual(
      expect.arrayContaining(['maintenance', 'ancestor']),
    );
    expect(ground.told()).toEqual([]);
    await ground.pass(3 * MINUTE);
    expect(ground.told()).toEqual([['hq-r1', 'Ganti FO']]);
  });

  it('that is done in time is never told', async () => {
    ground.announce(['hq-r1'], MINUTE, 5 * MINUTE);
    await ground.pass(2 * MINUTE);
    ground.sim.cut.add(linkId('hq-r1'));
    await ground.pass(MINUTE);
    ground.sim.cut.clear();
    await ground.pass(5 * MINUTE);
    expect(ground.told()).toEqual([]);
    const announced = ground.sim.events.filter(
      (event) => 'alert' in event && event.alert.announced !== undefined,
    );
    expect(announced).toEqual([]);
  });

  it('never hides an outage that began before it, neither at its begin nor within', async () => {
    ground.sim.cut.add(linkId('r1-v1'));
    await ground.pass(MINUTE);
    expect(ground.told()).toEqual([['r1-v1', undefined]]);
    ground.announce(['hq-r1', 'r1-v1'], 0, 5 * MINUTE);
    await ground.pass(2 * MINUTE);
    expect(ground.told()).toEqual([['r1-v1', undefined]]);
    await ground.pass(5 * MINUTE);
    expect(ground.told(), 'nor is it the window’s overrun').toEqual([['r1-v1', undefined]]);
  });

  it('that an operator ends while links are still down leaves their alerts at once', async () => {
    ground.announce(['r1-v1'], 0, 60 * MINUTE);
    ground.sim.cut.add(linkId('r1-v1'));
    await ground.pass(MINUTE);
    expect(ground.told()).toEqual([]);
    const [view] = ground.desk.windows();
    ground.desk.end(view?.window.id ?? '', SARI);
    expect(ground.told()).toEqual([['r1-v1', 'Ganti FO']]);
  });

  it('goes on over a restart without a word, and is overrun after it', async () => {
    ground.announce(['r1-v1'], 0, 10 * MINUTE);
    ground.sim.cut.add(linkId('r1-v1'));
    await ground.pass(MINUTE);
    await ground.stop();
    ground = restarted(5_000);
    await ground.pass(5 * MINUTE);
    expect(ground.told()).toEqual([]);
    const open: readonly OpenMaintenance[] = ground.sim.state.maintenance;
    expect(open).toMatchObject([{ name: 'Ganti FO' }]);
    await ground.pass(5 * MINUTE);
    expect(ground.told()).toEqual([['r1-v1', 'Ganti FO']]);
  });

  it('that ended while jalur was not running is told as an overrun, after what is down was proved to be', async () => {
    ground.announce(['r1-v1'], 0, 10 * MINUTE);
    ground.sim.cut.add(linkId('r1-v1'));
    await ground.pass(MINUTE);
    await ground.stop();
    ground = restarted(30 * MINUTE);
    expect(ground.told()).toEqual([]);
    const edges = ground.sim.events.flatMap(({ kind }) => (kind.startsWith('maintenance.') ? [kind] : []));
    expect(edges, 'screens that resume take it off').toEqual(['maintenance.begun', 'maintenance.ended']);
    expect(store.openMaintenance()).toEqual([]);
    await ground.pass(MINUTE);
    expect(ground.told()).toEqual([['r1-v1', 'Ganti FO']]);
  });
});

// A vicon desk in virtual time: an engine with simulated links, the state store in memory, and a history that is empty.

import { openVicon, type Vicon } from '../../../src/app/vicon.ts';
import type { Actor } from '../../../src/domain/act.ts';
import { siteId } from '../../../src/domain/ids.ts';
import { VICON_LIMITS, type ViconLimits } from '../../../src/domain/vicon.ts';
import type { ViconEventView } from '../../../src/domain/vicon-view.ts';
import { Closer } from '../../../src/runtime/shutdown.ts';
import { FakeStore } from '../../support/fake-store.ts';
import { FakeTimers } from '../../support/fake-timers.ts';
import { engineConfig, networkOf, province } from '../../support/network.ts';
import { Sim } from '../../support/sim.ts';

export const MINUTE = 60_000;
export const SARI: Actor = { who: 'Sari', via: 'screen', address: '10.76.0.9' };
/** 24 November 2026, 08:00 WITA. */
export const EIGHT = Date.UTC(2026, 10, 24);

/** One run of jalur. */
export class ViconBench {
  readonly sim: Sim;
  readonly store: FakeStore;
  readonly desk: Vicon;
  readonly logged: string[] = [];
  readonly plan: { config: { vicon: ViconLimits } } = { config: { vicon: VICON_LIMITS } };
  readonly #timers = new FakeTimers();
  readonly #closer = new Closer(5_000, () => undefined);

  constructor(sim: Sim, store: FakeStore, lastAliveAt?: number) {
    this.sim = sim;
    this.store = store;
    const note = (message: string): void => void this.logged.push(message);
    const log = { debug: note, info: note, warn: note, error: note, child: () => log };
    this.desk = openVicon(
      {
        plan: this.plan,
        store,
        metrics: { history: ({ link }) => Promise.resolve({ link, stepMs: 300_000, buckets: [] }) },
        loop: {
          state: sim.state,
          now: () => sim.now(),
          give: (input) => {
            sim.give(input);
            return undefined;
          },
        },
        lastAliveAt,
      },
      { closer: this.#closer, log, timers: this.#timers, clock: this.#timers },
    );
  }

  /** Two regencies with two villages each, and a desk that has never run before. */
  static first(): ViconBench {
    const sim = new Sim(engineConfig(networkOf(province(2, 2))), { startAt: EIGHT });
    return new ViconBench(sim, new FakeStore());
  }

  /** Lets time pass for links and desk alike. */
  async pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 1_000) {
      this.sim.run(1_000);
      await this.#timers.advance(1_000);
    }
  }

  /** Puts an event in: so many minutes from now, so long. */
  announce(inMinutes: number, forMinutes: number, sites: readonly string[] = ['r1', 'r2']): ViconEventView {
    const startsAt = this.sim.now().at + inMinutes * MINUTE;
    const endsAt = startsAt + forMinutes * MINUTE;
    const outcome = this.desk.create({ title: 'Tatap muka', startsAt, endsAt, sites }, SARI);
    if (outcome.kind === 'refused') throw new Error(outcome.refusal.message);
    return outcome.event;
  }

  /** What was seen of a site, as `minute level why`, minutes from the beginning of the simulation. */
  seen(id: number, site = 'r1'): string[] {
    const { changes } = this.desk.event(id) ?? { changes: [] };
    return changes
      .filter((change) => change.site === siteId(site))
      .map(({ at, level, decides }) => {
        const why = decides.kind === 'unknown' ? decides.why : decides.kind;
        return `${((at - EIGHT) / MINUTE).toFixed(1)} ${level} ${why}`;
      });
  }

  /** Alerts about conferences that are up, as `link level decides`. */
  told(): string[] {
    return this.sim
      .alerts('link.vicon')
      .filter(({ status }) => status === 'active')
      .map(({ subject, data }) => `${subject} ${data['level']} ${data['decides']}`);
  }

  /** Ends jalur, and starts it again after a while with the same links cut. */
  async restarted(awayMs: number): Promise<ViconBench> {
    await this.#closer.close();
    const { sim, store } = this;
    const lastAliveAt = sim.now().at;
    const saved = {
      lastAliveAt,
      openIntervals: [...sim.state.links.keys()].flatMap((id) => sim.intervals(id).slice(-1)),
      activeAlerts: sim.alerts(),
      nextAlertNumber: sim.state.nextAlertNumber,
    };
    const begin = { saved, startMs: sim.nowMs + awayMs, startAt: lastAliveAt + awayMs };
    const after = new Sim(sim.state.config, begin);
    for (const id of sim.cut) after.cut.add(id);
    for (const [id, ms] of sim.rttMs) after.rttMs.set(id, ms);
    return new ViconBench(after, store, lastAliveAt);
  }
}

// Several runs of the engine over one data directory, and what a messenger would have told: an alert that becomes visible
// (raised unsuppressed, let go, or come back), and one that ends after it was told.

import type { Alert } from '../../src/domain/alert.ts';
import type { EngineEvent } from '../../src/domain/event.ts';
import { linkId } from '../../src/domain/ids.ts';
import type { EngineConfig } from '../../src/engine/state.ts';
import { FakeStore } from '../support/fake-store.ts';
import { engineConfig, type LinkSketch, networkOf, province } from '../support/network.ts';
import { Sim, type SimOptions } from '../support/sim.ts';

/** Settling as configured by default, ms. */
export const SETTLE_MS = 15_000;

/** One data directory over several runs of the engine. */
export class Runs {
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

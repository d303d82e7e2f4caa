// One run of jalur with the acceptance desk: the engine and a simulated province, a history in memory, virtual time.

import { type Acceptance, openAcceptance } from '../../../src/app/acceptance.ts';
import type { EngineEvent, LinkDeviceEvent } from '../../../src/domain/event.ts';
import { linkId, siteId } from '../../../src/domain/ids.ts';
import type { AcceptanceRule } from '../../../src/domain/rollout-plan.ts';
import { Closer } from '../../../src/runtime/shutdown.ts';
import type { HistoryBucket, MetricStore, MetricStoreStatus } from '../../../src/store/metrics/port.ts';
import { FakeStore } from '../../support/fake-store.ts';
import { FakeTimers } from '../../support/fake-timers.ts';
import { engineConfig, type LinkSketch, networkOf } from '../../support/network.ts';
import { Sim } from '../../support/sim.ts';

export const MINUTE = 60_000;
export const NOW = Date.UTC(2026, 10, 24, 1);
export const RULE: AcceptanceRule = {
  lengthMs: 60 * MINUTE,
  silentMs: 10 * MINUTE,
  availabilityPct: 95,
  coveragePct: 80,
};
/** `r1-v` is planned: echoed every 10 s, rounds of a minute. */
export const LINKS: readonly LinkSketch[] = [
  { id: 'hq-r1', from: 'hq', to: 'r1', echo: { everyMs: 5_000, timeoutMs: 1_000 } },
  { id: 'r1-v', from: 'r1', to: 'v', stage: 'planned', echo: { everyMs: 10_000, timeoutMs: 1_000 } },
];
export const LINK = linkId('r1-v');

/** The rounds of all runs; what a restart does not lose. */
export class FakeHistory {
  readonly #rounds: Extract<EngineEvent, { kind: 'link.round' }>[] = [];
  failure: string | undefined;
  status: Partial<MetricStoreStatus> = {};

  take(event: EngineEvent): void {
    if (event.kind === 'link.round') this.#rounds.push(event);
  }

  store(): Pick<MetricStore, 'history' | 'flush' | 'status'> {
    return {
      flush: () => Promise.resolve(),
      status: () => ({
        kind: 'sqlite',
        writtenPoints: 0,
        refusedPoints: 0,
        droppedPoints: 0,
        spooledPoints: 0,
        spooledBytes: 0,
        oldestSpooledMs: 0,
        ...this.status,
      }),
      history: ({ link, from, to }) => {
        if (this.failure !== undefined) return Promise.reject(new Error(this.failure));
        const buckets = this.#rounds
          .filter(({ link: of, round }) => of === link && round.to > from && round.to <= to)
          .map(
            ({ round: { to: at, sent, received, rtt, durations, tainted } }): HistoryBucket => ({
              at,
              sent: tainted > 0 ? 0 : sent,
              received,
              upMs: durations.upMs,
              downMs: durations.downMs,
              degradedMs: durations.degradedMs,
              ...(rtt && {
                rttMinMs: rtt.minMs,
                rttMedianMs: rtt.medianMs,
                rttP95Ms: rtt.p95Ms,
                rttMaxMs: rtt.maxMs,
              }),
              ...(rtt?.jitterMs !== undefined && { jitterMs: rtt.jitterMs }),
            }),
          );
        return Promise.resolve({ link, stepMs: MINUTE, buckets });
      },
    };
  }
}

/** A run. `end` it before the next one begins on the same store and history. */
export class Run {
  readonly sim: Sim;
  readonly desk: Acceptance;
  readonly store: FakeStore;
  readonly history: FakeHistory;
  readonly logged: string[] = [];
  readonly #timers = new FakeTimers();
  readonly #closer = new Closer(5_000, () => undefined);

  constructor(options: {
    readonly store?: FakeStore;
    readonly history?: FakeHistory;
    readonly links?: readonly LinkSketch[];
    readonly startAt?: number;
    readonly cut?: readonly string[];
  }) {
    const { store = new FakeStore(), history = new FakeHistory(), links = LINKS, startAt = NOW } = options;
    this.store = store;
    this.history = history;
    const network = networkOf(links);
    const v = { id: siteId('v'), name: 'V', kind: 'village', parent: siteId('r1') } as const;
    const sites = new Map(network.sites).set(v.id, v);
    this.sim = new Sim(engineConfig({ ...network, sites }), { saved: store.load(), startAt });
    for (const id of options.cut ?? []) this.sim.cut.add(linkId(id));
    // What the start itself said.
    for (const event of this.sim.events) store.commit([event]);
    const note = (message: string) => void this.logged.push(message);
    const log = { debug: note, info: note, warn: note, error: note, child: () => log };
    this.desk = openAcceptance(
      {
        plan: {
          config: {
            rollout: {
              targets: [],
              connected: { withinMs: 7 * 24 * 60 * MINUTE, atLeastMs: 24 * 60 * MINUTE },
              acceptance: RULE,
            },
          },
        },
        store,
        metrics: history.store(),
        loop: { state: this.sim.state, now: () => this.sim.now() },
      },
      { closer: this.#closer, log, timers: this.#timers, clock: this.#timers },
    );
    this.sim.onEvent = (event) => {
      history.take(event);
      this.desk.take(store.commit([event]).events);
    };
  }

  /** Lets time pass, and what was started in it come to its end. */
  async pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 5_000) {
      this.sim.run(5_000);
      await this.#timers.advance(5_000);
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    }
    this.store.heartbeat(this.sim.now().at);
  }

  /** A poll of the device that came up at `bootAt`. */
  poll(bootAt: number, incarnation: LinkDeviceEvent['incarnation']): void {
    const { at } = this.sim.now();
    const event: LinkDeviceEvent = {
      kind: 'link.device',
      at,
      link: LINK,
      durationMs: 10,
      incarnation,
      result: { kind: 'answered', system: { sysUpTimeTicks: (at - bootAt) / 10 } },
    };
    this.desk.take(this.store.commit([event]).events);
  }

  async end(): Promise<void> {
    await this.#closer.close();
  }
}

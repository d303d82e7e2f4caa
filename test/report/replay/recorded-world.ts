// A province in virtual time whose daemon keeps real stores: what the engine said is committed to a state store and
// written to a history, as the daemon does, and can be replayed from there.

import { type LinkId, linkId } from '../../../src/domain/ids.ts';
import type { MetricReading } from '../../../src/domain/metric.ts';
import type { EngineConfig } from '../../../src/engine/state.ts';
import { type ReplayReport, type ReplayRequest, replayReport } from '../../../src/report/replay/report.ts';
import type { PastMetrics } from '../../../src/store/metrics/past.ts';
import { pointsOf } from '../../../src/store/metrics/points.ts';
import type { MetricPoint } from '../../../src/store/metrics/port.ts';
import { SqliteBackend } from '../../../src/store/metrics/sqlite/backend.ts';
import { openSqlitePast } from '../../../src/store/metrics/sqlite/past.ts';
import { openStateStore } from '../../../src/store/state/open.ts';
import { openPastState } from '../../../src/store/state/past.ts';
import { rememberingLog, standingClock, temporaryDirectory } from '../../store/support/place.ts';
import { Sim } from '../../support/sim.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** 2024-10-01 00:00 in Makassar: long ago by any clock. */
export const START_AT = Date.UTC(2024, 8, 30, 16);

const RETENTION = { rawMs: 35 * DAY_MS, fiveMinutesMs: 400 * DAY_MS, oneHourMs: 3_650 * DAY_MS };
const SPOOL = { maxBytes: 1e9, maxAgeMs: 7 * DAY_MS };

/** A simulated daemon with a data directory. */
export class RecordedWorld {
  readonly directory: string;
  sim: Sim;
  /** Figures of each link's next polls. */
  readonly metrics = new Map<LinkId, readonly MetricReading[]>();
  readonly #remove: () => void;
  #octets = 0n;
  /** Traffic of every polled interface, bit/s. */
  rateBps = 1e6;

  constructor(config: EngineConfig, random: () => number = () => 0.5) {
    const place = temporaryDirectory();
    this.directory = place.path;
    this.#remove = place.remove;
    this.sim = new Sim(config, { random, startAt: START_AT });
  }

  /** Lets time pass; devices are polled once a minute while their links work. */
  run(minutes: number): void {
    for (let minute = 0; minute < minutes; minute++) {
      this.sim.run(MINUTE_MS);
      this.#octets += BigInt(Math.round((this.rateBps / 8) * 60));
      for (const watch of this.sim.state.links.values())
        if (watch.link.device.snmp && (watch.state === 'up' || watch.state === 'degraded'))
          this.poll(watch.link.id);
    }
  }

  poll(link: LinkId): void {
    const { sim } = this;
    const system = { sysUpTimeTicks: Math.round(sim.nowMs / 10) };
    const port = { ifName: 'sfp1', ifIndex: 1, octetBits: 64, speedBps: 1e9 } as const;
    const counters = { inOctets: this.#octets, outOctets: 0n };
    sim.give({
      kind: 'snmp',
      observation: {
        link,
        monoMs: sim.nowMs,
        durationMs: 3,
        result: {
          kind: 'answered',
          system,
          interface: { ...port, counters },
          metrics: this.metrics.get(link) ?? [],
        },
      },
    });
  }

  /** The daemon is stopped, and started again after a while; what it left is read from what it said. */
  restart(minutes: number, config: EngineConfig = this.sim.state.config): void {
    const { sim } = this;
    const alerts = new Map([...sim.state.alerts.values()].map((alert) => [alert.number, alert]));
    const saved = {
      lastAliveAt: sim.now().at,
      openIntervals: [...sim.state.links.keys()].flatMap((id) => sim.intervals(id).slice(-1)),
      activeAlerts: [...alerts.values()],
      nextAlertNumber: sim.state.nextAlertNumber,
    };
    const next = new Sim(config, {
      random: () => 0.5,
      saved,
      startMs: sim.nowMs + minutes * MINUTE_MS,
      startAt: sim.now().at + minutes * MINUTE_MS,
    });
    // What Sim keeps of a province lives on.
    for (const id of sim.cut) next.cut.add(id);
    next.events.unshift(...sim.events);
    this.sim = next;
  }

  /** Writes everything that was said into real stores. */
  async write(): Promise<void> {
    const clock = standingClock(this.sim.now().at);
    const { store } = openStateStore(this.directory, { clock, log: rememberingLog() });
    const { events } = this.sim;
    for (let index = 0; index < events.length; index += 2_000)
      store.commit(events.slice(index, index + 2_000));
    store.close();
    const setup = { directory: this.directory, roundMs: MINUTE_MS, retention: RETENTION, spool: SPOOL };
    const deps = { wallMs: () => this.sim.now().at, random: () => 0.5, log: () => undefined };
    const backend = new SqliteBackend(setup, deps);
    backend.write(this.points());
    await backend.close();
  }

  /** What the history is given. */
  points(): readonly MetricPoint[] {
    const { network } = this.sim.state.config;
    return this.sim.events.flatMap((event) => pointsOf(event, network));
  }

  /** Replays what was written; the whole of it, with the rules of the time, unless told otherwise. */
  async replay(
    changes: Partial<ReplayRequest> = {},
    metrics: PastMetrics = openSqlitePast(this.directory),
  ): Promise<ReplayReport> {
    const state = openPastState(this.directory);
    try {
      const request: ReplayRequest = {
        config: this.sim.state.config,
        windows: [],
        from: START_AT,
        to: this.sim.now().at,
        operators: 1,
        top: 10,
        ...changes,
      };
      const hooks = { signal: new AbortController().signal, progress: () => undefined };
      return await replayReport(request, { state, metrics }, hooks);
    } finally {
      metrics.close();
      state.close();
    }
  }

  remove(): void {
    this.#remove();
  }

  cut(id: string): void {
    this.sim.cut.add(linkId(id));
  }

  mend(id: string): void {
    this.sim.cut.delete(linkId(id));
  }
}

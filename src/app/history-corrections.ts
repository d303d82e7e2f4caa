// Rewrites the history after the fact: a window of the configuration may have begun before jalur was told of it. Contracts count
// its time as maintenance from its beginning; so that Grafana says the same, the rounds since then are written anew.

import type { Config } from '../config/config.ts';
import type { EngineEvent } from '../domain/event.ts';
import type { LinkId } from '../domain/ids.ts';
import { zoneOf } from '../domain/local-time.ts';
import type { MaintenanceWindow } from '../domain/maintenance.ts';
import type { Network } from '../domain/network.ts';
import { coveringWindows, maintenanceSpans } from '../domain/sla/maintenance-spans.ts';
import type { EngineLoop } from '../engine/loop.ts';
import type { Log } from '../runtime/log.ts';
import { correctedRounds, ROUND_SECONDS } from '../store/metrics/correct.ts';
import { openPastMetrics } from '../store/metrics/open-past.ts';
import type { PastMetrics } from '../store/metrics/past.ts';
import { linkTags } from '../store/metrics/points.ts';
import type { MetricStore } from '../store/metrics/port.ts';
import type { StateStore } from '../store/state/port.ts';
import { every, type Opening } from './parts.ts';

/** What the corrections are made of. */
export interface CorrectionDeps {
  readonly metrics: Pick<MetricStore, 'write' | 'status'>;
  readonly store: Pick<StateStore, 'intervals'>;
  readonly network: () => Network;
  /** Windows by the links they cover, over a stretch of time. */
  readonly windows: (
    from: number,
    to: number,
  ) => ReadonlyMap<LinkId, readonly { readonly from: number; readonly to: number }[]>;
  /** Openings an earlier run has told of: they are told again at a start, and nothing is new about them. */
  readonly told: readonly { readonly id: string; readonly from: number }[];
  /** Opens the history for reading. Throws StoreError. */
  readonly past: () => PastMetrics;
  readonly log: Log;
}

/** Stretches that wait; windows open rarely, and at 500 of them something else is wrong: the oldest is given up, and told. */
const MOST_JOBS = 500;
/** Further back no window is followed: raw points are kept about so long. */
const MOST_BACK_MS = 35 * 86_400_000;
/** Links and time read at once: 5,000 rounds hold up the loop for some 10 ms. */
const LINKS_AT_ONCE = 20;
const PART_MS = 4 * 3_600_000;
/** A window known from its beginning needs nothing: rounds tell it by themselves. */
const LATE_MS = 120_000;

/** How often what waits is looked at. */
const LOOK_MS = 60_000;

/** Puts the corrections to work in the daemon. */
export function openCorrections(
  parts: {
    readonly plan: { readonly config: Config };
    readonly store: Pick<StateStore, 'intervals' | 'openMaintenance'>;
    readonly metrics: CorrectionDeps['metrics'];
    readonly loop: Pick<EngineLoop, 'state' | 'now'>;
    readonly windows: () => readonly { readonly window: MaintenanceWindow }[];
  },
  { options, log, timers, closer }: Opening,
): HistoryCorrections {
  const { plan, store, metrics, loop } = parts;
  const corrections = new HistoryCorrections({
    metrics,
    store,
    log,
    told: store.openMaintenance(),
    network: () => plan.config.network,
    past: () => openPastMetrics(plan.config, options.directory),
    windows: (from, to) => {
      const { topology, config } = loop.state;
      const { network } = config;
      const windows = parts.windows().map(({ window }) => window);
      const zone = zoneOf(network.province.timezone);
      return maintenanceSpans(coveringWindows(windows, network, topology), {
        from,
        to,
        asOf: loop.now().at,
        zone,
      });
    },
  });
  const look = every(timers, LOOK_MS, () => void corrections.run());
  closer.add('history corrections', look);
  return corrections;
}

interface Job {
  readonly from: number;
  readonly to: number;
  readonly window: string;
}

/** Corrections that wait, and the one under way. */
export class HistoryCorrections {
  readonly #deps: CorrectionDeps;
  readonly #jobs: Job[] = [];
  #running = false;

  constructor(deps: CorrectionDeps) {
    this.#deps = deps;
  }

  /** Stretches that wait to be written anew. */
  get waiting(): number {
    return this.#jobs.length;
  }

  /** Looks for windows that began before they were told of. */
  take(events: readonly EngineEvent[]): void {
    for (const event of events) {
      if (event.kind !== 'maintenance.begun' || event.from > event.at - LATE_MS) continue;
      if (this.#deps.told.some(({ id, from }) => id === event.window && from === event.from)) continue;
      this.#jobs.push({
        from: Math.max(event.from, event.at - MOST_BACK_MS),
        to: event.at,
        window: event.name,
      });
      if (this.#jobs.length <= MOST_JOBS) continue;
      const [given] = this.#jobs.splice(0, 1);
      this.#deps.log.warn('History not corrected: too many windows at once', { window: given?.window });
    }
  }

  /**
   * Writes what waits, as soon as the history has everything that was measured; call every minute or so. Resolves when done, or when
   * the history cannot be read: it is tried again at the next call.
   */
  async run(): Promise<void> {
    const { metrics, log } = this.#deps;
    if (this.#running) return;
    this.#running = true;
    try {
      for (let job = this.#jobs[0]; job; job = this.#jobs[0]) {
        const { trouble, oldestSpooledMs } = metrics.status();
        // What still waits to be written would overwrite the correction.
        if (trouble !== undefined || oldestSpooledMs > LATE_MS) return;
        const points = await this.#correct(job);
        this.#jobs.shift();
        if (points > 0) log.info('History corrected for a window that began earlier', { ...job, points });
      }
    } catch (error) {
      log.warn('History not corrected; tried again', {
        reason: error instanceof Error ? error.message : String(error),
      });
    } finally {
      this.#running = false;
    }
  }

  async #correct({ from, to }: Job): Promise<number> {
    const { metrics, past } = this.#deps;
    const windows = this.#deps.windows(from, to);
    const links = [...windows.keys()];
    const history = past();
    let written = 0;
    try {
      for (let begin = from; begin < to; begin += PART_MS) {
        const end = Math.min(begin + PART_MS, to);
        for (let index = 0; index < links.length; index += LINKS_AT_ONCE) {
          const some = links.slice(index, index + LINKS_AT_ONCE);
          const rows = await history.rows({
            measurement: 'icmp',
            starts: new Map(some.map((link) => [link, begin])),
            to: end,
            fields: ROUND_SECONDS,
          });
          const byLink = Map.groupBy(rows, ({ link }) => link);
          for (const link of some) {
            const points = this.#points(link, byLink.get(link) ?? [], windows.get(link) ?? []);
            metrics.write(points);
            written += points.length;
          }
          await new Promise((resolve) => setImmediate(resolve));
        }
      }
    } finally {
      history.close();
    }
    return written;
  }

  #points(
    link: LinkId,
    rows: Parameters<typeof correctedRounds>[0],
    windows: readonly { readonly from: number; readonly to: number }[],
  ): ReturnType<typeof correctedRounds> {
    const tags = linkTags(link, this.#deps.network());
    if (!tags || rows.length === 0) return [];
    const times = rows.map(({ at }) => at);
    // The first round began a while before it ended.
    const spans = this.#deps.store.intervals(link, Math.min(...times) - LATE_MS * 5, Math.max(...times));
    return correctedRounds(rows, { tags, spans, windows });
  }
}

// Runs rules against recorded history: reads it a bite of time after the other, and gives the engine what happened in
// the order in which it became known then.

import type { Act } from '../../domain/act.ts';
import type { Alert } from '../../domain/alert.ts';
import type { LinkId } from '../../domain/ids.ts';
import { zoneOf } from '../../domain/local-time.ts';
import type { MaintenanceWindow } from '../../domain/maintenance.ts';
import { nextEdge, openWindows } from '../../domain/maintenance-plan.ts';
import type { Interval } from '../../domain/state.ts';
import { alertKey, type EngineConfig } from '../../engine/state.ts';
import type { PastMetrics, PastSpan } from '../../store/metrics/past.ts';
import type { PastState } from '../../store/state/past.ts';
import { AlertLog, type ToldAlert } from './alert-log.ts';
import { decisions, mostBackdatedMs, ROUND_SLACK_MS } from './decided.ts';
import type { PastPoint } from './figures.ts';
import { PastEngine } from './past-engine.ts';
import { BiteReader } from './reading.ts';

/** What is replayed. Times are epoch ms. */
export interface ReplayPlan {
  readonly config: EngineConfig;
  readonly windows: readonly MaintenanceWindow[];
  readonly from: number;
  readonly to: number;
  /** Links whose figures are looked at; absent: all. The states of all others are followed as causes. */
  readonly only?: ReadonlySet<LinkId>;
  /** How much time is read at once, ms; it changes nothing but memory. Absent: six hours, less for thousands of links. */
  readonly biteMs?: number;
}

/** Where the past is read from. Without metrics, rules about figures find nothing. */
export interface Past {
  readonly state: PastState;
  readonly metrics?: PastMetrics;
}

/** What a replay came to. */
export interface Replayed {
  readonly alerts: readonly ToldAlert[];
  /** Alerts beyond those that are kept. */
  readonly beyond: number;
  /** How long, within the window, at least one link's state was known, ms. */
  readonly watchedMs: number;
  /** Acts of operators that found an alert to be done to, and those that did not. */
  readonly acts: { readonly done: number; readonly left: number };
}

/** How a replay goes on. */
export interface ReplayHooks {
  readonly signal: AbortSignal;
  /** Called after each bite; `share` grows from 0 to 1. */
  readonly progress: (share: number) => void;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Rows held at once at most, if every link's every round and poll is wanted: about 200 MB. */
const MOST_ROWS = 500_000;
/** Longer bites save nothing: a scan of six hours costs far more than asking for it. */
const LONGEST_BITE_MS = 6 * HOUR_MS;

/** Runs a replay; rejects with an AbortError when the signal is aborted, and with what the stores reject with. */
export async function runReplay(plan: ReplayPlan, past: Past, hooks: ReplayHooks): Promise<Replayed> {
  const run = new ReplayRun(plan, past);
  const startAt = plan.from - warmUpMs(plan.config);
  const biteMs = plan.biteMs ?? biteOf(plan.config);
  for (let from = startAt; from < plan.to; from += biteMs) {
    await new Promise((resolve) => setImmediate(resolve));
    hooks.signal.throwIfAborted();
    const to = Math.min(plan.to, from + biteMs);
    await run.bite({ from, to });
    hooks.progress((to - startAt) / (plan.to - startAt));
  }
  return run.end();
}

/** History before the window that is replayed too, so that what was building up or raised at its start is known. */
export function warmUpMs({ rules, network, acknowledge }: EngineConfig): number {
  const longest = Math.max(0, ...rules.rules.map((rule) => rule.forMs));
  const wanted = Math.max(DAY_MS, 2 * longest, network.settings.flapWindowMs, acknowledge.returnedMs);
  return Math.min(wanted, 7 * DAY_MS);
}

function biteOf({ network }: EngineConfig): number {
  const rowsPerMs = (3 * network.links.size) / network.settings.roundMs;
  return Math.max(MINUTE_MS, Math.min(LONGEST_BITE_MS, Math.floor(MOST_ROWS / Math.max(rowsPerMs, 1e-9))));
}

/** What became known at a moment. */
type Item = { readonly at: number } & (
  | { readonly kind: 'point'; readonly point: PastPoint }
  | { readonly kind: 'interval'; readonly interval: Interval }
  | { readonly kind: 'act'; readonly act: Act }
  | { readonly kind: 'windows' }
);

class ReplayRun {
  readonly #plan: ReplayPlan;
  readonly #past: Past;
  readonly #log: AlertLog;
  readonly #engine: PastEngine;
  readonly #reader: BiteReader | undefined;
  /** Rule and subject of recorded alerts by number, for the acts that name them. */
  readonly #recorded: ReadonlyMap<number, Alert>;
  readonly #acts = { done: 0, left: 0 };
  /** What became known only after its bite. */
  #later: Item[] = [];
  #minuteAt: number;
  #watchedBefore: number | undefined;

  constructor(plan: ReplayPlan, past: Past) {
    const startAt = plan.from - warmUpMs(plan.config);
    this.#plan = plan;
    this.#past = past;
    this.#log = new AlertLog(plan.from);
    this.#engine = new PastEngine(plan.config, startAt, (event) => this.#log.take(event));
    // Minutes are counted so that one of them is the start of the window.
    this.#minuteAt = startAt + (warmUpMs(plan.config) % MINUTE_MS);
    this.#recorded = new Map(past.state.alerts(startAt, plan.to).map((alert) => [alert.number, alert]));
    const about = { book: plan.config.rules, network: plan.config.network };
    this.#reader =
      past.metrics && new BiteReader(past.metrics, plan.only ? { ...about, only: plan.only } : about);
    for (const id of plan.config.network.links.keys()) {
      const [first] = past.state.intervals(id, startAt, startAt + 1);
      if (first) this.#engine.enter(first, startAt);
    }
    this.#maintain(startAt);
  }

  async bite(span: PastSpan): Promise<void> {
    const items = [...this.#later, ...this.#intervals(span), ...this.#actsOf(span), ...this.#edges(span)];
    const points = await this.#reader?.read(span, (link, measurement) =>
      this.#engine.isOpen(link, measurement),
    );
    for (const of of points ?? [])
      for (const point of of) items.push({ kind: 'point', at: this.#knownAt(point), point });
    items.sort((a, b) => a.at - b.at);
    const end = items.findIndex((item) => item.at > span.to);
    this.#later = end < 0 ? [] : items.splice(end);
    for (const item of items) {
      this.#passTime(item.at);
      this.#take(item);
    }
    this.#passTime(span.to);
  }

  end(): Replayed {
    const { to } = this.#plan;
    return {
      alerts: this.#log.alerts(),
      beyond: this.#log.beyond,
      watchedMs: this.#engine.watchedMs(to) - (this.#watchedBefore ?? 0),
      acts: this.#acts,
    };
  }

  #take(item: Item): void {
    switch (item.kind) {
      case 'point':
        this.#engine.judge(item.point, item.at);
        return;
      case 'interval':
        this.#engine.enter(item.interval, item.at);
        return;
      case 'act':
        this.#act(item.act, item.at);
        return;
      case 'windows':
        this.#maintain(item.at);
        return;
    }
  }

  /** A round is judged when the last of its echoes can have come back, a poll at once. */
  #knownAt(point: PastPoint): number {
    if (point.kind !== 'icmp') return point.at;
    const timeoutMs = this.#plan.config.network.links.get(point.link)?.echo.timeoutMs ?? 0;
    return point.at + timeoutMs + ROUND_SLACK_MS;
  }

  #passTime(at: number): void {
    while (this.#minuteAt <= at) {
      if (this.#minuteAt >= this.#plan.from) this.#watchedBefore ??= this.#engine.watchedMs(this.#plan.from);
      this.#engine.passTime(this.#minuteAt, true);
      this.#minuteAt += MINUTE_MS;
    }
    this.#engine.passTime(at, false);
  }

  #intervals(span: PastSpan): readonly Item[] {
    const { network } = this.#plan.config;
    return [...network.links.values()].flatMap((link) => {
      const found = this.#past.state.intervals(
        link.id,
        span.from - mostBackdatedMs(link, network),
        span.to + 1,
      );
      return decisions(found, network)
        .filter(({ at }) => at > span.from && at <= span.to)
        .map(({ interval, at }) => ({ kind: 'interval' as const, at, interval }));
    });
  }

  /** An act names the alert of the time; here it is done to the alert of the same rule and subject, if there is one. */
  #act({ alert: number, act, actor }: Act, at: number): void {
    const recorded = this.#recorded.get(number);
    const alert = recorded && this.#engine.state.alerts.get(alertKey(recorded.rule, recorded.subject));
    if (alert && this.#engine.act({ alert: alert.number, act, actor }, at)) this.#acts.done++;
    else this.#acts.left++;
  }

  #actsOf({ from, to }: PastSpan): readonly Item[] {
    return this.#past.state.acts(from + 1, to + 1).map((act) => ({ kind: 'act', at: act.at, act }));
  }

  #edges(span: PastSpan): readonly Item[] {
    const items: Item[] = [];
    const zone = zoneOf(this.#plan.config.network.province.timezone);
    const { windows } = this.#plan;
    const next = (at: number): number =>
      Math.min(...windows.map((window) => nextEdge(window, at, zone) ?? Number.POSITIVE_INFINITY));
    for (let at = next(span.from); at <= span.to; at = next(at)) items.push({ kind: 'windows', at });
    return items;
  }

  #maintain(at: number): void {
    const { network } = this.#plan.config;
    if (this.#plan.windows.length === 0) return;
    const place = { zone: zoneOf(network.province.timezone), network, topology: this.#engine.state.topology };
    this.#engine.maintain(openWindows(this.#plan.windows, at, place), at);
  }
}

// Runs rules against recorded history: reads it a bite of time after the other, and gives the engine what happened in
// the order in which it became known then.

import type { Alert } from '../../domain/alert.ts';
import type { LinkId } from '../../domain/ids.ts';
import { zoneOf } from '../../domain/local-time.ts';
import type { MaintenanceWindow } from '../../domain/maintenance.ts';
import { nextEdge, openWindows } from '../../domain/maintenance-plan.ts';
import { alertKey, type EngineConfig } from '../../engine/state.ts';
import type { PastMetrics, PastSpan } from '../../store/metrics/past.ts';
import type { PastState } from '../../store/state/past.ts';
import { AlertLog, type ToldAlert } from './alert-log.ts';
import { decisions, mostBackdatedMs, ROUND_SLACK_MS } from './decided.ts';
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
  const biteMs = biteOf(plan.config);
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

interface Item {
  readonly at: number;
  readonly take: (at: number) => void;
}

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
    const items = [...this.#later, ...this.#intervals(span), ...this.#actItems(span), ...this.#edges(span)];
    if (this.#reader) {
      const bite = await this.#reader.read(span, (link, trigger) => this.#engine.isOpen(link, trigger));
      const { links } = this.#plan.config.network;
      for (const round of bite.rounds) {
        const timeoutMs = links.get(round.link)?.echo.timeoutMs ?? 0;
        items.push({
          at: round.to + timeoutMs + ROUND_SLACK_MS,
          take: (at) => this.#engine.round(round, at),
        });
      }
      for (const poll of bite.polls) items.push({ at: poll.at, take: (at) => this.#engine.poll(poll, at) });
    }
    items.sort((a, b) => a.at - b.at);
    const end = items.findIndex((item) => item.at > span.to);
    this.#later = end < 0 ? [] : items.splice(end);
    for (const { at, take } of items) {
      this.#passTime(at);
      take(at);
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
        .map(({ interval, at }) => ({ at, take: (now: number) => this.#engine.enter(interval, now) }));
    });
  }

  /** An act names the alert of the time; here it is done to the alert of the same rule and subject, if there is one. */
  #actItems({ from, to }: PastSpan): readonly Item[] {
    return this.#past.state.acts(from + 1, to + 1).map((act) => ({
      at: act.at,
      take: (at) => {
        const recorded = this.#recorded.get(act.alert);
        const alert = recorded && this.#engine.state.alerts.get(alertKey(recorded.rule, recorded.subject));
        const { act: what, actor } = act;
        const done = alert && this.#engine.act({ alert: alert.number, act: what, actor }, at);
        if (done) this.#acts.done++;
        else this.#acts.left++;
      },
    }));
  }

  #edges(span: PastSpan): readonly Item[] {
    const items: Item[] = [];
    const zone = zoneOf(this.#plan.config.network.province.timezone);
    const { windows } = this.#plan;
    const next = (at: number): number =>
      Math.min(...windows.map((window) => nextEdge(window, at, zone) ?? Number.POSITIVE_INFINITY));
    for (let at = next(span.from); at <= span.to; at = next(at))
      items.push({ at, take: (now) => this.#maintain(now) });
    return items;
  }

  #maintain(at: number): void {
    const { network } = this.#plan.config;
    if (this.#plan.windows.length === 0) return;
    const place = { zone: zoneOf(network.province.timezone), network, topology: this.#engine.state.topology };
    this.#engine.maintain(openWindows(this.#plan.windows, at, place), at);
  }
}

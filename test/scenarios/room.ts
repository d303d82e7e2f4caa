// An operations room in virtual time: a simulated province, the engine that judges it, and the notifier that decides who is
// told. Only what was committed survives a restart.

import { explanationOf } from '../../src/api/explanation.ts';
import type { RouteConfig } from '../../src/config/notify-config.ts';
import type { ActKind } from '../../src/domain/act.ts';
import type { Alert } from '../../src/domain/alert.ts';
import type { NumberedEvent } from '../../src/domain/event.ts';
import { linkId, siteId } from '../../src/domain/ids.ts';
import { zoneOf } from '../../src/domain/local-time.ts';
import type { OpenMaintenance } from '../../src/domain/maintenance.ts';
import type { Network } from '../../src/domain/network.ts';
import type { Interval } from '../../src/domain/state.ts';
import type { ActOutcome } from '../../src/engine/acts.ts';
import type { EngineConfig } from '../../src/engine/state.ts';
import { step } from '../../src/engine/step.ts';
import { Notifier } from '../../src/notify/decide/notifier.ts';
import type { Message } from '../../src/notify/port.ts';
import type { Decision, Posting } from '../../src/notify/posting.ts';
import { notifyConfig } from '../notify/decide/config.ts';
import { engineConfig, type LinkSketch, networkOf, province } from '../support/network.ts';
import { Sim } from '../support/sim.ts';

/** Tuesday 24 November 2026, 09:00 WITA. */
const NINE = Date.UTC(2026, 10, 24, 1);
const ZONE = 'Asia/Makassar';
const TICK_MS = 100;

/** What a room begins with. */
export interface RoomOptions {
  readonly links?: readonly LinkSketch[];
  readonly routes?: readonly Partial<RouteConfig>[];
  readonly engine?: Partial<EngineConfig>;
  readonly settings?: Parameters<typeof networkOf>[1];
  readonly random?: () => number;
}

/** Villages belong to the regency they hang behind, in the administrative tree too. */
function withParents(network: Network): Network {
  const sites = new Map(
    [...network.sites].map(([id, site]) => {
      const regency = /^v(\d+)-/.exec(id)?.[1];
      return [id, regency === undefined ? site : { ...site, parent: siteId(`r${regency}`) }] as const;
    }),
  );
  return { ...network, sites };
}

/** One room. */
export class Room {
  sim: Sim;
  readonly messages: Message[] = [];
  /** The same messages with their channels, never taken away. */
  readonly postings: Posting[] = [];
  /** Called after every tick and change, when whoever is to be told was told. */
  onTick: (() => void) | undefined;
  #config: EngineConfig;
  readonly #random: (() => number) | undefined;
  #open: readonly OpenMaintenance[] = [];
  readonly #routes: readonly Partial<RouteConfig>[];
  #notifier: Notifier;
  #seq = 0;
  #unheard: NumberedEvent[] = [];
  readonly #threads = new Map<number, unknown>();
  #through: number | undefined;
  #ids = 0;
  readonly #past: Interval[] = [];

  /** Everything answers, and has for a minute. */
  constructor({ links, routes, engine, settings, random }: RoomOptions = {}) {
    const network = withParents(networkOf(links ?? province(2, 3), settings));
    this.#config = engineConfig(
      network,
      { 'link.down': 'major', 'monitor.blind': 'critical' },
      { acknowledge: { from: 'minor', returnedMs: 86_400_000 }, ...engine },
    );
    this.#routes = routes ?? [{}];
    this.#random = random;
    this.sim = new Sim(this.#config, { startAt: NINE, ...(random && { random }) });
    this.#listen();
    this.#notifier = this.#notify();
    this.run(60_000);
  }

  /** Lets time go by. */
  run(ms: number): void {
    for (const endMs = this.sim.nowMs + ms; this.sim.nowMs < endMs; ) {
      this.sim.run(TICK_MS);
      this.#hear();
    }
  }

  /** Lets time go by of which the notifier decides nothing before jalur is killed. */
  runUnheard(ms: number): void {
    this.sim.run(ms);
  }

  cut(...links: string[]): void {
    for (const link of links) this.sim.cut.add(linkId(link));
  }

  mend(...links: string[]): void {
    for (const link of links) this.sim.cut.delete(linkId(link));
  }

  /** An operator acts on the alert about a link. */
  act(link: string, act: ActKind, who = 'Sari'): ActOutcome {
    const alert = this.alert(link);
    if (!alert) throw new Error(`there is no alert about ${link}`);
    return this.actOn(alert.number, act, who);
  }

  /** An operator acts on an alert, by its number. */
  actOn(number: number, act: ActKind, who = 'Sari'): ActOutcome {
    const request = { alert: number, act, actor: { who, via: 'screen' } } as const;
    const output = step(this.sim.state, { kind: 'act', request }, this.sim.now());
    for (const event of output.events) this.sim.onEvent?.(event);
    this.#hear();
    if (!output.outcome) throw new Error('no outcome of an act');
    return output.outcome;
  }

  /** Opens (or ends, without links) a window over links. */
  maintain(links: readonly string[], forMs = 3_600_000): void {
    const from = this.sim.now().at;
    const window: OpenMaintenance = {
      id: 'w1',
      name: 'Ganti FO',
      announcedBy: 'ICON+',
      from,
      to: from + forMs,
      links: new Set(links.map(linkId)),
    };
    this.windows(links.length > 0 ? [window] : []);
  }

  /** The windows that are open from now on. */
  windows(open: readonly OpenMaintenance[]): void {
    this.#open = open;
    this.sim.give({ kind: 'maintenance', open });
    this.#hear();
  }

  /** A new configuration, for the engine and for the notifier. */
  reload(changes: Partial<EngineConfig>): void {
    const network = changes.network && withParents(changes.network);
    this.#config = { ...this.#config, ...changes, ...(network && { network }) };
    const { settleMs } = this.sim.state.config;
    this.sim.give({ kind: 'config', config: { ...this.#config, settleMs } });
    this.#notifier.reload(notifyConfig(this.#routes), this.#config.network);
    this.#hear();
  }

  /** The wall clock is set forward. */
  setForward(byMs: number): void {
    const fromAt = this.sim.now().at;
    this.sim.offsetMs += byMs;
    this.sim.give({ kind: 'clock-forward', fromAt, toAt: this.sim.now().at });
    this.#hear();
  }

  /** kill -9, and a start some seconds later; the network goes on meanwhile. */
  restart(settleMs = 30_000, awayMs = 5_000): void {
    const before = this.sim;
    const { at } = before.now();
    const saved = {
      lastAliveAt: at,
      openIntervals: [...before.state.links.values()].map(({ link, state, from, reason }) => ({
        link: link.id,
        state,
        from,
        reason,
      })),
      activeAlerts: before.alerts(),
      nextAlertNumber: before.state.nextAlertNumber,
    };
    this.#past.push(...[...before.state.links.keys()].flatMap((id) => before.intervals(id)));
    const sim = new Sim(
      { ...this.#config, settleMs },
      {
        saved,
        startMs: before.nowMs + awayMs,
        startAt: at + awayMs,
        ...(this.#random && { random: this.#random }),
      },
    );
    for (const id of before.cut) sim.cut.add(id);
    for (const [id, loss] of before.loss) sim.loss.set(id, loss);
    sim.uplinkCut = before.uplinkCut;
    const begun = [...sim.events];
    this.sim = sim;
    this.#notifier = this.#notify(saved.activeAlerts);
    this.#listen();
    for (const event of begun) sim.onEvent?.(event);
    if (this.#open.length > 0) sim.give({ kind: 'maintenance', open: this.#open });
    this.#hear();
  }

  /** The open alert about a link that is not held back, or else any. */
  alert(link: string): Alert | undefined {
    const mine = this.sim.alerts().filter((alert) => alert.subject === link);
    return mine.find((alert) => alert.suppressed === undefined) ?? mine[0];
  }

  /** `rule subject` of every active alert that is not held back. */
  audible(): string[] {
    return this.sim
      .alerts()
      .filter((alert) => alert.suppressed === undefined && alert.status === 'active')
      .map((alert) => `${alert.rule} ${alert.subject}`)
      .sort();
  }

  /** `kind: subject` of everything told since the last call. */
  heard(): string[] {
    return this.messages.splice(0).map(({ kind, subject }) => `${kind}: ${subject}`);
  }

  /** The explanation of a link in Indonesian, one text. */
  explained(link: string): string {
    const { sim } = this;
    const explanation = explanationOf(
      {
        loop: { state: sim.state, now: () => sim.now() },
        store: { intervals: (id) => sim.intervals(id) },
        memory: { of: () => [] },
      },
      linkId(link),
      'id',
    );
    return explanation?.sentences.join(' ') ?? '';
  }

  /** States of a link since the room was opened; throws unless its intervals tile time. */
  states(link: string): string[] {
    const id = linkId(link);
    const all = [...this.#past.filter((interval) => interval.link === id), ...this.sim.intervals(id)];
    for (const [index, interval] of all.entries()) {
      const next = all[index + 1];
      if (next && (interval.to ?? next.from) !== next.from)
        throw new Error(`${link}: an interval ends at ${interval.to}, the next begins at ${next.from}`);
    }
    return all.map(({ state }) => state);
  }

  #listen(): void {
    this.sim.onEvent = (event) => {
      this.#unheard.push({ seq: ++this.#seq, event, durable: true });
    };
  }

  #hear(): void {
    const { sim } = this;
    const heard = this.#unheard;
    this.#unheard = [];
    if (heard.length > 0) this.#keep(this.#notifier.take(heard, sim.now()));
    if (sim.nowMs >= this.#notifier.dueMs) this.#keep(this.#notifier.tick(sim.now()));
    this.onTick?.();
  }

  #notify(alerts: readonly Alert[] = []): Notifier {
    const saved = {
      threads: [...this.#threads].map(([alert, memory]) => ({
        alert,
        memory: JSON.parse(JSON.stringify(memory)),
      })),
      ...(this.#through !== undefined && { through: this.#through }),
    };
    return new Notifier(
      {
        config: notifyConfig(this.#routes),
        network: this.#config.network,
        zone: zoneOf(ZONE),
        alerts,
        seq: this.#seq,
        saved,
        now: this.sim.now(),
        settledMs: this.sim.state.settling?.untilMs ?? this.sim.nowMs,
      },
      { newId: () => `m${++this.#ids}` },
    );
  }

  #keep(decision: Decision | undefined): void {
    if (!decision) return;
    this.#through = decision.through;
    for (const { alert, memory } of decision.threads) this.#threads.set(alert, memory);
    for (const alert of decision.ended) this.#threads.delete(alert);
    this.postings.push(...decision.postings);
    this.messages.push(...decision.postings.map(({ message }) => message));
  }
}

/** Ids of the village links behind a regency. */
export function villagesOf(regency: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `r${regency}-v${index + 1}`);
}

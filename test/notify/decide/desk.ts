// A notifier at work in tests: alerts live by short commands, time is virtual, and what was told is kept in order. Only
// what was committed survives a restart.

import type { NotifyConfig, RouteConfig } from '../../../src/config/notify-config.ts';
import type { ActKind } from '../../../src/domain/act.ts';
import type { Alert, Suppression } from '../../../src/domain/alert.ts';
import { acted, closed, gone, holding } from '../../../src/domain/alert-life.ts';
import type { EngineEvent, NumberedEvent } from '../../../src/domain/event.ts';
import { linkId, siteId } from '../../../src/domain/ids.ts';
import { zoneOf } from '../../../src/domain/local-time.ts';
import type { Network } from '../../../src/domain/network.ts';
import { Notifier } from '../../../src/notify/decide/notifier.ts';
import type { Message } from '../../../src/notify/port.ts';
import type { Decision } from '../../../src/notify/posting.ts';
import { networkOf, province } from '../../support/network.ts';
import { notifyConfig } from './config.ts';

/** Tuesday 24 November 2026, 09:00 WITA. */
export const NINE = Date.UTC(2026, 10, 24, 1);
/** WITA is eight hours ahead of UTC. */
export const wita = (day: number, hour: number, minute = 0) => Date.UTC(2026, 10, day, hour - 8, minute);

export const BEHIND: Suppression = {
  by: 'ancestor',
  site: siteId('r1'),
  link: linkId('hq-r1'),
  since: NINE,
  provedAt: NINE,
  alert: 1,
};

/** A message as it was told, with its channel. */
export interface Told {
  readonly channel: string;
  readonly message: Message;
}

/** What an alert is to be like. */
export interface Wish {
  readonly severity?: Alert['severity'];
  readonly suppressed?: Suppression | undefined;
  readonly data?: Alert['data'];
}

/** Two regencies `r1` and `r2` with three villages each, in the administrative tree too. */
export function twoRegencies(): Network {
  const network = networkOf(province(2, 3));
  const sites = new Map(
    [...network.sites].map(([id, site]) => {
      const regency = /^v(\d)-/.exec(id)?.[1];
      return [id, regency === undefined ? site : { ...site, parent: siteId(`r${regency}`) }] as const;
    }),
  );
  return { ...network, sites };
}

/** A notifier, the alerts it hears of, and what it told. */
export class Desk {
  readonly told: Told[] = [];
  readonly alerts = new Map<number, Alert>();
  readonly network: Network;
  config: NotifyConfig;
  notifier: Notifier;
  at = NINE;
  monoMs = 1_000_000;
  #seq = 0;
  #isDeaf = false;
  #ids = 0;
  #nextNumber = 1;
  #log: NumberedEvent[] = [];
  #threads = new Map<number, unknown>();
  #through: number | undefined;
  readonly #mostThreads: number | undefined;

  constructor(
    routes: readonly Partial<RouteConfig>[],
    options: {
      readonly config?: Partial<NotifyConfig>;
      readonly network?: Network;
      readonly mostThreads?: number;
      readonly open?: number;
    } = {},
  ) {
    this.network = options.network ?? twoRegencies();
    this.config = notifyConfig(routes, options.config);
    this.#mostThreads = options.mostThreads;
    for (let i = 0; i < (options.open ?? 0); i++) this.raise('hq-r1', {}, { unheard: true });
    this.notifier = this.#start();
    this.#keep(this.notifier.tick(this.now));
  }

  get now() {
    return { at: this.at, monoMs: this.monoMs };
  }

  get lastNumber(): number {
    return this.#nextNumber - 1;
  }

  /** What was kept of alerts, by number. */
  get threads(): ReadonlyMap<number, unknown> {
    return this.#threads;
  }

  /** `kind channel #alert` of everything told since the last call. */
  heard(): string[] {
    return this.told
      .splice(0)
      .map(
        ({ channel, message }) =>
          `${message.kind} ${channel}${message.alert === undefined ? '' : ` #${message.alert}`}`,
      );
  }

  raise(
    link: string,
    wish: Wish = {},
    options: { readonly unheard?: boolean; readonly rule?: Alert['rule'] } = {},
  ): number {
    const number = this.#nextNumber++;
    const rule = options.rule ?? 'link.down';
    const subject = rule.startsWith('monitor.') ? 'monitor' : linkId(link);
    const identity = { rule, subject, number, at: this.at } as const;
    const facts = {
      since: this.at,
      latched: false,
      severity: wish.severity ?? 'critical',
      data: { name: link, ...wish.data },
      suppressed: wish.suppressed,
    };
    this.#put(holding(undefined, facts, identity), 'alert.raised', options.unheard);
    return number;
  }

  /** The condition holds, with changes. */
  hold(number: number, wish: Wish = {}): void {
    const known = this.#alert(number);
    const { rule, subject } = known;
    const facts = {
      since: known.status === 'active' ? known.since : this.at,
      latched: false,
      severity: wish.severity ?? known.severity,
      data: { ...known.data, ...wish.data },
      suppressed: 'suppressed' in wish ? wish.suppressed : known.suppressed,
    };
    const next = holding(known, facts, { rule, subject, number, at: this.at });
    if (next !== known) this.#put(next, 'alert.changed');
  }

  /** The condition is gone; `returns`: somebody still has to acknowledge. */
  clear(number: number, options: { readonly returns?: boolean } = {}): void {
    const known = this.#alert(number);
    if (known.status !== 'active') return;
    const next = gone(known, this.at, { from: options.returns ? 'info' : 'never', returnedMs: 3_600_000 });
    this.#put(next, next.status === 'closed' ? 'alert.closed' : 'alert.changed');
  }

  close(number: number): void {
    this.#put(closed(this.#alert(number), this.at), 'alert.closed');
  }

  act(number: number, act: ActKind, who = 'Sari'): void {
    const outcome = acted(
      this.#alert(number),
      { alert: number, act, actor: { who, via: 'screen' } },
      this.at,
      { from: 'info', returnedMs: 3_600_000 },
    );
    if ('refusal' in outcome) throw new Error(outcome.refusal.message);
    this.emit({ kind: 'alert.act', at: this.at, act: outcome.act });
    this.#put(outcome.alert, outcome.alert.status === 'closed' ? 'alert.closed' : 'alert.changed');
  }

  /** Lets time go by, with a tick whenever one is due. */
  run(ms: number): void {
    const endMs = this.monoMs + ms;
    while (this.notifier.dueMs <= endMs) {
      this.#to(Math.max(this.monoMs, this.notifier.dueMs));
      const before = this.notifier.dueMs;
      this.#keep(this.notifier.tick(this.now));
      if (this.notifier.dueMs <= before && before <= this.monoMs - 1)
        throw new Error('a tick changed nothing about what is due');
    }
    this.#to(endMs);
  }

  /** Lets time go by until a moment. */
  runTo(at: number): void {
    this.run(at - this.at);
  }

  emit(event: EngineEvent): void {
    const numbered = { seq: ++this.#seq, event, durable: true };
    this.#log.push(numbered);
    if (!this.#isDeaf) this.#keep(this.notifier.take([numbered], this.now));
  }

  /** Several commands heard of in one step. */
  together(commands: () => void): void {
    const from = this.#seq;
    this.#isDeaf = true;
    commands();
    this.#isDeaf = false;
    this.#keep(
      this.notifier.take(
        this.#log.filter(({ seq }) => seq > from),
        this.now,
      ),
    );
  }

  /** The daemon dies; `meanwhile` happens unheard (its events are in the store); it starts again. */
  restart(meanwhile: () => void = () => undefined): void {
    this.#isDeaf = true;
    meanwhile();
    this.#isDeaf = false;
    this.notifier = this.#start();
    this.#keep(
      this.notifier.take(
        this.#log.filter(({ seq }) => seq > (this.#through ?? this.#seq)),
        this.now,
      ),
    );
  }

  /** The state store of long ago is put in place, and jalur started with it. */
  putBack(): void {
    this.#seq = 0;
    this.#log = [];
    this.alerts.clear();
    this.notifier = this.#start();
  }

  /** Spoils what is kept of an alert. */
  spoil(number: number, memory: unknown = { v: 99 }): void {
    this.#threads.set(number, memory);
  }

  /** Hands all events over once more. */
  repeat(): Decision | undefined {
    return this.notifier.take(this.#log, this.now);
  }

  reload(routes: readonly Partial<RouteConfig>[], config: Partial<NotifyConfig> = {}): void {
    this.config = notifyConfig(routes, config);
    this.notifier.reload(this.config, this.network);
  }

  #start(): Notifier {
    const threads = [...this.#threads].map(([alert, memory]) => ({
      alert,
      memory: JSON.parse(JSON.stringify(memory)),
    }));
    return new Notifier(
      {
        config: this.config,
        network: this.network,
        zone: zoneOf('Asia/Makassar'),
        alerts: [...this.alerts.values()],
        seq: this.#seq,
        saved: { threads, ...(this.#through !== undefined && { through: this.#through }) },
        now: this.now,
        ...(this.#mostThreads !== undefined && { mostThreads: this.#mostThreads }),
      },
      { newId: () => `m${++this.#ids}` },
    );
  }

  #put(alert: Alert, kind: 'alert.raised' | 'alert.changed' | 'alert.closed', unheard = false): void {
    if (alert.status === 'closed') this.alerts.delete(alert.number);
    else this.alerts.set(alert.number, alert);
    if (!unheard) this.emit({ kind, at: this.at, alert });
  }

  #keep(decision: Decision | undefined): void {
    if (!decision) return;
    this.#through = decision.through;
    for (const { alert, memory } of decision.threads) this.#threads.set(alert, memory);
    for (const alert of decision.ended) this.#threads.delete(alert);
    for (const { channel, message } of decision.postings) this.told.push({ channel, message });
  }

  #alert(number: number): Alert {
    const alert = this.alerts.get(number);
    if (!alert) throw new Error(`alert ${number} is not open`);
    return alert;
  }

  #to(monoMs: number): void {
    this.at += monoMs - this.monoMs;
    this.monoMs = monoMs;
  }
}

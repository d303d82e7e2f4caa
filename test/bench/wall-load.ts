// What ten thousand links say to a wall: rounds, polls, outages that come, are acknowledged and go, planned work, a plan that
// is read again. As often as the design expects, or so many times as often.

import type { Alert } from '../../src/domain/alert.ts';
import type { EngineEvent } from '../../src/domain/event.ts';
import type { LinkView } from '../../src/stream/protocol.ts';
import type { FakeServer } from '../web/support/fake-server.ts';
import { round } from '../web/support/province.ts';

/** Of ten thousand links: a round a minute each, and as many polls. */
export const FIGURES_PER_S = 2 * (10_000 / 60);
/** Outages in an hour of ten thousand links: each is off for a minute a week. */
export const OUTAGES_PER_HOUR = 60;
/** Events of one outage: it changes its state twice, and its alert is raised, acknowledged and closed. */
const EVENTS_PER_OUTAGE = 6;
/** The hub sends figures so often. */
const STEP_MS = 50;
/** An outage is acknowledged after this long, and over after twice as long. */
const ACKNOWLEDGED_AFTER_MS = 1_000;

/** Number of the alert by which a screen shows that it has heard everything. */
export const MARK = 999_999;

/** How much is said. */
export interface LoadRate {
  readonly figuresPerS: number;
  readonly outagesPerS: number;
}

/** Speaks to all screens of a server, until it is stopped. */
export class WallLoad {
  /** Later than this (`performance.now()`) figures are left out, as the hub leaves them out for a client that is behind. */
  figuresUntilMs = Number.POSITIVE_INFINITY;
  /** What has been said so far. */
  figures = 0;
  events = 0;
  outages = 0;
  readonly #server: FakeServer;
  readonly #rate: LoadRate;
  #timer: NodeJS.Timeout | undefined;
  #due: { readonly atMs: number; readonly events: readonly EngineEvent[] }[] = [];
  #link = 0;
  #lastMs = 0;
  #figuresOwed = 0;
  #outagesOwed = 0;

  constructor(server: FakeServer, rate: LoadRate) {
    this.#server = server;
    this.#rate = rate;
  }

  /** Begins, or goes on. */
  start(): void {
    this.#lastMs = performance.now();
    this.#timer = setInterval(() => this.#step(), STEP_MS);
  }

  /** Pauses; every outage under way comes to its end at once, so that pauses can be compared. */
  stop(): void {
    clearInterval(this.#timer);
    for (const { events } of this.#due.splice(0)) this.#say(events);
  }

  #step(): void {
    const nowMs = performance.now();
    const passedS = (nowMs - this.#lastMs) / 1_000;
    this.#lastMs = nowMs;
    this.#figuresOwed += this.#rate.figuresPerS * passedS;
    this.#outagesOwed += this.#rate.outagesPerS * passedS;
    this.#sayFigures(Math.floor(this.#figuresOwed));
    while (this.#outagesOwed >= 1) this.#outage(nowMs);
    const due = this.#due.filter(({ atMs }) => atMs <= nowMs);
    this.#due = this.#due.filter(({ atMs }) => atMs > nowMs);
    for (const { events } of due) this.#say(events);
  }

  /** Raises or ends an alert that stands above all others: once it is seen, so is everything before it. */
  mark(isThere: boolean): void {
    const { now } = this.#server;
    const alert: Alert = {
      number: MARK,
      rule: 'monitor.config',
      subject: 'monitor',
      severity: 'critical',
      status: isThere ? 'active' : 'closed',
      since: 0,
      raisedAt: 0,
      occurrences: 1,
      incident: MARK,
      data: {},
    };
    // A page that is just asking for a new snapshot must find it there.
    this.#server.network = { ...this.#server.network, alerts: isThere ? [alert] : [] };
    this.#say([{ kind: isThere ? 'alert.raised' : 'alert.closed', at: now, alert }]);
  }

  #sayFigures(count: number): void {
    this.#figuresOwed -= count;
    if (count === 0 || performance.now() > this.figuresUntilMs) return;
    const { now, network } = this.#server;
    const events = Array.from({ length: count }, (_, n) => {
      const { id, state } = this.#nextLink();
      const figures = { seq: network.seq, durable: true, at: now, link: id } as const;
      const rttMs = 5 + (n % 40);
      return n % 2 === 0
        ? ({ ...figures, kind: 'link.round', state, round: round(now, rttMs, n % 3) } as const)
        : ({
            ...figures,
            kind: 'link.device',
            result: { kind: 'failed', failure: 'silent', detail: 'no answer' },
            durationMs: rttMs,
            incarnation: 'same',
          } as const);
    });
    this.figures += count;
    this.#server.broadcast({ type: 'figures', events });
  }

  #nextLink(): LinkView {
    const { links } = this.#server.network;
    this.#link = (this.#link + 1) % links.length;
    const link = links[this.#link];
    if (!link) throw new Error('a province without links has nothing to say');
    return link;
  }

  #outage(nowMs: number): void {
    this.#outagesOwed--;
    const { now } = this.#server;
    const number = ++this.outages;
    const { id, name } = this.#nextLink();
    const raised: Alert = {
      number,
      rule: 'link.down',
      subject: id,
      severity: number % 4 === 0 ? 'critical' : 'major',
      status: 'active',
      since: now - 3_000,
      raisedAt: now,
      occurrences: 1,
      announced: true,
      incident: number,
      data: { name, from: 'Kantor', to: name, villages: number % 60 },
    };
    const reason = { kind: 'unmeasured' } as const;
    const state = (state: 'down' | 'up', at: number): EngineEvent => ({
      kind: 'link.state',
      at,
      link: id,
      state,
      from: at,
      reason,
    });
    this.#say([state('down', now), { kind: 'alert.raised', at: now, alert: raised }]);
    const acknowledged = { ...raised, acknowledged: { by: 'Andi', at: now + ACKNOWLEDGED_AFTER_MS } };
    const overAt = now + 2 * ACKNOWLEDGED_AFTER_MS;
    this.#due.push(
      {
        atMs: nowMs + ACKNOWLEDGED_AFTER_MS,
        events: [
          {
            kind: 'alert.act',
            at: now,
            act: {
              alert: number,
              act: { kind: 'acknowledge' },
              actor: { who: 'Andi', via: 'screen' },
              at: now,
              subject: id,
            },
          },
          { kind: 'alert.changed', at: now, alert: acknowledged },
        ],
      },
      {
        atMs: nowMs + 2 * ACKNOWLEDGED_AFTER_MS,
        events: [
          state('up', overAt),
          {
            kind: 'alert.closed',
            at: overAt,
            alert: { ...acknowledged, status: 'closed', closedAt: overAt },
          },
        ],
      },
    );
    const window = {
      window: `w${number}`,
      name: 'Ganti ODP',
      announcedBy: 'ICON+',
      from: now,
      to: now + 60_000,
      links: 0,
    };
    if (number % 10 === 0) this.#say([{ kind: 'maintenance.begun', at: now, ...window }]);
    if (number % 10 === 5) this.#say([{ kind: 'maintenance.ended', at: now, ...window }]);
    if (number % 400 === 0)
      this.#say([{ kind: 'monitor.config', at: now, added: [], removed: [], changed: [id] }]);
  }

  /** Said, but not kept for those who resume: a month of events would be the server's memory, not the screen's. */
  #say(events: readonly EngineEvent[]): void {
    const { network } = this.#server;
    const views = events.map((event, n) => ({ seq: network.seq + 1 + n, durable: true, ...event }));
    this.#server.network = { ...network, seq: network.seq + events.length };
    this.events += events.length;
    this.#server.broadcast({ type: 'events', events: views });
  }
}

/** How many kept events an hour has at so many times the design's rate. */
export function eventsPerHour(times: number): number {
  return OUTAGES_PER_HOUR * EVENTS_PER_OUTAGE * times;
}

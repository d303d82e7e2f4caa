// Everybody who watches: a snapshot or what was missed, then numbered events without a gap, and proof of life. Every client
// pulls: it is sent the next page after its cursor when the one before has left.

import { type EngineEvent, isDurable, type NumberedEvent } from '../domain/event.ts';
import { type LinkId, linkId } from '../domain/ids.ts';
import type { TimerHandle } from '../runtime/timers.ts';
import { Client, type CloseReason, type Transport } from './client.ts';
import { encode } from './encode.ts';
import { Figures } from './figures.ts';
import type { Attached, HubDeps, HubStatus } from './hub-port.ts';
import { readClientMessage } from './incoming.ts';
import { Journal } from './journal.ts';
import { BEATS_PER_PING, FIGURES_EVERY_MS, HUB_LIMITS, type HubLimits } from './limits.ts';
import { journalEntry, Pages } from './pages.ts';
import { type EchoView, HEARTBEAT_MS, PROTOCOL } from './protocol.ts';
import { Snapshots } from './snapshots.ts';
import { Turns } from './turns.ts';

/** What one snapshot takes of a turn, in sends: writing 32 kB takes about as long as a small message. */
const BYTES_PER_SEND = 32 * 1024;
/** Clients answer these by asking for a snapshot: it must know the new plan, and which links a window covers. */
const NEEDS_SNAPSHOT: ReadonlySet<EngineEvent['kind']> = new Set([
  'monitor.config',
  'maintenance.begun',
  'maintenance.changed',
]);

/** Serves the stream until it is closed. */
export class Hub {
  readonly #deps: HubDeps;
  readonly #limits: HubLimits;
  readonly #clients = new Set<Client>();
  readonly #journal: Journal;
  readonly #figures: Figures;
  readonly #pages: Pages;
  readonly #snapshots: Snapshots;
  readonly #turns: Turns<Client>;
  readonly #graces = new Map<Client, TimerHandle>();
  readonly #beatTimer: TimerHandle;
  #flushTimer: { readonly handle: TimerHandle } | undefined;
  #beats = 0;
  #closedSlow = 0;
  #refused = 0;

  constructor(deps: HubDeps, limits: HubLimits = HUB_LIMITS) {
    const { timers, eventsSince } = deps;
    this.#deps = deps;
    this.#limits = limits;
    const seq = deps.seq();
    this.#journal = new Journal(seq, { events: limits.journalEvents, bytes: limits.journalBytes });
    this.#figures = new Figures(seq);
    this.#pages = new Pages({ journal: this.#journal, figures: this.#figures, eventsSince }, limits);
    this.#snapshots = new Snapshots({ take: deps.snapshot, nowMs: () => deps.now().monoMs });
    this.#turns = new Turns({
      timers,
      costPerTurn: limits.sendsPerTurn,
      serve: (client) => this.#serve(client),
    });
    this.#beatTimer = timers.setInterval(() => this.#beat(), HEARTBEAT_MS);
  }

  /** Announces one step's events, in order. */
  publish(events: readonly NumberedEvent[]): void {
    let durable = false;
    for (const numbered of events) {
      const { event } = numbered;
      if (!isDurable(event)) {
        this.#figures.add(numbered);
        continue;
      }
      this.#journal.add(journalEntry(numbered));
      durable = true;
      if (!NEEDS_SNAPSHOT.has(event.kind)) continue;
      this.#snapshots.drop();
      if (event.kind === 'monitor.config') this.#figures.forget(event.removed);
    }
    if (durable) this.#wake();
    if (this.#figures.waiting && !this.#flushTimer) {
      const handle = this.#deps.timers.setTimeout(() => this.#flush(), FIGURES_EVERY_MS);
      this.#flushTimer = { handle };
    }
  }

  /** Links that somebody watches echo by echo. */
  watched(): ReadonlySet<LinkId> {
    const all = new Set<LinkId>();
    for (const client of this.#clients) for (const link of client.watched) all.add(link);
    return all;
  }

  /** Sends single echoes of a link to those who watch it. They are left out while something else is on its way. */
  echoes(link: LinkId, echoes: readonly EchoView[]): void {
    let bytes: Buffer | undefined;
    for (const client of this.#clients) {
      if (!client.watched.has(link) || client.busy || this.#isBehind(client)) continue;
      bytes ??= encode({ type: 'link.echo', link, echoes });
      this.#give(client, [bytes]);
    }
  }

  /** The network as JSON, at most a second old: the body of GET /api/v1/network. */
  network(): Buffer {
    return this.#snapshots.network();
  }

  /** Whether there are as many clients as may be; counts a client that is refused for it. */
  refuses(): boolean {
    if (this.#clients.size < this.#limits.clients) return false;
    this.#refused++;
    return true;
  }

  /** Takes a client in; `since` is the number of the last event it knows. Undefined when there are too many already. */
  attach(transport: Transport, since: number | undefined): Attached | undefined {
    if (this.refuses()) return undefined;
    const { bootId, now } = this.#deps;
    const seq = this.#deps.seq();
    const client = new Client(transport, since !== undefined && since <= seq ? since : undefined);
    this.#clients.add(client);
    transport.send(encode({ type: 'hello', protocol: PROTOCOL, serverTime: now().at, seq, bootId }));
    this.#turns.add(client);
    this.#turns.take();
    return {
      message: (text) => this.#take(client, text),
      pong: () => {
        client.alive = true;
      },
      end: (why, message) => this.#end(client, why, message),
      gone: () => this.#gone(client),
    };
  }

  status(): HubStatus {
    return {
      clients: this.#clients.size,
      closedSlow: this.#closedSlow,
      refused: this.#refused,
      snapshots: this.#snapshots.taken,
      journalEvents: this.#journal.size,
      journalBytes: this.#journal.bytes,
    };
  }

  /** Tells everybody why, and ends. */
  close(why = 'jalur is stopping; connect again'): void {
    const { timers } = this.#deps;
    timers.clearInterval(this.#beatTimer);
    if (this.#flushTimer) timers.clearTimeout(this.#flushTimer.handle);
    for (const client of this.#clients) client.end('goingAway', why);
    this.#clients.clear();
    this.#turns.stop();
    for (const handle of this.#graces.values()) timers.clearTimeout(handle);
    this.#graces.clear();
  }

  #flush(): void {
    this.#flushTimer = undefined;
    this.#figures.flush();
    this.#wake();
  }

  #wake(): void {
    this.#pages.changed();
    for (const client of this.#clients) if (!client.busy) this.#turns.add(client);
    this.#turns.take();
  }

  /** Sends a client the next it should have; returns what that cost, in sends. */
  #serve(client: Client): number {
    if (client.closed || client.busy) return 0;
    if (client.wantsSnapshot) return this.#serveSnapshot(client);
    const page = this.#pages.next(client.cursor, client.figuresCursor);
    if (page === 'gone') return this.#serveSnapshot(client);
    if (page === undefined) {
      if (client.owedHeartbeat) this.#heartbeat(client);
      return 1;
    }
    if (page.kind === 'events') client.cursor = page.to;
    else client.figuresCursor = page.to;
    if (page.messages.length > 0) this.#give(client, page.messages);
    else this.#turns.add(client);
    return page.messages.length;
  }

  #serveSnapshot(client: Client): number {
    const snapshot = this.#snapshots.hold(this.#journal.floor);
    client.wantsSnapshot = false;
    client.cursor = snapshot.seq;
    client.figuresCursor = snapshot.seq;
    this.#give(client, [snapshot.message], {
      stalledMs: this.#limits.snapshotStalledMs,
      letGo: () => this.#snapshots.release(snapshot),
    });
    return 1 + snapshot.message.length / BYTES_PER_SEND;
  }

  #give(
    client: Client,
    messages: readonly Buffer[],
    { stalledMs = this.#limits.stalledMs, letGo }: { stalledMs?: number; letGo?: () => void } = {},
  ): void {
    client.give(messages, {
      deadlineMs: this.#deps.now().monoMs + stalledMs,
      after: () => {
        if (!client.owedHeartbeat && !this.#isBehind(client)) return;
        this.#turns.add(client);
        this.#turns.plan();
      },
      ...(letGo && { letGo }),
    });
  }

  #isBehind({ wantsSnapshot, cursor, figuresCursor }: Client): boolean {
    return wantsSnapshot || cursor < this.#journal.last || figuresCursor < this.#figures.flushed;
  }

  #take(client: Client, text: string): void {
    if (client.closed) return;
    if (!client.rate.allow(this.#deps.now().monoMs)) {
      this.#end(client, 'tooMany', 'more than 50 messages in 10 s');
      return;
    }
    const message = readClientMessage(text);
    if (typeof message === 'string') {
      this.#end(client, 'invalid', message);
      return;
    }
    const link = linkId(message.link);
    if (message.type === 'unwatch') client.watched.delete(link);
    // A screen may not know yet that a link has left the plan: it gets no echoes, as of a link that is not probed.
    else if (!this.#deps.isLink(link)) return;
    else if (client.watched.size < this.#limits.watches || client.watched.has(link)) client.watched.add(link);
    else this.#end(client, 'tooMany', `more than ${this.#limits.watches} links watched`);
  }

  #beat(): void {
    this.#beats++;
    const nowMs = this.#deps.now().monoMs;
    const pings = this.#beats % BEATS_PER_PING === 0;
    for (const client of this.#clients) {
      client.owedHeartbeat = true;
      if (client.busy) {
        if (!client.isStalled(nowMs)) continue;
        this.#closedSlow++;
        this.#end(client, 'slow', 'this client does not keep up; it may resume with since');
        continue;
      }
      if (pings && !client.alive) {
        client.transport.terminate();
        this.#gone(client);
        continue;
      }
      if (pings) {
        client.alive = false;
        client.transport.ping();
      }
      this.#turns.add(client);
    }
    this.#snapshots.expire();
    this.#turns.take();
  }

  /** Says that the client has everything: it is never sent to one that misses events, for a screen would look fresh. */
  #heartbeat(client: Client): void {
    const { seq, oldestDataMs, now } = this.#deps;
    client.owedHeartbeat = false;
    this.#give(client, [
      encode({ type: 'heartbeat', serverTime: now().at, seq: seq(), oldestDataMs: oldestDataMs() }),
    ]);
  }

  #end(client: Client, why: CloseReason, message: string): void {
    if (client.closed) return;
    client.end(why, message);
    this.#clients.delete(client);
    this.#turns.remove(client);
    const cut = (): void => {
      this.#graces.delete(client);
      client.transport.terminate();
    };
    this.#graces.set(client, this.#deps.timers.setTimeout(cut, this.#limits.graceMs));
  }

  #gone(client: Client): void {
    client.drop();
    this.#clients.delete(client);
    this.#turns.remove(client);
    const grace = this.#graces.get(client);
    if (grace !== undefined) this.#deps.timers.clearTimeout(grace);
    this.#graces.delete(client);
  }
}

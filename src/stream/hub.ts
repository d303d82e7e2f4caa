// Everybody who watches: a snapshot or what was missed, then numbered events without a gap, and proof of life.

import { isDurable, type NumberedEvent } from '../domain/event.ts';
import { type LinkId, linkId } from '../domain/ids.ts';
import type { Timers } from '../runtime/timers.ts';
import { Client, MOST_WATCHED, type Transport } from './client.ts';
import { encode, encodeEvent } from './encode.ts';
import { readClientMessage } from './incoming.ts';
import { Journal, type JournalEntry } from './journal.ts';
import { type EchoView, HEARTBEAT_MS, type NetworkView, PROTOCOL } from './protocol.ts';

/** Events held in memory for clients that come back; a day of a bad week. Older ones are read from the state store. */
const JOURNAL_CAPACITY = 20_000;
/** Missed events sent at a time; the next ones follow when these have left. */
const PAGE = 500;
/** Screens, and programs that read the stream. More are refused. */
export const MOST_CLIENTS = 2_000;
/** A client is pinged with every third heartbeat and cut when the ping before was not answered. */
const BEATS_PER_PING = 3;
/** A snapshot serves everybody who comes within this time, if nothing happened meanwhile. */
const SNAPSHOT_FRESH_MS = 1_000;

/** What the hub is given. */
export interface HubDeps {
  readonly snapshot: () => NetworkView;
  /** Events after a number from the state store; undefined when they are no longer held. */
  readonly eventsSince: (seq: number, limit: number) => readonly NumberedEvent[] | undefined;
  /** Number of the last event. */
  readonly seq: () => number;
  readonly oldestDataMs: () => number;
  /** Both clocks: epoch ms for `serverTime`, CLOCK_MONOTONIC ms. */
  readonly now: () => { readonly at: number; readonly monoMs: number };
  readonly isLink: (id: string) => boolean;
  readonly bootId: string;
  readonly timers: Timers;
}

/** A client's end of the hub. */
export interface Attached {
  /** Takes a message of the client. */
  message(text: string): void;
  pong(): void;
  /** The connection is gone. */
  gone(): void;
}

/** Counters of the stream. */
export interface HubStatus {
  readonly clients: number;
  readonly closedSlow: number;
  readonly refused: number;
}

/** Serves the stream until it is closed. */
export class Hub {
  readonly #deps: HubDeps;
  readonly #clients = new Set<Client>();
  readonly #journal: Journal;
  #snapshot: { readonly seq: number; readonly monoMs: number; readonly bytes: Buffer } | undefined;
  #beats = 0;
  #closedSlow = 0;
  #refused = 0;
  readonly #timer: unknown;

  constructor(deps: HubDeps) {
    this.#deps = deps;
    this.#journal = new Journal(JOURNAL_CAPACITY, deps.seq());
    this.#timer = deps.timers.setInterval(() => this.#beat(), HEARTBEAT_MS);
  }

  /** Announces events, in order. */
  publish(events: readonly NumberedEvent[]): void {
    for (const numbered of events) {
      const { seq, event } = numbered;
      if (isDurable(event)) {
        const entry = { seq, bytes: encodeEvent(numbered) };
        this.#journal.add(entry);
        for (const client of this.#clients) if (client.live) this.#sendEntry(client, entry);
      } else if (this.#clients.size > 0 && 'link' in event) {
        const bytes = encodeEvent(numbered);
        for (const client of this.#clients)
          if (client.live) client.sendLatest(`${event.kind} ${event.link}`, bytes);
      }
    }
  }

  /** Links that somebody watches echo by echo. */
  watched(): ReadonlySet<LinkId> {
    const all = new Set<LinkId>();
    for (const client of this.#clients) for (const link of client.watched) all.add(link);
    return all;
  }

  /** Sends single echoes of a link to those who watch it. */
  echoes(link: LinkId, echoes: readonly EchoView[]): void {
    const bytes = encode({ type: 'link.echo', link, echoes });
    for (const client of this.#clients)
      if (client.watched.has(link)) client.sendLatest(`link.echo ${link}`, bytes);
  }

  /** Takes a client in; `since` is the number of the last event it knows. Undefined when there are too many already. */
  attach(transport: Transport, since: number | undefined): Attached | undefined {
    if (this.#clients.size >= MOST_CLIENTS) {
      this.#refused++;
      return undefined;
    }
    const { at } = this.#deps.now();
    const seq = this.#deps.seq();
    const client = new Client(transport, seq);
    this.#clients.add(client);
    client.send(
      encode({ type: 'hello', protocol: PROTOCOL, serverTime: at, seq, bootId: this.#deps.bootId }),
    );
    if (since !== undefined && since <= seq && this.#missed(since, 1) !== undefined) {
      client.cursor = since;
      this.#catchUp(client);
    } else {
      client.sendSnapshot(this.#snapshotBytes());
      client.live = true;
    }
    this.#heartbeat(client);
    return {
      message: (text) => this.#take(client, text),
      pong: () => {
        client.alive = true;
      },
      gone: () => this.#drop(client),
    };
  }

  status(): HubStatus {
    return { clients: this.#clients.size, closedSlow: this.#closedSlow, refused: this.#refused };
  }

  /** Tells everybody and ends. */
  close(): void {
    this.#deps.timers.clearInterval(this.#timer);
    for (const client of this.#clients) client.end('goingAway', 'jalur is stopping; connect again');
    this.#clients.clear();
  }

  #sendEntry(client: Client, entry: JournalEntry, sent?: () => void): void {
    client.send(entry.bytes, sent);
    if (client.closed) this.#dropSlow(client);
    else client.cursor = entry.seq;
  }

  /** Sends the next page of what was missed; live once nothing is missing any more. */
  #catchUp(client: Client): void {
    const entries = this.#missed(client.cursor, PAGE);
    if (entries === undefined) {
      // Pruned while we were sending: what is true now is all there is.
      client.sendSnapshot(this.#snapshotBytes());
      client.cursor = this.#deps.seq();
      client.live = true;
      return;
    }
    for (const [index, entry] of entries.entries()) {
      const last = index === entries.length - 1;
      this.#sendEntry(client, entry, last ? () => this.#catchUp(client) : undefined);
      if (client.closed) return;
    }
    if (entries.length === 0) client.live = !client.closed;
  }

  #missed(seq: number, limit: number): readonly JournalEntry[] | undefined {
    const held = this.#journal.after(seq, limit);
    if (held) return held;
    return this.#deps.eventsSince(seq, limit)?.map((numbered) => ({
      seq: numbered.seq,
      bytes: encodeEvent(numbered),
    }));
  }

  #snapshotBytes(): Buffer {
    const seq = this.#deps.seq();
    const { monoMs } = this.#deps.now();
    const known = this.#snapshot;
    if (known && known.seq === seq && monoMs - known.monoMs < SNAPSHOT_FRESH_MS) return known.bytes;
    const bytes = encode({ type: 'snapshot', seq, network: this.#deps.snapshot() });
    this.#snapshot = { seq, monoMs, bytes };
    return bytes;
  }

  #take(client: Client, text: string): void {
    if (client.closed) return;
    if (!client.rate.allow(this.#deps.now().monoMs)) {
      client.end('tooMany', 'more than 50 messages in 10 s');
      this.#drop(client);
      return;
    }
    const message = readClientMessage(text);
    if (typeof message === 'string' || !this.#deps.isLink(message.link)) {
      const why = typeof message === 'string' ? message : `there is no link "${message.link}"`;
      client.end('invalid', why.slice(0, 120));
      this.#drop(client);
      return;
    }
    if (message.type === 'unwatch') client.watched.delete(linkId(message.link));
    else if (client.watched.size < MOST_WATCHED) client.watched.add(linkId(message.link));
    else {
      client.end('tooMany', `more than ${MOST_WATCHED} links watched`);
      this.#drop(client);
    }
  }

  #beat(): void {
    this.#beats++;
    for (const client of this.#clients) {
      if (this.#beats % BEATS_PER_PING === 0) {
        if (!client.alive) {
          client.transport.terminate();
          this.#drop(client);
          continue;
        }
        client.alive = false;
        client.transport.ping();
      }
      client.flush();
      this.#heartbeat(client);
      if (client.closed) this.#dropSlow(client);
    }
  }

  #heartbeat(client: Client): void {
    const { seq, oldestDataMs, now } = this.#deps;
    client.send(
      encode({ type: 'heartbeat', serverTime: now().at, seq: seq(), oldestDataMs: oldestDataMs() }),
    );
  }

  #dropSlow(client: Client): void {
    if (this.#clients.has(client)) this.#closedSlow++;
    this.#drop(client);
  }

  #drop(client: Client): void {
    client.closed = true;
    this.#clients.delete(client);
  }
}

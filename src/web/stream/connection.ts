// Keeps one connection to the stream for as long as the page lives: reconnects with back-off, resumes after the last kept
// event, and gives up a connection that has gone silent. What messages mean is the reducer's business.

import { type ClientMessage, PROTOCOL, type ServerMessage } from '../../stream/protocol.ts';
import { SILENCE_LIMIT_MS } from '../model/freshness.ts';
import { backOffMs } from './back-off.ts';
import { parseMessage } from './parse.ts';

/** The part of a WebSocket that is used. */
export interface Socket {
  onopen: (() => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: (() => void) | null;
  send(text: string): void;
  close(): void;
}

/** What a connection needs from the browser. */
export interface ConnectionDeps {
  /** Opens the stream, resuming after `since` if given. */
  open(since: number | undefined): Socket;
  /** Number of the newest kept event on the screen; undefined asks for a snapshot. */
  since(): number | undefined;
  /** Whether the server asks for a token; asked after an attempt that was refused. Rejects when it is not reachable. */
  asksForToken(): Promise<boolean>;
  random(): number;
  /** Calls back once; returns what cancels it. */
  after(delayMs: number, callback: () => void): () => void;
  onMessage(message: ServerMessage): void;
  onStatus(status: ConnectionStatus): void;
}

/** What the connection is doing. `protocol` keeps trying: the server may be about to be replaced. */
export type ConnectionStatus =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open' }
  | { readonly kind: 'waiting'; readonly attempt: number }
  | { readonly kind: 'token' }
  | { readonly kind: 'protocol'; readonly server: number };

/** Attempts while the server speaks another protocol. */
const OTHER_PROTOCOL_RETRY_MS = 30_000;

/** One stream with its reconnects. Nothing happens before `connect`. */
export class Connection {
  readonly #deps: ConnectionDeps;
  #socket: Socket | undefined;
  #cancelTimer: (() => void) | undefined;
  #heard = false;
  #attempt = 0;
  #fresh = false;

  constructor(deps: ConnectionDeps) {
    this.#deps = deps;
  }

  /** Connects now, whatever was going on. */
  connect(): void {
    this.#drop();
    this.#heard = false;
    this.#deps.onStatus({ kind: 'connecting' });
    // Whoever is told may itself have asked for another connection.
    if (this.#socket) return;
    const socket = this.#deps.open(this.#fresh ? undefined : this.#deps.since());
    this.#socket = socket;
    socket.onmessage = (event) => this.#take(event.data);
    socket.onclose = () => this.#ended();
    this.#watchSilence();
  }

  /** Asks for a new snapshot, unless one is on its way: what is on the screen cannot be brought up to date. */
  resync(): void {
    if (this.#fresh) return;
    this.#fresh = true;
    this.connect();
  }

  /** Sends if connected; the caller sends again after the next `open`. */
  send(message: ClientMessage): void {
    if (this.#heard) this.#socket?.send(JSON.stringify(message));
  }

  /** Ends for good. */
  stop(): void {
    this.#drop();
  }

  #take(data: unknown): void {
    const message = parseMessage(data);
    if (!message) return;
    if (message.type === 'hello') {
      if (message.protocol !== PROTOCOL) {
        this.#drop();
        this.#deps.onStatus({ kind: 'protocol', server: message.protocol });
        this.#schedule(OTHER_PROTOCOL_RETRY_MS);
        return;
      }
      this.#heard = true;
      this.#deps.onStatus({ kind: 'open' });
    }
    if (message.type === 'snapshot') this.#fresh = false;
    // Only what proves that the stream works resets the back-off: a server that greets and closes must not be hammered.
    if (message.type === 'snapshot' || message.type === 'heartbeat') this.#attempt = 0;
    this.#watchSilence();
    this.#deps.onMessage(message);
  }

  #ended(): void {
    const refused = !this.#heard;
    this.#drop();
    if (!refused) {
      this.#retryLater();
      return;
    }
    const attempt = this.#attempt;
    this.#deps.asksForToken().then(
      (asks) => {
        if (this.#socket || attempt !== this.#attempt) return;
        if (asks) this.#deps.onStatus({ kind: 'token' });
        else this.#retryLater();
      },
      () => {
        if (!this.#socket && attempt === this.#attempt) this.#retryLater();
      },
    );
  }

  #retryLater(): void {
    this.#deps.onStatus({ kind: 'waiting', attempt: this.#attempt });
    this.#schedule(backOffMs(this.#attempt++, this.#deps.random()));
  }

  /** A half-open connection gives no close event: silence is the only sign. */
  #watchSilence(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = this.#deps.after(SILENCE_LIMIT_MS, () => {
      this.#drop();
      this.#retryLater();
    });
  }

  #schedule(delayMs: number): void {
    this.#cancelTimer?.();
    this.#cancelTimer = this.#deps.after(delayMs, () => this.connect());
  }

  #drop(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    const socket = this.#socket;
    this.#socket = undefined;
    if (!socket) return;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
  }
}

// One client of the stream: what it has been sent, what it still has to be sent, and whether it keeps up.

import type { LinkId } from '../domain/ids.ts';
import { encode } from './encode.ts';
import { MessageRate } from './incoming.ts';

/** A connection, as far as the hub needs it. */
export interface Transport {
  /** Hands bytes over; `sent` is called when they have left this process. */
  send(bytes: Buffer, sent?: () => void): void;
  /** Bytes handed over that have not left yet. */
  bufferedBytes(): number;
  ping(): void;
  /** Ends the connection in order, with a WebSocket close code and a reason. */
  close(code: number, reason: string): void;
  /** Ends the connection at once. */
  terminate(): void;
}

/** From here on only the newest round and poll of each link are kept for a client. */
export const SLOW_BYTES = 256 * 1024;
/** A client this far behind is closed: it may resume, and costs no more than this. */
export const STALLED_BYTES = 1024 * 1024;
/** Links one client may watch at once: a page shows one, a wall a few. */
export const MOST_WATCHED = 16;
/** WebSocket close codes of ours (RFC 6455 §7.4.2: 4000 to 4999 are free). */
export const CLOSE_CODES = { slow: 4008, invalid: 4000, tooMany: 4029, goingAway: 1001 } as const;

/** The state of one client. */
export class Client {
  readonly transport: Transport;
  readonly watched = new Set<LinkId>();
  readonly rate = new MessageRate();
  /** Number of the last event it was sent, or that its snapshot contains. */
  cursor: number;
  /** False while it is sent what it missed. */
  live = false;
  /** Answered the last ping. */
  alive = true;
  closed = false;
  /** A snapshot on its way does not count against the client: its bytes are shared. */
  #allowance = 0;
  /** The newest round and poll per link that wait; bounded by two per link. */
  readonly #waiting = new Map<string, Buffer>();

  constructor(transport: Transport, cursor: number) {
    this.transport = transport;
    this.cursor = cursor;
  }

  /** Sends what must not be lost; closes the client when it does not keep up. */
  send(bytes: Buffer, sent?: () => void): void {
    if (this.closed) return;
    if (this.#buffered() > STALLED_BYTES) {
      this.end('slow', 'this client does not keep up; it may resume with since');
      return;
    }
    this.transport.send(bytes, sent);
  }

  /** Sends a snapshot, however large. */
  sendSnapshot(bytes: Buffer): void {
    this.#allowance += bytes.length;
    this.transport.send(bytes, () => {
      this.#allowance -= bytes.length;
    });
  }

  /** Sends what a newer one replaces, or keeps the newest for later. */
  sendLatest(key: string, bytes: Buffer): void {
    if (this.closed) return;
    if (this.#buffered() <= SLOW_BYTES && this.#waiting.size === 0) this.transport.send(bytes);
    else this.#waiting.set(key, bytes);
  }

  /** Sends what waits, as far as the client keeps up. */
  flush(): void {
    for (const [key, bytes] of this.#waiting) {
      if (this.closed || this.#buffered() > SLOW_BYTES) return;
      this.#waiting.delete(key);
      this.transport.send(bytes);
    }
  }

  /** Says why and closes. A stalled client may never read the reason, so that the connection is cut as well. */
  end(why: keyof typeof CLOSE_CODES, message: string): void {
    if (this.closed) return;
    this.closed = true;
    this.#waiting.clear();
    this.transport.send(encode({ type: 'closing', code: why, message }));
    this.transport.close(CLOSE_CODES[why], message);
    if (why === 'slow') this.transport.terminate();
  }

  #buffered(): number {
    return this.transport.bufferedBytes() - this.#allowance;
  }
}

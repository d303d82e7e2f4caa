// One client of the stream: where it stands, what is on its way to it, and whether it takes it. It is sent one page at a
// time and the next one when that has left this process, so that a client that does not read costs one page.

import type { LinkId } from '../domain/ids.ts';
import { encode } from './encode.ts';
import { MessageRate } from './incoming.ts';

/** A connection, as far as the hub needs it. */
export interface Transport {
  /** Hands bytes over; `sent` is called when they have left this process. */
  send(bytes: Buffer, sent?: () => void): void;
  ping(): void;
  /** Ends the connection in order, with a WebSocket close code and a reason. */
  close(code: number, reason: string): void;
  /** Ends the connection at once. */
  terminate(): void;
}

/** WebSocket close codes of ours (RFC 6455 §7.4.2: 4000 to 4999 are free). */
export const CLOSE_CODES = {
  slow: 4008,
  invalid: 4000,
  tooMany: 4029,
  session: 4001,
  goingAway: 1001,
} as const;
/** Why a client is closed. */
export type CloseReason = keyof typeof CLOSE_CODES;

/** The state of one client. */
export class Client {
  readonly transport: Transport;
  readonly watched = new Set<LinkId>();
  readonly rate = new MessageRate();
  /** Number of the last durable event it was sent, or that its snapshot contains. */
  cursor: number;
  /** Number of the last figure it was sent, or that its snapshot contains. */
  figuresCursor: number;
  /** Has to be sent a snapshot before anything else. */
  wantsSnapshot: boolean;
  /** Is to be told that it has everything, as soon as it has. */
  owedHeartbeat = true;
  /** Answered the last ping. */
  alive = true;
  closed = false;
  /** Called once when it is closed or gone: lets go of what is on its way. */
  #letGo: (() => void) | undefined;
  #deadlineMs: number | undefined;

  constructor(transport: Transport, cursor: number | undefined) {
    this.transport = transport;
    this.cursor = cursor ?? 0;
    this.figuresCursor = cursor ?? 0;
    this.wantsSnapshot = cursor === undefined;
  }

  /** Whether something is on its way that has not left yet. */
  get busy(): boolean {
    return this.#deadlineMs !== undefined;
  }

  /** Whether what is on its way should have left by now. */
  isStalled(nowMs: number): boolean {
    return this.#deadlineMs !== undefined && nowMs >= this.#deadlineMs;
  }

  /** Sends some messages that must have left by a deadline; `after` is called then, or `letGo` when it is closed before. */
  give(
    messages: readonly Buffer[],
    { deadlineMs, after, letGo }: { deadlineMs: number; after: () => void; letGo?: () => void },
  ): void {
    this.#deadlineMs = deadlineMs;
    this.#letGo = letGo;
    const last = messages.length - 1;
    for (const [index, message] of messages.entries()) {
      if (index < last) this.transport.send(message);
      else
        this.transport.send(message, () => {
          if (this.closed) return;
          this.#settle();
          after();
        });
    }
  }

  /** Says why and closes; the connection is to be cut after a grace, for a stalled client never reads the reason. */
  end(why: CloseReason, message: string): void {
    if (this.closed) return;
    this.drop();
    this.transport.send(encode({ type: 'closing', code: why, message }));
    this.transport.close(CLOSE_CODES[why], message);
  }

  /** The connection is gone or going. */
  drop(): void {
    if (this.closed) return;
    this.closed = true;
    this.#settle();
  }

  #settle(): void {
    this.#deadlineMs = undefined;
    const letGo = this.#letGo;
    this.#letGo = undefined;
    letGo?.();
  }
}

// A WebSocket that a test speaks through, and timers that move when they are told to.

import type { ServerMessage } from '../../../src/stream/protocol.ts';
import type { Socket } from '../../../src/web/stream/connection.ts';

/** The server's end is the test. */
export class FakeSocket implements Socket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { readonly data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  readonly sent: string[] = [];
  closed = false;

  send(text: string): void {
    this.sent.push(text);
  }

  close(): void {
    this.closed = true;
  }

  /** The server says something. */
  receive(...messages: readonly ServerMessage[]): void {
    for (const message of messages) this.receiveText(JSON.stringify(message));
  }

  /** The server says anything at all. */
  receiveText(data: unknown): void {
    this.onmessage?.({ data });
  }

  /** The connection breaks, or never came about. */
  drop(): void {
    this.onclose?.();
  }
}

/** Virtual time. */
export class FakeTimers {
  #nowMs = 0;
  #timers = new Set<{ readonly dueMs: number; readonly callback: () => void }>();

  /** Calls back once in virtual time; returns what cancels it. */
  after(delayMs: number, callback: () => void): () => void {
    const timer = { dueMs: this.#nowMs + delayMs, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Moves on, calling back in order of time. */
  advance(ms: number): void {
    const endMs = this.#nowMs + ms;
    for (;;) {
      const [next] = [...this.#timers]
        .filter((timer) => timer.dueMs <= endMs)
        .sort((a, b) => a.dueMs - b.dueMs);
      if (!next) break;
      this.#timers.delete(next);
      this.#nowMs = next.dueMs;
      next.callback();
    }
    this.#nowMs = endMs;
  }
}

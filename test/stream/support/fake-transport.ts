// A connection whose reader takes what it is given at once, later, or never.

import type { Transport } from '../../../src/stream/client.ts';
import type { EventView, ServerMessage } from '../../../src/stream/protocol.ts';

/** How a reader behaves: `reads` takes everything at once, `stalls` nothing until `release`. */
export type Reader = 'reads' | 'stalls';

/** Records what a client is sent. */
export class FakeTransport implements Transport {
  readonly messages: ServerMessage[] = [];
  readonly ends: string[] = [];
  pings = 0;
  reader: Reader;
  readonly #waiting: { readonly bytes: number; readonly sent: (() => void) | undefined }[] = [];

  constructor(reader: Reader = 'reads') {
    this.reader = reader;
  }

  /** Bytes handed over that the reader has not taken. */
  get bufferedBytes(): number {
    return this.#waiting.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  send(bytes: Buffer, sent?: () => void): void {
    this.messages.push(JSON.parse(String(bytes)) as ServerMessage);
    this.#waiting.push({ bytes: bytes.length, sent });
    if (this.reader === 'reads') this.release();
  }

  /** Takes what waits, and what follows from it. */
  release(): void {
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) next.sent?.();
  }

  ping(): void {
    this.pings++;
  }

  close(code: number): void {
    this.ends.push(`close ${code}`);
  }

  terminate(): void {
    this.ends.push('terminate');
  }

  /** Kinds of messages, in order. */
  get types(): readonly string[] {
    return this.messages.map(({ type }) => type);
  }

  /** Durable events, in order. */
  get events(): readonly EventView[] {
    return this.messages.flatMap((message) => {
      if (message.type === 'event') return [message];
      return message.type === 'events' ? message.events : [];
    });
  }

  /** Rounds and polls, in order. */
  get figures(): readonly EventView[] {
    return this.messages.flatMap((message) => (message.type === 'figures' ? message.events : []));
  }

  /** Number of the last snapshot. */
  get snapshotSeq(): number | undefined {
    return this.messages.flatMap((message) => (message.type === 'snapshot' ? [message.seq] : [])).at(-1);
  }
}

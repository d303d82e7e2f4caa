// What clients may say. Anything else ends the connection with a reason.

import { z } from 'zod';
import { isId } from '../domain/ids.ts';
import type { ClientMessage } from './protocol.ts';

/** Longest message in bytes that a client may send. */
export const MOST_INCOMING_BYTES = 4_096;

const link = z.string().refine(isId, 'no id of a link');
const message = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('watch'), link }),
  z.strictObject({ type: z.literal('unwatch'), link }),
]);

/** Reads a message; a text says what was wrong with it. */
export function readClientMessage(text: string): ClientMessage | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'not JSON';
  }
  const parsed = message.safeParse(value);
  return parsed.success ? parsed.data : z.prettifyError(parsed.error);
}

/** Messages a client may send within {@link RATE_WINDOW_MS}; a page sends two when another link is opened. */
const MOST_MESSAGES = 50;
const RATE_WINDOW_MS = 10_000;

/** Counts one client's messages. Times are CLOCK_MONOTONIC in ms. */
export class MessageRate {
  #windowMs = Number.NEGATIVE_INFINITY;
  #count = 0;

  /** Notes a message; false when there were too many. */
  allow(nowMs: number): boolean {
    if (nowMs - this.#windowMs >= RATE_WINDOW_MS) {
      this.#windowMs = nowMs;
      this.#count = 0;
    }
    this.#count++;
    return this.#count <= MOST_MESSAGES;
  }
}

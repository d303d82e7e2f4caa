// Messages as bytes, serialised once for all clients.

import type { NumberedEvent } from '../domain/event.ts';
import type { NetworkView, ServerMessage } from './protocol.ts';

/** JSON of the API and the stream: counters are BigInts and go out as decimal texts, which no reader rounds. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each));
}

/** A message as UTF-8. */
export function encode(message: ServerMessage): Buffer {
  return Buffer.from(toJson(message));
}

/** An event's fields beside number and durability, as JSON. */
export function eventJson({ seq, durable, event }: NumberedEvent): string {
  return toJson({ seq, durable, ...event });
}

/** A snapshot as the stream's message, and the network alone as the API gives it: the same bytes, written once. */
export function encodeSnapshot(network: NetworkView): { readonly message: Buffer; readonly network: Buffer } {
  const head = `{"type":"snapshot","seq":${network.seq},"network":`;
  const message = Buffer.from(`${head}${toJson(network)}}`);
  return { message, network: message.subarray(head.length, -1) };
}

// Messages as bytes, serialised once for all clients.

import type { NumberedEvent } from '../domain/event.ts';
import type { SnmpResult } from '../domain/reading.ts';
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
  return JSON.stringify({
    seq,
    durable,
    ...event,
    ...(event.kind === 'link.device' && { result: plainResult(event.result) }),
  });
}

/** A snapshot as the stream's message, and the network alone as the API gives it: the same bytes, written once. */
export function encodeSnapshot(network: NetworkView): { readonly message: Buffer; readonly network: Buffer } {
  const head = `{"type":"snapshot","seq":${network.seq},"network":`;
  const body = JSON.stringify({
    ...network,
    links: network.links.map((link) =>
      link.device ? { ...link, device: { ...link.device, result: plainResult(link.device.result) } } : link,
    ),
  });
  const message = Buffer.from(`${head}${body}}`);
  return { message, network: message.subarray(head.length, -1) };
}

/** Counters as texts beforehand: asking {@link toJson} about every value of 10,000 links takes five times as long. */
function plainResult(result: SnmpResult): unknown {
  if (result.kind !== 'answered' || !result.interface) return result;
  const counters = Object.entries(result.interface.counters).map(([name, count]) => [name, String(count)]);
  return { ...result, interface: { ...result.interface, counters: Object.fromEntries(counters) } };
}

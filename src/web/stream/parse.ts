// The edge between the wire and the page: a text becomes a message, or nothing.

import type { ServerMessage } from '../../stream/protocol.ts';

/** What each message must have for the reducer to be safe; the daemon of this very page guarantees the rest by its types. */
const NEEDED: Readonly<Record<ServerMessage['type'], (fields: Fields) => boolean>> = {
  hello: (fields) => numbers(fields, 'protocol', 'serverTime', 'seq') && typeof fields['bootId'] === 'string',
  snapshot: (fields) => numbers(fields, 'seq') && isNetwork(fields['network']),
  event: isEvent,
  events: areEvents,
  figures: areEvents,
  heartbeat: (fields) => numbers(fields, 'serverTime', 'seq', 'oldestDataMs'),
  'link.echo': (fields) => typeof fields['link'] === 'string' && Array.isArray(fields['echoes']),
  closing: (fields) => typeof fields['code'] === 'string',
};

type Fields = Readonly<Record<string, unknown>>;

/** Parses a message; undefined for what is none, or of a type this page does not know (a newer server may have more). */
export function parseMessage(text: unknown): ServerMessage | undefined {
  if (typeof text !== 'string') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isFields(value)) return undefined;
  const type = value['type'];
  if (typeof type !== 'string' || !Object.hasOwn(NEEDED, type)) return undefined;
  return isMessage(value, type as ServerMessage['type']) ? value : undefined;
}

function isMessage(value: Fields, type: ServerMessage['type']): value is Fields & ServerMessage {
  return NEEDED[type](value);
}

function isEvent(fields: Fields): boolean {
  return numbers(fields, 'seq', 'at') && typeof fields['kind'] === 'string';
}

function areEvents({ events }: Fields): boolean {
  return Array.isArray(events) && events.every((each) => isFields(each) && isEvent(each));
}

function isNetwork(value: unknown): boolean {
  return (
    isFields(value) &&
    typeof value['bootId'] === 'string' &&
    numbers(value, 'serverTime') &&
    isFields(value['province']) &&
    ['sites', 'links', 'alerts'].every((name) => Array.isArray(value[name]))
  );
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function numbers(fields: Fields, ...names: readonly string[]): boolean {
  return names.every((name) => typeof fields[name] === 'number');
}

// Devices on the other end of a cable or radio, as LLDP, CDP or a vendor's own table show them.

import type { Neighbour } from '../../../domain/inventory.ts';
import { macOf, type SnmpValue } from '../value.ts';
import type { Expression } from './expression.ts';
import type { NeighbourRule } from './profile.ts';
import { holds, rowsOf, type Surroundings, shortText, TableScope } from './scope.ts';

/** Neighbours of one device that are kept. */
const MOST_NEIGHBOURS = 512;
/** Longest text of a neighbour: SnmpAdminString. */
const MOST_FIELD = 255;

/** Neighbours by the rules whose columns have been collected, each once. */
export function neighboursOf(rules: readonly NeighbourRule[], around: Surroundings): readonly Neighbour[] {
  const found = new Map<string, Neighbour>();
  for (const rule of rules) {
    const scope = new TableScope(rule.read, around);
    for (const index of rowsOf(rule.read, around.objects)) {
      if (!holds(rule.where, scope.at(index))) continue;
      const neighbour = neighbourAt(rule, scope);
      // The time mark in the index of LLDP rows changes: the same neighbour may be there twice.
      if (neighbour && found.size < MOST_NEIGHBOURS) found.set(JSON.stringify(neighbour), neighbour);
    }
  }
  return [...found.values()];
}

function neighbourAt(rule: NeighbourRule, scope: TableScope): Neighbour | undefined {
  const chassis = idText(rule.chassis, scope);
  if (chassis !== undefined && ALL_ZERO.test(chassis)) return undefined;
  const ifIndex = Number(shortText(rule.localIfIndex?.evaluate(scope), MOST_FIELD));
  const texts = {
    localPort: shortText(rule.localPort?.evaluate(scope), MOST_FIELD),
    chassis,
    name: shortText(rule.name?.evaluate(scope), MOST_FIELD),
    port: idText(rule.port, scope),
    address: shortText(rule.address?.evaluate(scope), MOST_FIELD),
    platform: shortText(rule.platform?.evaluate(scope), MOST_FIELD),
  };
  if (texts.chassis === undefined && texts.name === undefined && texts.address === undefined)
    return undefined;
  const present = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined));
  return {
    protocol: rule.protocol,
    ...(Number.isSafeInteger(ifIndex) && ifIndex > 0 && { localIfIndex: ifIndex }),
    ...present,
  };
}

/** Rows that agents keep for ports where they hear nothing. */
const ALL_ZERO = /^(0+[:\-. ]?)+$/;

/** Chassis and port ids are octets as often as they are texts (IEEE 802.1AB, LldpChassisId). */
function idText(expression: Expression | undefined, scope: TableScope): string | undefined {
  if (!expression) return undefined;
  const raw = scope.peek(expression.source);
  const text =
    (isOctets(raw) ? octetsText(raw.value) : undefined) ?? shortText(expression.evaluate(scope), MOST_FIELD);
  // One spelling: neighbours are matched with the addresses of interfaces.
  return text !== undefined && MAC_TEXT.test(text) ? text.toLowerCase().replaceAll('-', ':') : text;
}

const MAC_TEXT = /^(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i;

function isOctets(value: SnmpValue): value is Extract<SnmpValue, { kind: 'bytes' }> {
  return value.kind === 'bytes' && value.value.some((octet) => octet < 0x20 || octet > 0x7e);
}

/** IANA address family of a network address in an id: IPv4. */
const IPV4_FAMILY = 1;

function octetsText(octets: Buffer): string | undefined {
  if (octets.length > 1 && octets.every((octet) => octet === 0)) return '00';
  if (octets.length === 5 && octets[0] === IPV4_FAMILY) return octets.subarray(1).join('.');
  return macOf({ kind: 'bytes', value: octets });
}

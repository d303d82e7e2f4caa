// One value of an SNMP answer, whichever decoder read it, and what may be made of it. Devices send what they like: every
// reading of a value is lenient about its type and gives undefined where there is nothing to read.

import { isIPv4 } from 'node:net';

/** A decoded value. `none`: Null, noSuchObject, noSuchInstance, endOfMibView, or content that means nothing. */
export type SnmpValue =
  /** INTEGER, Counter32, Gauge32, TimeTicks. */
  | { readonly kind: 'integer'; readonly value: number }
  /** Counter64. */
  | { readonly kind: 'counter64'; readonly value: bigint }
  /** OCTET STRING, IpAddress, Opaque. May share the datagram's memory: not kept beyond the poll. */
  | { readonly kind: 'bytes'; readonly value: Buffer }
  | { readonly kind: 'oid'; readonly value: string }
  | { readonly kind: 'none' };

/** An object's instance and its value. */
export interface Varbind {
  readonly oid: string;
  readonly value: SnmpValue;
}

/** What stands for every absent value. */
export const NO_VALUE: SnmpValue = { kind: 'none' };

/** DisplayString ends at 255 octets; some agents send more, a hostile one 64 KB: the rest is cut off. */
const MAX_TEXT_BYTES = 512;
const CONTROL = /\p{Cc}+/gu;

/** Text with control characters (trailing NULs, line ends) turned into blanks and trimmed; undefined for other kinds. */
export function textOf(value: SnmpValue | undefined): string | undefined {
  if (value?.kind !== 'bytes') return undefined;
  const text = value.value.toString('utf8', 0, Math.min(value.value.length, MAX_TEXT_BYTES));
  return text.replace(CONTROL, ' ').trim();
}

/** A whole number; undefined where there is none. A Counter64 above 2^53 loses its low bits. */
export function numberOf(value: SnmpValue | undefined): number | undefined {
  if (value?.kind === 'integer') return value.value;
  if (value?.kind === 'counter64') return Number(value.value);
  return undefined;
}

/** A counter's reading, not negative; some agents send 64-bit counters as another unsigned type. */
export function counterOf(value: SnmpValue | undefined): bigint | undefined {
  if (value?.kind === 'counter64') return value.value;
  if (value?.kind === 'integer' && value.value >= 0) return BigInt(value.value);
  return undefined;
}

/** A dotted OBJECT IDENTIFIER; undefined for other kinds. */
export function oidOf(value: SnmpValue | undefined): string | undefined {
  return value?.kind === 'oid' ? value.value : undefined;
}

/** A MAC address as `aa:bb:cc:dd:ee:ff`; undefined for anything but six octets. */
export function macOf(value: SnmpValue | undefined): string | undefined {
  if (value?.kind !== 'bytes' || value.value.length !== 6) return undefined;
  return value.value.toString('hex').replace(/(..)(?!$)/g, '$1:');
}

/** An IPv4 address: four octets, or dotted text, which is how net-snmp gives an IpAddress. */
export function addressOf(value: SnmpValue | undefined): string | undefined {
  if (value?.kind !== 'bytes') return undefined;
  if (value.value.length === 4) return value.value.join('.');
  const text = textOf(value) ?? '';
  return isIPv4(text) ? text : undefined;
}

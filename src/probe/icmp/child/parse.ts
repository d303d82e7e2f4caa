// What of the ICMP that reaches us concerns our echoes: replies, and errors that quote one (RFC 792, RFC 4443, quoting
// by RFC 1812 §4.3.2.3). Bytes from the network are hostile: every offset is checked, nothing throws.

import { ANSWERED, ECHO_OUTCOMES } from '../../../domain/echo.ts';
import { AT, COOKIE_BYTES, ICMP_TYPES, PACKET_BYTES } from './packet.ts';

const ICMP_BYTES = 8;
const IPV4_MIN_BYTES = 20;
const IPV6_BYTES = 40;
const PROTOCOL_ICMP = 1;
const PROTOCOL_ICMPV6 = 58;
const UNREACHABLE = ECHO_OUTCOMES.indexOf('unreachable');
const TTL_EXCEEDED = ECHO_OUTCOMES.indexOf('ttl-exceeded');

/** What a received message is cut to: two IPv4 headers with options, an ICMP error's header, and our packet. */
export const MESSAGE_BYTES = 192;

/**
 * `ours`: may be told to the prober. `foreign`: of another sender of echoes (raw sockets hear everybody), or of no
 * interest. `stray`: bears one of our identifiers, and is not ours.
 */
export type Relation = 'ours' | 'foreign' | 'stray';

/** Part of a buffer, from `at` up to `end`; moved about instead of making views, which are garbage. */
export interface ByteWindow {
  bytes: Uint8Array;
  at: number;
  end: number;
}

/** The identifiers our echoes carry now, and carried before the last rotation (−1: none). */
export interface EchoIds {
  current: number;
  previous: number;
}

/** One message that concerns us; one object is filled again and again. */
export class ParsedIcmp {
  /** Index into ECHO_OUTCOMES. */
  outcome = 0;
  id = 0;
  sequence = 0;
  /** False when an error quoted our header only, as RFC 792 allows: cookie and generation are then unproved. */
  hasPayload = false;
  generation = 0;
  /** Where our echo went: a reply's source, an error's quoted destination. Network order. */
  readonly address = new Uint32Array(4);
}

/** Recognises one run's echoes in one address family. */
export class IcmpParser {
  readonly message = new ParsedIcmp();
  readonly #family: 4 | 6;
  readonly #cookie: Uint8Array;
  readonly #ids: EchoIds;

  constructor(family: 4 | 6, cookie: Uint8Array, ids: EchoIds) {
    this.#family = family;
    this.#cookie = cookie;
    this.#ids = ids;
  }

  /** Reads a message as a socket delivers it: from its ICMP header, or from an IPv4 header when `hasIpHeader`. */
  read(window: ByteWindow, source: Uint32Array, hasIpHeader: boolean): Relation {
    if (hasIpHeader && !skipIpv4(window)) return 'foreign';
    if (window.end - window.at < ICMP_BYTES) return 'foreign';
    const types = ICMP_TYPES[this.#family];
    const type = window.bytes[window.at] ?? 0;
    if (type === types.reply) {
      this.message.outcome = ANSWERED;
      for (let index = 0; index < 4; index++) this.message.address[index] = source[index] ?? 0;
      return this.#readEcho(window, PACKET_BYTES);
    }
    if (!this.#setErrorOutcome(type)) return 'foreign';
    window.at += ICMP_BYTES;
    const skipped = this.#family === 4 ? this.#skipQuotedIpv4(window) : this.#skipQuotedIpv6(window);
    return skipped ? this.#readQuoted(window) : 'foreign';
  }

  /** Reads an entry of the error queue: the ICMP type of the error, and our packet from its ICMP header on. */
  readError(type: number, window: ByteWindow, destination: Uint32Array): Relation {
    if (!this.#setErrorOutcome(type)) return 'foreign';
    for (let index = 0; index < 4; index++) this.message.address[index] = destination[index] ?? 0;
    return this.#readQuoted(window);
  }

  #setErrorOutcome(type: number): boolean {
    const types = ICMP_TYPES[this.#family];
    if (type !== types.unreachable && type !== types.timeExceeded) return false;
    this.message.outcome = type === types.unreachable ? UNREACHABLE : TTL_EXCEEDED;
    return true;
  }

  #readQuoted(window: ByteWindow): Relation {
    if (window.end - window.at < ICMP_BYTES) return 'foreign';
    if (window.bytes[window.at] !== ICMP_TYPES[this.#family].request) return 'foreign';
    return this.#readEcho(window, ICMP_BYTES);
  }

  #readEcho(window: ByteWindow, wantedBytes: number): Relation {
    const { bytes, at, end } = window;
    const { message } = this;
    message.id = read16(bytes, at + AT.id);
    if (message.id !== this.#ids.current && message.id !== this.#ids.previous) return 'foreign';
    if (end - at < wantedBytes) return 'stray';
    message.sequence = read16(bytes, at + AT.sequence);
    message.hasPayload = end - at >= PACKET_BYTES;
    if (!message.hasPayload) return 'ours';
    for (let index = 0; index < COOKIE_BYTES; index++) {
      if (bytes[at + AT.cookie + index] !== this.#cookie[index]) return 'stray';
    }
    if (read32(bytes, at + AT.slot) !== message.sequence) return 'stray';
    message.generation = read32(bytes, at + AT.generation);
    return 'ours';
  }

  #skipQuotedIpv4(window: ByteWindow): boolean {
    const header = window.at;
    if (!skipIpv4(window)) return false;
    this.message.address.fill(0);
    this.message.address[0] = readAddressWord(window.bytes, header + 16);
    return true;
  }

  #skipQuotedIpv6(window: ByteWindow): boolean {
    const { bytes, at, end } = window;
    if (end - at < IPV6_BYTES || (bytes[at] ?? 0) >>> 4 !== 6 || bytes[at + 6] !== PROTOCOL_ICMPV6)
      return false;
    for (let index = 0; index < 4; index++) {
      this.message.address[index] = readAddressWord(bytes, at + 24 + 4 * index);
    }
    window.at += IPV6_BYTES;
    return true;
  }
}

function skipIpv4(window: ByteWindow): boolean {
  const { bytes, at, end } = window;
  if (end - at < IPV4_MIN_BYTES) return false;
  const first = bytes[at] ?? 0;
  const headerBytes = 4 * (first & 0x0f);
  if (first >>> 4 !== 4 || headerBytes < IPV4_MIN_BYTES || end - at < headerBytes) return false;
  if (bytes[at + 9] !== PROTOCOL_ICMP) return false;
  window.at += headerBytes;
  return true;
}

function read16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

function read32(bytes: Uint8Array, at: number): number {
  return ((read16(bytes, at) << 16) | read16(bytes, at + 2)) >>> 0;
}

/** A word of an address as this little-endian machine loads it. */
function readAddressWord(bytes: Uint8Array, at: number): number {
  const low = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
  return (low | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0;
}

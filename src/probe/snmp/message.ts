// The hot path's codec: a community GET as bytes of which only the request id changes from poll to poll, and a strict
// decoder of its answer. It costs a fraction of a general decoder because it knows what was asked. Everything else
// (walks, SNMPv3) goes through net-snmp.

import { BerError, BerReader, decodeOid, encodeOid, TAG, tagged } from './ber.ts';
import { NO_VALUE, type SnmpValue } from './value.ts';

/** `version` field of the community-based messages (RFC 1157, RFC 3416). */
export const WIRE_VERSION = { '1': 0, '2c': 1 } as const;

/** A GET of fixed objects from one agent. */
export interface GetTemplate {
  readonly oids: readonly string[];
  /** The whole datagram; {@link patchRequestId} changes it in place. */
  readonly datagram: Buffer;
  readonly requestIdAt: number;
  readonly version: number;
  readonly community: Buffer;
  /** Where in the datagram the content of each object's OID begins and ends, two entries an object. */
  readonly oidBounds: Uint16Array;
}

/** What an agent answered to a GET. */
export type GetAnswer =
  /** In the order asked; fewer than asked where the agent cut its answer short. */
  | { readonly kind: 'values'; readonly values: readonly SnmpValue[] }
  /** error-status (RFC 3416 section 3) and error-index (1 = the first object, 0 = none). */
  | { readonly kind: 'error'; readonly status: number; readonly index: number }
  /** Not an answer to this request, or no sound one. */
  | { readonly kind: 'unsound'; readonly detail: string };

/** Encodes a GET; the request id is always written in four bytes. */
export function getTemplate(version: '1' | '2c', community: string, oids: readonly string[]): GetTemplate {
  const empty = Buffer.from([TAG.null, 0]);
  const list = tagged(
    TAG.sequence,
    ...oids.map((oid) => tagged(TAG.sequence, tagged(TAG.oid, encodeOid(oid)), empty)),
  );
  const zero = Buffer.from([TAG.integer, 1, 0]);
  const requestId = Buffer.from([TAG.integer, 4, 0x40, 0, 0, 0]);
  const pdu = tagged(TAG.get, requestId, zero, zero, list);
  const datagram = kept(
    tagged(
      TAG.sequence,
      Buffer.from([TAG.integer, 1, WIRE_VERSION[version]]),
      tagged(TAG.octets, Buffer.from(community, 'utf8')),
      pdu,
    ),
  );
  const bodyLength = requestId.length + zero.length * 2 + list.length;
  return {
    oids,
    datagram,
    requestIdAt: datagram.length - bodyLength + 2,
    version: WIRE_VERSION[version],
    community: communityIn(datagram),
    oidBounds: boundsOf(datagram, datagram.length - list.length, oids.length),
  };
}

/** A copy with memory of its own: a slice of Node's pool keeps all of its 8 KB for as long as a device is polled. */
function kept(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(copy);
  return copy;
}

function communityIn(datagram: Buffer): Buffer {
  const message = new BerReader(datagram).enter(TAG.sequence);
  message.integer();
  return message.octets();
}

function boundsOf(datagram: Buffer, listAt: number, count: number): Uint16Array {
  const bounds = new Uint16Array(2 * count);
  const list = new BerReader(datagram, listAt).enter(TAG.sequence);
  for (let at = 0; !list.done; at += 2) {
    const end = list.open(TAG.sequence);
    bounds[at] = list.header(TAG.oid);
    bounds[at + 1] = list.at;
    list.header();
    if (list.at !== end) throw new RangeError('a template that does not read as it was written');
  }
  return bounds;
}

/** Writes the request id, 2^30 ≤ id < 2^31, into the template's datagram. */
export function patchRequestId(template: GetTemplate, id: number): void {
  template.datagram.writeInt32BE(id, template.requestIdAt);
}

/** Reads the answer to a template's GET. Never throws. */
export function decodeGetAnswer(template: GetTemplate, id: number, datagram: Buffer): GetAnswer {
  try {
    return decode(template, id, datagram);
  } catch (error) {
    if (error instanceof BerError) return { kind: 'unsound', detail: error.message };
    throw error;
  }
}

function decode(template: GetTemplate, id: number, datagram: Buffer): GetAnswer {
  const message = new BerReader(datagram);
  message.open(TAG.sequence);
  const version = message.integer(TAG.integer);
  if (version !== template.version) return unsound(`version ${version}, asked with ${template.version}`);
  const community = message.header(TAG.octets);
  if (template.community.compare(datagram, community, message.at) !== 0) return unsound('another community');
  if (message.tag !== TAG.response) return unsound(`PDU of tag ${message.tag}, no response`);
  message.open(TAG.response);
  const found = message.integer(TAG.integer);
  if (found !== id) return unsound('another request id');
  const status = message.integer(TAG.integer);
  const index = message.integer(TAG.integer);
  if (status !== 0) return { kind: 'error', status, index };
  return decodeList(template, datagram, message.enter(TAG.sequence));
}

function decodeList(template: GetTemplate, datagram: Buffer, list: BerReader): GetAnswer {
  const values: SnmpValue[] = [];
  const { oidBounds } = template;
  for (let at = 0; at < oidBounds.length && !list.done; at += 2) {
    const end = list.open(TAG.sequence);
    const start = list.header(TAG.oid);
    if (!isAsked(template.datagram, oidBounds[at] ?? 0, oidBounds[at + 1] ?? 0, datagram, start, list.at))
      return unsound(`object ${values.length + 1} is not the one asked`);
    values.push(decodeValue(list));
    if (list.at !== end) return unsound(`object ${values.length} does not end where it says`);
  }
  if (!list.done) return unsound('more objects than asked');
  if (values.length === 0 && template.oids.length > 0) return unsound('no objects');
  return { kind: 'values', values };
}

/** Octet by octet: for twenty of them faster than a call into native code. */
function isAsked(
  asked: Buffer,
  askedAt: number,
  askedEnd: number,
  answered: Buffer,
  answeredAt: number,
  answeredEnd: number,
): boolean {
  if (askedEnd - askedAt !== answeredEnd - answeredAt) return false;
  for (let from = askedAt, at = answeredAt; from < askedEnd; from++, at++)
    if (asked[from] !== answered[at]) return false;
  return true;
}

function unsound(detail: string): GetAnswer {
  return { kind: 'unsound', detail };
}

/** Counter64 in 1 to 9 bytes, the ninth a leading zero; agents send fewer bytes, never more. */
const MAX_COUNTER64_BYTES = 9;

function decodeValue(reader: BerReader): SnmpValue {
  switch (reader.tag) {
    case TAG.integer:
      return { kind: 'integer', value: reader.integer() };
    case TAG.counter32:
    case TAG.gauge32:
    case TAG.timeTicks:
      return { kind: 'integer', value: reader.integer() >>> 0 };
    case TAG.octets:
    case TAG.ipAddress:
    case TAG.opaque:
      return { kind: 'bytes', value: reader.octets(reader.tag) };
    case TAG.oid:
      return { kind: 'oid', value: decodeOid(reader.octets(TAG.oid)) };
    case TAG.counter64:
      return counter64(reader.octets(TAG.counter64));
    default:
      reader.header();
      return NO_VALUE;
  }
}

/** Content of a Counter64; `none` when it has no or too many bytes. */
export function counter64(bytes: Buffer): SnmpValue {
  if (bytes.length === 0 || bytes.length > MAX_COUNTER64_BYTES) return NO_VALUE;
  if (bytes.length <= 6) return { kind: 'counter64', value: BigInt(bytes.readUIntBE(0, bytes.length)) };
  if (bytes.length >= 8) return { kind: 'counter64', value: bytes.readBigUInt64BE(bytes.length - 8) };
  return { kind: 'counter64', value: (BigInt(bytes[0] ?? 0) << 48n) | BigInt(bytes.readUIntBE(1, 6)) };
}

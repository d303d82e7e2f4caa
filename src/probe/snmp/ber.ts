// The few BER forms SNMP is made of (X.690, RFC 3417 section 8), read without copying and written without a library. A
// reader never leaves its slice: whatever the bytes are, it ends in a BerError.

/** Tags of SNMP's types and PDUs. */
export const TAG = {
  integer: 0x02,
  octets: 0x04,
  null: 0x05,
  oid: 0x06,
  sequence: 0x30,
  ipAddress: 0x40,
  counter32: 0x41,
  gauge32: 0x42,
  timeTicks: 0x43,
  opaque: 0x44,
  counter64: 0x46,
  noSuchObject: 0x80,
  noSuchInstance: 0x81,
  endOfMibView: 0x82,
  get: 0xa0,
  response: 0xa2,
  report: 0xa8,
} as const;

/** What a reader throws on bytes that are no BER, or end too early. */
export class BerError extends Error {
  override readonly name = 'BerError';
}

/** Reads values one after the other from a slice of a datagram. */
export class BerReader {
  readonly #bytes: Buffer;
  readonly #end: number;
  #at: number;

  /** Reads `bytes` from `at` up to `end`. */
  constructor(bytes: Buffer, at = 0, end = bytes.length) {
    this.#bytes = bytes;
    this.#at = at;
    this.#end = end;
  }

  /** Whether everything was read. */
  get done(): boolean {
    return this.#at >= this.#end;
  }

  /** Tag of the next value, which is not consumed; -1 at the end. */
  get tag(): number {
    return this.#at < this.#end ? (this.#bytes[this.#at] ?? -1) : -1;
  }

  /** Consumes a value of this tag and gives a reader of its content. */
  enter(tag: number): BerReader {
    const start = this.header(tag);
    const end = this.#at;
    return new BerReader(this.#bytes, start, end);
  }

  /** Moves into a value of this tag, whose content is then read by this same reader; the offset of its end. */
  open(tag: number): number {
    const start = this.header(tag);
    const end = this.#at;
    this.#at = start;
    return end;
  }

  /** Consumes a value of this tag (any when undefined); its content is from the result up to {@link at}. */
  header(tag?: number): number {
    const found = this.tag;
    if (found < 0 || (tag !== undefined && found !== tag))
      throw new BerError(`found tag ${found}, wanted ${tag ?? 'any'} at byte ${this.#at}`);
    let at = this.#at + 1;
    let length = this.#byte(at++);
    if (length >= 0x80) {
      const octets = length & 0x7f;
      if (octets === 0 || octets > 4) throw new BerError(`length of ${octets} octets at byte ${at}`);
      length = 0;
      for (let i = 0; i < octets; i++) length = length * 256 + this.#byte(at++);
    }
    if (at + length > this.#end) throw new BerError(`value of ${length} bytes runs past the end at ${at}`);
    this.#at = at + length;
    return at;
  }

  /** Offset behind the value consumed last. */
  get at(): number {
    return this.#at;
  }

  /** Consumes an integer of one of the 32-bit types, signed as BER has it; at most 48 bits. */
  integer(tag?: number): number {
    const start = this.header(tag);
    const length = this.#at - start;
    if (length === 0 || length > 6) throw new BerError(`integer of ${length} bytes at ${start}`);
    return this.#bytes.readIntBE(start, length);
  }

  /** Consumes an OCTET STRING (or another tag of bytes); shares the datagram's memory. */
  octets(tag: number = TAG.octets): Buffer {
    const start = this.header(tag);
    return this.#bytes.subarray(start, this.#at);
  }

  #byte(at: number): number {
    if (at >= this.#end) throw new BerError(`ends at byte ${at}, inside a value's header`);
    return this.#bytes[at] ?? 0;
  }
}

/** A value with its header. Content up to 64 KB. */
export function tagged(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const length = content.reduce((sum, part) => sum + part.length, 0);
  const header =
    length < 0x80
      ? [tag, length]
      : length < 0x100
        ? [tag, 0x81, length]
        : [tag, 0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(header), ...content]);
}

/** Content of an OBJECT IDENTIFIER; throws a RangeError on text that is none (a bug: OIDs come from constants). */
export function encodeOid(oid: string): Buffer {
  const arcs = oid.split('.').map(Number);
  const [first, second, ...rest] = arcs;
  if (first === undefined || second === undefined || arcs.some((arc) => !(arc >= 0 && arc < 2 ** 32)))
    throw new RangeError(`"${oid}" is no object identifier of numbers and dots`);
  const bytes: number[] = [];
  for (const arc of [first * 40 + second, ...rest]) {
    const digits = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128))
      digits.unshift((left % 128) + 128);
    bytes.push(...digits);
  }
  return Buffer.from(bytes);
}

/** RFC 2578 section 3.5: at most 128 sub-identifiers. */
const MAX_ARCS = 128;

/** Dotted form of an OBJECT IDENTIFIER's content; throws a BerError when it is empty, cut off or too long. */
export function decodeOid(content: Uint8Array): string {
  const arcs: number[] = [];
  let arc = 0;
  let open = true;
  for (const byte of content) {
    arc = arc * 128 + (byte & 0x7f);
    open = byte >= 0x80;
    if (open) continue;
    if (arc >= 2 ** 33 || arcs.length >= MAX_ARCS) throw new BerError('object identifier out of range');
    if (arcs.length === 0)
      arcs.push(Math.min(2, Math.floor(arc / 40)), arc - 40 * Math.min(2, Math.floor(arc / 40)));
    else arcs.push(arc);
    arc = 0;
  }
  if (open) throw new BerError('object identifier is empty or cut off');
  return arcs.join('.');
}

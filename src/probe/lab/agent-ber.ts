// BER (ITU-T X.690) as far as SNMPv1 and v2c need it. Reading throws a MalformedError on anything else.

/** A datagram that is no SNMP message. */
export class MalformedError extends Error {
  readonly code = 'malformed';
}

/** An object identifier as its arcs, each below 2^32. */
export type Oid = readonly number[];

/** Reads one element after the other from a piece of a datagram. */
export class BerReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get atEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** The next element, whatever it is. */
  any(): { readonly tag: number; readonly content: Uint8Array } {
    const tag = this.#byte();
    let length = this.#byte();
    if (length >= 0x80) {
      let octets = length & 0x7f;
      if (octets === 0 || octets > 4) throw new MalformedError(`length of ${octets} octets`);
      for (length = 0; octets > 0; octets--) length = length * 256 + this.#byte();
    }
    if (length > this.#bytes.length - this.#at)
      throw new MalformedError('an element ends beyond the datagram');
    const content = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return { tag, content };
  }

  /** The content of the next element, which has this tag. */
  expect(tag: number): Uint8Array {
    const { tag: found, content } = this.any();
    if (found !== tag) throw new MalformedError(`tag ${found} where ${tag} was wanted`);
    return content;
  }

  /** A signed INTEGER of at most 4 octets. */
  int(): number {
    const content = this.expect(0x02);
    if (content.length < 1 || content.length > 4) throw new MalformedError('an integer out of range');
    let value = (content[0] ?? 0) >= 0x80 ? -1 : 0;
    for (const byte of content) value = (value << 8) | byte;
    return value;
  }

  /** An OBJECT IDENTIFIER of at most 128 arcs (RFC 2578 §3.5). */
  oid(): Oid {
    const content = this.expect(0x06);
    const arcs: number[] = [];
    let arc = 0;
    for (const byte of content) {
      arc = arc * 128 + (byte & 0x7f);
      if (arc > 0xffff_ffff) throw new MalformedError('an arc above 32 bits');
      if (byte >= 0x80) continue;
      if (arcs.length === 0) {
        const top = Math.min(2, Math.floor(arc / 40));
        arcs.push(top, arc - top * 40);
      } else {
        arcs.push(arc);
      }
      arc = 0;
    }
    if (arcs.length < 2 || arcs.length > 128) throw new MalformedError('an object identifier of no length');
    if ((content.at(-1) ?? 0) >= 0x80) throw new MalformedError('an object identifier cut short');
    return arcs;
  }

  #byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw new MalformedError('the datagram ends too early');
    return byte;
  }
}

/** One element from its tag and the pieces of its content. */
export function element(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  if (body.length < 0x80) return Buffer.concat([Buffer.from([tag, body.length]), body]);
  const octets: number[] = [];
  for (let rest = body.length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return Buffer.concat([Buffer.from([tag, 0x80 | octets.length, ...octets]), body]);
}

/** A whole number as an INTEGER or, with its tag, one of SMI's unsigned types: the fewest octets of two's complement. */
export function wholeNumber(value: bigint | number, tag = 0x02): Buffer {
  let rest = BigInt(value);
  const octets: number[] = [];
  do {
    octets.unshift(Number(rest & 0xffn));
    rest >>= 8n;
  } while (!((rest === 0n && (octets[0] ?? 0) < 0x80) || (rest === -1n && (octets[0] ?? 0) >= 0x80)));
  return element(tag, Buffer.from(octets));
}

/** An OBJECT IDENTIFIER. */
export function objectIdentifier(oid: Oid): Buffer {
  const [top = 0, second = 0, ...others] = oid;
  const octets: number[] = [];
  for (const arc of [top * 40 + second, ...others]) {
    const groups = [arc % 128];
    for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128))
      groups.unshift(0x80 | (rest % 128));
    octets.push(...groups);
  }
  return element(0x06, Buffer.from(octets));
}

/** Order of object identifiers: arc by arc as numbers, the shorter first. */
export function compareOids(a: Oid, b: Oid): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const apart = (a[i] ?? 0) - (b[i] ?? 0);
    if (apart !== 0) return apart;
  }
  return a.length - b.length;
}

// The echo requests we send, as bytes (RFC 792, RFC 4443): which numbers there are, and where our own payload lies.

/** Echo header of 8 bytes, then cookie (8), slot (u32), generation (u32). With IP it fits the smallest Ethernet frame. */
export const PACKET_BYTES = 24;
/** Length of the cookie that marks the packets of one run. */
export const COOKIE_BYTES = 8;
/** Offsets in an echo. */
export const AT = { id: 4, sequence: 6, cookie: 8, slot: 16, generation: 20 } as const;

/** ICMP type numbers by family. */
export const ICMP_TYPES = {
  4: { request: 8, reply: 0, unreachable: 3, timeExceeded: 11 },
  6: { request: 128, reply: 129, unreachable: 1, timeExceeded: 3 },
} as const;

/** Writes the echo requests of one run and family. */
export class PacketWriter {
  readonly #cookie: Uint8Array;
  readonly #type: number;
  readonly #constantSum: number;

  constructor(family: 4 | 6, cookie: Uint8Array) {
    this.#cookie = cookie;
    this.#type = ICMP_TYPES[family].request;
    this.#constantSum = (this.#type << 8) + sumOf(cookie);
  }

  /** Writes everything but id, slot and checksum, which `write` fills in for each echo. */
  prepare(bytes: Uint8Array, at: number): void {
    bytes.fill(0, at, at + PACKET_BYTES);
    bytes[at] = this.#type;
    bytes.set(this.#cookie, at + AT.cookie);
  }

  /**
   * Completes a prepared packet. The checksum (RFC 1071) is what a raw IPv4 socket needs; a datagram socket and IPv6
   * have the kernel put in their own.
   */
  write(bytes: Uint8Array, at: number, echo: { id: number; slot: number; generation: number }): void {
    const { id, slot, generation } = echo;
    bytes[at + AT.id] = id >>> 8;
    bytes[at + AT.id + 1] = id;
    bytes[at + AT.sequence] = slot >>> 8;
    bytes[at + AT.sequence + 1] = slot;
    bytes[at + AT.slot + 2] = slot >>> 8;
    bytes[at + AT.slot + 3] = slot;
    bytes[at + AT.generation] = generation >>> 24;
    bytes[at + AT.generation + 1] = generation >>> 16;
    bytes[at + AT.generation + 2] = generation >>> 8;
    bytes[at + AT.generation + 3] = generation;
    let sum = this.#constantSum + id + 2 * slot + (generation >>> 16) + (generation & 0xffff);
    while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
    bytes[at + 2] = (~sum >>> 8) & 0xff;
    bytes[at + 3] = ~sum & 0xff;
  }
}

function sumOf(bytes: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 2) sum += ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  return sum;
}

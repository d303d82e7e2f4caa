// `struct mmsghdr[]` and all it points to, in one piece of memory: names, data, control messages. The layout is that of
// 64-bit Linux: mmsghdr 64 bytes (name 0, namelen 8, iov 16, iovlen 24, control 32, controllen 40, flags 48, len 56),
// iovec 16.

/** Room for a `sockaddr_in6` (28 bytes). */
const NAME_BYTES = 32;
const HEADER_BYTES = 64;
const IOVEC_BYTES = 16;

/** Word indexes within a header. */
const NAME_LENGTH = 2;
const CONTROL_LENGTH = 10;
const FLAGS = 12;
const MESSAGE_LENGTH = 14;

/** Fixed number of messages, each with its own buffers; reused by every call. */
export class MessageVector {
  readonly count: number;
  readonly bytes: Uint8Array;
  readonly words: Uint32Array;
  /** The headers, to be passed to sendmmsg or recvmmsg. */
  readonly headers: Uint8Array;
  readonly #dataBytes: number;
  readonly #controlBytes: number;
  readonly #nameStart: number;
  readonly #dataStart: number;
  readonly #controlStart: number;

  /** Sizes are multiples of 8. */
  constructor(
    shape: { count: number; dataBytes: number; controlBytes: number },
    addressOf: (buffer: ArrayBuffer) => bigint,
  ) {
    this.count = shape.count;
    this.#dataBytes = shape.dataBytes;
    this.#controlBytes = shape.controlBytes;
    const iovecStart = shape.count * HEADER_BYTES;
    this.#nameStart = iovecStart + shape.count * IOVEC_BYTES;
    this.#dataStart = this.#nameStart + shape.count * NAME_BYTES;
    this.#controlStart = this.#dataStart + shape.count * shape.dataBytes;
    const buffer = new ArrayBuffer(this.#controlStart + shape.count * shape.controlBytes);
    this.bytes = new Uint8Array(buffer);
    this.words = new Uint32Array(buffer);
    this.headers = new Uint8Array(buffer, 0, iovecStart);
    const base = addressOf(buffer);
    const pointers = new BigUint64Array(buffer);
    for (let index = 0; index < shape.count; index++) {
      const header = (index * HEADER_BYTES) / 8;
      const iovec = (iovecStart + index * IOVEC_BYTES) / 8;
      pointers[header] = base + BigInt(this.nameAt(index));
      pointers[header + 2] = base + BigInt(8 * iovec);
      pointers[header + 3] = 1n;
      if (shape.controlBytes > 0) pointers[header + 4] = base + BigInt(this.controlAt(index));
      pointers[iovec] = base + BigInt(this.dataAt(index));
      pointers[iovec + 1] = BigInt(shape.dataBytes);
    }
    this.reset(shape.count);
  }

  /** Byte offset of a message's socket address. */
  nameAt(index: number): number {
    return this.#nameStart + index * NAME_BYTES;
  }

  /** Byte offset of a message's data. */
  dataAt(index: number): number {
    return this.#dataStart + index * this.#dataBytes;
  }

  /** Byte offset of a message's control area. */
  controlAt(index: number): number {
    return this.#controlStart + index * this.#controlBytes;
  }

  /** The kernel overwrites lengths when receiving: restores those of the first messages. */
  reset(count: number): void {
    for (let index = 0; index < count; index++) {
      const header = (index * HEADER_BYTES) / 4;
      this.words[header + NAME_LENGTH] = NAME_BYTES;
      this.words[header + CONTROL_LENGTH] = this.#controlBytes;
      this.words[header + FLAGS] = 0;
    }
  }

  /** Sets the length of a socket address to send to. */
  setNameLength(index: number, length: number): void {
    this.words[(index * HEADER_BYTES) / 4 + NAME_LENGTH] = length;
  }

  /** Bytes received, at most the room there is. */
  length(index: number): number {
    return Math.min(this.words[(index * HEADER_BYTES) / 4 + MESSAGE_LENGTH] ?? 0, this.#dataBytes);
  }

  /** Bytes of control messages received. */
  controlLength(index: number): number {
    return Math.min(this.words[(index * HEADER_BYTES) / 4 + CONTROL_LENGTH] ?? 0, this.#controlBytes);
  }
}

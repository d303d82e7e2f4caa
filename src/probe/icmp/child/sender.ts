// Sends echoes of one family in batches of at most 16, and says when each left.

import { AF } from './icmp-socket.ts';
import { ERRNO, type Libc } from './libc.ts';
import { MessageVector } from './message-vector.ts';
import { PACKET_BYTES, type PacketWriter } from './packet.ts';

/** Echoes per call. The kernel takes some 3 µs for each; more would gain nothing and blur the send times. */
export const BATCH_MAX = 16;
/** A call that took longer was interrupted: nobody knows before or after which echo. */
const STALL_MS = 3;
/** A pending ICMP error of another echo fails a send on a datagram socket once; the next try goes through. */
const TRIES = 4;
const NAME_BYTES = { 4: 16, 6: 28 } as const;
const NO_ROUTE: readonly number[] = [ERRNO.ENETUNREACH, ERRNO.EHOSTUNREACH, ERRNO.ENETDOWN];

/** Hears how each echo of a batch fared. */
export interface SendListener {
  sent(slot: number, sentMs: number, stalled: boolean): void;
  unsent(slot: number, reason: 'no-route' | 'own-fault', nowMs: number): void;
}

/** Where one echo goes, and what it says. */
export interface OutgoingEcho {
  slot: number;
  generation: number;
  id: number;
  /** Row of the columns `address` (four words each) and `scopeId`. */
  row: number;
  address: Uint32Array;
  scopeId: Uint32Array;
}

/** Collects a batch and sends it. */
export class Sender {
  readonly #libc: Libc;
  readonly #family: 4 | 6;
  readonly #writer: PacketWriter;
  readonly #listener: SendListener;
  readonly #vector: MessageVector;
  readonly #slots = new Int32Array(BATCH_MAX);
  #count = 0;

  constructor(libc: Libc, family: 4 | 6, parts: { writer: PacketWriter; listener: SendListener }) {
    this.#libc = libc;
    this.#family = family;
    this.#writer = parts.writer;
    this.#listener = parts.listener;
    const shape = { count: BATCH_MAX, dataBytes: PACKET_BYTES, controlBytes: 0 };
    this.#vector = new MessageVector(shape, libc.addressOf);
    for (let index = 0; index < BATCH_MAX; index++) {
      this.#writer.prepare(this.#vector.bytes, this.#vector.dataAt(index));
      this.#vector.bytes[this.#vector.nameAt(index)] = AF[family];
      this.#vector.setNameLength(index, NAME_BYTES[family]);
    }
  }

  /** Adds an echo; true when the batch is full and must be flushed. */
  add(echo: OutgoingEcho): boolean {
    const index = this.#count++;
    this.#slots[index] = echo.slot;
    this.#writer.write(this.#vector.bytes, this.#vector.dataAt(index), echo);
    const { words } = this.#vector;
    const name = this.#vector.nameAt(index) / 4;
    const address = 4 * echo.row;
    if (this.#family === 4) {
      words[name + 1] = echo.address[address] ?? 0;
    } else {
      for (let word = 0; word < 4; word++) words[name + 2 + word] = echo.address[address + word] ?? 0;
      words[name + 6] = echo.scopeId[echo.row] ?? 0;
    }
    return this.#count === BATCH_MAX;
  }

  /** Sends what was added. Never waits: what the kernel does not take at once is an own fault. */
  flush(fd: number): void {
    for (let done = 0, tries = 0; done < this.#count; ) {
      const { headers } = this.#vector;
      const beforeMs = this.#libc.clocks.monoMs();
      const rest = done === 0 ? headers : headers.subarray(done * (headers.length / BATCH_MAX));
      const sent = this.#libc.sendmmsg(fd, rest, this.#count - done, 0);
      const errno = sent < 0 ? this.#libc.errno() : 0;
      const afterMs = this.#libc.clocks.monoMs();
      if (sent > 0) {
        this.#stamp(done, sent, beforeMs, afterMs);
        done += sent;
        tries = 0;
        continue;
      }
      if (++tries < TRIES && errno !== ERRNO.EAGAIN) continue;
      this.#listener.unsent(
        this.#slots[done] ?? 0,
        NO_ROUTE.includes(errno) ? 'no-route' : 'own-fault',
        beforeMs,
      );
      done++;
      tries = 0;
    }
    this.#count = 0;
  }

  /** Reports every echo added as unsent, for want of a socket. */
  refuse(reason: 'no-route' | 'own-fault'): void {
    const nowMs = this.#libc.clocks.monoMs();
    for (let index = 0; index < this.#count; index++)
      this.#listener.unsent(this.#slots[index] ?? 0, reason, nowMs);
    this.#count = 0;
  }

  /** The kernel works through a batch evenly, so each echo's own time lies between the call and its return. */
  #stamp(first: number, count: number, beforeMs: number, afterMs: number): void {
    const stepMs = (afterMs - beforeMs) / count;
    const stalled = afterMs - beforeMs > STALL_MS;
    for (let index = 0; index < count; index++) {
      const sentMs = stalled ? beforeMs : beforeMs + index * stepMs;
      this.#listener.sent(this.#slots[first + index] ?? 0, sentMs, stalled);
    }
  }
}

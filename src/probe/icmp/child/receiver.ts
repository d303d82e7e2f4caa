// Reads what has arrived on a socket of one family, and tells what of it concerns our echoes.

import { ControlInfo } from './control.ts';
import type { IcmpSocket } from './icmp-socket.ts';
import type { KernelClock } from './kernel-clock.ts';
import { ERRNO, type Libc } from './libc.ts';
import { MessageVector } from './message-vector.ts';
import { type ByteWindow, type EchoIds, IcmpParser, MESSAGE_BYTES, type ParsedIcmp } from './parse.ts';

const BATCH = 64;
/** Stamp, drop count, and an error with the address of the router that sent it. */
const CONTROL_BYTES = 192;
const MSG_DONTWAIT = 0x40;
const MSG_ERRQUEUE = 0x2000;
/** Batches per visit: a flood must not keep us from sending. The rest is read on the next visit. */
const BATCHES_MAX = 64;
/** Errors pending on a datagram socket fail one read each. */
const ERRORS_MAX = 16;

/** Hears what concerns us. Times are CLOCK_MONOTONIC in ms. */
export interface ReceiveListener {
  received(message: ParsedIcmp, receivedMs: number, tainted: boolean): void;
  stray(): void;
  /** The kernel threw away this many packets because we did not read in time. */
  dropped(count: number): void;
  /** The wall clock was set. */
  stepped(): void;
}

/** Reads the sockets of one family. */
export class Receiver {
  readonly #libc: Libc;
  readonly #clock: KernelClock;
  readonly #listener: ReceiveListener;
  readonly #vector: MessageVector;
  readonly #parser: IcmpParser;
  readonly #control = new ControlInfo();
  readonly #window: ByteWindow;
  readonly #address = new Uint32Array(4);
  readonly #family: 4 | 6;

  constructor(
    libc: Libc,
    family: 4 | 6,
    parts: { cookie: Uint8Array; ids: EchoIds; clock: KernelClock; listener: ReceiveListener },
  ) {
    this.#libc = libc;
    this.#family = family;
    this.#clock = parts.clock;
    this.#listener = parts.listener;
    this.#vector = new MessageVector(
      { count: BATCH, dataBytes: MESSAGE_BYTES, controlBytes: CONTROL_BYTES },
      libc.addressOf,
    );
    this.#parser = new IcmpParser(family, parts.cookie, parts.ids);
    this.#window = { bytes: this.#vector.bytes, at: 0, end: 0 };
  }

  /**
   * Reads all there is; `drops` is what the socket had dropped when last read, and the new figure is returned
   * beside the number of packets read.
   */
  drain(socket: IcmpSocket, drops: number): { count: number; drops: number } {
    let known = drops;
    let received = 0;
    let failures = 0;
    for (let batches = 0; batches < BATCHES_MAX; batches++) {
      const count = this.#receive(socket.fd, MSG_DONTWAIT);
      if (count < 0) {
        // EAGAIN ends the reading; any other error is a pending ICMP error, and gone once it was told.
        if (this.#libc.errno() === ERRNO.EAGAIN || ++failures > ERRORS_MAX) break;
        continue;
      }
      received += count;
      known = this.#takeBatch(socket, count, known);
      this.#vector.reset(count);
      if (count < BATCH) break;
    }
    if (socket.kind === 'dgram') received += this.#drainErrors(socket.fd);
    return { count: received, drops: known };
  }

  #takeBatch(socket: IcmpSocket, count: number, drops: number): number {
    const stepped = this.#clock.stepped();
    if (stepped) this.#listener.stepped();
    const nowMs = this.#clock.monoMs();
    let known = drops;
    for (let index = 0; index < count; index++) {
      this.#open(index);
      if (this.#control.drops > known) {
        this.#listener.dropped(this.#control.drops - known);
        known = this.#control.drops;
      }
      const relation = this.#parser.read(
        this.#window,
        this.#address,
        socket.kind === 'raw' && this.#family === 4,
      );
      if (relation === 'stray') this.#listener.stray();
      if (relation !== 'ours') continue;
      const stampMs = this.#control.stampMs;
      const receivedMs = Number.isNaN(stampMs) ? nowMs : this.#clock.toMonoMs(stampMs);
      this.#listener.received(this.#parser.message, receivedMs, stepped || receivedMs > nowMs + 1);
    }
    return known;
  }

  #drainErrors(fd: number): number {
    let received = 0;
    for (let batches = 0; batches < BATCHES_MAX; batches++) {
      const count = this.#receive(fd, MSG_DONTWAIT | MSG_ERRQUEUE);
      if (count <= 0) break;
      received += count;
      const nowMs = this.#clock.monoMs();
      for (let index = 0; index < count; index++) {
        this.#open(index);
        if (this.#control.errorType < 0) continue;
        const relation = this.#parser.readError(this.#control.errorType, this.#window, this.#address);
        if (relation === 'stray') this.#listener.stray();
        if (relation === 'ours') this.#listener.received(this.#parser.message, nowMs, false);
      }
      this.#vector.reset(count);
    }
    return received;
  }

  #receive(fd: number, flags: number): number {
    return this.#libc.recvmmsg(fd, this.#vector.headers, BATCH, flags, null);
  }

  /** Points the window, the address and the control information at one received message. */
  #open(index: number): void {
    const { words } = this.#vector;
    const name = this.#vector.nameAt(index) / 4;
    for (let word = 0; word < 4; word++) {
      if (this.#family === 6) this.#address[word] = words[name + 2 + word] ?? 0;
      else this.#address[word] = word === 0 ? (words[name + 1] ?? 0) : 0;
    }
    this.#control.read(words, this.#vector.controlAt(index) / 4, this.#vector.controlLength(index));
    this.#window.at = this.#vector.dataAt(index);
    this.#window.end = this.#window.at + this.#vector.length(index);
  }
}

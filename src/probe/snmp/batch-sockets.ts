// The shared IPv4 socket through the kernel's batch calls: what is asked within one turn of the event loop leaves in one
// sendmmsg, and what has arrived is fetched by one recvmmsg every few milliseconds while answers are awaited. Against
// dgram this saves two calls, a wake-up and a 64 KB allocation per poll.

import type { TimerHandle, Timers } from '../../runtime/timers.ts';
import { layoutFits } from '../icmp/child/layout.ts';
import { type Libc, loadLibc } from '../icmp/child/libc.ts';
import { MessageVector } from '../icmp/child/message-vector.ts';
import type { SharedSockets, SocketEvents } from './sockets.ts';

/** How often the socket is read while answers are awaited, in ms; polls last so much longer. */
export const READ_EVERY_MS = 20;
/** Datagrams per call. */
const BATCH = 64;
/** Calls per visit: a flood must not keep the event loop from its other work. The rest is read on the next visit. */
const BATCHES_MAX = 16;
/** A request is at most so long; an Ethernet frame takes no longer one unfragmented. */
const SEND_BYTES = 1_472;
/** The longest UDP datagram, rounded up. */
const RECEIVE_BYTES = 65_536;

const AF_INET = 2;
const SOCK_DGRAM_NONBLOCK_CLOEXEC = 2 | 0o4000 | 0o2000000;
const SOCKADDR_IN_BYTES = 16;
const MSG_DONTWAIT = 0x40;
const SOL_SOCKET = 1;
const SO_RCVBUF = 8;
/** As much as net.core.rmem_max allows: at 20 ms between reads, thousands of answers wait here. */
const RECEIVE_BUFFER_BYTES = 4 << 20;
/** Within MessageVector's memory: iovecs follow the headers, each a pointer and a length. */
const HEADER_BYTES = 64;
const IOVEC_BYTES = 16;

type Done = (error: Error | null) => void;

/** Opens the socket; undefined where the batch calls cannot be had, so that dgram takes their place. */
export function batchSockets(
  timers: Timers,
  events: SocketEvents,
  awaited: () => boolean,
): SharedSockets | undefined {
  if (!layoutFits(process.platform, process.arch)) return undefined;
  try {
    const libc = loadLibc();
    const fd = libc.socket(AF_INET, SOCK_DGRAM_NONBLOCK_CLOEXEC, 0);
    return fd < 0 ? undefined : new BatchSocket(libc, fd, timers, events, awaited);
  } catch {
    return undefined;
  }
}

class BatchSocket implements SharedSockets {
  readonly #libc: Libc;
  readonly #fd: number;
  readonly #timers: Timers;
  readonly #events: SocketEvents;
  readonly #awaited: () => boolean;
  readonly #out: MessageVector;
  readonly #in: MessageVector;
  readonly #done: Done[] = [];
  #reading: TimerHandle | undefined;
  #closed = false;

  constructor(libc: Libc, fd: number, timers: Timers, events: SocketEvents, awaited: () => boolean) {
    this.#libc = libc;
    this.#fd = fd;
    this.#timers = timers;
    this.#events = events;
    this.#awaited = awaited;
    const shape = { count: BATCH, controlBytes: 0 };
    this.#out = new MessageVector({ ...shape, dataBytes: SEND_BYTES }, libc.addressOf);
    this.#in = new MessageVector({ ...shape, dataBytes: RECEIVE_BYTES }, libc.addressOf);
    const size = new Int32Array(new ArrayBuffer(128));
    size[0] = RECEIVE_BUFFER_BYTES;
    libc.setsockopt(fd, SOL_SOCKET, SO_RCVBUF, size, 4);
  }

  send(datagram: Uint8Array, port: number, address: string, done: Done): void {
    const refusal = this.#refusal(datagram);
    if (refusal !== undefined) {
      done(new Error(refusal));
      return;
    }
    const index = this.#done.push(done) - 1;
    const { bytes, words } = this.#out;
    bytes.set(datagram, this.#out.dataAt(index));
    words[(BATCH * HEADER_BYTES + index * IOVEC_BYTES + 8) / 4] = datagram.length;
    const name = this.#out.nameAt(index);
    bytes[name] = AF_INET;
    bytes[name + 2] = port >> 8;
    bytes[name + 3] = port & 0xff;
    writeAddress(bytes, name + 4, address);
    this.#out.setNameLength(index, SOCKADDR_IN_BYTES);
    if (index === 0) queueMicrotask(() => this.#flush());
    if (index === BATCH - 1) this.#flush();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#timers.clearTimeout(this.#reading);
    this.#libc.close(this.#fd);
  }

  #refusal(datagram: Uint8Array): string | undefined {
    if (this.#closed) return 'the poller is closed';
    return datagram.length > SEND_BYTES ? `a request of ${datagram.length} bytes is too long` : undefined;
  }

  #flush(): void {
    const done = this.#done.splice(0);
    if (this.#closed || done.length === 0) return;
    for (let at = 0; at < done.length; ) {
      const rest = this.#out.headers.subarray(at * HEADER_BYTES);
      const sent = this.#libc.sendmmsg(this.#fd, rest, done.length - at, MSG_DONTWAIT);
      if (sent > 0) {
        for (const each of done.slice(at, at + sent)) each(null);
        at += sent;
      } else {
        // The first of the rest is the one that failed; the others have not been tried.
        done[at]?.(new Error(`sendmmsg failed with errno ${this.#libc.errno()}`));
        at += 1;
      }
    }
    this.#listen();
  }

  #listen(): void {
    this.#reading ??= this.#timers.setTimeout(() => {
      this.#reading = undefined;
      this.#read();
      if (!this.#closed && this.#awaited()) this.#listen();
    }, READ_EVERY_MS);
  }

  #read(): void {
    for (let calls = 0; calls < BATCHES_MAX && !this.#closed; calls++) {
      const count = this.#libc.recvmmsg(this.#fd, this.#in.headers, BATCH, MSG_DONTWAIT, null);
      if (count <= 0) return;
      for (let index = 0; index < count; index++) this.#take(index);
      this.#in.reset(count);
      if (count < BATCH) return;
    }
  }

  #take(index: number): void {
    const { bytes } = this.#in;
    const start = this.#in.dataAt(index);
    const name = this.#in.nameAt(index);
    const byte = (at: number): number => bytes[name + at] ?? 0;
    // A copy: values are read from it after the vector has been filled anew.
    const datagram = Buffer.from(bytes.subarray(start, start + this.#in.length(index)));
    this.#events.message(datagram, {
      address: `${byte(4)}.${byte(5)}.${byte(6)}.${byte(7)}`,
      port: byte(2) * 256 + byte(3),
    });
  }
}

function writeAddress(bytes: Uint8Array, at: number, address: string): void {
  let octet = 0;
  let place = at;
  for (let i = 0; i <= address.length; i++) {
    const digit = i < address.length ? address.charCodeAt(i) - 48 : -1;
    if (digit >= 0) octet = octet * 10 + digit;
    else {
      bytes[place++] = octet;
      octet = 0;
    }
  }
}

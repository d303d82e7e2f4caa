// The echo process's loop. It is synchronous: it sleeps in `poll` until something is due, has arrived or was ordered,
// and never returns to Node's own loop.

import { FrameReader } from '../frame-reader.ts';
import { Channel, ROTATE_MS } from './channel.ts';
import { performCommands } from './commands.ts';
import { KernelClock } from './kernel-clock.ts';
import { ERRNO, type Libc } from './libc.ts';
import { OutBuffer } from './out-buffer.ts';
import { Prober } from './prober.ts';
import type { OutgoingEcho } from './sender.ts';

/** Answers wait this long for company on their way to the daemon; all else goes at once. */
const FLUSH_MS = 50;
const STATUS_MS = 1_000;
/** After sending or reading, sockets are left alone this long: not every packet must wake us, stamps keep RTTs right. */
const QUIET_MS = 2;
/** Sleeping this much longer than asked, or working this long, means that we were kept from running. */
const GAP_MS = 100;
/** Echoes between two looks at the sockets, a millisecond apart: after a stall, what is overdue leaves at 64,000/s. */
const SENDS_MAX = 64;
/** However idle, the status is due this often. */
const SLEEP_MAX_MS = 1_000;

const COMMANDS_FD = 0;
const REPORTS_FD = 1;
const POLLIN = 1;
const POLLOUT = 4;
/** pollfd entries: commands, reports, then the two sockets of IPv4 and of IPv6. A pollfd is i32 fd, i16 events, i16 revents. */
const COMMANDS = 0;
const REPORTS = 1;
const SOCKETS = 2;
const POLL_COUNT = 6;

/** What the loop needs of the world. */
export interface LoopDeps {
  readonly libc: Libc;
  /** 8 random bytes, this run's own. */
  readonly cookie: Uint8Array;
  /** A random identifier, 1 to 65,535. */
  readonly randomId: () => number;
  /** CPU time and memory of this process. */
  readonly usage: () => { cpuMs: number; rssBytes: number };
}

/** Runs until the daemon closes the command pipe. */
export class Loop {
  readonly #deps: LoopDeps;
  readonly #libc: Libc;
  readonly #clock: KernelClock;
  readonly #out = new OutBuffer();
  readonly #prober: Prober;
  readonly #channels: { readonly 4: Channel; readonly 6: Channel };
  readonly #channelList: readonly Channel[];
  readonly #commands = new FrameReader();
  readonly #input = new Uint8Array(new ArrayBuffer(65_536));
  readonly #poll = new Int32Array(new ArrayBuffer(128));
  readonly #echo: OutgoingEcho;
  #quietUntilMs = Number.NEGATIVE_INFINITY;
  #listening = true;
  #blocked = false;

  constructor(deps: LoopDeps) {
    this.#deps = deps;
    this.#libc = deps.libc;
    this.#clock = new KernelClock(deps.libc.clocks);
    this.#prober = new Prober(this.#out, this.#clock.monoMs());
    const { counts } = this.#prober;
    const prober = this.#prober;
    const clock = this.#clock;
    const listener = {
      sent: prober.sent.bind(prober),
      unsent: prober.unsent.bind(prober),
      received: prober.received.bind(prober),
      stray: () => counts.strays++,
      dropped: (count: number) => {
        counts.socketDrops += count;
        prober.distrustSilence(clock.monoMs());
      },
      stepped: () => prober.distrustSilence(clock.monoMs()),
    };
    const parts = { cookie: deps.cookie, randomId: deps.randomId, clock, listener };
    this.#channels = { 4: new Channel(deps.libc, 4, parts), 6: new Channel(deps.libc, 6, parts) };
    this.#channelList = [this.#channels[4], this.#channels[6]];
    const { address, scopeId } = prober.targets;
    this.#echo = { slot: 0, generation: 0, id: 0, row: 0, address, scopeId };
  }

  run(): void {
    this.#libc.setNonBlocking(REPORTS_FD);
    this.#out.hello([...this.#channels[4].hello, ...this.#channels[6].hello]);
    let nowMs = this.#clock.monoMs();
    let statusMs = nowMs;
    let flushMs = Number.POSITIVE_INFINITY;
    let rotateMs = nowMs + ROTATE_MS;
    for (;;) {
      const startMs = nowMs;
      const timeoutMs = this.#sleep(startMs, Math.min(this.#prober.nextMs(), statusMs, flushMs));
      nowMs = this.#clock.monoMs();
      if (nowMs - startMs - timeoutMs > GAP_MS) this.#prober.distrustStamps(nowMs);
      if (this.#revents(COMMANDS) !== 0 && !this.#obey(nowMs)) return;
      this.#drain(nowMs);
      this.#prober.expire(nowMs);
      this.#send(nowMs);
      if (nowMs >= rotateMs) {
        rotateMs = nowMs + ROTATE_MS;
        this.#channels[4].rotate();
        this.#channels[6].rotate();
      }
      if (nowMs >= statusMs) {
        statusMs = nowMs + STATUS_MS;
        this.#reportStatus();
      }
      if (this.#out.urgent || nowMs >= flushMs || this.#blocked) this.#flush();
      if (this.#out.pendingBytes === 0 || this.#blocked) flushMs = Number.POSITIVE_INFINITY;
      else if (flushMs === Number.POSITIVE_INFINITY) flushMs = nowMs + FLUSH_MS;
    }
  }

  /** Sleeps until `wakeMs`, a command, or a packet; returns how long it meant to sleep at most. */
  #sleep(nowMs: number, wakeMs: number): number {
    const quietMs = this.#quietUntilMs - nowMs;
    const listen = quietMs <= 0;
    this.#listening = listen;
    this.#watch(COMMANDS, COMMANDS_FD, POLLIN);
    this.#watch(REPORTS, this.#blocked ? REPORTS_FD : -1, POLLOUT);
    for (const [index, channel] of this.#channelList.entries()) {
      const [current, previous] = channel.fds;
      this.#watch(SOCKETS + 2 * index, listen ? current : -1, POLLIN);
      this.#watch(SOCKETS + 2 * index + 1, listen ? previous : -1, POLLIN);
    }
    const untilMs = Math.min(wakeMs - nowMs, SLEEP_MAX_MS, listen ? SLEEP_MAX_MS : quietMs);
    const timeoutMs = Math.max(1, Math.ceil(untilMs));
    const count = this.#libc.poll(this.#poll, POLL_COUNT, timeoutMs);
    if (count >= 0) return timeoutMs;
    const errno = this.#libc.errno();
    if (errno !== ERRNO.EINTR) throw new Error(`Cannot wait for packets: poll failed with errno ${errno}`);
    for (let entry = 0; entry < POLL_COUNT; entry++) this.#watch(entry, -1, 0);
    return timeoutMs;
  }

  #watch(entry: number, fd: number, events: number): void {
    this.#poll[2 * entry] = fd;
    this.#poll[2 * entry + 1] = events;
  }

  #revents(entry: number): number {
    return (this.#poll[2 * entry + 1] ?? 0) >>> 16;
  }

  /** Performs what the daemon ordered; false once it has gone. */
  #obey(nowMs: number): boolean {
    const length = Number(this.#libc.read(COMMANDS_FD, this.#input, this.#input.length));
    if (length === 0) return false;
    if (length < 0) {
      const errno = this.#libc.errno();
      return errno === ERRNO.EAGAIN || errno === ERRNO.EINTR;
    }
    const fault = this.#commands.push(this.#input.subarray(0, length), (type, body) =>
      performCommands(this.#prober, type, body, nowMs),
    );
    if (fault !== undefined) throw new Error(`Cannot follow the daemon's commands: ${fault}`);
    return true;
  }

  /** Reads the sockets that poll named; at the end of a quiet time all, so that the next sleep need not be cut short. */
  #drain(nowMs: number): void {
    if (!this.#listening && nowMs < this.#quietUntilMs) return;
    let received = 0;
    for (const [index, channel] of this.#channelList.entries()) {
      const events = this.#revents(SOCKETS + 2 * index) | this.#revents(SOCKETS + 2 * index + 1);
      if (events !== 0 || !this.#listening) received += channel.drain();
    }
    if (received > 0) this.#quietUntilMs = nowMs + QUIET_MS;
  }

  #send(nowMs: number): void {
    const { slots, targets } = this.#prober;
    const echo = this.#echo;
    this.#prober.collect(nowMs);
    let count = 0;
    for (; count < SENDS_MAX; count++) {
      const slot = this.#prober.nextEcho(nowMs);
      if (slot < 0) break;
      echo.slot = slot;
      echo.row = slots.target[slot] ?? 0;
      echo.generation = slots.generation[slot] ?? 0;
      const channel = targets.family[echo.row] === 6 ? this.#channels[6] : this.#channels[4];
      echo.id = channel.id;
      slots.id[slot] = echo.id;
      if (channel.sender.add(echo)) channel.flush();
    }
    if (count === 0) return;
    this.#channels[4].flush();
    this.#channels[6].flush();
    // A quiet time that runs is not extended: with echoes leaving every millisecond it would never end.
    if (nowMs >= this.#quietUntilMs) this.#quietUntilMs = nowMs + QUIET_MS;
  }

  #reportStatus(): void {
    const { counts, slip, slots } = this.#prober;
    counts.slipP99Ms = slip.turn();
    counts.outstanding = slots.outstanding;
    Object.assign(counts, this.#deps.usage());
    this.#out.status(counts);
  }

  #flush(): void {
    const done = this.#out.flush((bytes) => {
      const written = Number(this.#libc.write(REPORTS_FD, bytes, bytes.length));
      return written < 0 ? 0 : written;
    });
    this.#blocked = !done;
  }
}

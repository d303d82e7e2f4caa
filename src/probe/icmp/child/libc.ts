// The C library's calls the echo process lives on, by koffi. Structures are laid out by hand, see layout.ts.

import koffi from 'koffi';
import type { ClockPair } from './kernel-clock.ts';

/** A typed array over memory that the collector does not move (an ArrayBuffer of its own). */
type Memory = Uint8Array | Uint32Array | Int32Array;

/** Calls return −1 on failure; `errno` then says why. */
export interface Libc {
  socket(domain: number, type: number, protocol: number): number;
  bind(fd: number, address: Memory, length: number): number;
  getsockname(fd: number, address: Memory, length: Memory): number;
  setsockopt(fd: number, level: number, name: number, value: Memory, length: number): number;
  close(fd: number): number;
  sendmmsg(fd: number, vector: Memory, count: number, flags: number): number;
  recvmmsg(fd: number, vector: Memory, count: number, flags: number, timeout: null): number;
  poll(fds: Memory, count: number, timeoutMs: number): number;
  read(fd: number, buffer: Memory, length: number): number;
  write(fd: number, buffer: Memory, length: number): number;
  setNonBlocking(fd: number): void;
  errno(): number;
  /** Address of a buffer's memory. */
  addressOf(buffer: ArrayBuffer): bigint;
  readonly clocks: ClockPair;
}

/** errno values of Linux that are told apart. */
export const ERRNO = {
  EPERM: 1,
  EINTR: 4,
  EAGAIN: 11,
  EACCES: 13,
  EAFNOSUPPORT: 97,
  ENETDOWN: 100,
  ENETUNREACH: 101,
  EHOSTUNREACH: 113,
} as const;

const CLOCK_REALTIME = 0;
const CLOCK_MONOTONIC = 1;
const F_GETFL = 3;
const F_SETFL = 4;
const O_NONBLOCK = 0o4000;

/** Binds the calls; throws when the C library lacks one. */
export function loadLibc(): Libc {
  const library = koffi.load(null);
  const clockGettime = library.func('int clock_gettime(int clock, void *time)');
  const fcntl = library.func('int fcntl(int fd, int command, ...)');
  const time = new Uint32Array(new ArrayBuffer(16));
  const readMs = (clock: number) => {
    clockGettime(clock, time);
    return timeMs(time, 0);
  };
  return {
    socket: library.func('int socket(int domain, int type, int protocol)'),
    bind: library.func('int bind(int fd, void *address, uint32_t length)'),
    getsockname: library.func('int getsockname(int fd, void *address, void *length)'),
    setsockopt: library.func('int setsockopt(int fd, int level, int name, void *value, uint32_t length)'),
    close: library.func('int close(int fd)'),
    sendmmsg: library.func('int sendmmsg(int fd, void *vector, uint32_t count, int flags)'),
    recvmmsg: library.func('int recvmmsg(int fd, void *vector, uint32_t count, int flags, void *timeout)'),
    poll: library.func('int poll(void *fds, uint64_t count, int timeout)'),
    read: library.func('int64_t read(int fd, void *buffer, uint64_t length)'),
    write: library.func('int64_t write(int fd, void *buffer, uint64_t length)'),
    setNonBlocking: (fd) => fcntl(fd, F_SETFL, 'int', Number(fcntl(fd, F_GETFL, 'int', 0)) | O_NONBLOCK),
    errno: () => koffi.errno(),
    addressOf: (buffer) => koffi.address(buffer),
    clocks: { monoMs: () => readMs(CLOCK_MONOTONIC), realMs: () => readMs(CLOCK_REALTIME) },
  };
}

/** A `struct timespec` at a word index, in ms. */
export function timeMs(words: Uint32Array, at: number): number {
  const seconds = (words[at] ?? 0) + (words[at + 1] ?? 0) * 2 ** 32;
  return seconds * 1e3 + (words[at + 2] ?? 0) / 1e6;
}

// Opens ICMP sockets: a datagram one where the group may (net.ipv4.ping_group_range), else a raw one (CAP_NET_RAW).

import type { SocketKind } from '../frames.ts';
import { ERRNO, type Libc } from './libc.ts';
import { ICMP_TYPES } from './packet.ts';

/** An open socket. */
export interface IcmpSocket {
  readonly fd: number;
  readonly kind: Exclude<SocketKind, 'none'>;
  /** The identifier a datagram socket's echoes bear; −1 for a raw one, whose echoes bear what we write. */
  readonly id: number;
}

/** Address families of Linux. */
export const AF = { 4: 2, 6: 10 } as const;

const SOCK_DGRAM = 2;
const SOCK_RAW = 3;
const SOCK_NONBLOCK_CLOEXEC = 0o4000 | 0o2000000;
const PROTOCOL = { 4: 1, 6: 58 } as const;
const SOL_IP = 0;
const SOL_SOCKET = 1;
const SOL_IPV6 = 41;
const SOL_RAW = 255;
const SO_SNDBUF = 7;
const SO_RCVBUF = 8;
const SO_RCVBUFFORCE = 33;
const SO_TIMESTAMPNS = 35;
const SO_RXQ_OVFL = 40;
const IP_RECVERR = 11;
const IPV6_RECVERR = 25;
const ICMP_FILTER = 1;
const ICMP6_FILTER = 1;
/** Room for the replies of a second at 10,000/s, should we be kept from reading: the kernel books about 800 bytes each. */
const RECEIVE_BUFFER_BYTES = 4 * 1_048_576;
const SEND_BUFFER_BYTES = 1_048_576;

/** Opens a socket; the errno of the last attempt when none may be had. */
export function openIcmpSocket(libc: Libc, family: 4 | 6): IcmpSocket | { readonly errno: number } {
  const datagram = open(libc, family, SOCK_DGRAM);
  if (datagram >= 0) {
    const id = bindToAnyId(libc, family, datagram);
    if (id > 0) {
      const [level, name] = family === 4 ? [SOL_IP, IP_RECVERR] : [SOL_IPV6, IPV6_RECVERR];
      setInt(libc, datagram, { level, name, value: 1 });
      setCommonOptions(libc, datagram);
      return { fd: datagram, kind: 'dgram', id };
    }
    libc.close(datagram);
  }
  const raw = open(libc, family, SOCK_RAW);
  if (raw < 0) return { errno: libc.errno() };
  setFilter(libc, family, raw);
  setCommonOptions(libc, raw);
  return { fd: raw, kind: 'raw', id: -1 };
}

/** Whether a failure to open says that the machine does not speak this family at all. */
export function isUnspoken(errno: number): boolean {
  return errno === ERRNO.EAFNOSUPPORT;
}

function open(libc: Libc, family: 4 | 6, type: number): number {
  return libc.socket(AF[family], type | SOCK_NONBLOCK_CLOEXEC, PROTOCOL[family]);
}

/** Binding to port 0 makes the kernel choose a free identifier, which getsockname then shows as the port. */
function bindToAnyId(libc: Libc, family: 4 | 6, fd: number): number {
  const address = new Uint8Array(new ArrayBuffer(128));
  const length = new Uint32Array(new ArrayBuffer(128));
  address[0] = AF[family];
  const nameBytes = family === 4 ? 16 : 28;
  length[0] = nameBytes;
  if (libc.bind(fd, address, nameBytes) < 0 || libc.getsockname(fd, address, length) < 0) return -1;
  return ((address[2] ?? 0) << 8) | (address[3] ?? 0);
}

function setCommonOptions(libc: Libc, fd: number): void {
  setInt(libc, fd, { level: SOL_SOCKET, name: SO_TIMESTAMPNS, value: 1 });
  setInt(libc, fd, { level: SOL_SOCKET, name: SO_RXQ_OVFL, value: 1 });
  setInt(libc, fd, { level: SOL_SOCKET, name: SO_SNDBUF, value: SEND_BUFFER_BYTES });
  const forced = setInt(libc, fd, { level: SOL_SOCKET, name: SO_RCVBUFFORCE, value: RECEIVE_BUFFER_BYTES });
  if (forced < 0) setInt(libc, fd, { level: SOL_SOCKET, name: SO_RCVBUF, value: RECEIVE_BUFFER_BYTES });
}

/** Raw sockets hear all ICMP of the machine; the kernel is told to pass replies and the two kinds of error only. */
function setFilter(libc: Libc, family: 4 | 6, fd: number): void {
  const blocked = new Uint32Array(new ArrayBuffer(128)).fill(0xffffffff);
  const { reply, unreachable, timeExceeded } = ICMP_TYPES[family];
  for (const type of [reply, unreachable, timeExceeded]) {
    blocked[type >>> 5] = (blocked[type >>> 5] ?? 0) & ~(1 << (type & 31));
  }
  if (family === 4) libc.setsockopt(fd, SOL_RAW, ICMP_FILTER, blocked, 4);
  else libc.setsockopt(fd, PROTOCOL[6], ICMP6_FILTER, blocked, 32);
}

function setInt(libc: Libc, fd: number, option: { level: number; name: number; value: number }): number {
  const value = new Int32Array(new ArrayBuffer(128));
  value[0] = option.value;
  return libc.setsockopt(fd, option.level, option.name, value, 4);
}

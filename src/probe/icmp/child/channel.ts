// One address family as the echo process speaks it: its sockets, and the identifiers its echoes bear. These change every
// minute, because a firewall that once tracked an identifier wrongly would otherwise swallow it for ever
// (prometheus/blackbox_exporter#360).

import { SOCKET_KINDS } from '../frames.ts';
import { type IcmpSocket, isUnspoken, openIcmpSocket } from './icmp-socket.ts';
import type { KernelClock } from './kernel-clock.ts';
import type { Libc } from './libc.ts';
import { PacketWriter } from './packet.ts';
import type { EchoIds } from './parse.ts';
import { type ReceiveListener, Receiver } from './receiver.ts';
import { Sender, type SendListener } from './sender.ts';

/** Longer than any timeout (TIMEOUT_MAX_MS): what is closed has nothing in flight. */
export const ROTATE_MS = 60_000;

interface OpenSocket {
  readonly socket: IcmpSocket;
  drops: number;
}

/** Owns the sockets of one family. */
export class Channel {
  readonly sender: Sender;
  readonly #libc: Libc;
  readonly #family: 4 | 6;
  readonly #randomId: () => number;
  readonly #receiver: Receiver;
  readonly #ids: EchoIds = { current: -1, previous: -1 };
  #current: OpenSocket | undefined;
  /** A datagram socket is its identifier: the last one stays open for the replies to it. */
  #previous: OpenSocket | undefined;
  #errno = 0;

  constructor(
    libc: Libc,
    family: 4 | 6,
    parts: {
      cookie: Uint8Array;
      clock: KernelClock;
      listener: ReceiveListener & SendListener;
      randomId: () => number;
    },
  ) {
    this.#libc = libc;
    this.#family = family;
    this.#randomId = parts.randomId;
    this.sender = new Sender(libc, family, {
      writer: new PacketWriter(family, parts.cookie),
      listener: parts.listener,
    });
    this.#receiver = new Receiver(libc, family, { ...parts, ids: this.#ids });
    this.rotate();
  }

  /** For the greeting: index into SOCKET_KINDS, and the errno when there is no socket. */
  get hello(): readonly [number, number] {
    return [SOCKET_KINDS.indexOf(this.#current?.socket.kind ?? 'none'), this.#errno];
  }

  /** The identifier the next echoes are to bear. */
  get id(): number {
    return this.#ids.current;
  }

  /** Changes the identifier. When a new socket is not to be had, the old one goes on. */
  rotate(): void {
    if (this.#current?.socket.kind !== 'raw') {
      const opened = openIcmpSocket(this.#libc, this.#family);
      if ('errno' in opened) {
        this.#errno = opened.errno;
        return;
      }
      if (this.#previous) this.#libc.close(this.#previous.socket.fd);
      this.#previous = this.#current;
      this.#current = { socket: opened, drops: 0 };
    }
    this.#ids.previous = this.#ids.current;
    const { id } = this.#current.socket;
    this.#ids.current = id >= 0 ? id : this.#randomId();
  }

  /** Sends the batch that was added to the sender. */
  flush(): void {
    if (this.#current) this.sender.flush(this.#current.socket.fd);
    else this.sender.refuse(isUnspoken(this.#errno) ? 'no-route' : 'own-fault');
  }

  /** Sockets to wait on; −1 where there is none, which poll skips. */
  get fds(): readonly [number, number] {
    return [this.#current?.socket.fd ?? -1, this.#previous?.socket.fd ?? -1];
  }

  /** Reads all that has arrived; returns the number of packets. */
  drain(): number {
    let received = 0;
    for (const open of [this.#current, this.#previous]) {
      if (!open) continue;
      const { count, drops } = this.#receiver.drain(open.socket, open.drops);
      received += count;
      open.drops = drops;
    }
    return received;
  }
}

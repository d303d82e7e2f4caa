// The few UDP sockets that all agents share, instead of one per agent: 10,000 agents need no 10,000 descriptors, and no
// poll is lost to EMFILE. A socket that fails is closed and opened again at the next send.

import { createSocket, type Socket } from 'node:dgram';

/** Address and port a datagram came from. */
export interface Sender {
  readonly address: string;
  readonly port: number;
}

/** What happens on the shared sockets. */
export interface SocketEvents {
  message(datagram: Buffer, from: Sender): void;
  /** A socket could not be opened or broke; answers on their way to it are lost. */
  failed(error: Error): void;
}

/** The shared sockets of one address family. */
export interface SharedSockets {
  /** Sends from the next socket in turn; `done` is called once, unless the socket itself breaks. */
  send(datagram: Uint8Array, port: number, address: string, done: (error: Error | null) => void): void;
  close(): void;
}

/**
 * The kernel caps this at net.core.rmem_max (212,992 on most hosts); four sockets then hold about 1,500 answers that
 * wait for the event loop. More are dropped by the kernel and asked for again.
 */
const RECEIVE_BUFFER_BYTES = 1 << 20;

/** Opens `count` sockets of a family at the first send. */
export function sharedSockets(family: 4 | 6, count: number, events: SocketEvents): SharedSockets {
  const sockets: (Socket | undefined)[] = new Array(count).fill(undefined);
  let next = 0;
  let closed = false;

  function open(slot: number): Socket {
    const socket = createSocket({
      type: family === 4 ? 'udp4' : 'udp6',
      ipv6Only: family === 6,
      recvBufferSize: RECEIVE_BUFFER_BYTES,
      // Addresses are literal; the resolver that dgram would ask for them costs more than the rest of the send.
      lookup: (host, _options, callback) => callback(null, host, family),
    });
    sockets[slot] = socket;
    socket.on('message', (datagram, from) => {
      if (!closed) events.message(datagram, from);
    });
    socket.on('error', (error) => {
      if (sockets[slot] !== socket) return;
      sockets[slot] = undefined;
      socket.close();
      if (!closed) events.failed(error);
    });
    socket.bind(0);
    return socket;
  }

  return {
    send(datagram, port, address, done) {
      if (closed) return done(new Error('the poller is closed'));
      const slot = next;
      next = (next + 1) % count;
      try {
        (sockets[slot] ?? open(slot)).send(datagram, port, address, done);
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
    close() {
      if (closed) return;
      closed = true;
      for (const socket of sockets) socket?.close();
      sockets.fill(undefined);
    },
  };
}

// Messages to a syslog receiver: RFC 5424 over UDP (RFC 5426) or TCP with octet counting (RFC 6587 §3.4.1). Syslog has no
// receipts: delivered means that the kernel took it.

import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { connect, type Socket } from 'node:net';
import type { Channel, Message, Receipt } from '../port.ts';
import { Attempts } from './common/attempt.ts';
import type { ChannelDeps, ConfigOf } from './common/deps.ts';
import { describeError } from './common/mask.ts';
import { syslogRecord } from './common/rfc5424.ts';

/** RFC 5424 §6.1: receivers should take 2,048 bytes; larger datagrams are fragmented, and lost whole. */
const MAX_UDP_BYTES = 2_048;
/** Common receivers take 8 kB of a record. */
const MAX_TCP_BYTES = 8_192;
/** Idle time after which the kernel asks whether the receiver is still there. */
const KEEP_ALIVE_MS = 30_000;

/** Opens a syslog channel. */
export function openSyslog(config: ConfigOf<'syslog'>, deps: ChannelDeps): Channel {
  return new Syslog(config, deps);
}

class Syslog implements Channel {
  readonly id: string;
  readonly kind = 'syslog';
  readonly idempotent = false;
  readonly #config: ConfigOf<'syslog'>;
  readonly #deps: ChannelDeps;
  readonly #attempts: Attempts;
  #connection: Socket | undefined;

  constructor(config: ConfigOf<'syslog'>, deps: ChannelDeps) {
    this.id = config.id;
    this.#config = config;
    this.#deps = deps;
    this.#attempts = new Attempts({ ...deps, mask: (text) => text, timeoutMs: config.timeoutMs });
  }

  send(message: Message, signal: AbortSignal): Promise<Receipt> {
    return this.#attempts.run(signal, async (inner) => {
      const { host, port, transport } = this.#config;
      const isUdp = transport === 'udp';
      const record = syslogRecord(message, {
        ...this.#config,
        hostname: this.#deps.hostname,
        at: this.#deps.clock.wallMs(),
        maxBytes: isUdp ? MAX_UDP_BYTES : MAX_TCP_BYTES,
      });
      try {
        await (isUdp ? this.#sendDatagram(record, inner) : this.#write(record, inner));
        return { kind: 'delivered', reference: `${record.length} bytes handed to the kernel` };
      } catch (error) {
        return { kind: 'later', detail: `syslog to ${host}:${port} (${transport}): ${describeError(error)}` };
      }
    });
  }

  async close(): Promise<void> {
    await this.#attempts.close();
    this.#connection?.destroy();
  }

  async #sendDatagram(record: Buffer, signal: AbortSignal): Promise<void> {
    const { address, family } = await lookup(this.#config.host);
    const socket = createSocket({ type: family === 6 ? 'udp6' : 'udp4', signal });
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    // A socket that a signal closes says nothing but `close`.
    socket.once('close', () => reject(new Error('called off')));
    socket.on('error', reject);
    socket.send(record, this.#config.port, address, (error) => (error ? reject(error) : resolve()));
    try {
      await promise;
    } finally {
      if (!signal.aborted) socket.close();
    }
  }

  async #write(record: Buffer, signal: AbortSignal): Promise<void> {
    const connection = await this.#connected(signal);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const onAbort = (): void => {
      // Half a record would garble the next one.
      connection.destroy(new Error('called off'));
      reject(new Error('called off'));
    };
    signal.addEventListener('abort', onAbort, { once: true });
    const framed = Buffer.concat([Buffer.from(`${record.length} `), record]);
    connection.write(framed, (error) => (error ? reject(error) : resolve()));
    try {
      await promise;
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  /** The open connection, or a new one where the receiver has closed it or none was. */
  async #connected(signal: AbortSignal): Promise<Socket> {
    if (this.#connection?.writable) return this.#connection;
    this.#connection?.destroy();
    const { host, port } = this.#config;
    const connection = connect({ host, port, keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_MS, signal });
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    connection.once('connect', resolve);
    connection.on('error', reject);
    // Receivers say nothing; a close is seen only by a socket that is read.
    connection.resume();
    connection.once('end', () => connection.destroy());
    await promise;
    connection.unref();
    this.#connection = connection;
    return connection;
  }
}

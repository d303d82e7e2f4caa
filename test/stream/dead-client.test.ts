// Clients that are not there any more, over real sockets in virtual time: one whose TCP window is closed, and one that
// still takes bytes but answers no ping. Each is gone within the time that docs/stream.md states.

import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { serveStream } from '../../src/stream/socket-server.ts';
import { until } from '../support/daemon.ts';
import { actEvent, FakeNetwork } from './support/fake-network.ts';

const UPGRADE = [
  'GET /api/v1/stream HTTP/1.1',
  'Host: localhost',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==',
  '\r\n',
].join('\r\n');
/** More than the kernel holds for both ends of a loopback connection (6 MB and 4 MB at most by default). */
const FLOOD_NOTES = 20_000;
const LONG_NOTE = 'x'.repeat(1_000);

describe('a client that is not there any more', () => {
  let network: FakeNetwork;
  let server: Server;
  let stream: ReturnType<typeof serveStream>;
  const sockets: Socket[] = [];
  beforeEach(async () => {
    network = new FakeNetwork();
    server = createServer();
    stream = serveStream(server, network.hub, () => undefined);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    network.hub.close();
    stream.close();
    await new Promise((closed) => server.close(closed));
  });

  const port = (): number => (server.address() as AddressInfo).port;
  const clients = (): number => network.hub.status().clients;

  /** A client that speaks no WebSocket once it is let in: it answers no ping. */
  async function mute(reads: boolean): Promise<Socket> {
    const socket = connect(port(), '127.0.0.1');
    socket.on('error', () => undefined);
    sockets.push(socket);
    let heard = 0;
    socket.on('data', (data) => {
      heard += data.length;
    });
    socket.write(UPGRADE);
    await until('it is let in', () => clients() === 1 && heard > 0);
    await pass(1);
    if (!reads) socket.pause();
    return socket;
  }

  /** Lets virtual time pass, and the sockets do their work. */
  async function pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= 500) {
      await network.timers.advance(Math.min(500, left));
      await new Promise((turn) => setImmediate(turn));
    }
  }

  it('is cut within 30 s when it takes everything and answers no ping', async () => {
    await mute(true);
    await pass(29_000);
    expect(clients()).toBe(1);
    await pass(1_000);
    expect(clients()).toBe(0);
  });

  it('is cut within 30 s when it reads nothing and the kernel still has room', async () => {
    const socket = await mute(false);
    network.publish(actEvent(1, 'Andi', { kind: 'note', note: 'hanya satu' }));
    await pass(30_000);
    expect(clients()).toBe(0);
    expect(network.hub.status().closedSlow).toBe(0);
    socket.resume();
    await until('it learns of it', () => socket.destroyed);
  });

  it('is closed within 15 s when its window is closed, and the others miss nothing', async () => {
    await mute(false);
    const other = new WebSocket(`ws://127.0.0.1:${port()}/api/v1/stream`);
    let notes = 0;
    other.on('message', (data) => {
      notes += String(data).split('"kind":"alert.act"').length - 1;
    });
    await until('the other is let in', () => clients() === 2);
    for (let sent = 0; sent < FLOOD_NOTES; sent += 1_000) {
      const act = { kind: 'note', note: LONG_NOTE } as const;
      network.publish(...Array.from({ length: 1_000 }, () => actEvent(1, 'Andi', act)));
      await pass(100);
    }
    await until('the other has everything', async () => {
      for (let i = 0; i < 50; i++) await pass(1);
      return notes === FLOOD_NOTES;
    });
    await pass(15_000);
    expect(network.hub.status()).toMatchObject({ clients: 1, closedSlow: 1 });
    other.terminate();
  }, 30_000);

  it('is kept for ever when it reads and answers', async () => {
    const client = new WebSocket(`ws://127.0.0.1:${port()}/api/v1/stream`);
    let pings = 0;
    client.on('ping', () => pings++);
    await until('it is let in', () => clients() === 1);
    for (let round = 1; round <= 8; round++) {
      await pass(15_000);
      await until('the ping has come', () => pings >= round);
      // What is said after the answer arrives after it.
      client.send(`{"type":"watch","link":"l${round}"}`);
      await until('the answer has arrived', () => network.hub.watched().size === round);
    }
    expect(clients()).toBe(1);
    client.terminate();
  });
});

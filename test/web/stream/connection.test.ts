// A connection's life against scripted sockets, in virtual time.

import { beforeEach, describe, expect, it } from 'vitest';
import { PROTOCOL, type ServerMessage } from '../../../src/stream/protocol.ts';
import { Connection, type ConnectionStatus } from '../../../src/web/stream/connection.ts';
import { FakeSocket, FakeTimers } from '../support/fake-socket.ts';
import { fakeProvince, START } from '../support/province.ts';

const HELLO: ServerMessage = {
  type: 'hello',
  protocol: PROTOCOL,
  serverTime: START,
  seq: 100,
  bootId: 'boot-1',
};
const SNAPSHOT: ServerMessage = { type: 'snapshot', seq: 100, network: fakeProvince() };
const BEAT: ServerMessage = { type: 'heartbeat', serverTime: START, seq: 100, oldestDataMs: 1 };

let timers: FakeTimers;
let sockets: FakeSocket[];
let sinces: (number | undefined)[];
let statuses: ConnectionStatus['kind'][];
let messages: ServerMessage[];
let since: number | undefined;
let tokenAnswer: () => Promise<boolean>;
let connection: Connection;

beforeEach(() => {
  timers = new FakeTimers();
  sockets = [];
  sinces = [];
  statuses = [];
  messages = [];
  since = undefined;
  tokenAnswer = () => Promise.resolve(false);
  connection = new Connection({
    open: (from) => {
      const socket = new FakeSocket();
      sockets.push(socket);
      sinces.push(from);
      return socket;
    },
    since: () => since,
    asksForToken: () => tokenAnswer(),
    random: () => 0,
    after: (delayMs, callback) => timers.after(delayMs, callback),
    onMessage: (message) => messages.push(message),
    onStatus: (status) => statuses.push(status.kind),
  });
});

function latest(): FakeSocket {
  const socket = sockets.at(-1);
  if (!socket) throw new Error('nothing was opened');
  return socket;
}

/** Lets the answer about the token arrive. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
}

describe('Connection', () => {
  it('greets, loses the server, waits longer each time, and resumes after the last kept event', async () => {
    connection.connect();
    latest().receive(HELLO, SNAPSHOT);
    since = 107;
    expect(statuses).toEqual(['connecting', 'open']);
    latest().drop();
    expect(statuses.at(-1)).toBe('waiting');
    timers.advance(250);
    expect(sinces).toEqual([undefined, 107]);
    latest().drop();
    await settle();
    timers.advance(499);
    expect(sockets).toHaveLength(2);
    timers.advance(1);
    expect(sockets).toHaveLength(3);
    latest().receive(HELLO, BEAT);
    latest().drop();
    timers.advance(250);
    expect(sockets).toHaveLength(4);
    expect(messages).toEqual([HELLO, SNAPSHOT, HELLO, BEAT]);
  });

  it('gives up a connection that says nothing for two heartbeats', () => {
    connection.connect();
    latest().receive(HELLO, SNAPSHOT);
    timers.advance(9_999);
    latest().receive(BEAT);
    timers.advance(9_999);
    expect(latest().closed).toBe(false);
    timers.advance(1);
    expect(sockets[0]?.closed).toBe(true);
    timers.advance(250);
    expect(sockets).toHaveLength(2);
  });

  it('does not hammer a server that greets and closes', () => {
    connection.connect();
    for (let n = 0; n < 4; n++) {
      latest().receive(HELLO);
      latest().drop();
      timers.advance(10_000);
    }
    timers.advance(0);
    latest().receive(HELLO);
    latest().drop();
    timers.advance(3_999);
    expect(sockets).toHaveLength(5);
  });

  it('stops and asks for a token when refused because of one', async () => {
    tokenAnswer = () => Promise.resolve(true);
    connection.connect();
    latest().drop();
    await settle();
    expect(statuses.at(-1)).toBe('token');
    timers.advance(60_000);
    expect(sockets).toHaveLength(1);
    connection.connect();
    latest().receive(HELLO);
    expect(statuses.at(-1)).toBe('open');
  });

  it('keeps trying when it cannot even ask', async () => {
    tokenAnswer = () => Promise.reject(new Error('offline'));
    connection.connect();
    latest().drop();
    await settle();
    timers.advance(250);
    expect(sockets).toHaveLength(2);
  });

  it('says so when the server speaks another protocol, and looks again later', () => {
    connection.connect();
    latest().receive({ ...HELLO, protocol: PROTOCOL + 1 });
    expect(statuses.at(-1)).toBe('protocol');
    expect(messages).toEqual([]);
    timers.advance(30_000);
    expect(sockets).toHaveLength(2);
  });

  it('asks for a snapshot once when the screen cannot be brought up to date', () => {
    since = 50;
    connection.connect();
    latest().receive(HELLO);
    connection.resync();
    latest().receive(HELLO);
    connection.resync();
    latest().receive(SNAPSHOT);
    expect(sinces).toEqual([50, undefined]);
    latest().drop();
    timers.advance(250);
    expect(sinces).toEqual([50, undefined, 50]);
  });

  it('ignores what it does not understand, and sends only when greeted', () => {
    connection.connect();
    connection.send({ type: 'watch', link: 'a' });
    latest().receiveText('{"type":"weather"}');
    latest().receive(HELLO);
    connection.send({ type: 'watch', link: 'a' });
    expect(latest().sent).toEqual(['{"type":"watch","link":"a"}']);
    expect(messages).toEqual([HELLO]);
  });

  it('stays quiet after stop', () => {
    connection.connect();
    latest().receive(HELLO);
    connection.stop();
    timers.advance(600_000);
    expect(sockets).toHaveLength(1);
    expect(latest().closed).toBe(true);
  });
});

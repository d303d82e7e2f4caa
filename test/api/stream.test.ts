// The stream over real WebSockets on the loopback: upgrade, resume, restart, bad clients, many clients.

import { connect as connectTcp } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { ServerMessage } from '../../src/stream/protocol.ts';
import { stateEvent } from '../stream/support/fake-network.ts';
import { until } from '../support/daemon.ts';
import { type FakeApi, startApi } from './support/api.ts';

const open: FakeApi[] = [];
const sockets: WebSocket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  for (const api of open.splice(0)) await api.close();
});

async function start(...args: Parameters<typeof startApi>): Promise<FakeApi> {
  const api = await startApi(...args);
  open.push(api);
  return api;
}

interface Client {
  readonly socket: WebSocket;
  readonly messages: ServerMessage[];
  /** Close code, or the status that refused the upgrade. */
  ended: number | undefined;
}

function join(api: FakeApi, query = '', headers: Record<string, string> = {}): Client {
  const socket = new WebSocket(`ws://127.0.0.1:${api.server.port}/api/v1/stream${query}`, { headers });
  sockets.push(socket);
  const client: Client = { socket, messages: [], ended: undefined };
  socket.on('message', (data) => client.messages.push(JSON.parse(String(data)) as ServerMessage));
  socket.on('unexpected-response', (_, response) => {
    client.ended = response.statusCode;
  });
  socket.on('error', () => undefined);
  socket.on('close', (code) => {
    client.ended ??= code;
  });
  return client;
}

async function complete(client: Client): Promise<void> {
  await until('the client has everything', () => client.messages.some(({ type }) => type === 'heartbeat'));
}

function seqs(client: Client): readonly number[] {
  return client.messages.flatMap((message) => (message.type === 'event' ? [message.seq] : []));
}

describe('the stream', () => {
  it('goes on after a break where it ended', async () => {
    const api = await start();
    const first = join(api);
    await complete(first);
    api.network.publish(stateEvent('a'), stateEvent('b'));
    await until('both have come', () => seqs(first).length === 2);
    first.socket.terminate();
    await until('the server knows', () => api.network.hub.status().clients === 0);
    api.network.publish(stateEvent('c'));
    const second = join(api, '?since=102');
    await complete(second);
    expect(second.messages.map(({ type }) => type)).toEqual(['hello', 'event', 'heartbeat']);
    expect(seqs(second)).toEqual([103]);
  });

  it('tells by its bootId that the daemon was started again', async () => {
    const api = await start({}, {}, { bootId: 'boot-2', seq: 300 });
    const client = join(api, '?since=300');
    await complete(client);
    expect(client.messages[0]).toMatchObject({ type: 'hello', bootId: 'boot-2', seq: 300 });
  });

  it.each(['?since=', '?since=-1', '?since=1e3', '?since=9999999999999999', '?since=x', '?other=1'])(
    'gives a snapshot for %s',
    async (query) => {
      const client = join(await start(), query);
      await complete(client);
      expect(client.messages[1]).toMatchObject({ type: 'snapshot', seq: 100 });
    },
  );

  it.each<[string, string | Buffer, number, string | undefined]>([
    ['no JSON', 'hello', 4000, 'invalid'],
    ['an unknown type', '{"type":"subscribe"}', 4000, 'invalid'],
    ['an unknown field', '{"type":"watch","link":"a","deep":true}', 4000, 'invalid'],
    ['no id of a link', '{"type":"watch","link":"Ä/../b"}', 4000, 'invalid'],
    ['bytes', Buffer.from('{"type":"watch","link":"a"}'), 4000, 'invalid'],
    ['too many bytes', JSON.stringify({ type: 'watch', link: 'a'.repeat(5_000) }), 1009, undefined],
  ])('closes a client that says %s', async (_, said, code, reason) => {
    const client = join(await start());
    await complete(client);
    client.socket.send(said);
    await until('it is closed', () => client.ended !== undefined);
    expect(client.ended).toBe(code);
    const last = client.messages.at(-1);
    expect(last?.type === 'closing' ? last.code : undefined).toBe(reason);
  });

  it('ignores a watch of a link that is not in the plan', async () => {
    const api = await start();
    const client = join(api);
    await complete(client);
    client.socket.send('{"type":"watch","link":"stranger"}');
    client.socket.send('{"type":"watch","link":"a"}');
    await until('the other is watched', () => api.network.hub.watched().size > 0);
    expect([...api.network.hub.watched()]).toEqual(['a']);
    expect(client.ended).toBeUndefined();
  });

  it.each([
    ['talks without end', () => '{"type":"unwatch","link":"a"}', 60],
    ['watches everything', (i: number) => `{"type":"watch","link":"l${i}"}`, 17],
  ])('closes a client that %s', async (_, say, times) => {
    const client = join(await start());
    await complete(client);
    for (let i = 0; i < times; i++) client.socket.send(say(i));
    await until('it is closed', () => client.ended !== undefined);
    expect(client.ended).toBe(4029);
  });

  it.each<[string, Record<string, string>, number]>([
    ['a page of another site', { origin: 'https://evil.example' }, 403],
    ['a page without an origin of its own', { origin: 'null' }, 403],
    ['a name that is not ours', { host: 'evil.example' }, 403],
    ['an own page by another port', { origin: 'http://127.0.0.1:1' }, 403],
  ])('refuses %s', async (_, headers, status) => {
    const client = join(await start(), '', headers);
    await until('it is refused', () => client.ended !== undefined);
    expect(client.ended).toBe(status);
  });

  it('takes the token in a header or a session, and refuses others', async () => {
    const api = await start({ token: 'secret-token' });
    const refused = join(api);
    await until('it is refused', () => refused.ended !== undefined);
    expect(refused.ended).toBe(401);
    await complete(join(api, '', { authorization: 'Bearer secret-token' }));
    const body = JSON.stringify({ token: 'secret-token' });
    const { headers } = await api.ask(
      'POST',
      '/api/v1/session',
      { 'content-type': 'application/json' },
      body,
    );
    const origin = `http://127.0.0.1:${api.server.port}`;
    await complete(join(api, '', { origin, cookie: headers['set-cookie']?.[0]?.split(';')[0] ?? '' }));
  });

  it('refuses more clients than it can serve, and counts them', async () => {
    const api = await start({}, {}, { limits: { clients: 2 } });
    await complete(join(api));
    await complete(join(api));
    const third = join(api);
    await until('it is refused', () => third.ended !== undefined);
    expect(third.ended).toBe(503);
    expect(api.network.hub.status()).toMatchObject({ clients: 2, refused: 1 });
  });

  it.each(['//', '/elsewhere', '/api/v1/stream/x', '?', 'http://[', '/%zz'])(
    'survives an upgrade at %s',
    async (path) => {
      const api = await start();
      const answer = await new Promise<string>((done) => {
        let text = '';
        const socket = connectTcp(api.server.port, '127.0.0.1', () =>
          socket.write(
            `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
          ),
        );
        socket.on('data', (data) => {
          text += String(data);
        });
        socket.on('close', () => done(text));
      });
      expect(answer).toMatch(/^HTTP\/1\.1 40[04] /);
      expect((await api.ask('GET', '/healthz')).status).toBe(200);
    },
  );

  it('says goodbye when the daemon stops', async () => {
    const api = await start();
    const client = join(api);
    await complete(client);
    api.network.hub.close();
    await until('it is closed', () => client.ended !== undefined);
    expect(client.ended).toBe(1001);
    expect(client.messages.at(-1)).toMatchObject({ type: 'closing', code: 'goingAway' });
  });
});

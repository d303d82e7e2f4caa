// Signs of life over real HTTP: servers that answer, refuse, stall, redirect and hang up. No text shows the secret.

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DeadMan } from '../../src/app/dead-man.ts';
import { deliver, placeOf } from '../../src/app/sign-of-life.ts';
import type { DeadManConfig } from '../../src/config/notify-config.ts';
import { SecretText } from '../../src/config/secret.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { systemTimers } from '../../src/runtime/timers.ts';

const SECRET = 'b9a1-c0ffee';

async function place(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const requests: {
    method: string | undefined;
    url: string | undefined;
    headers: IncomingMessage['headers'];
  }[] = [];
  const server = createServer((request, response) => {
    const { method, url, headers } = request;
    requests.push({ method, url, headers });
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, port, requests, server };
}

function configOf(url: string, changes: Partial<DeadManConfig> = {}): DeadManConfig {
  return {
    url: new SecretText(url, { inClear: true }),
    method: 'GET',
    everyMs: 60_000,
    timeoutMs: 2_000,
    ...changes,
  };
}

const send = (config: DeadManConfig, signal?: AbortSignal) =>
  deliver(config, { timers: systemTimers, ...(signal && { signal }) });

it('a place that fails, stalls and comes back is told of after four beats, and over with the first that arrives', async () => {
  let mood: 'fails' | 'stalls' | 'works' = 'fails';
  const { origin, requests } = await place((_, response) => {
    if (mood !== 'stalls') response.writeHead(mood === 'works' ? 200 : 503).end();
  });
  const config = configOf(`${origin}/${SECRET}`, { everyMs: 30, timeoutMs: 20 });
  const told: (string | undefined)[] = [];
  const deadMan = new DeadMan(config, {
    notWorking: () => undefined,
    deliver: (signal) => deliver(config, { timers: systemTimers, signal }),
    onFault: (detail) => told.push(detail),
    timers: systemTimers,
    clock: systemClock,
    random: () => 0,
    log: { info: () => undefined, warn: () => undefined },
  });
  deadMan.start();
  onTestFinished(() => deadMan.stop());
  await expect.poll(() => requests.length).toBeGreaterThanOrEqual(2);
  mood = 'stalls';
  await expect.poll(() => told).toEqual([expect.stringContaining('does not arrive')]);
  expect(deadMan.status().failed).toBeGreaterThanOrEqual(4);
  mood = 'works';
  await expect.poll(() => told.slice(1)).toEqual([undefined]);
  expect(JSON.stringify([told, deadMan.status()])).not.toContain(SECRET);
});

describe('deliver()', () => {
  it.each(['GET', 'POST', 'HEAD'] as const)('is delivered by any 2xx to a %s', async (method) => {
    const { origin, requests } = await place((_, response) => response.writeHead(204).end());
    expect(await send(configOf(`${origin}/${SECRET}`, { method }))).toEqual({ kind: 'delivered' });
    expect(requests).toMatchObject([{ method, url: `/${SECRET}`, headers: { 'user-agent': 'jalur' } }]);
  });

  it('takes a success whose body never ends', async () => {
    const { origin } = await place((_, response) => response.writeHead(200).write('OK'));
    expect(await send(configOf(origin))).toEqual({ kind: 'delivered' });
  });

  it.each([400, 404, 429, 500, 503])('fails by HTTP %i', async (status) => {
    const { origin } = await place((_, response) => response.writeHead(status).end(SECRET));
    expect(await send(configOf(`${origin}/${SECRET}`))).toEqual({
      kind: 'failed',
      why: `the answer was HTTP ${status}`,
    });
  });

  it('gives up on a server that stalls', async () => {
    const { origin } = await place(() => undefined);
    const outcome = await send(configOf(`${origin}/${SECRET}`, { timeoutMs: 150 }));
    expect(outcome).toEqual({ kind: 'failed', why: 'no answer within 150 ms' });
  });

  it('fails when the connection is refused or broken, without the address in the text', async () => {
    const hangsUp = await place((request) => request.socket.destroy());
    const broken = await send(configOf(`${hangsUp.origin}/${SECRET}`));
    const gone = await place(() => undefined);
    gone.server.close();
    await once(gone.server, 'close');
    const refused = await send(configOf(`${gone.origin}/${SECRET}`));
    expect(refused).toEqual({ kind: 'failed', why: 'the request failed: ECONNREFUSED' });
    expect(broken).toMatchObject({ kind: 'failed' });
    expect(JSON.stringify([broken, refused])).not.toContain(SECRET);
  });

  it('follows a redirect within the host, and none that leads away from it', async () => {
    const stranger = await place((_, response) => response.writeHead(200).end());
    const moved = await place((request, response) =>
      request.url === '/new'
        ? response.writeHead(200).end()
        : response
            .writeHead(302, { location: request.url === '/old' ? '/new' : `${stranger.origin}/${SECRET}` })
            .end(),
    );
    expect(await send(configOf(`${moved.origin}/old`))).toEqual({ kind: 'delivered' });
    expect(await send(configOf(`${moved.origin}/away`))).toMatchObject({
      kind: 'failed',
      why: expect.stringContaining('redirect to another place'),
    });
    expect(stranger.requests).toEqual([]);
  });

  it('ends a chain of redirects', async () => {
    const { origin, requests } = await place((_, response) =>
      response.writeHead(307, { location: '/again' }).end(),
    );
    expect(await send(configOf(origin))).toEqual({ kind: 'failed', why: 'more than 3 redirects' });
    expect(requests).toHaveLength(4);
  });

  it.each([
    ['s%40fe', 's@fe'],
    ['100%safe', '100%safe'],
  ])('sends user and password of the address as credentials: %s', async (written, password) => {
    const { port, requests } = await place((_, response) => response.writeHead(200).end());
    const config = configOf(`http://jalur:${written}@127.0.0.1:${port}/ping`);
    expect(await send(config)).toEqual({ kind: 'delivered' });
    expect(requests[0]?.headers.authorization).toBe(
      `Basic ${Buffer.from(`jalur:${password}`).toString('base64')}`,
    );
    expect(placeOf(config)).toBe(`http://127.0.0.1:${port}`);
  });

  it('is over at once when it is stopped, and an address that is none is no exception', async () => {
    const { origin } = await place(() => undefined);
    const stop = new AbortController();
    const sending = send(configOf(origin, { timeoutMs: 60_000 }), stop.signal);
    stop.abort();
    expect(await sending).toMatchObject({ kind: 'failed' });
    expect(await send(configOf(`not an address ${SECRET}`))).toEqual({
      kind: 'failed',
      why: 'the address of the sign of life is none',
    });
    expect(placeOf(configOf(SECRET))).not.toContain(SECRET);
  });
});

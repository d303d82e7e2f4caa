// The HTTP server of the tests keeps what it was sent and answers as its script says.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HttpScript } from './http-server.ts';

let server: HttpScript;
let url: string;
beforeEach(async () => {
  server = new HttpScript();
  url = await server.start();
});
afterEach(() => server.stop());

describe('the HTTP server of the tests', () => {
  it('keeps requests and answers as scripted', async () => {
    server.answer = ({ path }) => ({
      status: path === '/a' ? 201 : 404,
      headers: { 'X-A': 'b' },
      body: path,
    });
    const answer = await fetch(`${url}/a`, { method: 'PUT', body: 'é', headers: { 'X-Q': '1' } });
    expect([answer.status, answer.headers.get('X-A'), await answer.text()]).toEqual([201, 'b', '/a']);
    expect(server.received).toMatchObject([
      { method: 'PUT', path: '/a', body: 'é', headers: { 'x-q': '1' } },
    ]);
  });

  it('stalls and hangs up', async () => {
    server.answer = () => 'stall';
    await expect(fetch(url, { signal: AbortSignal.timeout(50) })).rejects.toThrow();
    server.answer = () => 'hang-up';
    await expect(fetch(url)).rejects.toThrow();
  });
});

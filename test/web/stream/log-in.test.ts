// What the log-in form is told of the server's answers: only a wrong password is called one.

import { afterEach, describe, expect, it, vi } from 'vitest';
import { type LoginResult, logIn } from '../../../src/web/stream/access.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const told = (code: string): string => JSON.stringify({ error: { code, message: '' } });

describe('logging in', () => {
  it.each<[what: string, status: number, body: string, result: LoginResult]>([
    ['a right password', 204, '', 'accepted'],
    ['a wrong password', 401, told('password'), 'refused'],
    ['a name that is too long', 400, told('invalid'), 'refused'],
    ['a page that reaches the server by a name it does not know', 403, told('origin'), 'foreign'],
    ['too many guesses', 429, told('slow-down'), 'slow-down'],
    ['too many log-ins at once', 429, told('busy'), 'busy'],
    ['a proxy’s own limit', 429, '<html>', 'slow-down'],
    ['a store that cannot be written', 500, told('internal'), 'failed'],
    ['a proxy before a server that is down', 502, '<html>', 'failed'],
  ])('with %s (%i)', async (_, status, body, result) => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(status === 204 ? null : body, { status })));
    expect(await logIn({ user: 'sari', password: 'x' })).toBe(result);
  });

  it('with no server', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    expect(await logIn({ token: 'x' })).toBe('unreachable');
  });
});

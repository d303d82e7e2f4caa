// Tokens, sessions, guesses and names, without a server.

import { describe, expect, it } from 'vitest';
import {
  Access,
  assertListenAllowed,
  isLoopbackHost,
  isOwnOrigin,
  SESSION_MS,
} from '../../src/api/access.ts';

function withSession(session: string) {
  return { headers: { cookie: `jalur_session=${session}` } };
}

function logIn(access: Access, address = '10.0.0.1'): string {
  const result = access.logIn('token', address);
  if (typeof result === 'string') throw new Error(result);
  return result.session;
}

describe('Access', () => {
  it.each<[string, Record<string, string>, boolean]>([
    ['the token', { authorization: 'Bearer token' }, true],
    ['another token', { authorization: 'Bearer tokem' }, false],
    ['a longer token', { authorization: 'Bearer token ' }, false],
    ['no scheme', { authorization: 'token' }, false],
    ['an empty token', { authorization: 'Bearer ' }, false],
    ['an empty session', { cookie: 'jalur_session=' }, false],
    ['a made-up session', { cookie: 'jalur_session=abc' }, false],
    ['nothing', {}, false],
  ])('with %s', (_, headers, allowed) => {
    expect(new Access('token', () => 0).allows({ headers })).toBe(allowed);
  });

  it('allows everything without a token', () => {
    expect(new Access(undefined, () => 0).allows({ headers: {} })).toBe(true);
  });

  it('ends a session after a month', () => {
    let nowMs = 0;
    const access = new Access('token', () => nowMs);
    const session = logIn(access);
    nowMs = SESSION_MS - 1;
    expect(access.allows(withSession(session))).toBe(true);
    nowMs = SESSION_MS;
    expect(access.allows(withSession(session))).toBe(false);
  });

  it('ends the oldest of too many sessions', () => {
    const access = new Access('token', () => 0);
    const sessions = Array.from({ length: 1_001 }, () => logIn(access));
    expect(access.allows(withSession(sessions[0] ?? ''))).toBe(false);
    expect(access.allows(withSession(sessions[1] ?? ''))).toBe(true);
    expect(access.allows(withSession(sessions[1_000] ?? ''))).toBe(true);
  });

  it('lets an address that guessed too often wait a minute, and no other', () => {
    let nowMs = 0;
    const access = new Access('token', () => nowMs);
    for (let i = 0; i < 10; i++) expect(access.logIn('guess', '10.0.0.1')).toBe('wrong');
    expect(access.logIn('token', '10.0.0.1')).toBe('slow-down');
    expect(access.logIn('token', '10.0.0.2')).toHaveProperty('session');
    nowMs = 60_000;
    expect(access.logIn('token', '10.0.0.1')).toHaveProperty('session');
  });
});

describe('isLoopbackHost()', () => {
  it.each([
    ['127.0.0.1', true],
    ['127.8.9.1', true],
    ['::1', true],
    ['localhost', true],
    ['127.0.0.1.example', false],
    ['0.0.0.0', false],
    ['::', false],
    ['', false],
  ])('%s: %s', (host, loopback) => {
    expect(isLoopbackHost(host)).toBe(loopback);
    if (loopback) expect(() => assertListenAllowed(host, false)).not.toThrow();
    else expect(() => assertListenAllowed(host, false)).toThrow(/set monitor\.token/);
    expect(() => assertListenAllowed(host, true)).not.toThrow();
  });
});

describe('isOwnOrigin()', () => {
  it.each<[string | undefined, boolean]>([
    [undefined, true],
    ['http://jalur:8080', true],
    ['https://jalur:8080', true],
    ['http://jalur', false],
    ['http://jalur:8080.evil', false],
    ['null', false],
    ['', false],
  ])('%s: %s', (origin, own) => {
    const headers = { host: 'Jalur:8080', ...(origin !== undefined && { origin }) };
    expect(isOwnOrigin({ headers })).toBe(own);
  });
});

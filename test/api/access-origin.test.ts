// Which hosts are this machine's alone, and which pages are this server's own.

import { describe, expect, it } from 'vitest';
import { assertListenAllowed } from '../../src/api/access.ts';
import { isLoopbackHost, isOwnOrigin, isOwnRequest } from '../../src/api/access-origin.ts';

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

describe('a page of the same name that is not encrypted', () => {
  it.each<[string, boolean, boolean]>([
    ['http://jalur:8080', true, false],
    ['https://jalur:8080', true, true],
    ['http://jalur:8080', false, true],
  ])('%s, where the server encrypts: %s, own: %s', (origin, secure, own) => {
    const request = { headers: { host: 'jalur:8080', origin } };
    const end = { host: 'jalur:8080', secure };
    expect(isOwnOrigin(request, end)).toBe(own);
    expect(isOwnRequest(request, end)).toBe(own);
  });
});

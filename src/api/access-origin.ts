// Which pages may act: this server's own. Pages of other sites reach it through the browsers of those who are logged in
// (CSRF), or by a name of theirs that was made to resolve to this address (DNS rebinding).

import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { RemoteEnd } from './access-client.ts';

type Headers = Pick<IncomingMessage, 'headers'>;

/** Whether a host names this machine alone. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** Whether the Host header names this server. Where a log-in is wanted any name will do: cookies do not follow to another. */
export function isOwnHost(request: Headers, guarded: boolean): boolean {
  if (guarded) return true;
  const { host } = request.headers;
  if (host === undefined) return false;
  const name = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '';
  return isLoopbackHost(name.replace(/^\[|\]$/g, ''));
}

/**
 * Where a page of this server comes from: the name it was asked for by, which is not the Host header where a trusted proxy
 * stands between, and whether on an encrypted way.
 */
export type OwnPlace = Pick<RemoteEnd, 'host' | 'secure'>;

/**
 * Whether a request or WebSocket was made by a page of this server, or by no page at all. Where the way is encrypted a page
 * of the same name that came without encryption is another's: whoever sits on the way can write it.
 */
export function isOwnOrigin({ headers }: Headers, { host, secure }: OwnPlace = placeOf(headers)): boolean {
  const { origin } = headers;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const page = new URL(origin);
  return page.host === host?.toLowerCase() && (!secure || page.protocol === 'https:');
}

/**
 * Whether a request that changes something comes from a page of this server, or from no page at all: a page of another
 * site could otherwise act in the name of whoever looks at it. Browsers tell in Sec-Fetch-Site and Origin.
 */
export function isOwnRequest(request: Headers, place: OwnPlace = placeOf(request.headers)): boolean {
  const site = request.headers['sec-fetch-site'];
  return isOwnOrigin(request, place) && (site === undefined || site === 'same-origin' || site === 'none');
}

function placeOf({ host }: Headers['headers']): OwnPlace {
  return { host, secure: false };
}

// One sign of life: an HTTP request to a place outside, and what became of it. The address is a secret: what is told of it
// is the host alone.

import type { DeadManConfig } from '../config/notify-config.ts';
import { decodePart } from '../notify/channels/common/mask.ts';
import type { Timers } from '../runtime/timers.ts';

/** What became of it; `failed` says why, without the address. */
export type Delivery = { readonly kind: 'delivered' } | { readonly kind: 'failed'; readonly why: string };

/** Redirects within the host that are followed; services move a path, and a loop must end. */
const MOST_REDIRECTS = 3;

/** Scheme, host and port of the place: all of it that may be shown. */
export function placeOf({ url }: DeadManConfig): string {
  try {
    return new URL(url.reveal()).origin;
  } catch {
    return 'an address that is none';
  }
}

/** Sends one. Never rejects, and takes no longer than the timeout, whatever the server does. */
export async function deliver(
  config: DeadManConfig,
  deps: { readonly timers: Timers; readonly signal?: AbortSignal },
): Promise<Delivery> {
  const { timeoutMs } = config;
  const over = new AbortController();
  const stop = (): void => over.abort();
  const timer = deps.timers.setTimeout(stop, timeoutMs);
  deps.signal?.addEventListener('abort', stop, { once: true });
  try {
    return await request(config, over.signal);
  } catch (error) {
    return failed(
      over.signal.aborted ? `no answer within ${timeoutMs} ms` : `the request failed: ${codeOf(error)}`,
    );
  } finally {
    deps.timers.clearTimeout(timer);
    deps.signal?.removeEventListener('abort', stop);
    over.abort();
  }
}

async function request(config: DeadManConfig, signal: AbortSignal): Promise<Delivery> {
  const { method } = config;
  let url: URL;
  try {
    url = new URL(config.url.reveal());
  } catch {
    return failed('the address of the sign of life is none');
  }
  const headers = { 'user-agent': 'jalur', ...credentialsOf(url) };
  const { origin } = url;
  for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
    const { status, headers: answered } = await fetch(url.href, {
      method,
      headers,
      redirect: 'manual',
      signal,
    });
    if (status >= 200 && status < 300) return { kind: 'delivered' };
    const location = answered.get('location');
    if (status < 300 || status >= 400 || location === null) return failed(`the answer was HTTP ${status}`);
    const next = URL.canParse(location, url.href) ? new URL(location, url.href) : undefined;
    // Whoever answers for the host once must not be able to send the secret elsewhere, nor out of TLS.
    if (next?.origin !== origin)
      return failed(`the answer was HTTP ${status}, a redirect to another place, which is not followed`);
    url = next;
  }
  return failed(`more than ${MOST_REDIRECTS} redirects`);
}

/** User and password of an address go into a header: fetch refuses them in the address, and would print it. */
function credentialsOf(url: URL): Record<string, string> {
  const { username, password } = url;
  url.username = '';
  url.password = '';
  if (username === '' && password === '') return {};
  const pair = `${decodePart(username)}:${decodePart(password)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

/** The code of what the network said (ECONNREFUSED, ENOTFOUND, …): messages of fetch may contain the address. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  for (const each of [cause, error])
    if (each instanceof Error && 'code' in each && typeof each.code === 'string') return each.code;
  return 'unknown reason';
}

function failed(why: string): Delivery {
  return { kind: 'failed', why };
}

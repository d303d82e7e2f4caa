// One HTTP exchange, and what its outcome means for a message. Redirects are not followed: a message with its secrets
// goes where the configuration says, and nowhere else.

import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { urlToHttpOptions } from 'node:url';
import type { Receipt } from '../../port.ts';
import { decodePart, describeError, type Mask, quote } from './mask.ts';

/** A request. Its texts are known; secrets may be in `url` and `headers` only. */
export interface HttpRequest {
  /** May carry user and password, which are sent as Basic credentials. */
  readonly url: URL;
  readonly method: 'POST' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How an exchange ended. */
export type HttpAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** At most 64 kB; empty for 2xx, which says enough. */
      readonly body: string;
      readonly retryAfterMs?: number;
      /** Where a redirect points, without user, password and query. */
      readonly location?: string;
    }
  | { readonly kind: 'failed'; readonly reason: string };

/** Answers explain themselves in a few lines; what is longer is not read. */
const MAX_ANSWER_BYTES = 64 * 1024;
/** Silence after which an answer that nobody reads is broken off. */
const DRAIN_MS = 5_000;
/** Refusals that pass: request timeout, too early, too many requests (RFC 9110, 8470, 6585). */
const PASSING = [408, 425, 429];

/**
 * Sends a request over a connection of its own; never rejects. A kept connection may have been closed by the other end in
 * the meantime: the message would fail, and nobody knew whether it arrived. `wallMs` reads a Retry-After that is a date.
 */
export async function exchange(
  request: HttpRequest,
  context: { readonly signal: AbortSignal; readonly wallMs: number },
): Promise<HttpAnswer> {
  try {
    const response = await answerTo(request, context.signal);
    const status = response.statusCode ?? 0;
    const { 'retry-after': retryAfter, location: redirect } = response.headers;
    const retryAfterMs = parseRetryAfter(retryAfter, context.wallMs);
    const location = safeLocation(redirect, request.url);
    return {
      kind: 'answered',
      status,
      body: status >= 200 && status < 300 ? drain(response) : await readBody(response),
      ...(retryAfterMs !== undefined && { retryAfterMs }),
      ...(location !== undefined && { location }),
    };
  } catch (error) {
    return { kind: 'failed', reason: `${request.url.origin}: ${describeError(error)}` };
  }
}

function answerTo(request: HttpRequest, signal: AbortSignal): Promise<IncomingMessage> {
  const { url, method, headers } = request;
  const body = Buffer.from(request.body);
  const hasUser = url.username !== '' || url.password !== '';
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const start = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const outgoing = start({
    ...urlToHttpOptions(new URL(`${url.origin}${url.pathname}${url.search}`)),
    agent: false,
    method,
    headers: {
      ...(hasUser && { Authorization: basic(`${decodePart(url.username)}:${decodePart(url.password)}`) }),
      ...headers,
      'Content-Length': String(body.length),
    },
    signal,
  });
  outgoing.on('error', reject);
  outgoing.on('response', resolve);
  outgoing.end(body);
  return promise;
}

/** What an answer means for the message: 2xx has taken it, what may pass is `later`, everything else is refused. */
export function judge(answer: HttpAnswer, mask: Mask): Receipt {
  if (answer.kind === 'failed') return { kind: 'later', detail: mask(answer.reason) };
  const { status, retryAfterMs } = answer;
  if (status >= 200 && status < 300) return { kind: 'delivered', reference: `HTTP ${status}` };
  const detail = `HTTP ${status}${quote(answer.body, mask)}`;
  if (status >= 500 || PASSING.includes(status))
    return { kind: 'later', detail, ...(retryAfterMs !== undefined && { afterMs: retryAfterMs }) };
  if (status >= 300 && status < 400) {
    const to = mask(answer.location ?? 'a place it does not name');
    return { kind: 'refused', detail: `HTTP ${status}: redirected to ${to}; redirects are not followed` };
  }
  return { kind: 'refused', detail };
}

/** Whether the other end is out of reach or asks for a pause: more requests now would only fail or make it worse. */
export function asksForPause(answer: HttpAnswer): boolean {
  return answer.kind === 'failed' || answer.status === 429;
}

/** An Authorization header of the Basic scheme (RFC 7617, UTF-8). */
export function basic(userColonPassword: string): string {
  return `Basic ${Buffer.from(userColonPassword).toString('base64')}`;
}

/** Retry-After in ms (RFC 9110 §10.2.3: seconds, or a date); undefined when absent or unreadable. */
export function parseRetryAfter(value: string | undefined, nowMs: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}

function safeLocation(value: string | undefined, base: URL): string | undefined {
  if (value === undefined || !URL.canParse(value, base.href)) return undefined;
  const { origin, pathname } = new URL(value, base.href);
  return `${origin}${pathname}`;
}

/** The status has been read by then: a body that breaks off changes nothing about it. */
async function readBody(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of response) {
      parts.push(part);
      size += part.length;
      if (size >= MAX_ANSWER_BYTES) break;
    }
  } catch {
    // What came until then is quoted.
  }
  return Buffer.concat(parts).subarray(0, MAX_ANSWER_BYTES).toString('utf8');
}

/** Lets the other end finish: some programs stop at work when nobody listens any more. Nobody waits for it. */
function drain(response: IncomingMessage): '' {
  let size = 0;
  response.on('error', () => {});
  response.on('data', (part: Buffer) => {
    size += part.length;
    if (size > MAX_ANSWER_BYTES) response.destroy();
  });
  response.setTimeout(DRAIN_MS, () => response.destroy());
  response.socket.unref();
  return '';
}

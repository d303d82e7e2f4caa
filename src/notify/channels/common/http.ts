// One HTTP exchange, and what its outcome means for a message. Redirects are not followed: a message with its secrets
// goes where the configuration says, and nowhere else.

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
/** Refusals that pass: request timeout, too early, too many requests (RFC 9110, 8470, 6585). */
const PASSING = [408, 425, 429];

/** Sends a request; never rejects. `wallMs` reads a Retry-After that is a date. */
export async function exchange(
  request: HttpRequest,
  context: { readonly signal: AbortSignal; readonly wallMs: number },
): Promise<HttpAnswer> {
  const url = new URL(request.url);
  const headers = new Headers(request.headers);
  if (url.username !== '' || url.password !== '') {
    const pair = `${decodePart(url.username)}:${decodePart(url.password)}`;
    if (!headers.has('Authorization')) headers.set('Authorization', basic(pair));
    url.username = '';
    url.password = '';
  }
  try {
    const response = await fetch(url, {
      method: request.method,
      headers,
      body: request.body,
      redirect: 'manual',
      signal: context.signal,
    });
    const retryAfterMs = parseRetryAfter(response.headers.get('Retry-After'), context.wallMs);
    const location = safeLocation(response.headers.get('Location'), url);
    return {
      kind: 'answered',
      status: response.status,
      body: await readBody(response),
      ...(retryAfterMs !== undefined && { retryAfterMs }),
      ...(location !== undefined && { location }),
    };
  } catch (error) {
    return { kind: 'failed', reason: `${url.origin}: ${describeError(error)}` };
  }
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
export function parseRetryAfter(value: string | null, nowMs: number): number | undefined {
  if (value === null) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}

function safeLocation(value: string | null, base: URL): string | undefined {
  if (value === null || !URL.canParse(value, base.href)) return undefined;
  const { origin, pathname } = new URL(value, base.href);
  return `${origin}${pathname}`;
}

/** The status has been read by then: a body that breaks off or stalls changes nothing about it. */
async function readBody(response: Response): Promise<string> {
  if (response.ok) {
    await response.body?.cancel();
    return '';
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of response.body ?? []) {
      parts.push(part);
      size += part.length;
      if (size >= MAX_ANSWER_BYTES) break;
    }
  } catch {
    // What came until then is quoted.
  }
  return Buffer.concat(parts).subarray(0, MAX_ANSWER_BYTES).toString('utf8');
}

// Sends a batch of line protocol. Whatever the server does, an Answer comes back within the time limit.

import type { InfluxAccess } from '../backend.ts';
import type { Answer } from './decide.ts';
import type { Batch } from './spool.ts';

/** Sends a batch; never rejects. */
export type PostBatch = (batch: Batch, signal: AbortSignal) => Promise<Answer>;

/** Over the whole exchange, the body of the answer included: the server's own write timeout is 10 s. */
const TIMEOUT_MS = 12_000;
/** Error texts name at most a few points; what is longer is cut. */
const MAX_ANSWER_BYTES = 64 * 1024;

/** A sender for one server; `wallMs` reads a Retry-After that is a date. */
export function postTo(access: InfluxAccess, wallMs: () => number): PostBatch {
  return async (batch, signal) => {
    const url = new URL('write', access.url.endsWith('/') ? access.url : `${access.url}/`);
    url.search = new URLSearchParams({ db: access.database, rp: batch.policy, precision: 'ms' }).toString();
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'Content-Encoding': 'gzip',
          'Content-Type': 'text/plain; charset=utf-8',
          ...authorization(access),
        },
        body: batch.body,
        redirect: 'manual',
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      const body = await readSome(response);
      const version = response.headers.get('X-Influxdb-Version');
      const retryAfterMs = parseRetryAfter(response.headers.get('Retry-After'), wallMs());
      return {
        kind: 'answered',
        status: response.status,
        body,
        ...(retryAfterMs !== undefined && { retryAfterMs }),
        ...(version !== null && { version }),
      };
    } catch (error) {
      return { kind: 'failed', reason: `${url.origin}: ${reasonOf(error)}` };
    }
  };
}

/** The Authorization header for an access; none without credentials. */
export function authorization(access: InfluxAccess): Readonly<Record<string, string>> {
  if (access.token !== undefined) return { Authorization: `Token ${access.token}` };
  if (access.username === undefined) return {};
  const pair = Buffer.from(`${access.username}:${access.password ?? ''}`).toString('base64');
  return { Authorization: `Basic ${pair}` };
}

/** Retry-After in ms (RFC 9110 §10.2.3: seconds, or a date); undefined when absent or unreadable. */
export function parseRetryAfter(value: string | null, nowMs: number): number | undefined {
  if (value === null) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}

async function readSome(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    parts.push(part);
    size += part.length;
    if (size > MAX_ANSWER_BYTES) break;
  }
  return Buffer.concat(parts).subarray(0, MAX_ANSWER_BYTES).toString('utf8');
}

/** fetch says only "fetch failed"; the cause tells what happened. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message || error.cause.name : error.message;
}

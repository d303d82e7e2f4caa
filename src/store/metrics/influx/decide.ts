// What to do about InfluxDB's answer to a write. The texts are those of 1.x (measured on 1.6.7), 2.x and 3 Core.

/** How a write ended. */
export type Answer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly body: string;
      /** From the Retry-After header; absent without one. */
      readonly retryAfterMs?: number;
      /** What the server says it is (`X-Influxdb-Version`); absent where it says nothing. */
      readonly version?: string;
    }
  /** No whole answer came: refused, reset, timed out. */
  | { readonly kind: 'failed'; readonly reason: string };

/** What follows from it for the batch. */
export type Decision =
  | { readonly act: 'done' }
  /** The good points are in, `points` were refused for good: sending again would change nothing. */
  | { readonly act: 'refused'; readonly points: number; readonly reason: string }
  /** The trouble is the server's and passes: keep the batch, back off. */
  | { readonly act: 'retry'; readonly afterMs?: number; readonly reason: string }
  /** The trouble needs a person: keep the batch, try once a minute. */
  | { readonly act: 'wait'; readonly reason: string }
  /** Database or retention policy is missing: make them. */
  | { readonly act: 'create'; readonly reason: string }
  /** One point spoils the batch, or it is too large: send its halves. */
  | { readonly act: 'split'; readonly reason: string };

/** Decides by status and text. */
export function decide(answer: Answer): Decision {
  if (answer.kind === 'failed') return { act: 'retry', reason: answer.reason };
  const { status, retryAfterMs } = answer;
  const text = errorText(answer.body);
  const reason = `status ${status}: ${text}`;
  if (status >= 200 && status < 300) return { act: 'done' };
  if (status === 401 || status === 403) return { act: 'wait', reason: `credentials refused, ${reason}` };
  if (/database not found|retention policy not found|no dbrp mapping/i.test(text))
    return { act: 'create', reason };
  if (status === 400 || status === 422) {
    if (/database is required/i.test(text)) return { act: 'wait', reason };
    // 2.x says 422 when it has kept the good points of a batch.
    if (/partial write/i.test(text) || (status === 422 && !/limit/i.test(text)))
      return { act: 'refused', points: refusedPoints(answer.body), reason };
    return { act: 'split', reason };
  }
  if (status === 413) return { act: 'split', reason };
  if (status === 408 || status === 429 || status >= 500)
    return { act: 'retry', reason, ...(retryAfterMs !== undefined && { afterMs: retryAfterMs }) };
  return { act: 'wait', reason: `no InfluxDB write address, ${reason}` };
}

/**
 * How many points a partial write refused: 1.x counts them in `dropped=N`, but says `dropped=0` for lines it could not
 * parse, each of which has its own text; 3 Core lists them.
 */
function refusedPoints(body: string): number {
  const dropped = Number(/dropped=(\d+)/.exec(body)?.[1] ?? 0);
  const unparsed = body.match(/unable to parse/g)?.length ?? 0;
  const listed = body.match(/"original_line"/g)?.length ?? 0;
  return Math.max(dropped + unparsed, listed, 1);
}

/** The message within a JSON body, or the body; one line, at most 300 characters. */
function errorText(body: string): string {
  let text = body;
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === 'object' && parsed !== null) {
      const { error, message } = parsed as { readonly error?: unknown; readonly message?: unknown };
      if (typeof message === 'string') text = message;
      else if (typeof error === 'string') text = error;
    }
  } catch {
    // Throttled writes are answered in plain text.
  }
  return text.replace(/\s+/g, ' ').trim().slice(0, 300);
}

// Asking the server over HTTP: one answer, or a failure that a person can be told. Never rejects.

/**
 * Why there is no answer. `unreachable`: nothing came back, the server may be down or the network slow. `login`: nobody is
 * logged in. `forbidden`: the role or scope does not reach. `missing`: there is no such thing. `refused`: the server knows
 * better, asking again changes nothing. `busy`: too much was asked, later will do. `server`: it could not.
 */
export interface Failure {
  readonly kind: 'unreachable' | 'login' | 'forbidden' | 'missing' | 'refused' | 'busy' | 'server';
  /** Code and sentence of the server, where it gave them. */
  readonly code?: string;
  readonly message?: string;
  /** The whole body, where it was JSON: a refusal may say more. */
  readonly body?: unknown;
}

/** What came of a question. */
export type Reply<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure };

/** A server that is going down may take a request and never answer. */
const ANSWER_LIMIT_MS = 10_000;

/** What a request may carry. */
export interface AskOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  /** Longest wait in ms; 10 s when absent. */
  readonly limitMs?: number;
}

/** Asks for a path of the API. The daemon of this very page answers: its types hold. An empty answer is undefined. */
export async function ask<Value>(path: string, options: AskOptions = {}): Promise<Reply<Value>> {
  const { method = 'GET', body, signal, limitMs = ANSWER_LIMIT_MS } = options;
  const limit = AbortSignal.timeout(limitMs);
  try {
    const response = await fetch(path, {
      method,
      cache: 'no-store',
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    return replyOf<Value>(response.status, await response.text());
  } catch {
    return { ok: false, failure: { kind: 'unreachable' } };
  }
}

/** Reads an answer. */
export function replyOf<Value>(status: number, text: string): Reply<Value> {
  const body = parsed(text);
  if (status >= 200 && status < 300) {
    if (text !== '' && body === undefined)
      return { ok: false, failure: { kind: 'server', message: 'no JSON' } };
    return { ok: true, value: body as Value };
  }
  const { error } = isFields(body) ? body : {};
  const { code, message } = isFields(error) ? error : {};
  return {
    ok: false,
    failure: {
      kind: kindOf(status),
      ...(typeof code === 'string' && { code }),
      message: typeof message === 'string' ? message : `HTTP ${status}`,
      ...(body !== undefined && { body }),
    },
  };
}

function kindOf(status: number): Failure['kind'] {
  if (status === 401) return 'login';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'missing';
  if (status === 408 || status === 429) return 'busy';
  return status < 500 ? 'refused' : 'server';
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

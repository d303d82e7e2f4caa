// Acts on their way to the server, and what it answers. Only the answer says that an act was recorded.

import type { Act, CauseCode } from '../../domain/act.ts';
import type { Alert } from '../../domain/alert.ts';
import type { ActName } from '../model/act-choice.ts';

/** What an operator wants done. */
export interface ActWish {
  /** Number of the alert. */
  readonly alert: number;
  readonly name: ActName;
  readonly who: string;
  readonly note?: string;
  /** Epoch ms; for `shelve`. */
  readonly until?: number;
  /** For `cause`. */
  readonly cause?: CauseCode;
  /** The same again when it is asked for again: the server then does it once. */
  readonly key?: string;
}

/**
 * What became of it. `refused`: the server knows better, asking again changes nothing. `failed`: it says that it could not.
 * `unheard`: no answer came, it may have been recorded or not.
 */
export type ActResult =
  | { readonly kind: 'done' }
  | {
      readonly kind: 'refused';
      readonly code: string;
      readonly message: string;
      readonly by?: string;
      readonly at?: number;
    }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'token' }
  | { readonly kind: 'unheard' };

/** How a message ended: docs/notifications.md. */
export type MessageOutcome = 'delivered' | 'digested' | 'superseded' | 'refused' | 'expired' | 'dropped';

/** What became of one message about an alert. */
export interface MessageTold {
  readonly channel: string;
  readonly subject: string;
  readonly bornAt: number;
  readonly endedAt: number;
  readonly outcome: MessageOutcome;
  readonly detail?: string;
}

/** An alert with everything that was done about it, and what became of messages, newest first. */
export interface AlertHistory {
  readonly alert: Alert;
  readonly acts: readonly Act[];
  readonly messages: readonly MessageTold[];
}

const ALERTS_PATH = '/api/v1/alerts';
/** A commit takes milliseconds; a server that is going down may take a request and never answer. */
const ANSWER_LIMIT_MS = 8_000;

/** A key for what a form asks for. Not `randomUUID`, which pages without TLS do not have. */
export function newActKey(): string {
  return [...crypto.getRandomValues(new Uint32Array(4))]
    .map((word) => word.toString(36).padStart(7, '0'))
    .join('-');
}

/** Where an act is asked for, and with which body. */
export function actRequest({ alert, name, ...fields }: ActWish): {
  readonly path: string;
  readonly body: string;
} {
  return { path: `${ALERTS_PATH}/${alert}/${name}`, body: JSON.stringify({ ...fields, via: 'screen' }) };
}

/** Asks the server to do it. Never rejects. */
export async function postAct(wish: ActWish): Promise<ActResult> {
  const { path, body } = actRequest(wish);
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    });
    return actResult(response.status, await response.text());
  } catch {
    return { kind: 'unheard' };
  }
}

/** Reads the answer to an act. */
export function actResult(status: number, body: string): ActResult {
  if (status >= 200 && status < 300) return { kind: 'done' };
  if (status === 401) return { kind: 'token' };
  const { error, by, at } = fieldsOf(body);
  const { code, message } = isFields(error) ? error : {};
  const said = typeof message === 'string' ? message : `HTTP ${status}`;
  // 400 and 404 as well: the same wish gets the same answer.
  if (status < 500 && status !== 408 && status !== 429)
    return {
      kind: 'refused',
      code: typeof code === 'string' ? code : '',
      message: said,
      ...(typeof by === 'string' && { by }),
      ...(typeof at === 'number' && { at }),
    };
  return { kind: 'failed', message: said };
}

/** Asks for what was done about an alert; undefined when it cannot be had now, `unknown` where there is no such alert. */
export async function readHistory(
  alert: number,
  aborted: AbortSignal,
): Promise<AlertHistory | 'unknown' | undefined> {
  try {
    const response = await fetch(`${ALERTS_PATH}/${alert}`, {
      cache: 'no-store',
      signal: AbortSignal.any([aborted, AbortSignal.timeout(ANSWER_LIMIT_MS)]),
    });
    if (response.status === 404) return 'unknown';
    return response.ok ? historyOf(await response.text()) : undefined;
  } catch {
    return undefined;
  }
}

/** Reads the answer about one alert; undefined for what is none. */
export function historyOf(body: string): AlertHistory | undefined {
  const { acts, messages, ...alert } = fieldsOf(body);
  if (typeof alert['number'] !== 'number' || !Array.isArray(acts)) return undefined;
  // The daemon of this very page wrote it: its types hold for the rest.
  return {
    alert: alert as unknown as Alert,
    acts: acts as readonly Act[],
    messages: Array.isArray(messages) ? (messages as readonly MessageTold[]) : [],
  };
}

function fieldsOf(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    return isFields(value) ? value : {};
  } catch {
    return {};
  }
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

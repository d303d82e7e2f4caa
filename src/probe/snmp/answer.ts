// What became of one request. Every asker settles with one of these and never rejects.

import type { SnmpFailure } from '../../domain/reading.ts';
import type { Varbind } from './value.ts';

/** The outcome of one GET, GETNEXT or GETBULK. */
export type Answer =
  /** In the order asked (GETBULK: row by row); possibly fewer than asked. */
  | { readonly kind: 'values'; readonly varbinds: readonly Varbind[] }
  /** error-status (RFC 3416 section 3) and error-index (from 1, 0 = none or unknown). */
  | { readonly kind: 'error'; readonly status: number; readonly index: number }
  /** `toldEngine`: an SNMPv3 agent told its engine id, and then nothing. */
  | {
      readonly kind: 'failed';
      readonly failure: SnmpFailure;
      readonly detail: string;
      readonly toldEngine?: true;
    };

/** Asks one agent, one request at a time. */
export interface Asker {
  get(oids: readonly string[]): Promise<Answer>;
  /** GETBULK (GETNEXT where the version has none) of one object; `maxRepetitions` varbinds at most. */
  next(oid: string, maxRepetitions: number): Promise<Answer>;
  /** Drops what it keeps about the lists it was asked for: they will not be asked for again. */
  forgetLists?(): void;
  /** Ends the request under way as a `local` failure. Idempotent. */
  abort(detail: string): void;
}

/** error-status values that mean something to the poller. */
export const STATUS = { tooBig: 1, noSuchName: 2, genErr: 5 } as const;

const STATUS_NAMES = [
  'noError',
  'tooBig',
  'noSuchName',
  'badValue',
  'readOnly',
  'genErr',
  'noAccess',
  'wrongType',
  'wrongLength',
  'wrongEncoding',
  'wrongValue',
  'noCreation',
  'inconsistentValue',
  'resourceUnavailable',
  'commitFailed',
  'undoFailed',
  'authorizationError',
  'notWritable',
  'inconsistentName',
];

/** Name of an error-status, for people. */
export function statusName(status: number): string {
  return STATUS_NAMES[status] ?? `error-status ${status}`;
}

/** A failed answer. */
export function failed(failure: SnmpFailure, detail: string): Answer {
  return { kind: 'failed', failure, detail };
}

/** How much longer each further try is waited for. */
export const BACKOFF = 1.5;

/** How long one request with all its tries takes at most, in ms. */
export function requestMs(plan: { readonly timeoutMs: number; readonly retries: number }): number {
  let sum = 0;
  for (let attempt = 0; attempt <= plan.retries; attempt++) sum += plan.timeoutMs * BACKOFF ** attempt;
  return sum;
}

// What the API asks of the desk that keeps acceptance records (src/app/acceptance.ts).

import type { AcceptanceSignature } from '../domain/acceptance.ts';
import type { AcceptanceDetail, AcceptanceList } from '../domain/acceptance-view.ts';
import type { Scope } from '../domain/access.ts';
import type { Actor } from '../domain/act.ts';
import type { LinkId } from '../domain/ids.ts';
import type { AcceptanceQuery } from '../store/state/acceptance-table.ts';

/** Why it was not done. `by` and `at` tell who signed before, and when. */
export interface AcceptanceRefusal {
  readonly code:
    | 'no-record'
    | 'no-link'
    | 'not-probed'
    | 'not-answering'
    | 'running'
    | 'broken-off'
    | 'signed'
    | 'superseded'
    | 'note'
    | 'store';
  readonly message: string;
  readonly by?: string;
  readonly at?: number;
}

/** What became of it. */
export type AcceptanceOutcome =
  | { readonly kind: 'done'; readonly record: AcceptanceDetail }
  | { readonly kind: 'refused'; readonly refusal: AcceptanceRefusal };

/** The desk. Reading may throw, or reject with, a StoreError. */
export interface AcceptancePort {
  /** Records that a scope shows, newest first. */
  list(query: AcceptanceQuery, scope: Scope): AcceptanceList;
  /** One record; undefined where there is none, or none that may be seen. */
  get(id: number, scope: Scope): Promise<AcceptanceDetail | undefined>;
  /** Begins a record of a link that answers now. */
  begin(link: LinkId, actor: Actor): Promise<AcceptanceOutcome>;
  /** Signs a complete record; accepting one that was not passed needs a note. */
  sign(
    id: number,
    word: Pick<AcceptanceSignature, 'decision' | 'note'>,
    actor: Actor,
  ): Promise<AcceptanceOutcome>;
}

// Where `jalur correct` enters and reads: a running daemon's API, or a data directory without one.

import type { LedgerDraft, LedgerList, LedgerOutcome, WithdrawOutcome } from '../api/ledger-port.ts';
import type { LinkId } from '../domain/ids.ts';
import type { Zone } from '../domain/local-time.ts';

/** Which entries are listed; epoch ms. */
export interface ListQuery {
  readonly link?: LinkId;
  readonly from?: number;
  readonly to?: number;
  readonly limit: number;
}

/** One of the two. All calls reject with an ExpectedError where it cannot be asked. */
export interface CorrectDesk {
  /** The province's zone, by which moments are meant and shown. */
  zone(): Promise<Zone>;
  list(query: ListQuery): Promise<LedgerList>;
  /** Enters them, all or none; with `check` nothing is kept. */
  add(drafts: readonly LedgerDraft[], options: { readonly check: boolean }): Promise<LedgerOutcome>;
  withdraw(id: number, note: string): Promise<WithdrawOutcome>;
}

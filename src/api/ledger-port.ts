// What the API asks of the desk that keeps stop clocks, corrections and tickets (src/app/ledger.ts).

import type { Actor, CauseCode } from '../domain/act.ts';
import type { CorrectedState, LedgerEntry, StopReason } from '../domain/sla/ledger.ts';
import type { LedgerQuery } from '../store/state/ledger-table.ts';

/** Epoch ms, or a moment as people write it by the province's clock: `2026-10-02 08:00`; a day alone is included whole. */
export type GivenMoment = number | string;

/** What every entry says; nothing is checked yet but its form. */
interface DraftBase {
  readonly link: string;
  readonly from: GivenMoment;
  readonly to: GivenMoment;
  readonly note: string;
  readonly evidence?: string;
}

/** An entry as somebody asks for it. */
export type LedgerDraft =
  | (DraftBase & {
      readonly kind: 'stop';
      readonly reason: StopReason;
      readonly agreedByProvider?: boolean;
      readonly agreedByCustomer?: boolean;
    })
  | (DraftBase & { readonly kind: 'correction'; readonly state?: CorrectedState; readonly cause?: CauseCode })
  | (DraftBase & {
      readonly kind: 'ticket';
      readonly ourNumber?: string;
      readonly providerNumber?: string;
      readonly reportedAt?: GivenMoment;
      readonly action?: string;
      readonly bareStopMinutes?: number;
    });

/** Why it was not done. `by` and `at` tell who withdrew an entry before, and when; `index` which of several is meant, from 0. */
export interface LedgerRefusal {
  readonly code: 'no-link' | 'time' | 'nothing' | 'no-entry' | 'withdrawn' | 'full' | 'store';
  readonly message: string;
  readonly index?: number;
  readonly by?: string;
  readonly at?: number;
}

/** What became of entries: those that are new, and those that were there already and say the same. */
export type LedgerOutcome =
  | { readonly kind: 'done'; readonly added: readonly LedgerEntry[]; readonly known: readonly LedgerEntry[] }
  | { readonly kind: 'refused'; readonly refusals: readonly [LedgerRefusal, ...LedgerRefusal[]] };

/** What became of a withdrawal. */
export type WithdrawOutcome =
  | { readonly kind: 'done'; readonly entry: LedgerEntry }
  | { readonly kind: 'refused'; readonly refusal: LedgerRefusal };

/** Entries, in the order in which they were entered. */
export interface LedgerList {
  readonly entries: readonly LedgerEntry[];
  /** Whether there are older ones. */
  readonly more: boolean;
  /** IANA name of the zone that moments are written in. */
  readonly timezone: string;
}

/** The desk. Reading may throw a StoreError. */
export interface LedgerPort {
  /** The newest entries of a query, withdrawn ones included. */
  list(query: LedgerQuery): LedgerList;
  /** Enters them, all or none; with `check` nothing is kept. What a live entry says already is not entered again. */
  add(drafts: readonly LedgerDraft[], actor: Actor, options?: { readonly check?: boolean }): LedgerOutcome;
  /** Withdraws an entry; it is kept, marked. */
  withdraw(id: number, note: string, actor: Actor): WithdrawOutcome;
}

// The ledger at work: what people enter about downtime. On the disk before it is answered; nothing is ever changed or deleted.

import type {
  LedgerDraft,
  LedgerList,
  LedgerOutcome,
  LedgerPort,
  LedgerRefusal,
  WithdrawOutcome,
} from '../api/ledger-port.ts';
import type { Actor } from '../domain/act.ts';
import { zoneOf } from '../domain/local-time.ts';
import type { Network } from '../domain/network.ts';
import type { LedgerEntry } from '../domain/sla/ledger.ts';
import type { LedgerQuery, NewLedgerEntry } from '../store/state/ledger-table.ts';
import { type StateStore, StoreError } from '../store/state/port.ts';
import { checkLedgerDraft, type LedgerDraftContext, sameEntry, sayingOf } from './ledger-draft.ts';

/** What the desk is wired to. */
export interface LedgerDeps {
  readonly store: Pick<StateStore, 'ledger' | 'intervals'>;
  /** The plan in force. */
  readonly network: () => Network;
  /** Epoch ms on jalur's timeline. */
  readonly now: () => number;
}

/** Opens the desk. */
export function openLedger(deps: LedgerDeps): LedgerPort {
  return {
    list: (query) => list(deps, query),
    add: (drafts, actor, { check = false } = {}) =>
      kept(
        () => add(deps, drafts, { actor, check }),
        (refusal): LedgerOutcome => ({ kind: 'refused', refusals: [refusal] }),
      ),
    withdraw: (id, note, actor) =>
      kept(
        () => withdraw(deps, { id, note, actor }),
        (refusal): WithdrawOutcome => ({ kind: 'refused', refusal }),
      ),
  };
}

function contextOf({ store, network, now }: LedgerDeps, actor: Actor): LedgerDraftContext {
  const plan = network();
  return { network: plan, store, zone: zoneOf(plan.province.timezone), at: Math.floor(now()), actor };
}

function list({ store, network }: LedgerDeps, query: LedgerQuery): LedgerList {
  // One more than asked for tells whether there are more.
  const found = store.ledger.find({ ...query, limit: query.limit + 1 });
  return {
    entries: found.slice(-query.limit),
    more: found.length > query.limit,
    timezone: network().province.timezone,
  };
}

/** All that is wrong is told at once: a table of tickets is put right in one go. */
function add(
  deps: LedgerDeps,
  drafts: readonly LedgerDraft[],
  { actor, check }: { readonly actor: Actor; readonly check: boolean },
): LedgerOutcome {
  const { store } = deps;
  const context = contextOf(deps, actor);
  const fresh = new Map<string, NewLedgerEntry>();
  const known: LedgerEntry[] = [];
  const refusals: LedgerRefusal[] = [];
  for (const [index, draft] of drafts.entries()) {
    const entry = checkLedgerDraft(draft, context);
    if ('code' in entry) {
      refusals.push({ ...entry, index });
      continue;
    }
    const same = sameEntry(entry, store);
    if (same) known.push(same);
    else fresh.set(sayingOf(entry), entry);
  }
  const [first, ...others] = refusals;
  if (first) return { kind: 'refused', refusals: [first, ...others] };
  const added = check || fresh.size === 0 ? [] : store.ledger.add([...fresh.values()]);
  return { kind: 'done', added, known };
}

function withdraw(
  { store, now }: LedgerDeps,
  { id, note, actor }: { readonly id: number; readonly note: string; readonly actor: Actor },
): WithdrawOutcome {
  const before = store.ledger.get(id);
  if (before?.withdrawn) {
    const { at, actor: first } = before.withdrawn;
    const message = `ledger entry ${id} is withdrawn already`;
    return { kind: 'refused', refusal: { code: 'withdrawn', message, by: first.who, at } };
  }
  const entry = store.ledger.withdraw(id, { actor, at: Math.floor(now()), note });
  return entry
    ? { kind: 'done', entry }
    : { kind: 'refused', refusal: { code: 'no-entry', message: `there is no ledger entry ${id}` } };
}

/** What the disk does not take was not done. */
function kept<Outcome>(work: () => Outcome, refused: (refusal: LedgerRefusal) => Outcome): Outcome {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const code = error.code === 'full' ? 'full' : 'store';
    return refused({ code, message: `it cannot be kept, so nothing was changed: ${error.message}` });
  }
}

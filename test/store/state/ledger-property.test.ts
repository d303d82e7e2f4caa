// Whatever is entered and withdrawn, in whatever order: nothing is lost or changed, the past stays the past, and disk and memory agree.

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import { entriesAsOf, type LedgerEntry } from '../../../src/domain/sla/ledger.ts';
import type { LedgerQuery, LedgerStore, NewLedgerEntry } from '../../../src/store/state/ledger-table.ts';
import { openStateStore } from '../../../src/store/state/open.ts';
import { fakeLedger } from '../../support/fake-ledger.ts';
import { rememberingLog, standingClock, temporaryDirectory } from '../support/place.ts';

const T0 = 1_790_000_000_000;
const actor = { who: 'rina', via: 'api' } as const;

type Step =
  | { readonly kind: 'add'; readonly entries: readonly NewLedgerEntry[] }
  | { readonly kind: 'withdraw'; readonly id: number; readonly note: string };

const entry: fc.Arbitrary<NewLedgerEntry> = fc
  .record({
    link: fc.constantFrom('a', 'b').map(linkId),
    from: fc.integer({ min: 0, max: 50 }),
    length: fc.integer({ min: 1, max: 20 }),
    note: fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }),
    what: fc.constantFrom(
      { kind: 'stop', reason: 'force-majeure' } as const,
      { kind: 'correction', state: 'up' } as const,
      { kind: 'ticket', ourNumber: 'T-1' } as const,
    ),
  })
  .map(({ link, from, length, note, what }): NewLedgerEntry => {
    const base = { link, from: T0 + from, to: T0 + from + length, note, actor, at: T0 };
    return { ...what, ...base };
  });

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), entries: fc.array(entry, { minLength: 1, maxLength: 3 }) }),
  fc.record({
    kind: fc.constant('withdraw' as const),
    id: fc.integer({ min: 1, max: 12 }),
    note: fc.constant('wrong'),
  }),
);

/** A step a second, so that every moment between two steps can be asked about. */
function doStep(ledger: LedgerStore, each: Step, at: number): readonly (LedgerEntry | undefined)[] {
  if (each.kind === 'withdraw') return [ledger.withdraw(each.id, { actor, at, note: each.note })];
  return ledger.add(each.entries.map((fresh): NewLedgerEntry => ({ ...fresh, at })));
}

const everything = (ledger: LedgerStore): readonly LedgerEntry[] => ledger.find({ limit: 1_000 });

describe('any history of the ledger', () => {
  it('counts at every moment what it counted then, and loses nothing', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const ledger = fakeLedger(() => {});
        const counted: (readonly number[])[] = [];
        let entered = 0;
        for (const [index, each] of steps.entries()) {
          entered += each.kind === 'add' ? each.entries.length : 0;
          doStep(ledger, each, T0 + index * 1_000);
          counted.push(entriesAsOf(everything(ledger), T0 + index * 1_000).map(({ id }) => id));
        }
        const all = everything(ledger);
        expect(all.map(({ id }) => id)).toEqual(Array.from({ length: entered }, (_, index) => index + 1));
        for (const [index, ids] of counted.entries())
          expect(entriesAsOf(all, T0 + index * 1_000).map(({ id }) => id)).toEqual(ids);
      }),
    );
  });
});

describe('the ledger on the disk', () => {
  let directory: ReturnType<typeof temporaryDirectory>;
  beforeEach(() => {
    directory = temporaryDirectory();
  });
  afterEach(() => directory.remove());

  it('says after any history, and after a restart, what the one in memory says', () => {
    const open = () =>
      openStateStore(directory.path, { clock: standingClock(T0), log: rememberingLog() }).store;
    let store = open();
    const memory = fakeLedger(() => {});
    const query: fc.Arbitrary<LedgerQuery> = fc.record(
      {
        link: fc.constantFrom('a', 'b').map(linkId),
        links: fc.uniqueArray(fc.constantFrom('a', 'b').map(linkId)).map((ids) => new Set(ids)),
        from: fc.integer({ min: T0, max: T0 + 80 }),
        to: fc.integer({ min: T0, max: T0 + 80 }),
        before: fc.integer({ min: 1, max: 40 }),
        limit: fc.integer({ min: 1, max: 30 }),
      },
      { requiredKeys: ['limit'] },
    );
    // One ledger that grows over all runs: nothing can be emptied.
    fc.assert(
      fc.property(fc.array(step, { maxLength: 5 }), query, fc.boolean(), (steps, asked, restart) => {
        for (const each of steps) {
          const at = T0 + memory.count();
          expect(doStep(store.ledger, each, at)).toEqual(doStep(memory, each, at));
        }
        if (restart) {
          store.close();
          store = open();
        }
        expect(store.ledger.find(asked)).toEqual(memory.find(asked));
        expect(store.ledger.count()).toBe(memory.count());
      }),
      { numRuns: 60 },
    );
    store.close();
  });
});

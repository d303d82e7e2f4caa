// Tables that are walked at each poll, because their rows come and go: the stations of an access point.

import type { Asker } from '../answer.ts';
import { type Column, MOST_ROWS, type Objects } from '../collect.ts';
import { gather, newMemory } from '../gather.ts';
import { NO_VALUE, type SnmpValue } from '../value.ts';
import { type WalkOptions, walkColumn } from '../walk.ts';
import type { MetricRule } from './profile.ts';
import { objectsOf } from './scope.ts';

/** Octets of one column. */
const MOST_OCTETS = 1 << 17;

/** What the walk has to go by. */
export interface TableWalk extends Pick<WalkOptions, 'pace' | 'untilMonoMs' | 'monoMs'> {
  readonly asker: Asker;
}

/** Tables as far as they were walked. */
export interface WalkedTables {
  readonly tables: Objects;
  /** Whether all columns of the rule were walked to their end. */
  walked(rule: MetricRule): boolean;
}

/** Walks the columns of the rules, each once, as long as the time lasts; instances of their `read` are read beside. */
export async function readTables(rules: readonly MetricRule[], walk: TableWalk): Promise<WalkedTables> {
  const { asker, ...circumstances } = walk;
  const columns = new Map<string, Column>();
  const values = new Map<string, SnmpValue>();
  const wanted = objectsOf(rules.map(({ read }) => read));
  const instances = [...new Set(wanted.instances)];
  if (instances.length > 0) {
    const gathered = await gather(asker, instances, newMemory());
    if (gathered.kind === 'values') for (const [oid, value] of gathered.values) values.set(oid, value);
  }
  for (const oid of new Set(wanted.columns)) {
    const rows = new Map<string, SnmpValue>();
    const end = await walkColumn(
      asker,
      oid,
      (index, value) => {
        if (value.kind !== 'none') rows.set(index, value);
        return false;
      },
      { ...circumstances, rows: MOST_ROWS, bytes: MOST_OCTETS },
    );
    if (end === 'end') columns.set(oid, rows);
    // A table that is not answered now will not be answered a moment later, and the poll is waited for.
    if (end !== 'end' && typeof end === 'object') break;
  }
  return {
    tables: { column: (oid) => columns.get(oid) ?? EMPTY, value: (oid) => values.get(oid) ?? NO_VALUE },
    walked: ({ read }) => [...read.values()].every(({ oid, column }) => !column || columns.has(oid)),
  };
}

const EMPTY: Column = new Map();

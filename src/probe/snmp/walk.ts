// An own walk along one column. net-snmp's walks loop for ever on agents that repeat an object; this one ends at a row,
// byte and time cap and at the first object that does not ascend.

import { type Answer, type Asker, STATUS } from './answer.ts';
import type { SnmpValue } from './value.ts';

/** Bounds of a walk. */
export interface WalkCaps {
  readonly rows: number;
  /** Octets of all strings together. */
  readonly bytes: number;
  /** CLOCK_MONOTONIC in ms after which no further request is made. */
  readonly untilMonoMs: number;
}

/** Why a walk ended: `end` of the column, `stopped` by the visitor, a cap, `order` not ascending, or a failed request. */
export type WalkEnd =
  | 'end'
  | 'stopped'
  | 'rows'
  | 'bytes'
  | 'time'
  | 'order'
  | Exclude<Answer, { kind: 'values' }>;

const FIRST_REPETITIONS = 20;

/** Visits the rows of a column in order until `visit` returns true. `index` is what follows the column in the OID. */
export async function walkColumn(
  asker: Asker,
  column: string,
  visit: (index: string, value: SnmpValue) => boolean,
  caps: WalkCaps,
  monoMs: () => number,
): Promise<WalkEnd> {
  const prefix = `${column}.`;
  let last = column;
  let rows = 0;
  let bytes = 0;
  let repetitions = FIRST_REPETITIONS;
  for (;;) {
    if (monoMs() >= caps.untilMonoMs) return 'time';
    const answer = await asker.next(last, repetitions);
    if (answer.kind !== 'values') {
      if (answer.kind === 'error' && answer.status === STATUS.noSuchName) return 'end';
      if (!mayBeTooMuch(answer) || repetitions === 1) return answer;
      repetitions = Math.floor(repetitions / 2);
      continue;
    }
    if (answer.varbinds.length === 0) return 'end';
    for (const { oid, value } of answer.varbinds) {
      if (value.kind === 'none') return 'end';
      if (compareOids(oid, last) <= 0) return 'order';
      if (!oid.startsWith(prefix)) return 'end';
      last = oid;
      if (++rows > caps.rows) return 'rows';
      bytes += value.kind === 'bytes' ? value.value.length : 0;
      if (bytes > caps.bytes) return 'bytes';
      if (visit(oid.slice(prefix.length), value)) return 'stopped';
    }
  }
}

/** A slow agent, or a path that loses large datagrams, answers a smaller request. */
function mayBeTooMuch(answer: Exclude<Answer, { kind: 'values' }>): boolean {
  if (answer.kind === 'error') return answer.status === STATUS.tooBig || answer.status === STATUS.genErr;
  return answer.failure === 'silent';
}

/** Order of object identifiers: arc by arc as numbers, a prefix before what it is a prefix of. */
export function compareOids(a: string, b: string): number {
  const left = a.split('.');
  const right = b.split('.');
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = Number(left[i]) - Number(right[i]);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

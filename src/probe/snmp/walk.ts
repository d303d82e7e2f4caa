// An own walk along one column. net-snmp's walks loop for ever on agents that repeat an object; this one ends at a row,
// byte and time cap and at the first object that does not ascend. How much it asks for at once it learns from the agent.

import { type Answer, type Asker, STATUS } from './answer.ts';
import type { SnmpValue } from './value.ts';

/** What is remembered of how much an agent answers to one GETBULK. */
export interface Pace {
  /** max-repetitions of the next request. */
  repetitions: number;
  /** Whole answers since it was last changed. */
  good: number;
}

/** About as much as fits a datagram of 1,400 octets, and what most agents were seen to answer. */
const MOST_REPETITIONS = 20;
/** So many good answers in a row, and twice as much is tried. */
const GOOD_BEFORE_MORE = 8;

/** Nothing known yet. */
export function newPace(): Pace {
  return { repetitions: MOST_REPETITIONS, good: 0 };
}

/** Bounds and circumstances of a walk. */
export interface WalkOptions {
  readonly rows: number;
  /** Octets of all strings together. */
  readonly bytes: number;
  /** CLOCK_MONOTONIC in ms after which no further request is made. */
  readonly untilMonoMs: number;
  monoMs(): number;
  readonly pace: Pace;
  /** Rows that are expected, from another column of the same table; no more than that and one is asked for. */
  readonly expectedRows?: number;
  /** Told what the agent has between `last` and `next`: nothing. */
  nothingBetween?(last: string, next: string): void;
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

/** Visits the rows of a column in order until `visit` returns true. `index` is what follows the column in the OID. */
export async function walkColumn(
  asker: Asker,
  column: string,
  visit: (index: string, value: SnmpValue) => boolean,
  options: WalkOptions,
): Promise<WalkEnd> {
  const { pace } = options;
  const prefix = `${column}.`;
  let last = column;
  let rows = 0;
  let bytes = 0;
  const before = pace.repetitions;
  for (;;) {
    if (options.monoMs() >= options.untilMonoMs) return 'time';
    const asked = repetitions(options, rows);
    const answer = await asker.next(last, asked);
    if (answer.kind !== 'values') {
      if (answer.kind === 'error' && answer.status === STATUS.noSuchName) return 'end';
      if (mayBeTooMuch(answer) && asked > 1) {
        pace.repetitions = Math.floor(asked / 2);
        pace.good = 0;
        continue;
      }
      // Not even one row: it was not the size.
      pace.repetitions = before;
      return answer;
    }
    grow(pace);
    if (answer.varbinds.length === 0) return 'end';
    for (const { oid, value } of answer.varbinds) {
      // The end of the agent's view comes as the object that was asked for, without a value.
      if (compareOids(oid, last) <= 0) return value.kind === 'none' ? 'end' : 'order';
      if (!oid.startsWith(prefix)) {
        options.nothingBetween?.(last, oid);
        return 'end';
      }
      last = oid;
      if (++rows > options.rows) return 'rows';
      bytes += value.kind === 'bytes' ? value.value.length : 0;
      if (bytes > options.bytes) return 'bytes';
      if (visit(oid.slice(prefix.length), value)) return 'stopped';
    }
  }
}

function repetitions({ pace, expectedRows }: WalkOptions, rows: number): number {
  if (expectedRows === undefined || rows > expectedRows) return pace.repetitions;
  const left = expectedRows - rows + 1;
  return left <= pace.repetitions * 1.25 ? left : pace.repetitions;
}

function grow(pace: Pace): void {
  if (pace.repetitions >= MOST_REPETITIONS || ++pace.good < GOOD_BEFORE_MORE) return;
  pace.repetitions = Math.min(MOST_REPETITIONS, pace.repetitions * 2);
  pace.good = 0;
}

/** A slow agent, or a path that loses large datagrams, answers a smaller request. */
function mayBeTooMuch(answer: Exclude<Answer, { kind: 'values' }>): boolean {
  if (answer.kind === 'error') return answer.status === STATUS.tooBig || answer.status === STATUS.genErr;
  return answer.failure === 'silent';
}

/** Order of object identifiers: arc by arc as numbers, a prefix before what it is a prefix of. */
export function compareOids(a: string, b: string): number {
  return compareArcs(a.split('.').map(Number), b.split('.').map(Number));
}

/** The same order of arcs. */
export function compareArcs(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

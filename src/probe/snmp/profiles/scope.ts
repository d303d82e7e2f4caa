// What a rule's expressions look at: one row of collected tables at a time. A tracing scope also writes down what was
// looked at, which is how the plan of a poll comes to hold what is needed and nothing else.

import type { SystemReading } from '../../../domain/reading.ts';
import type { Objects } from '../collect.ts';
import { NO_VALUE, numberOf, oidOf, type SnmpValue, textOf } from '../value.ts';
import { compareOids } from '../walk.ts';
import { BY_INDEX, type Expression, type ExpressionValue, type Scope } from './expression.ts';
import type { NoData, ReadMap } from './profile.ts';

/** What holds for all rows of a device. */
export interface Surroundings {
  readonly objects: Objects;
  readonly system: SystemReading;
  /** Names of the interfaces. */
  readonly ifNames: ReadonlyMap<number, string>;
}

/** A `lookup` that was made: in which row it ended. */
export interface LookedUp {
  readonly name: string;
  readonly key: string;
  readonly text: string;
  /** Instance it found. */
  readonly oid: string;
}

/** One row after the other of the tables of a `read`. */
export class TableScope implements Scope {
  readonly #around: Surroundings;
  readonly #read: ReadMap;
  #index = '';
  #arcs: readonly number[] = [];
  /** Values of `value` that count as absent. */
  noData: NoData = [];
  /** Names looked at since {@link at}. */
  readonly touched = new Set<string>();
  /** Lookups made since {@link at}. */
  readonly lookups: LookedUp[] = [];
  /** Interfaces whose name or index was asked for since {@link at}. */
  readonly ifIndexes = new Set<number>();

  constructor(read: ReadMap, around: Surroundings) {
    this.#read = read;
    this.#around = around;
  }

  get index(): readonly number[] {
    return this.#arcs;
  }

  get system(): SystemReading {
    return this.#around.system;
  }

  /** Goes to a row; '' for single instances. */
  at(index: string): this {
    this.#index = index;
    this.#arcs = arcsOf(index);
    this.forgetTrace();
    return this;
  }

  /** Starts a trace anew in the same row. */
  forgetTrace(): void {
    this.touched.clear();
    this.lookups.length = 0;
    this.ifIndexes.clear();
  }

  raw(name: string): SnmpValue {
    this.touched.add(name);
    return masked(name, this.peek(name), this.noData);
  }

  /** Like `raw`, but leaves no trace and hides nothing. */
  peek(name: string): SnmpValue {
    return this.#at(name, this.#index);
  }

  /** The instance of an object in this row. */
  oid(name: string): string | undefined {
    const object = this.#read.get(name);
    return object?.column ? `${object.oid}.${this.#index}` : object?.oid;
  }

  lookup(name: string, key: string, text: string): SnmpValue {
    const object = this.#read.get(name);
    if (object?.column && key === BY_INDEX) {
      this.lookups.push({ name, key, text, oid: `${object.oid}.${text}` });
      return masked(name, this.#at(name, text), this.noData);
    }
    const keys = this.#read.get(key);
    if (!object?.column || !keys?.column) return NO_VALUE;
    for (const [index, value] of this.#around.objects.column(keys.oid)) {
      if (plainText(value) !== text) continue;
      this.lookups.push({ name, key, text, oid: `${object.oid}.${index}` });
      return masked(name, this.#at(name, index), this.noData);
    }
    return NO_VALUE;
  }

  ifName(ifIndex: number): string | undefined {
    this.ifIndexes.add(ifIndex);
    return this.#around.ifNames.get(ifIndex);
  }

  ifIndex(ifName: string): number | undefined {
    const found = ifIndexOf(this.#around.ifNames, ifName);
    if (found !== undefined) this.ifIndexes.add(found);
    return found;
  }

  #at(name: string, index: string): SnmpValue {
    const object = this.#read.get(name);
    if (!object) return NO_VALUE;
    const { objects } = this.#around;
    return object.column ? (objects.column(object.oid).get(index) ?? NO_VALUE) : objects.value(object.oid);
  }
}

/** The first interface of a name. */
export function ifIndexOf(ifNames: ReadonlyMap<number, string>, ifName: string): number | undefined {
  for (const [ifIndex, name] of ifNames) if (name === ifName) return ifIndex;
  return undefined;
}

/** The value, or none where the profile says that it means nothing. */
export function masked(name: string, value: SnmpValue, noData: NoData): SnmpValue {
  return name === 'value' && noData.length > 0 && meansNothing(value, noData) ? NO_VALUE : value;
}

function meansNothing(value: SnmpValue, noData: NoData): boolean {
  if (value.kind === 'none') return true;
  const number = numberOf(value);
  if (number !== undefined) return noData.includes(number);
  const text = plainText(value) ?? '';
  return noData.some((one) => (typeof one === 'string' ? one === text : text !== '' && Number(text) === one));
}

/** A value as text: the octets, the dotted OID or the number. */
export function plainText(value: SnmpValue): string | undefined {
  return textOf(value) ?? oidOf(value) ?? numberOf(value)?.toString();
}

/** Indexes of the rows of a `read`: the union of its columns' rows, ascending; one empty index without columns. */
export function rowsOf(read: ReadMap, objects: Objects): readonly string[] {
  const columns = [...read.values()].filter(({ column }) => column);
  if (columns.length === 0) return [''];
  const indexes = new Set<string>();
  for (const { oid } of columns) for (const index of objects.column(oid).keys()) indexes.add(index);
  return [...indexes].sort(compareOids);
}

/** Columns and instances of `read` maps. */
export function objectsOf(reads: Iterable<ReadMap>): {
  readonly columns: readonly string[];
  readonly instances: readonly string[];
} {
  const columns: string[] = [];
  const instances: string[] = [];
  for (const read of reads)
    for (const { oid, column } of read.values()) (column ? columns : instances).push(oid);
  return { columns, instances };
}

/** Whether a condition holds; absent conditions do. */
export function holds(condition: Expression | undefined, scope: Scope): boolean {
  if (!condition) return true;
  const value = condition.evaluate(scope);
  return value !== undefined && value !== false && value !== 0 && value !== '';
}

const CONTROL = /\p{Cc}+/gu;

/** A text of an expression, cleaned and at most so long; undefined when nothing is left. */
export function shortText(value: ExpressionValue, most: number): string | undefined {
  if (value === undefined) return undefined;
  const text = String(value).replace(CONTROL, ' ').trim();
  return text === '' ? undefined : cut(text, most);
}

/** At most `most` UTF-16 units, and no half of a pair. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = (text.codePointAt(most - 1) ?? 0) > 0xffff ? most - 1 : most;
  return text.slice(0, end).trimEnd();
}

/** An index as arcs. */
export function arcsOf(index: string): readonly number[] {
  return index === '' ? [] : index.split('.').map(Number);
}

// The expressions of device profiles (docs/profiles.md): parsed once when a profile is loaded, evaluated per row.

import type { SystemReading } from '../../../domain/reading.ts';
import type { SnmpValue } from '../value.ts';

/** What an expression may look at. */
export interface Scope {
  /** Raw value of an object of `read` in the present row; `NO_VALUE` where the device has none. */
  raw(name: string): SnmpValue;
  /** Arcs of the row's index; empty for a single instance. */
  readonly index: readonly number[];
  /** Raw value of `name` in the row of the same table whose `key` is `text`. */
  lookup(name: string, key: string, text: string): SnmpValue;
  readonly system: SystemReading;
  /** Name of an interface; undefined when there is none. */
  ifName(ifIndex: number): string | undefined;
}

/** What an expression gives; undefined: no data. */
export type ExpressionValue = number | string | boolean | undefined;

/** A parsed expression. */
export interface Expression {
  /** As written. */
  readonly source: string;
  /** Names of `read` that it looks at, those inside `lookup` included. */
  readonly names: ReadonlySet<string>;
  /** Never throws. */
  evaluate(scope: Scope): ExpressionValue;
}

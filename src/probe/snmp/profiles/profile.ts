// What a device profile is once its file has been read and its ancestors merged in. The form of the files, with
// examples, is docs/profiles.md.

import type { NeighbourProtocol } from '../../../domain/inventory.ts';
import type { Unit } from '../../../domain/metric.ts';
import type { Expression } from './expression.ts';

/** An object: an instance (a scalar, ending in .0 or an index), or a column of a table. */
export interface ObjectRef {
  readonly oid: string;
  readonly column: boolean;
}

/** Objects by the names that expressions give them. Columns of one map are joined on their index. */
export type ReadMap = ReadonlyMap<string, ObjectRef>;

/** Values that mean "no data", compared with the raw value. */
export type NoData = readonly (number | string)[];

/** How one metric is read. */
export interface MetricRule {
  readonly metric: string;
  readonly unit: Unit | 'text';
  readonly as: 'gauge' | 'counter';
  readonly bits: 32 | 64;
  readonly read: ReadMap;
  /** Rows for which this is not true are left out. */
  readonly where?: Expression;
  readonly value: Expression;
  readonly scale: number;
  /** Of the object named `value`, before any arithmetic. */
  readonly noData: NoData;
  /** Least and most of the result, in the metric's unit; what is outside is no data. */
  readonly valid?: readonly [least: number, most: number];
  /** Words for numbers, for text metrics. */
  readonly words?: ReadonlyMap<number, string>;
  /** Name of a row; absent: the index. */
  readonly label?: Expression;
  /** A figure of the device made of the rows. */
  readonly total?: 'sum' | 'mean' | 'max' | 'min' | 'count';
  /** Whether the rows are given one by one. */
  readonly rows: boolean;
  /** `discover`: rows are found at discovery and read by GET. `always`: rows come and go, the table is walked at each poll. */
  readonly walk: 'discover' | 'always';
  /** Names in `read` that never change while a device runs: read at discovery only. */
  readonly fixed: ReadonlySet<string>;
  /** Used only when no rule before it found any value of the metric. */
  readonly fallback: boolean;
}

/** How neighbours are read; expressions give texts. Always a walk, at discovery only. */
export interface NeighbourRule {
  readonly protocol: NeighbourProtocol;
  readonly read: ReadMap;
  readonly where?: Expression;
  readonly localIfIndex?: Expression;
  readonly localPort?: Expression;
  readonly chassis?: Expression;
  readonly name?: Expression;
  readonly port?: Expression;
  readonly address?: Expression;
  readonly platform?: Expression;
}

/** One way to find an identity text: the first that gives one wins. */
export interface TextSource {
  readonly read: ReadMap;
  /** Rows of a column are tried in order of their index; the first for which this is true (or the first row) counts. */
  readonly where?: Expression;
  readonly value: Expression;
}

/** One way to know a device; all conditions must hold. */
export interface MatchRule {
  /** Prefixes, any of them. */
  readonly sysObjectID: readonly string[];
  readonly sysDescr?: RegExp;
  /** Instances that must answer, with text or number that matches when a pattern is given. */
  readonly answers: readonly { readonly oid: string; readonly pattern?: RegExp }[];
  /** Instances that must not answer. */
  readonly silent: readonly string[];
}

/** A profile, its ancestors merged in. */
export interface Profile {
  readonly id: string;
  readonly name: string;
  /** Ids from this one up to the root. */
  readonly lineage: readonly string[];
  /** Shipped with jalur, or the operator's own, which wins over a shipped one. */
  readonly origin: 'shipped' | 'own';
  readonly match: readonly MatchRule[];
  readonly vendor?: string;
  readonly model: readonly TextSource[];
  readonly serial: readonly TextSource[];
  readonly firmware: readonly TextSource[];
  /** Unit of ifSpeed; some terminals count kbit/s. */
  readonly ifSpeedBps: number;
  readonly metrics: readonly MetricRule[];
  readonly neighbours: readonly NeighbourRule[];
}

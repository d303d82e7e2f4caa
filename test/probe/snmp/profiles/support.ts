// Profiles, rules and expressions for tests, made by hand: what a file says is tested beside the loader.

import type { Objects } from '../../../../src/probe/snmp/collect.ts';
import type { Expression, ExpressionValue, Scope } from '../../../../src/probe/snmp/profiles/expression.ts';
import type {
  MatchRule,
  MetricRule,
  NeighbourRule,
  Profile,
  ReadMap,
  TextSource,
} from '../../../../src/probe/snmp/profiles/profile.ts';
import { numberOf, type SnmpValue, textOf } from '../../../../src/probe/snmp/value.ts';

/** An INTEGER. */
export const integer = (value: number): SnmpValue => ({ kind: 'integer', value });
/** A Counter64. */
export const counter64 = (value: bigint): SnmpValue => ({ kind: 'counter64', value });
/** An OCTET STRING. */
export const octets = (value: string | readonly number[]): SnmpValue => ({
  kind: 'bytes',
  value: Buffer.from(value as string),
});

/** An expression that is the name of an object. */
export function named(name: string): Expression {
  return computed(name, [name], (scope) => plain(scope.raw(name)));
}

/** An expression by its meaning. */
export function computed(
  source: string,
  names: readonly string[],
  evaluate: (scope: Scope) => ExpressionValue,
): Expression {
  return { source, names: new Set(names), evaluate };
}

/** A raw value as expressions see it. */
export function plain(value: SnmpValue): ExpressionValue {
  return textOf(value) ?? numberOf(value);
}

/** `read` from OIDs that end in `.*` for columns. */
export function reads(objects: Readonly<Record<string, string>>): ReadMap {
  return new Map(
    Object.entries(objects).map(([name, oid]) => [
      name,
      { oid: oid.replace(/\.\*$/, ''), column: oid.endsWith('.*') },
    ]),
  );
}

/** A rule with the defaults of docs/profiles.md. */
export function rule(
  read: Readonly<Record<string, string>>,
  change: Partial<Omit<MetricRule, 'read'>> = {},
): MetricRule {
  return {
    metric: 'temperature',
    unit: '°C',
    as: 'gauge',
    bits: 32,
    read: reads(read),
    value: named('value'),
    scale: 1,
    noData: [],
    rows: true,
    walk: 'discover',
    fixed: new Set(),
    fallback: false,
    ...change,
  };
}

/** A profile of these rules. */
export function profile(
  id: string,
  change: {
    readonly match?: readonly Partial<MatchRule>[];
    readonly metrics?: readonly MetricRule[];
    readonly neighbours?: readonly NeighbourRule[];
    readonly model?: readonly TextSource[];
    readonly serial?: readonly TextSource[];
    readonly origin?: Profile['origin'];
    readonly lineage?: readonly string[];
    readonly ifSpeedBps?: number;
    readonly vendor?: string;
  } = {},
): Profile {
  const { match = [], ...rest } = change;
  return {
    id,
    name: id,
    lineage: [id],
    origin: 'shipped',
    match: match.map((one) => ({ sysObjectID: [], answers: [], silent: [], ...one })),
    model: [],
    serial: [],
    firmware: [],
    ifSpeedBps: 1,
    metrics: [],
    neighbours: [],
    ...rest,
  };
}

/** Objects at hand: `column.index` or whole OIDs; columns are told by the names given. */
export function objectsAt(
  columns: Readonly<Record<string, Readonly<Record<string, SnmpValue>>>>,
  values: Readonly<Record<string, SnmpValue>> = {},
): Objects {
  return {
    column: (oid) => new Map(Object.entries(columns[oid] ?? {})),
    value: (oid) => values[oid] ?? { kind: 'none' },
  };
}

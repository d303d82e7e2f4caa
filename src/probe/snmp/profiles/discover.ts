// Finds out which rows of a profile's rules a device really has, and what of them a poll has to read: each row's figure
// is worked out once while it is written down which objects it looked at.

import type { Collector, Failed } from '../collect.ts';
import type { SnmpValue } from '../value.ts';
import type { Expression } from './expression.ts';
import { Names } from './names.ts';
import { outcomeOf } from './outcome.ts';
import { type Compiled, compile, type FoundRow } from './plan.ts';
import type { MetricRule, Profile } from './profile.ts';
import {
  arcsOf,
  holds,
  type LookedUp,
  objectsOf,
  rowsOf,
  type Surroundings,
  shortText,
  TableScope,
} from './scope.ts';

/** What is known of the device before its metrics are looked for. */
export type Known = Omit<Surroundings, 'objects'>;

/** Walks what the profile's metrics need and makes the plan of the polls to come. */
export async function discover(
  profile: Profile,
  collector: Collector,
  known: Known,
): Promise<Compiled | Failed> {
  const around: Surroundings = { ...known, objects: collector };
  const found: FoundRow[] = [];
  const walks: MetricRule[] = [];
  const ifNames = new Map<number, string>();
  const names = new Names();
  const valued = new Set<string>();
  for (const rules of waves(profile.metrics)) {
    const wanted = rules.filter(({ fallback, metric }) => !fallback || !valued.has(metric));
    const failure = await collect(collector, wanted);
    if (failure) return failure;
    for (const rule of wanted) {
      if (rule.fallback && valued.has(rule.metric)) continue;
      const rows = rowsFound(rule, around, names, ifNames);
      if (rows.some(({ hasValue }) => hasValue)) valued.add(rule.metric);
      if (rule.walk === 'always') walks.push(rule);
      else found.push(...rows);
    }
  }
  const untotalled = new Set(found.flatMap(({ rule }) => (isPartial(rule, collector) ? [rule.metric] : [])));
  return compile(profile, found, walks, walks.some(asksForNames) ? around.ifNames : ifNames, untotalled);
}

function isPartial({ read }: MetricRule, collector: Collector): boolean {
  return [...read.values()].some(({ oid, column }) => column && collector.isPartial(oid));
}

/** Whether a rule's tables are to be looked at: fallbacks come after all the others have been tried. */
function waves(metrics: readonly MetricRule[]): readonly (readonly MetricRule[])[] {
  const [first, last] = [false, true].map((wanted) => metrics.filter(({ fallback }) => fallback === wanted));
  return [first ?? [], last ?? []];
}

async function collect(collector: Collector, rules: readonly MetricRule[]): Promise<Failed | undefined> {
  const { columns, instances } = objectsOf(rules.map(({ read }) => read));
  return (await collector.instances(instances)) ?? (await collector.columns(columns));
}

function asksForNames({ label, value, where }: MetricRule): boolean {
  return [label, value, where].some((expression) => /if(Name|Index)/.test(expression?.source ?? ''));
}

type Candidate = Omit<FoundRow, 'instance'> & { readonly index: string; readonly hasValue: boolean };

function rowsFound(
  rule: MetricRule,
  around: Surroundings,
  names: Names,
  ifNames: Map<number, string>,
): readonly (FoundRow & { readonly hasValue: boolean })[] {
  const scope = new TableScope(rule.read, around);
  const rows: (Candidate & { readonly label: string | undefined })[] = [];
  for (const index of rowsOf(rule.read, around.objects)) {
    const row = rowAt(rule, scope.at(index), index);
    if (!row) continue;
    const label = shortText(rule.label?.evaluate(scope), Number.POSITIVE_INFINITY);
    rows.push({ ...row, label });
    for (const ifIndex of scope.ifIndexes) {
      const name = around.ifNames.get(ifIndex);
      if (name !== undefined) ifNames.set(ifIndex, name);
    }
  }
  const instances = rule.rows ? names.ofRows(rule.metric, rows) : [];
  return rows.map(({ index: _index, label: _label, ...row }, at) => {
    const instance = instances[at];
    return { ...row, ...(instance !== undefined && { instance }) };
  });
}

/** What a poll needs of one row; undefined for rows that `where` leaves out and rows that hold nothing. */
function rowAt(rule: MetricRule, scope: TableScope, index: string): Candidate | undefined {
  if (!holds(rule.where, scope)) return undefined;
  const condition = traceOf(scope);
  scope.forgetTrace();
  scope.noData = rule.noData;
  const hasValue = outcomeOf(rule, scope) !== undefined;
  scope.noData = [];
  const figure = traceOf(scope);
  // A row without a figure now may have one later, through other objects than those that were looked at this time.
  const touched = hasValue ? figure.touched : new Set([...figure.touched, ...namesInRow(rule.value, figure)]);
  const live = (name: string): boolean => scope.peek(name).kind !== 'none';
  const polled = [...touched].filter((name) => !rule.fixed.has(name) && live(name));
  if (!hasValue && polled.length === 0 && figure.lookups.length === 0) return undefined;
  const isPolled = new Set(polled);
  const checked = [...condition.touched].some((name) => isPolled.has(name));
  const frozen = new Set(
    [...touched, ...(checked ? (rule.where?.names ?? []) : [])].filter(
      (name) => !isPolled.has(name) && live(name),
    ),
  );
  const pairs = polled.map((name) => [name, scope.oid(name) ?? ''] as const);
  return {
    rule,
    index,
    arcs: arcsOf(index),
    hasValue,
    checked,
    polled: pairs,
    frozen: [...frozen].map((name) => [name, scope.peek(name)] as const),
    lookups: [
      ...figure.lookups.map((one) => (rule.fixed.has(one.name) ? frozenLookup(one, scope) : one)),
      ...(checked ? condition.lookups.map((one) => frozenLookup(one, scope)) : []),
    ],
  };
}

function frozenLookup(one: LookedUp, scope: TableScope): LookedUp & { readonly frozen: SnmpValue } {
  return { ...one, frozen: scope.lookup(one.name, one.key, one.text) };
}

interface Trace {
  readonly touched: ReadonlySet<string>;
  readonly lookups: readonly LookedUp[];
}

function traceOf(scope: TableScope): Trace {
  return { touched: new Set(scope.touched), lookups: [...scope.lookups] };
}

/** Names of an expression that stand for objects of the row itself. */
function namesInRow({ names }: Expression, { lookups }: Trace): readonly string[] {
  const elsewhere = new Set(lookups.flatMap(({ name, key }) => [name, key]));
  return [...names].filter((name) => !elsewhere.has(name));
}

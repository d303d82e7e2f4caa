// The readings of a poll: each row of the plan worked out with the values just read, and the figures of the device made
// of them. Pure; the texts are those found at discovery, so that a poll builds none.

import { type MetricReading, MOST_READINGS } from '../../../domain/metric.ts';
import type { SystemReading } from '../../../domain/reading.ts';
import type { Objects } from '../collect.ts';
import type { Values } from '../reading-of.ts';
import { NO_VALUE, type SnmpValue } from '../value.ts';
import type { Scope } from './expression.ts';
import { Names } from './names.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import { type DevicePlan, type PlannedRow, type Slot, valueAt } from './plan.ts';
import type { MetricRule } from './profile.ts';
import { holds, ifIndexOf, masked, rowsOf, shortText, TableScope } from './scope.ts';
import { Totals } from './totals.ts';

/** What a poll has read. */
export interface Polled {
  readonly device: DevicePlan;
  readonly values: Values;
  readonly system: SystemReading;
  /** Tables of the rules that are walked at each poll, as far as they were walked to their end. */
  readonly tables?: Objects | undefined;
  /** Whether a rule's tables were. */
  readonly walked?: (rule: MetricRule) => boolean;
}

/** The readings, {@link MOST_READINGS} at most. */
export function readingsOf(polled: Polled): readonly MetricReading[] {
  const { device } = polled;
  const out = new Readings(device.untotalled);
  const scope = new PlanScope(polled);
  device.plan.rows.forEach((row, at) => {
    if (row.rule.fallback && out.hasFromOther(row.rule)) return;
    scope.at(row);
    if (row.checked && !holds(row.rule.where, scope)) return;
    scope.noData = row.rule.noData;
    const outcome = outcomeOf(row.rule, scope);
    scope.noData = NOTHING;
    out.add(row.rule, device.instances[at], outcome);
  });
  for (const rule of device.plan.walks) addTable(rule, polled, out);
  return out.all();
}

const NOTHING: MetricRule['noData'] = [];

/** Rows that come and go, named anew at each poll. */
function addTable(rule: MetricRule, { device, system, tables, walked }: Polled, out: Readings): void {
  if (!tables || walked?.(rule) !== true || (rule.fallback && out.hasFromOther(rule))) return;
  const scope = new TableScope(rule.read, { objects: tables, system, ifNames: device.ifNames });
  const rows: { index: string; label: string | undefined; outcome: Outcome }[] = [];
  for (const index of rowsOf(rule.read, tables)) {
    if (!holds(rule.where, scope.at(index))) continue;
    scope.noData = rule.noData;
    const outcome = outcomeOf(rule, scope);
    scope.noData = NOTHING;
    if (outcome === undefined) continue;
    rows.push({ index, outcome, label: shortText(rule.label?.evaluate(scope), Number.POSITIVE_INFINITY) });
  }
  const names = rule.rows ? out.names.ofRows(rule.metric, rows) : [];
  rows.forEach(({ outcome }, at) => {
    out.add(rule, names[at], outcome);
  });
  // An empty table is no silence: nobody is associated.
  if (rows.length === 0) out.none(rule);
}

/** Gathers readings, and totals beside them. */
class Readings {
  readonly #readings: MetricReading[] = [];
  /** Rule that gave the first reading of a metric. */
  readonly #givenBy = new Map<string, MetricRule>();
  /** Metrics that have a figure of the device as a whole. */
  readonly #whole = new Set<string>();
  readonly #totals = new Totals();
  readonly #untotalled: DevicePlan['untotalled'];
  #names: Names | undefined;

  constructor(untotalled: DevicePlan['untotalled']) {
    this.#untotalled = untotalled;
  }

  /** Names of the rows that are named at each poll. */
  get names(): Names {
    this.#names ??= new Names();
    return this.#names;
  }

  /** Whether another rule has read the metric: a fallback's own rows do not stand in each other's way. */
  hasFromOther(rule: MetricRule): boolean {
    const given = this.#givenBy.get(rule.metric);
    return given !== undefined && given !== rule;
  }

  add(rule: MetricRule, instance: string | undefined, outcome: Outcome): void {
    if (outcome === undefined) return;
    if (!this.#givenBy.has(rule.metric)) this.#givenBy.set(rule.metric, rule);
    if (rule.total) this.#totals.add(rule, outcome);
    if (!rule.rows || (instance === undefined && rule.total)) return;
    if (instance === undefined) this.#whole.add(rule.metric);
    this.#readings.push(reading(rule, instance, outcome));
  }

  none(rule: MetricRule): void {
    if (rule.total === 'count' || rule.total === 'sum') this.#totals.empty(rule);
  }

  all(): readonly MetricReading[] {
    const totals = this.#totals
      .all()
      .filter(({ metric }) => !this.#whole.has(metric) && !this.#untotalled.has(metric));
    return [...totals, ...this.#readings].slice(0, MOST_READINGS);
  }
}

function reading(
  rule: MetricRule,
  instance: string | undefined,
  outcome: NonNullable<Outcome>,
): MetricReading {
  const { metric, unit, bits, scale } = rule;
  const head = instance === undefined ? { metric } : { metric, instance };
  if (typeof outcome === 'string' || unit === 'text') return { ...head, kind: 'text', text: String(outcome) };
  if (typeof outcome === 'number') return { ...head, kind: 'gauge', unit, value: outcome };
  // A scaled total does not wrap at its object's width: a decrease is then a reset.
  return { ...head, kind: 'counter', unit, total: outcome, bits: scale === 1 ? bits : 64 };
}

/** One row of a plan after the other. */
class PlanScope implements Scope {
  readonly #polled: Polled;
  #row: PlannedRow | undefined;
  noData: MetricRule['noData'] = NOTHING;

  constructor(polled: Polled) {
    this.#polled = polled;
  }

  at(row: PlannedRow): void {
    this.#row = row;
  }

  get index(): readonly number[] {
    return this.#row?.arcs ?? [];
  }

  get system(): SystemReading {
    return this.#polled.system;
  }

  raw(name: string): SnmpValue {
    return masked(name, this.#at(this.#row?.slots.get(name)), this.noData);
  }

  lookup(name: string, key: string, text: string): SnmpValue {
    const found = this.#row?.lookups.find((one) => one.name === name && one.key === key && one.text === text);
    return found ? masked(name, this.#at(found.slot), this.noData) : NO_VALUE;
  }

  ifName(ifIndex: number): string | undefined {
    return this.#polled.device.ifNames.get(ifIndex);
  }

  ifIndex(ifName: string): number | undefined {
    return ifIndexOf(this.#polled.device.ifNames, ifName);
  }

  #at(slot: Slot | undefined): SnmpValue {
    return valueAt(slot, this.#polled.device, this.#polled.values);
  }
}

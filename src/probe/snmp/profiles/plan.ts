// What a poll of a device reads beside its interface, as found at discovery. Devices of one kind with the same rows share
// one plan; what differs between them (texts, sizes) is kept beside it.

import { MOST_READINGS } from '../../../domain/metric.ts';
import { NO_VALUE, type SnmpValue } from '../value.ts';
import type { MetricRule, Profile } from './profile.ts';
import type { LookedUp } from './scope.ts';

/** Objects one device is asked for at each poll; some 15 datagrams. Further rows are left out. */
export const MOST_OBJECTS = 600;

/** A row that discovery accepted. */
export interface FoundRow {
  readonly rule: MetricRule;
  readonly arcs: readonly number[];
  /** Name of the part; absent: the device as a whole. */
  readonly instance?: string;
  /** Objects read at each poll, by name. */
  readonly polled: readonly (readonly [name: string, oid: string])[];
  /** Values that stay as they were found, by name. */
  readonly frozen: readonly (readonly [name: string, value: SnmpValue])[];
  readonly lookups: readonly (LookedUp & { readonly frozen?: SnmpValue })[];
  /** Whether `where` looks at something that is polled. */
  readonly checked: boolean;
}

/** Where a value is found: n ≥ 0 in the plan's objects, below 0 the (−1−n)th frozen value of the device. */
export type Slot = number;

/** A row of a plan. */
export interface PlannedRow {
  readonly rule: MetricRule;
  readonly arcs: readonly number[];
  readonly slots: ReadonlyMap<string, Slot>;
  readonly lookups: readonly {
    readonly name: string;
    readonly key: string;
    readonly text: string;
    readonly slot: Slot;
  }[];
  readonly checked: boolean;
}

/** What devices of one kind are asked for. */
export interface Plan {
  readonly profile: Profile;
  readonly rows: readonly PlannedRow[];
  /** Objects of each poll. */
  readonly oids: readonly string[];
  /** Rules whose tables are walked at each poll. */
  readonly walks: readonly MetricRule[];
}

/** A plan, and what is this device's own about it. */
export interface DevicePlan {
  readonly plan: Plan;
  /** Names of the plan's rows. */
  readonly instances: readonly (string | undefined)[];
  readonly frozen: readonly SnmpValue[];
  /** Interface names that expressions ask for. */
  readonly ifNames: ReadonlyMap<number, string>;
  /** Metrics of which a part of the rows alone is read: nothing can be said of the device as a whole. */
  readonly untotalled: ReadonlySet<string>;
}

/** A plan before it is shared, and what did not fit into it. */
export interface Compiled {
  readonly device: DevicePlan;
  readonly leftOut: readonly string[];
}

/** Plans that are remembered to be shared; a province has some dozens of kinds. Beyond, the oldest is shared no more. */
const MOST_PLANS = 2_048;

/** Lets equal plans be one object. */
export class PlanShelf {
  readonly #plans = new Map<string, Plan>();

  /** The plan that was put here first of all equal ones. */
  share(plan: Plan): Plan {
    const key = keyOf(plan);
    const kept = this.#plans.get(key);
    if (kept?.profile === plan.profile) return kept;
    this.#plans.delete(key);
    const oldest = this.#plans.keys().next();
    if (this.#plans.size >= MOST_PLANS && oldest.done !== true) this.#plans.delete(oldest.value);
    this.#plans.set(key, plan);
    return plan;
  }
}

function keyOf({ profile, rows, oids }: Plan): string {
  const rules = new Map(profile.metrics.map((rule, index) => [rule, index]));
  const shapes = rows.map(({ rule, arcs, slots, lookups }) =>
    [rules.get(rule), arcs.join('.'), ...[...slots].flat(), ...lookups.map(({ slot }) => slot)].join(' '),
  );
  return JSON.stringify([profile.id, shapes, oids]);
}

/** Makes a plan of the rows that were found, as far as the bounds allow. */
export function compile(
  profile: Profile,
  found: readonly FoundRow[],
  walks: readonly MetricRule[],
  ifNames: ReadonlyMap<number, string>,
  partial: ReadonlySet<string> = new Set(),
): Compiled {
  const objects = new Map<string, Slot>();
  const frozen: SnmpValue[] = [];
  const rows: PlannedRow[] = [];
  const instances: (string | undefined)[] = [];
  let shown = 0;
  let leftOut = 0;
  const untotalled = new Set(partial);
  const totals = new Set(found.flatMap(({ rule }) => (rule.total ? [rule.metric] : []))).size;
  const freeze = (value: SnmpValue): Slot => -frozen.push(value);
  for (const row of found) {
    const wanted = [...row.polled.map(([, oid]) => oid), ...row.lookups.map(({ oid }) => oid)];
    const shows = row.rule.rows ? 1 : 0;
    const fresh = new Set(wanted.filter((oid) => !objects.has(oid))).size;
    if (objects.size + fresh > MOST_OBJECTS || shown + shows + totals > MOST_READINGS) {
      leftOut++;
      untotalled.add(row.rule.metric);
      continue;
    }
    shown += shows;
    const slotOf = (oid: string): Slot => {
      const slot = objects.get(oid) ?? objects.size;
      objects.set(oid, slot);
      return slot;
    };
    rows.push({
      rule: row.rule,
      arcs: row.arcs,
      slots: new Map([
        ...row.polled.map(([name, oid]) => [name, slotOf(oid)] as const),
        ...row.frozen.map(([name, value]) => [name, freeze(value)] as const),
      ]),
      lookups: row.lookups.map(({ name, key, text, oid, frozen: value }) => ({
        name,
        key,
        text,
        slot: value ? freeze(value) : slotOf(oid),
      })),
      checked: row.checked,
    });
    instances.push(row.instance);
  }
  const plan: Plan = { profile, rows, oids: [...objects.keys()], walks };
  return {
    device: { plan, instances, frozen, ifNames, untotalled },
    leftOut: leftOut === 0 ? [] : [`${leftOut} rows of metrics: more than are read of one device`],
  };
}

/** The value in a slot. */
export function valueAt(
  slot: Slot | undefined,
  device: DevicePlan,
  values: ReadonlyMap<string, SnmpValue>,
): SnmpValue {
  if (slot === undefined) return NO_VALUE;
  if (slot < 0) return device.frozen[-1 - slot] ?? NO_VALUE;
  return values.get(device.plan.oids[slot] ?? '') ?? NO_VALUE;
}

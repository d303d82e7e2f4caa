// The one table of what the history holds. A field keeps its kind for ever: InfluxDB refuses a point that changes it,
// so a new meaning is a new name. docs/history.md explains each of them.

import type { MetricPoint } from './port.ts';

/** Name of a measurement. */
export type Measurement = MetricPoint['measurement'];

/** How a field is stored. Integers are signed, of 64 bits. */
export type FieldKind = 'integer' | 'float' | 'text';

/**
 * How a roll-up makes one value of many. Sums, minima and maxima are exact at any resolution; a mean, median or
 * percentile of such values is an approximation. `p95` is the value of rank ⌊0.95 n + 0.5⌋ (InfluxQL's percentile).
 */
export type Aggregate = 'sum' | 'min' | 'max' | 'mean' | 'median' | 'p95';

/** One field of a measurement. */
export interface FieldSpec {
  readonly kind: FieldKind;
  /** Absent: roll-ups leave the field out. */
  readonly aggregate?: Aggregate;
}

/** One measurement. */
export interface MeasurementSpec {
  /** Tags in canonical order. Bounded values that one filters by; everything else is a field. */
  readonly tags: readonly string[];
  readonly fields: Readonly<Record<string, FieldSpec>>;
  /** Whether roll-ups are kept beyond the raw points. */
  readonly rolledUp: boolean;
}

const integer = (aggregate?: Aggregate): FieldSpec => ({ kind: 'integer', ...(aggregate && { aggregate }) });
const float = (aggregate?: Aggregate): FieldSpec => ({ kind: 'float', ...(aggregate && { aggregate }) });
const TEXT: FieldSpec = { kind: 'text' };

/** Everything the history can hold. */
export const SCHEMA: Readonly<Record<Measurement, MeasurementSpec>> = {
  icmp: {
    tags: ['link', 'site', 'regency'],
    fields: {
      sent: integer('sum'),
      recv: integer('sum'),
      tainted: integer('sum'),
      up: integer('min'),
      deg: integer('max'),
      state: integer('min'),
      up_s: float('sum'),
      down_s: float('sum'),
      deg_s: float('sum'),
      unreach_s: float('sum'),
      unknown_s: float('sum'),
      maint_s: float('sum'),
      maint_up_s: float('sum'),
      maint_deg_s: float('sum'),
      maint_down_s: float('sum'),
      rtt_min: float('min'),
      rtt_avg: float('mean'),
      rtt_med: float('median'),
      rtt_p95: float('p95'),
      rtt_max: float('max'),
      jitter: float('mean'),
      h_5: integer('sum'),
      h_10: integer('sum'),
      h_20: integer('sum'),
      h_50: integer('sum'),
      h_100: integer('sum'),
      h_200: integer('sum'),
      h_500: integer('sum'),
      h_inf: integer('sum'),
    },
    rolledUp: true,
  },
  link_tr: {
    tags: ['link', 'site', 'regency'],
    fields: { state: integer(), prev: integer(), prev_s: float(), reason: TEXT },
    rolledUp: false,
  },
  link_status: {
    // Who a link is rented from, what it is made of and what it leads to may change: they stand where a new series costs
    // nothing, and dashboards choose links by them.
    tags: ['link', 'site', 'regency', 'kind', 'provider', 'medium'],
    fields: { state: integer(), lat: float(), lon: float() },
    rolledUp: false,
  },
  iface: {
    tags: ['link', 'ifname', 'site', 'regency'],
    fields: {
      in_octets: integer(),
      out_octets: integer(),
      in_bps: float('mean'),
      out_bps: float('mean'),
      in_err: integer(),
      out_err: integer(),
      err: integer('sum'),
      disc: integer('sum'),
      oper: integer('max'),
      speed: integer(),
      util_pct: float('mean'),
      last_change_s: float(),
    },
    rolledUp: true,
  },
  device: {
    tags: ['link', 'site', 'regency'],
    fields: {
      up: integer('min'),
      uptime_s: integer(),
      boots: integer(),
      poll_ms: float('mean'),
      cpu: float('mean'),
      mem_used_pct: float('mean'),
      temp_c: float('max'),
      volt: float('mean'),
      on_battery: integer('max'),
      battery_pct: float('min'),
      clients: float('mean'),
    },
    rolledUp: true,
  },
  wlan: {
    tags: ['link', 'radio', 'site', 'regency'],
    fields: {
      clients: float('mean'),
      signal: float('mean'),
      noise: float('mean'),
      snr: float('mean'),
      ccq: float('mean'),
      tx_bps: float('mean'),
      rx_bps: float('mean'),
    },
    rolledUp: true,
  },
  metric: {
    tags: ['link', 'metric', 'instance', 'site', 'regency'],
    fields: { value: float('mean'), text: TEXT },
    rolledUp: true,
  },
  alert: {
    tags: ['link', 'site', 'regency', 'rule', 'severity'],
    fields: { id: TEXT, text: TEXT, tags: TEXT, event: TEXT, time_end: integer() },
    rolledUp: false,
  },
};

/** Codes of the field `state`; the order lets min(state) over any stretch show the worst. 3 is maintenance. */
export const STATE_CODES = { down: 0, degraded: 1, up: 2, maintenance: 3, unknown: 4 } as const;

/** Width in ms of the roll-ups; points are stamped with a bucket's end and belong to (end − width, end]. */
export const STEP_MS = { '5m': 300_000, '1h': 3_600_000 } as const;
/** Resolutions by name, the same as InfluxDB's retention policies. `1m`: points as they were written. */
export type Resolution = '1m' | keyof typeof STEP_MS;

/** End of the roll-up bucket an instant belongs to. */
export function bucketEnd(atMs: number, stepMs: number): number {
  return Math.ceil(atMs / stepMs) * stepMs;
}

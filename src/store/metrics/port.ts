// The port of the history: points go in without ever blocking, series come out the same from either implementation.

import type { LinkId } from '../../domain/ids.ts';
import type { LinkSummary, SummaryQuery } from './summary.ts';

/** One measured field; the kind fixes its type in the store for ever (see schema.ts). */
export type FieldValue = number | bigint | string;

/** One point of the history. Measurement, tags and fields are those of schema.ts. */
export interface MetricPoint {
  readonly measurement: 'icmp' | 'link_tr' | 'link_status' | 'iface' | 'device' | 'wlan' | 'metric' | 'alert';
  readonly tags: Readonly<Record<string, string>>;
  /** Absent figures are left out, never written as 0. */
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** Epoch ms. The same measurement, tags and time overwrite. */
  readonly at: number;
}

/** What to read back. */
export interface HistoryQuery {
  readonly link: LinkId;
  /** Epoch ms; points with from < time ≤ to belong. */
  readonly from: number;
  readonly to: number;
  /** At most this many buckets come back (1 to 5,000). */
  readonly points: number;
}

/** One bucket of a history; figures are absent where nothing was measured. */
export interface HistoryBucket {
  /** End of the bucket, epoch ms. */
  readonly at: number;
  readonly sent: number;
  readonly received: number;
  /** Time in each class, maintenance included: what the link did. `upMs` includes `degradedMs`, `downMs` unreachable. */
  readonly upMs: number;
  readonly downMs: number;
  readonly degradedMs: number;
  readonly rttMinMs?: number;
  readonly rttMeanMs?: number;
  readonly rttMedianMs?: number;
  readonly rttP95Ms?: number;
  readonly rttMaxMs?: number;
  readonly jitterMs?: number;
  readonly inBps?: number;
  readonly outBps?: number;
}

/** A history: buckets oldest first, empty ones left out. */
export interface History {
  readonly link: LinkId;
  /** Width of a bucket in ms, a whole number of rounds or roll-up steps. */
  readonly stepMs: number;
  readonly buckets: readonly HistoryBucket[];
}

/** A metric of a link's device to read back. */
export interface MetricHistoryQuery extends HistoryQuery {
  /** Name of the metric. */
  readonly metric: string;
  /** Part of the device; absent: the device's own figure. */
  readonly instance?: string;
}

/** A metric over time, in its unit. */
export interface MetricHistory {
  readonly link: LinkId;
  readonly metric: string;
  readonly instance?: string;
  /** Width of a bucket in ms. */
  readonly stepMs: number;
  /** Oldest first, empty ones left out; `at` is a bucket's end, epoch ms. */
  readonly buckets: readonly {
    readonly at: number;
    readonly mean: number;
    readonly min: number;
    readonly max: number;
  }[];
}

/** How the store is doing. */
export interface MetricStoreStatus {
  readonly kind: 'influx' | 'sqlite';
  /** Undefined while all is well; else what is wrong, what was wanted and what to do. */
  readonly trouble?: string;
  readonly writtenPoints: number;
  /** Points refused by the store for good (bad type, beyond retention); each refusal is logged. */
  readonly refusedPoints: number;
  /** Points dropped because the spool was full. */
  readonly droppedPoints: number;
  readonly spooledPoints: number;
  readonly spooledBytes: number;
  /** Age of the oldest point still waiting, in ms; 0 when none waits. */
  readonly oldestSpooledMs: number;
}

/** The history store. */
export interface MetricStore {
  /** Takes points over; returns at once. What cannot be kept is dropped, counted and told by status(). */
  write(points: readonly MetricPoint[]): void;
  /** Rejects with an Error whose message an operator can act on. */
  history(query: HistoryQuery): Promise<History>;
  /** Likewise, one metric of a device. */
  metricHistory(query: MetricHistoryQuery): Promise<MetricHistory>;
  /** What is known of many links over a long time, in one sweep; links of which nothing is known have no entry. */
  summaries(query: SummaryQuery): Promise<ReadonlyMap<LinkId, LinkSummary>>;
  status(): MetricStoreStatus;
  /** Waits until what was written is safe (in the store or the spool), at most `timeoutMs`. */
  flush(timeoutMs: number): Promise<void>;
  close(): Promise<void>;
}

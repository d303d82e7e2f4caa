// Reading recorded history in bulk, for those who look at a month of all links: nothing is written, and what cannot
// matter to the reader is passed over inside the store.

import type { LinkId } from '../../domain/ids.ts';
import type { LinkSummary, SummaryQuery } from './summary.ts';

/** Measurements that are read back in bulk. */
export type PastMeasurement = 'icmp' | 'iface' | 'device' | 'metric';

/** What makes a point worth reading; of `metric` points with the metric it is about. */
export type PointTest =
  | {
      readonly kind: 'figure';
      readonly field: string;
      readonly side: 'above' | 'below';
      readonly limit: number;
      readonly metric?: string;
    }
  /** Of `icmp`: more than so many % of the echoes were lost. */
  | { readonly kind: 'loss'; readonly abovePct: number }
  | {
      readonly kind: 'text';
      readonly is: 'one-of' | 'none-of';
      readonly words: readonly string[];
      readonly metric: string;
    };

/** A stretch of time in epoch ms; points with from < time ≤ to belong. */
export interface PastSpan {
  readonly from: number;
  readonly to: number;
}

/** Which points to look for: of each link those that pass any of its tests. */
export interface PastScan extends PastSpan {
  readonly measurement: PastMeasurement;
  readonly tests: ReadonlyMap<LinkId, readonly PointTest[]>;
}

/** Which points to read. */
export interface PastQuery {
  readonly measurement: PastMeasurement;
  /** Links, each from after this moment (epoch ms) on. */
  readonly starts: ReadonlyMap<LinkId, number>;
  /** Epoch ms, the last moment that belongs. */
  readonly to: number;
  /** Fields of the measurement, in the order in which a row gives their values. */
  readonly fields: readonly string[];
}

/** One recorded point. */
export interface PastRow {
  readonly link: LinkId;
  /** Epoch ms. */
  readonly at: number;
  /** Of `metric` points. */
  readonly metric?: string;
  readonly instance?: string;
  /** In the order of the query's fields; null: not measured. */
  readonly values: readonly (number | string | null)[];
}

/** Recorded history. All calls reject with an Error whose message an operator can act on. */
export interface PastMetrics {
  readonly kind: 'influx' | 'sqlite';
  /** When each link first has such a point, epoch ms; links without one have no entry. */
  scan(scan: PastScan): Promise<ReadonlyMap<LinkId, number>>;
  /** The points that have any of the fields, in any order. */
  rows(query: PastQuery): Promise<readonly PastRow[]>;
  /** What is known of many links over a long time; roll-ups that the daemon has not computed yet are not in it. */
  summaries(query: SummaryQuery): Promise<ReadonlyMap<LinkId, LinkSummary>>;
  close(): void;
}

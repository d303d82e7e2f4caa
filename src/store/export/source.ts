// Points as they are kept, in bulk and in their order, for those who want them elsewhere.

import type { LinkId } from '../../domain/ids.ts';
import type { CleanPoint } from '../metrics/clean.ts';
import type { Measurement, Resolution } from '../metrics/schema.ts';

/** Which points are wanted. */
export interface PointQuery {
  readonly measurement: Measurement;
  readonly resolution: Resolution;
  /** Epoch ms; points with from < time ≤ to belong. */
  readonly from: number;
  readonly to: number;
  /** Absent: all, those of the monitor itself too. */
  readonly links?: ReadonlySet<LinkId>;
}

/** Kept points. Rejects with an Error whose message an operator can act on. */
export interface PointSource {
  readonly kind: 'influx' | 'sqlite';
  /** In batches of some thousand, so that memory stays constant; the points of one series in the order of time. */
  points(query: PointQuery): AsyncIterable<readonly CleanPoint[]>;
  close(): void;
}

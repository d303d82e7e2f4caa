// What of the history store's status an operator must know as an alert.

import type { MetricStoreStatus } from './port.ts';

/** Details of the faults `metrics` and `spool`; undefined where there is none. */
export interface HistoryFaults {
  readonly metrics: string | undefined;
  readonly spool: string | undefined;
}

/** A store in trouble is a fault; dropping points is a second one, which lasts as long as the trouble that fills the spool. */
export function historyFaults({ trouble, droppedPoints }: MetricStoreStatus): HistoryFaults {
  const dropping = trouble !== undefined && droppedPoints > 0;
  return {
    metrics: trouble,
    spool: dropping
      ? `the spool is full: ${droppedPoints} points of history were dropped, the oldest first`
      : undefined,
  };
}

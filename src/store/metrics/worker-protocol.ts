// The messages between the daemon and the metric worker.

import type { LinkId } from '../../domain/ids.ts';
import type { BackendStatus } from './backend.ts';
import type { History, HistoryQuery, MetricHistory, MetricHistoryQuery, MetricPoint } from './port.ts';
import type { LinkSummary, SummaryQuery } from './summary.ts';

/** What the daemon says. Every message but `close` is answered under its id. */
export type ToWorker =
  | { readonly type: 'write'; readonly id: number; readonly points: readonly MetricPoint[] }
  | { readonly type: 'history'; readonly id: number; readonly query: HistoryQuery }
  | { readonly type: 'metric-history'; readonly id: number; readonly query: MetricHistoryQuery }
  | { readonly type: 'summaries'; readonly id: number; readonly query: SummaryQuery }
  | { readonly type: 'close' };

/** What the worker says. */
export type FromWorker =
  /** The files are open. */
  | { readonly type: 'ready' }
  /** The points of a write are safe. */
  | { readonly type: 'kept'; readonly id: number }
  /** They are not: to be sent again later. */
  | { readonly type: 'unkept'; readonly id: number }
  | { readonly type: 'history'; readonly id: number; readonly history: History }
  | { readonly type: 'metric-history'; readonly id: number; readonly history: MetricHistory }
  | { readonly type: 'summaries'; readonly id: number; readonly summaries: ReadonlyMap<LinkId, LinkSummary> }
  | { readonly type: 'failed'; readonly id: number; readonly message: string }
  | { readonly type: 'status'; readonly status: BackendStatus }
  | {
      readonly type: 'log';
      readonly level: 'info' | 'warn' | 'error';
      readonly message: string;
      readonly data?: object;
    };

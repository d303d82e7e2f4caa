// The history of single links out of what is recorded, beside a running daemon or without one: the same answer as the daemon's.

import { join } from 'node:path';
import type { Config } from '../../config/config.ts';
import { storeError } from '../sqlite/fault.ts';
import { openReadOnly } from '../sqlite/read-only.ts';
import { keptMs } from './backend.ts';
import { foldHistory } from './history-fold.ts';
import { planHistory } from './history-plan.ts';
import { influxClient } from './influx/client.ts';
import { readRows } from './influx/read.ts';
import { accessOf } from './open.ts';
import type { History, HistoryQuery } from './port.ts';
import { historyReader } from './sqlite/read.ts';
import { seriesTable } from './sqlite/series.ts';
import { METRIC_MIGRATIONS } from './sqlite/tables.ts';

/** What is needed to read it. */
export interface PastHistoryBasis {
  readonly config: Pick<Config, 'influx' | 'retention'> & {
    readonly network: { readonly settings: { readonly roundMs: number } };
  };
  /** Data directory. */
  readonly directory: string;
  /** Epoch ms. */
  readonly now: number;
}

/** Histories of single links. */
export interface PastHistory {
  /** Rejects with an Error whose message an operator can act on. */
  history(query: HistoryQuery): Promise<History>;
  close(): void;
}

/** Opens it; throws StoreError. */
export function openPastHistory({ config, directory, now }: PastHistoryBasis): PastHistory {
  const basis = {
    roundMs: config.network.settings.roundMs,
    keptMs: keptMs(config.retention),
    now,
  };
  if (config.influx) {
    const client = influxClient(accessOf(config.influx));
    return {
      history: async (query) => {
        const plan = planHistory(query, basis);
        return foldHistory(query, plan, await readRows(client, query.link, plan));
      },
      close: () => undefined,
    };
  }
  const db = openReadOnly(join(directory, 'metrics.db'), METRIC_MIGRATIONS);
  try {
    const read = historyReader(db, seriesTable(db));
    return {
      history: (query) =>
        new Promise((resolve) => {
          const plan = planHistory(query, basis);
          resolve(
            foldHistory(query, plan, {
              icmp: read(query.link, 'icmp', plan),
              iface: read(query.link, 'iface', plan),
            }),
          );
        }),
      close: () => db.close(),
    };
  } catch (error) {
    db.close();
    throw storeError('read the history', error);
  }
}

// What reports are made of beside a running daemon, or where none runs: its data directory, read in one snapshot.

import { setImmediate } from 'node:timers/promises';
import type { Config } from '../config/config.ts';
import type { KeptReport } from '../domain/kept-report.ts';
import type { Interval } from '../domain/state.ts';
import { openPastMetrics } from '../store/metrics/open-past.ts';
import type { PastMetrics } from '../store/metrics/past.ts';
import { openPastHistory, type PastHistory } from '../store/metrics/past-history.ts';
import { openReportState, type PastReportState } from '../store/state/past-report.ts';
import { StoreError } from '../store/state/port.ts';
import type { ReportSources } from './sources.ts';
import { incidentIn } from './sources-incident.ts';

/** A daemon that lives writes so every few seconds; one that has not for so long is not there. */
const ALIVE_MS = 120_000;

/** Where to read. */
export interface PastParts {
  readonly config: Config;
  /** Data directory. */
  readonly directory: string;
  /** Epoch ms. */
  readonly now: number;
  readonly program: string;
}

/** Sources that have to be closed. */
export interface PastSources extends ReportSources {
  /** Present where the history cannot be opened: why, and what to do. */
  readonly historyTrouble?: string;
  /** Kept reports whose data have this hash, newest first. */
  keptWith(hash: string): readonly KeptReport[];
  close(): void;
}

/** Opens them; throws StoreError where the state cannot be read. A history that cannot be opened costs its figures only. */
export function openPastSources({ config, directory, now, program }: PastParts): PastSources {
  const state = openReportState(directory);
  const history = openHistory({ config, directory, now });
  return {
    now,
    program,
    config,
    ...('trouble' in history && { historyTrouble: history.trouble }),
    intervals: (link, from, to) => state.intervals(link, from, to).flatMap((each) => known(each, state, now)),
    alerts: (from, to) => state.alerts(from, to),
    incident: (number) => incidentIn(state, number),
    acts: (alert) => state.acts(alert),
    causes: (from) => state.causes(from),
    windows: () => state.windows(),
    ledger: (from, to) => state.ledger(from, to),
    acceptance: (record) => state.acceptance(record),
    acceptances: () => state.acceptances(),
    history: (query) =>
      'trouble' in history ? Promise.reject(new Error(history.trouble)) : history.links.history(query),
    summaries: (query) =>
      'trouble' in history ? Promise.reject(new Error(history.trouble)) : history.all.summaries(query),
    breathe: () => setImmediate(),
    keptWith: (hash) => state.byHash(hash),
    close: () => {
      if (!('trouble' in history)) {
        history.links.close();
        history.all.close();
      }
      state.close();
    },
  };
}

/** What lasts on in the file is known until the daemon was last alive: what came after nobody has seen. */
function known(interval: Interval, { lastAliveAt }: PastReportState, now: number): Interval[] {
  if (interval.to !== undefined || lastAliveAt === undefined || now - lastAliveAt < ALIVE_MS)
    return [interval];
  return lastAliveAt > interval.from ? [{ ...interval, to: lastAliveAt }] : [];
}

function openHistory(
  parts: Pick<PastParts, 'config' | 'directory' | 'now'>,
): { readonly all: PastMetrics; readonly links: PastHistory } | { readonly trouble: string } {
  let all: PastMetrics | undefined;
  try {
    all = openPastMetrics(parts.config, parts.directory);
    return { all, links: openPastHistory(parts) };
  } catch (error) {
    all?.close();
    if (error instanceof StoreError) return { trouble: error.message };
    throw error;
  }
}

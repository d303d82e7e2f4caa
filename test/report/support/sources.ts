// Sources of reports in memory: October (october.ts) as the stores would tell of it.

import type { Alert } from '../../../src/domain/alert.ts';
import { type LinkId, linkId } from '../../../src/domain/ids.ts';
import type { ReportSources } from '../../../src/report/sources.ts';
import type { LinkSummary } from '../../../src/store/metrics/summary.ts';
import { MAJENE, OCTOBER_CONFIG, OCTOBER_LEDGER, octoberIntervals, wita } from './october.ts';

const ALERT: Alert = {
  number: 7,
  rule: 'link.down',
  subject: linkId('prov-majene'),
  severity: 'major',
  status: 'closed',
  since: MAJENE.from,
  raisedAt: MAJENE.from + 3_000,
  closedAt: MAJENE.to,
  occurrences: 1,
  acknowledged: { by: 'budi', at: MAJENE.from + 60_000 },
  cause: { by: 'budi', at: MAJENE.to, code: 'fiber-cut' },
  incident: 7,
  data: {},
};

const BEHIND: Alert = {
  ...ALERT,
  number: 8,
  rule: 'link.unreachable',
  subject: linkId('v-majene'),
  incident: 7,
};

/** What was measured of every link alike: 1,000 echoes a day, 0.5 % lost, fast and steady, worst at 14. */
export function octoberSummary(link: LinkId): LinkSummary {
  const hours = Array.from({ length: 24 }, (_, hour) => ({
    ...{ hour, sent: 1_292, received: hour === 14 ? 1_137 : 1_292, rttP50Ms: 12, rttP95Ms: 18, jitterMs: 1 },
  }));
  return {
    ...{ link, sent: 31_000, received: 30_845, rttMinMs: 8, rttMeanMs: 12.5, rttP50Ms: 12, rttP95Ms: 18 },
    ...{ rttP99Ms: 25, rttMaxMs: 90, jitterMs: 0.4, inP95Bps: 4_200_000, outP95Bps: 900_000 },
    ...{ inOctets: 3e11, outOctets: 4e10, hours },
  };
}

/** October's sources as they are on 5 November, 08:00 WITA; parts of them replaced. */
export function octoberSources(changes: Partial<ReportSources> = {}): ReportSources {
  return {
    now: wita(36, 8),
    program: 'jalur 0.0.0-uji',
    config: OCTOBER_CONFIG,
    intervals: (link, from, to) =>
      octoberIntervals(link).filter((each) => each.from < to && (each.to ?? Number.POSITIVE_INFINITY) > from),
    alerts: (from, to) => [ALERT, BEHIND].filter((each) => each.since < to && (each.closedAt ?? to) > from),
    incident: () => [ALERT, BEHIND],
    acts: () => [],
    causes: () => [
      {
        ...{ kind: 'link.cause', at: wita(23, 0, 5), link: linkId('v-mamasa'), outageFrom: wita(22, 4) },
        ...{ proposal: 'restart', uptimeS: 300 },
      },
    ],
    windows: () => [],
    ledger: (from, to) => OCTOBER_LEDGER.filter((entry) => entry.from < to && entry.to > from),
    acceptance: () => undefined,
    acceptances: () => [],
    history: () => Promise.reject(new Error('not asked here')),
    summaries: ({ links }) =>
      Promise.resolve(new Map([...links].map((link) => [link, octoberSummary(link)]))),
    breathe: () => Promise.resolve(),
    ...changes,
  };
}

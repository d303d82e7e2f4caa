// Which reports of a schedule are due: decided from the calendar and from what was made already, so that it is the same whether jalur
// ran at the moment or not. Each month is reported once, and the clock may step as it likes.

import type { Config } from '../config/config.ts';
import type { ReportScheduleConfig } from '../config/report-config.ts';
import { type CronTimes, firstMoment, parseCron } from '../domain/cron.ts';
import type { ScheduledRun } from '../domain/kept-report.ts';
import type { Zone } from '../domain/local-time.ts';
import { regencyOf } from '../domain/network.ts';
import { monthAt, monthOf, type Period } from '../domain/sla/period.ts';
import { aboutOf, addMonths } from './asks.ts';
import type { ReportAsk, SlaSubject } from './sources.ts';

/** So many months are made good at most, a year and what is not due yet: whoever was off for longer asks for what he needs. */
const MOST_MONTHS = 13;

/** One report that is due. */
export interface DueReport {
  readonly entry: ReportScheduleConfig;
  readonly run: ScheduledRun;
  readonly ask: ReportAsk;
  readonly about: string;
  /** The time it is about, epoch ms. */
  readonly period: Period;
  /** When it became due, epoch ms. */
  readonly dueAt: number;
}

/** What deciding rests on. */
export interface DueBasis {
  readonly config: Pick<Config, 'network' | 'contracts' | 'providers' | 'reports'>;
  readonly zone: Zone;
  /** Epoch ms. */
  readonly now: number;
  readonly isDone: (about: string, run: ScheduledRun) => boolean;
}

/**
 * Reports that are due and not made, the oldest months first. Of each entry and subject all months since the last one that was made,
 * and of one that never was only the newest: a new schedule does not begin with years that are past.
 */
export function dueReports(basis: DueBasis): readonly DueReport[] {
  const due = basis.config.reports.schedule.flatMap((entry) => {
    const times = parseCron(entry.cron);
    // The loader has checked it.
    if (!times) return [];
    return subjectsOf(entry, basis.config).flatMap((subject) => missingOf(entry, times, subject, basis));
  });
  return due.sort((a, b) => (a.run.month < b.run.month ? -1 : a.run.month > b.run.month ? 1 : 0));
}

interface Subject {
  /** Present for `sla`. */
  readonly sla?: SlaSubject;
  readonly periodDay: number;
}

function missingOf(
  entry: ReportScheduleConfig,
  times: CronTimes,
  subject: Subject,
  basis: DueBasis,
): readonly DueReport[] {
  const { zone, now } = basis;
  const current = monthAt(now, zone, subject.periodDay);
  const missing: DueReport[] = [];
  for (let back = 1; back <= MOST_MONTHS; back++) {
    const month = addMonths(current, -back);
    const period = monthOf(month, zone, subject.periodDay);
    const after = monthOf(addMonths(month, 1), zone, subject.periodDay);
    const moment = firstMoment(times, zone, after);
    if (moment === undefined || moment > now) continue;
    const ask = askOf(entry, subject, month, now);
    const about = aboutOf(ask);
    const run = { schedule: entry.id, month };
    if (basis.isDone(about, run)) return missing.reverse();
    missing.push({ entry, run, ask, about, period, dueAt: moment });
  }
  return missing.slice(0, 1);
}

function askOf(entry: ReportScheduleConfig, subject: Subject, month: string, asOf: number): ReportAsk {
  const common = { locale: entry.locale, asOf };
  switch (entry.report) {
    case 'sla':
      return { ...common, kind: 'sla', month, subject: subject.sla ?? { by: 'province' } };
    case 'executive':
      return { ...common, kind: 'executive', month };
    case 'rollout':
      return { ...common, kind: 'rollout' };
    case 'evidence':
      return { ...common, kind: 'evidence', year: Number(month.slice(0, 4)) };
  }
}

/** One report each; of what has no links there is nothing to say. */
function subjectsOf(
  entry: ReportScheduleConfig,
  { network, contracts, providers }: DueBasis['config'],
): readonly Subject[] {
  if (entry.report !== 'sla') return [{ periodDay: 1 }];
  const links = [...network.links.values()];
  switch (entry.each ?? 'contract') {
    case 'contract':
      return contracts
        .filter(({ name }) => links.some(({ contract }) => contract === name))
        .map(({ id, sla }) => ({ sla: { by: 'contract', id }, periodDay: sla.periodDay }));
    case 'provider':
      return providers
        .filter(({ name }) => links.some(({ provider }) => provider === name))
        .map(({ id }) => ({ sla: { by: 'provider', id }, periodDay: 1 }));
    case 'regency': {
      const ids = new Set(links.flatMap(({ to }) => regencyOf(network, to)?.id ?? []));
      return [...ids].sort().map((id) => ({ sla: { by: 'regency', id }, periodDay: 1 }));
    }
    case 'province':
      return [{ sla: { by: 'province' }, periodDay: 1 }];
  }
}

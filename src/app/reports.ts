// Reports at work: the desk that makes them, the register that keeps them, and the schedule of those that are made by themselves.

import type { Figure } from '../api/deps.ts';
import type { Config } from '../config/config.ts';
import type { EngineLoop } from '../engine/loop.ts';
import { buildReport } from '../report/builders.ts';
import { ReportRegister } from '../report/register.ts';
import { ReportFiles } from '../report/register-files.ts';
import { openRenderLink } from '../report/render/render-link.ts';
import { liveSources } from '../report/sources-live.ts';
import type { Calendar } from '../schedule/calendar.ts';
import type { MetricStore } from '../store/metrics/port.ts';
import { reportStateOf } from '../store/state/past-report.ts';
import type { StateStore } from '../store/state/port.ts';
import type { Notifying } from './notifying.ts';
import type { Opening } from './parts.ts';
import type { Plan } from './plan.ts';
import { ReportDesk } from './report-desk.ts';
import { ReportSchedule } from './report-schedule.ts';

/** What reports are wired to. */
export interface ReportsDeps {
  readonly plan: Plan;
  readonly store: StateStore;
  readonly metrics: Pick<MetricStore, 'history' | 'summaries'>;
  readonly loop: Pick<EngineLoop, 'now'>;
  readonly calendar: Calendar;
  readonly notifying: Pick<Notifying, 'post'>;
}

/** Reports at work. */
export interface Reports {
  readonly desk: ReportDesk;
  /** Takes a changed plan. */
  planChanged(): void;
  /** The wall clock was set: what is due may be so now. */
  clockSet(): void;
  figures(): readonly Figure[];
}

/** Opens them; the schedule begins some seconds later. */
export function openReports(deps: ReportsDeps, { options, log, timers, closer }: Opening): Reports {
  const { plan, store, metrics, loop, calendar, notifying } = deps;
  // A demonstration has the links of its configuration at other addresses.
  const config = (): Config => ({ ...plan.config, network: plan.network });
  const files = new ReportFiles(options.directory, store.reports, () => plan.config.reports.keepBytes);
  const register = new ReportRegister(store.reports, files);
  const state = reportStateOf(store);
  const program = programOf(options.version);
  const now = (): number => loop.now().at;
  const renderer = openRenderLink();
  closer.add('report renderer', () => renderer.close());
  const desk = new ReportDesk({
    config,
    sources: () => liveSources({ config: config(), state, metrics, now: now(), program }),
    build: buildReport,
    render: (report, form, made) => renderer.render(report, form, made),
    register,
  });
  const schedule = new ReportSchedule({
    ...{ config, store, calendar, desk, register, now, timers, log },
    post: (channel, message, expiresAt) => notifying.post(channel, message, expiresAt),
  });
  schedule.start();
  closer.add('reports', () => schedule.close());
  return {
    desk,
    planChanged: () => schedule.planChanged(),
    clockSet: () => void schedule.catchUp(),
    figures: () => schedule.figures(),
  };
}

/** As reports name what made them; the same from the daemon and from a command. */
export function programOf(version: string): string {
  return `jalur ${version}`;
}

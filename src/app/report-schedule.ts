// Reports that are made by themselves: at the moments of the calendar, after a start, and every hour in case the one or the other was
// missed. What is due is asked anew each time, from what was made: nothing is made twice, whatever the clock does.

import { setImmediate } from 'node:timers/promises';
import type { Figure } from '../api/deps.ts';
import { gauge } from '../api/figure.ts';
import type { Config } from '../config/config.ts';
import type { ReportScheduleConfig } from '../config/report-config.ts';
import type { KeptReport } from '../domain/kept-report.ts';
import { zoneOf } from '../domain/local-time.ts';
import type { Message } from '../notify/port.ts';
import type { BuiltReport } from '../report/document.ts';
import type { ReportRegister } from '../report/register.ts';
import { type DueReport, dueReports } from '../report/schedule.ts';
import type { Log } from '../runtime/log.ts';
import type { TimerHandle, Timers } from '../runtime/timers.ts';
import type { Calendar } from '../schedule/calendar.ts';
import type { StateStore } from '../store/state/port.ts';
import type { ReportDesk } from './report-desk.ts';
import { reportMessage, reportWay } from './report-mail.ts';

/** Beside the hour, when everybody else's jobs run. */
const CATCH_UP_CRON = '41 * * * *';
/** After a start the links are looked at first. */
const FIRST_MS = 5_000;
/** Links whose intervals are looked for before others get their turn. */
const LINKS_AT_ONCE = 100;
const EXPIRE_MS = 14 * 86_400_000;
/** A history that cannot be read is waited for so long; then the report goes without quality, for money does not rest on it. */
const HISTORY_MS = 86_400_000;
const BY = { who: 'jalur', via: 'jalur' } as const;

/** What the schedule is wired to. */
export interface ReportScheduleDeps {
  readonly config: () => Config;
  readonly store: Pick<StateStore, 'intervals'>;
  readonly calendar: Pick<Calendar, 'add' | 'remove'>;
  readonly desk: Pick<ReportDesk, 'keepPatiently'>;
  readonly register: Pick<ReportRegister, 'isDone' | 'mark'>;
  /** Sends a message through a channel; once, as its id tells. */
  readonly post: (channel: string, message: Message, expiresAt: number) => 'posted' | 'known';
  /** Epoch ms. */
  readonly now: () => number;
  readonly timers: Timers;
  readonly log: Log;
}

/** The schedule at work. */
export class ReportSchedule {
  readonly #deps: ReportScheduleDeps;
  readonly #jobs = new Map<string, string>();
  /** What each report that cannot be made fails with: told once, and again when it changes. */
  readonly #failing = new Map<string, string>();
  /** Months of which nothing was recorded; nothing can come to be recorded of them. */
  readonly #empty = new Set<string>();
  #first: TimerHandle;
  #running: Promise<void> | undefined;
  #again = false;
  #open = true;
  /** When all that was due had been made at last, epoch ms; 0: not yet. */
  #lookedAt = 0;

  constructor(deps: ReportScheduleDeps) {
    this.#deps = deps;
  }

  /** Plans everything, and looks soon whether something was missed. */
  start(): void {
    const { calendar, timers } = this.#deps;
    calendar.add({ name: 'reports', cron: CATCH_UP_CRON, run: () => this.catchUp() });
    this.planChanged();
    this.#first = timers.setTimeout(() => void this.catchUp(), FIRST_MS);
  }

  /** Takes a changed configuration. */
  planChanged(): void {
    const wanted = new Map(
      this.#deps.config().reports.schedule.map(({ id, cron }) => [`report ${id}`, cron]),
    );
    for (const [name, cron] of this.#jobs)
      if (wanted.get(name) !== cron) {
        this.#jobs.delete(name);
        void this.#deps.calendar.remove(name);
      }
    for (const [name, cron] of wanted) {
      if (this.#jobs.has(name)) continue;
      this.#jobs.set(name, cron);
      this.#deps.calendar.add({ name, cron, run: () => this.catchUp() });
    }
  }

  /** Makes all that is due; while it is at work, a further call makes it look once more. Never rejects. */
  catchUp(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
      // Asked for between its last look and now.
      if (this.#again && this.#open) void this.catchUp();
    });
    return this.#running;
  }

  figures(): readonly Figure[] {
    return [
      gauge('jalur_reports_failing', 'Reports that are due and could not be made yet.', this.#failing.size),
      gauge(
        'jalur_reports_looked_timestamp_seconds',
        'When it was last seen to that all reports that are due are made; 0 before the first time.',
        this.#lookedAt / 1_000,
      ),
    ];
  }

  /** Begins nothing more; resolves when the report under way is done. */
  async close(): Promise<void> {
    this.#open = false;
    this.#deps.timers.clearTimeout(this.#first);
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#again && this.#open) {
      this.#again = false;
      for (const due of this.#due()) {
        if (!this.#open) return;
        await this.#make(due);
      }
      this.#lookedAt = this.#deps.now();
    }
  }

  #due(): readonly DueReport[] {
    const { config, register, now, log } = this.#deps;
    const present = config();
    try {
      return dueReports({
        config: present,
        zone: zoneOf(present.network.province.timezone),
        now: now(),
        isDone: (about, run) => register.isDone(about, run),
      });
    } catch (error) {
      log.error('It cannot be told which reports are due', { detail: textOf(error) });
      return [];
    }
  }

  async #make(due: DueReport): Promise<void> {
    const { desk, register, log } = this.#deps;
    const { entry, run, ask, about } = due;
    const key = `${entry.id} ${about} ${run.month}`;
    try {
      if (!(await this.#isRecorded(due))) return;
      const { report, outcome } = await desk.keepPatiently(ask, {
        ...{ formats: entry.formats, by: BY },
        check: (built) => this.#assertHistory(built, due),
      });
      // The mail first: a crash in between sends none twice, since its id is known, and none is forgotten.
      const mailed = this.#mail(entry, due, report);
      register.mark(report.id, run);
      this.#failing.delete(key);
      log.info('Report made', {
        ...{ schedule: entry.id, month: run.month, about, report: report.id, outcome },
        revision: report.revision,
        mailed,
      });
    } catch (error) {
      const detail = textOf(error);
      if (this.#failing.get(key) !== detail)
        log.error('A report that is due could not be made; tried again every hour', {
          ...{ schedule: entry.id, month: run.month, about, detail },
        });
      this.#failing.set(key, detail);
    }
  }

  #assertHistory({ data }: BuiltReport, { dueAt }: DueReport): void {
    const isUnreadable = typeof data === 'object' && data !== null && 'historyUnreadable' in data;
    if (!isUnreadable || data['historyUnreadable'] !== true || this.#deps.now() - dueAt >= HISTORY_MS) return;
    throw new Error('the history cannot be read; after a day the report goes without its figures');
  }

  #mail({ id, mail }: ReportScheduleConfig, { run, about }: DueReport, report: KeptReport): boolean {
    if (!mail) return false;
    const { post, now, config } = this.#deps;
    const { pageUrl } = config().notify;
    const message = reportMessage({
      id: `report ${id} ${run.month} ${about}`,
      report,
      recipients: mail.recipients,
      ...(pageUrl !== undefined && { pageUrl }),
      at: now(),
    });
    return post(reportWay(mail.channel), message, now() + EXPIRE_MS) === 'posted';
  }

  /** A month before jalur was there is passed over: its report would be about nothing. */
  async #isRecorded({ period, run }: DueReport): Promise<boolean> {
    const { config, store, log } = this.#deps;
    const key = `${period.from} ${period.to}`;
    if (this.#empty.has(key)) return false;
    let looked = 0;
    for (const link of config().network.links.keys()) {
      if (store.intervals(link, period.from, period.to).length > 0) return true;
      looked++;
      if (looked % LINKS_AT_ONCE === 0) await setImmediate();
    }
    this.#empty.add(key);
    log.info('No report is made of a month of which nothing was recorded', { month: run.month });
    return false;
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

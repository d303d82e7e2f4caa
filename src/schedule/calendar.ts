// Jobs by the calendar: what happens at a time of day in the province's time zone. Polls and echoes are not here, they
// follow the monotonic clock.

import { createTask, type ScheduledTask, validate } from 'node-cron';
import type { Log } from '../runtime/log.ts';

/** One job. */
export interface CalendarJob {
  /** Unique; for the log. */
  readonly name: string;
  /** Minute, hour, day of month, month, day of week. No seconds: a clock that jumps would fire thousands of them. */
  readonly cron: string;
  readonly run: () => void | Promise<void>;
}

/** A busy machine may be late by so much and the job still runs. */
const TOLERANCE_MS = 10 * 60_000;

/** Why a job cannot be planned; a bug, or a time zone that the configuration's check should have refused. */
export class CalendarError extends Error {
  readonly code = 'calendar';
}

/** Runs jobs until it is stopped. One that fails is logged and runs again at its next time; none overlaps itself. */
export class Calendar {
  readonly #timezone: string;
  readonly #log: Log;
  readonly #planned = new Map<string, { readonly job: CalendarJob; readonly task: ScheduledTask }>();

  /** Throws a CalendarError for a time zone that does not exist: the library would only notice later. */
  constructor(timezone: string, log: Log) {
    try {
      new Intl.DateTimeFormat('en', { timeZone: timezone });
    } catch (cause) {
      throw new CalendarError(`cannot plan by the time zone "${timezone}": there is none of that name`, {
        cause,
      });
    }
    this.#timezone = timezone;
    this.#log = log;
  }

  /** Plans a job; throws a CalendarError for an expression that is none. */
  add(job: CalendarJob): void {
    if (job.cron.trim().split(/\s+/).length !== 5 || !validate(job.cron))
      throw new CalendarError(
        `cannot plan "${job.name}": "${job.cron}" is no cron expression of five fields`,
      );
    if (this.#planned.has(job.name))
      throw new CalendarError(`cannot plan "${job.name}": there is a job of that name already`);
    this.#begin(job);
  }

  /** Runs a job no more; one under way comes to its end. Nothing happens when there is none of that name. */
  async remove(name: string): Promise<void> {
    const planned = this.#planned.get(name);
    this.#planned.delete(name);
    await planned?.task.destroy();
  }

  /** Names of the jobs that are planned. */
  names(): readonly string[] {
    return [...this.#planned.keys()];
  }

  /** When each job runs next, for people. */
  next(): ReadonlyMap<string, Date | undefined> {
    return new Map([...this.#planned].map(([name, { task }]) => [name, task.getNextRun() ?? undefined]));
  }

  /** Plans everything anew: after a step of the wall clock the library's timers point to the wrong moments. */
  async replan(): Promise<void> {
    const jobs = [...this.#planned.values()].map(({ job }) => job);
    const ended = this.#end();
    for (const job of jobs) this.#begin(job);
    await ended;
  }

  /** Runs nothing more. */
  stop(): Promise<void> {
    return this.#end();
  }

  #begin(job: CalendarJob): void {
    const task = createTask(job.cron, async () => this.#runGuarded(job), {
      name: job.name,
      timezone: this.#timezone,
      noOverlap: true,
      missedExecutionTolerance: TOLERANCE_MS,
    });
    this.#planned.set(job.name, { job, task });
    void task.start();
  }

  async #runGuarded(job: CalendarJob): Promise<void> {
    try {
      await job.run();
    } catch (error) {
      this.#log.error('A calendar job failed', { job: job.name, detail: String(error) });
    }
  }

  async #end(): Promise<void> {
    const planned = [...this.#planned.values()];
    this.#planned.clear();
    await Promise.all(planned.map(({ task }) => task.destroy()));
  }
}

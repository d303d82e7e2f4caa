// Wakes the maintenance desk at the edges of windows: cron by the province's clock where a row opens, a timer for everything
// else. To be woken once too often costs nothing.

import type { Zone } from '../domain/local-time.ts';
import type { MaintenanceWindow } from '../domain/maintenance.ts';
import { nextEdge, openingAt } from '../domain/maintenance-plan.ts';
import type { TimerHandle } from '../runtime/timers.ts';
import { Calendar } from '../schedule/calendar.ts';
import { cronOf } from './maintenance-edges.ts';
import type { AppDeps } from './parts.ts';

/** Woken this often whatever happened or did not; also keeps timers below the 2^31 ms they can wait. */
const MOST_WAIT_MS = 3_600_000;
/** Cron goes by the wall clock, which jalur's own time follows within a second. What is nearer is waited for by the timer. */
const CRON_LEAD_MS = 2_000;

/** One alarm clock, in one time zone. */
export class MaintenanceAlarm {
  readonly #zone: Zone;
  readonly #world: AppDeps;
  readonly #wake: () => void;
  readonly #calendar: Calendar;
  #timer: TimerHandle;

  constructor(place: { readonly timezone: string; readonly zone: Zone }, world: AppDeps, wake: () => void) {
    this.#zone = place.zone;
    this.#world = world;
    this.#wake = wake;
    this.#calendar = new Calendar(place.timezone, world.log);
  }

  /** Plans the openings of rows; windows that have the same one share a job. */
  plan(windows: readonly MaintenanceWindow[]): void {
    const wanted = new Set(windows.flatMap((window) => cronOf(window) ?? []));
    for (const name of this.#calendar.names()) if (!wanted.has(name)) void this.#calendar.remove(name);
    const known = new Set(this.#calendar.names());
    for (const cron of wanted)
      if (!known.has(cron)) this.#calendar.add({ name: cron, cron, run: this.#wake });
  }

  /** Waits for the next edge that cron does not wake for: of windows that come once, and ends; all, while clocks are apart. */
  wait(windows: readonly MaintenanceWindow[], at: number): void {
    const { timers, clock } = this.#world;
    const apart = Math.abs(clock.wallMs() - at) > CRON_LEAD_MS;
    let nextAt = at + MOST_WAIT_MS;
    for (const window of windows) {
      const edge = nextEdge(window, at, this.#zone);
      if (edge === undefined || edge >= nextAt) continue;
      const byCron =
        window.time.kind === 'recurring' &&
        !apart &&
        edge - at > CRON_LEAD_MS &&
        !openingAt(window, at, this.#zone);
      if (!byCron) nextAt = edge;
    }
    timers.clearTimeout(this.#timer);
    this.#timer = timers.setTimeout(this.#wake, Math.max(1, nextAt - at));
  }

  /** The wall clock was set. */
  clockSet(): void {
    void this.#calendar.replan();
  }

  /** Wakes nobody any more. */
  stop(): Promise<void> {
    this.#world.timers.clearTimeout(this.#timer);
    return this.#calendar.stop();
  }
}

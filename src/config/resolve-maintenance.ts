// From planned work as written to windows: when they are open, by the province's clock, and what cannot be meant.

import { type Zone, zoneOf } from '../domain/local-time.ts';
import { type MaintenanceTime, type MaintenanceWindow, WEEKDAYS } from '../domain/maintenance.ts';
import { MOST_RECURRING_MS } from '../domain/maintenance-plan.ts';
import { MOST_WINDOW_MS, STALE_WINDOW_MS } from './defaults-notify.ts';
import type { RawConfig } from './include.ts';
import { epochOfMoment } from './local-date-time.ts';
import type { Path } from './place.ts';
import { Scopes } from './resolve-scope.ts';
import type { MaintenanceEntry } from './schema-maintenance.ts';
import { type Tell, tellOf } from './tell.ts';
import { formatDuration } from './units.ts';
import type { Validated } from './validate.ts';

const DAY_MS = 86_400_000;
const LAST_MINUTE = 1_439;
/** Every distance between days of the month is found within four years. */
const OVERLAP_DAYS = 4 * 366;
const ONCE = ['from', 'to'] as const;
const AGAIN = ['every', 'monthDays', 'at', 'duration', 'notBefore', 'notAfter'] as const;

/** All windows; mistakes leave out the window they are in. `nowMs` tells which are long over. */
export function resolveMaintenance(
  raw: RawConfig,
  valid: Validated,
  nowMs: number,
): readonly MaintenanceWindow[] {
  const entries = valid.sections.alerts?.maintenance ?? [];
  const timeZone = valid.sections.province?.timezone;
  if (timeZone === undefined) return [];
  const tell = tellOf(raw);
  const scopes = new Scopes(valid, tell);
  const zone = zoneOf(timeZone);
  return entries.flatMap((entry, index): readonly MaintenanceWindow[] => {
    const path: Path = ['alerts', 'maintenance', index];
    const check = new WindowCheck(entry, path, { tell, zone });
    if (entries.findIndex(({ id }) => id === entry.id) !== index)
      check.add(['id'], `the id "${entry.id}" is taken already among windows`);
    const scope = scopes.maintenance(entry.scope, [...path, 'scope']);
    if (Object.values(entry.scope).every((list) => list === undefined || list.length === 0))
      check.add(['scope'], 'the scope is empty, wanted links, sites, regencies or providers');
    const time = check.time();
    const announcedAt = epochOfMoment(entry.announcedAt, zone);
    if (!time) return [];
    check.dates(time, announcedAt, nowMs);
    const { id, name, announcedBy, note } = entry;
    return [
      {
        id,
        name,
        scope,
        time,
        announcedBy,
        announcedAt,
        ...(note !== undefined && { note }),
        origin: 'config',
      },
    ];
  });
}

class WindowCheck {
  readonly #entry: MaintenanceEntry;
  readonly #path: Path;
  readonly #tell: Tell;
  readonly #zone: Zone;

  constructor(entry: MaintenanceEntry, path: Path, deps: { readonly tell: Tell; readonly zone: Zone }) {
    this.#entry = entry;
    this.#path = path;
    this.#tell = deps.tell;
    this.#zone = deps.zone;
  }

  add(path: Path, message: string): void {
    this.#tell.add([...this.#path, ...path], message);
  }

  #warn(path: Path, message: string): void {
    this.#tell.warn([...this.#path, ...path], message);
  }

  /** When it is open; undefined after a mistake that leaves nothing of it. */
  time(): MaintenanceTime | undefined {
    const once = ONCE.filter((name) => this.#entry[name] !== undefined);
    const again = AGAIN.filter((name) => this.#entry[name] !== undefined);
    if (once.length > 0 && again.length > 0) {
      this.add(
        [again[0] ?? ''],
        `found ${once.join(' and ')} and ${again.join(', ')}, wanted from and to, or every, at and duration`,
      );
      return undefined;
    }
    return again.length > 0 ? this.#again() : this.#once();
  }

  #once(): MaintenanceTime | undefined {
    const { from, to } = this.#entry;
    if (!from || !to) {
      const missing = from ? '"to"' : to ? '"from"' : 'from and to, or every, at and duration';
      this.add([], `the window "${this.#entry.id}" lacks ${missing}`);
      return undefined;
    }
    const time = {
      kind: 'once',
      from: epochOfMoment(from, this.#zone),
      to: epochOfMoment(to, this.#zone),
    } as const;
    if (time.to <= time.from) this.add(['to'], 'the window ends before it begins, or at once');
    if (time.to - time.from > MOST_WINDOW_MS)
      this.add(
        ['to'],
        `the window lasts ${Math.ceil((time.to - time.from) / DAY_MS)} days, wanted 30 at most: a link that is out of use for longer is suspended (stage)`,
      );
    return time;
  }

  #again(): MaintenanceTime | undefined {
    const { id, every, monthDays, at, duration, notBefore, notAfter } = this.#entry;
    const days = every ?? monthDays;
    if (!days || at === undefined || duration === undefined) {
      const missing = [
        ...(days ? [] : ['every or monthDays']),
        ...(at === undefined ? ['at'] : []),
        ...(duration === undefined ? ['duration'] : []),
      ];
      this.add([], `the window "${id}" comes again and lacks ${missing.join(' and ')}`);
      return undefined;
    }
    if (every && monthDays) this.add(['monthDays'], 'found both "every" and "monthDays", wanted one of them');
    if (duration > MOST_RECURRING_MS)
      this.add(
        ['duration'],
        `duration: found ${formatDuration(duration)}, wanted ${formatDuration(MOST_RECURRING_MS)} at most for a window that comes again`,
      );
    else if (overlapsItself(days, duration))
      this.add(
        ['duration'],
        `duration: found ${formatDuration(duration)}: the window would begin again before it ends, wanted a shorter one, or fewer days`,
      );
    const time = {
      kind: 'recurring',
      days: [...new Set<string | number>(days)] as typeof days,
      atMinute: at,
      durationMs: duration,
      ...(notBefore && { notBefore: epochOfMoment(notBefore, this.#zone) }),
      ...(notAfter && { notAfter: epochOfMoment(notAfter, this.#zone, LAST_MINUTE) }),
    } as const;
    if (time.notBefore !== undefined && time.notAfter !== undefined && time.notAfter < time.notBefore)
      this.add(['notAfter'], 'notAfter lies before notBefore: the window never opens');
    return time;
  }

  /** What its dates say about a window that is right in itself. */
  dates(time: MaintenanceTime, announcedAt: number, nowMs: number): void {
    const begin = time.kind === 'once' ? time.from : time.notBefore;
    const end =
      time.kind === 'once'
        ? time.to
        : time.notAfter === undefined
          ? undefined
          : time.notAfter + time.durationMs;
    if (end !== undefined && end < nowMs - STALE_WINDOW_MS)
      this.#warn([], `the window "${this.#entry.id}" has long been over; it can be taken out`);
    if (announcedAt > nowMs) this.#warn(['announcedAt'], 'announcedAt is not yet');
    else if (begin !== undefined && announcedAt > begin)
      this.#warn(
        ['announcedAt'],
        'the window was announced after it had begun; outages from before are told all the same',
      );
  }
}

/** Whether a window begins again before it ends. Days of the week repeat, days of the month lie differently each month. */
function overlapsItself(days: readonly (string | number)[], durationMs: number): boolean {
  let last: number | undefined;
  for (let day = 0; day < OVERLAP_DAYS; day++) {
    const date = new Date(Date.UTC(2024, 0, 1) + day * DAY_MS);
    const weekday = WEEKDAYS[(date.getUTCDay() + 6) % 7] ?? '';
    if (!days.includes(date.getUTCDate()) && !days.includes(weekday)) continue;
    if (last !== undefined && (day - last) * DAY_MS < durationMs) return true;
    last = day;
  }
  return false;
}

// Whether the data directory is about to be full, and when it will be as things go. Decides; reads nothing itself.

import type { DiskSpace } from '../runtime/disk.ts';

/** How little room a data directory has. `full`: writes fail before long. */
export type DiskLevel = 'ample' | 'low' | 'full';

const MB = 1e6;
const HOUR_MS = 3_600_000;

/**
 * Room below which an operator is told: 5 % of the file system, and no less than 500 MB, which is some hours of spooled
 * history at 10,000 links. On a small card that would be most of it; there a quarter has to do.
 */
const LOW = { share: 0.05, bytes: 500 * MB, mostShare: 0.25 } as const;
/** Room below which the state store, its log and the spool may run out within the hour. */
const FULL = { share: 0.01, bytes: 100 * MB, mostShare: 0.05 } as const;
/** What was called low is not ample before it has this much more room: deletions come in bites. */
const ROOM_TO_CLEAR = 1.2;

/** Growth is told over this long at least: roll-ups delete once an hour. */
const LEAST_SPAN_MS = HOUR_MS;
/** Samples kept, one per look a minute: six hours. The oldest goes when it is full. */
const MOST_SAMPLES = 360;
/** Beyond this nobody acts on the figure. */
const MOST_HOURS = 14 * 24;

/** Judges the room; `before` is the level as it was. */
export function diskLevel({ sizeBytes, freeBytes }: DiskSpace, before: DiskLevel): DiskLevel {
  const below = (limit: typeof LOW | typeof FULL, held: boolean): boolean => {
    const bytes = Math.max(limit.share * sizeBytes, Math.min(limit.bytes, limit.mostShare * sizeBytes));
    return freeBytes < bytes * (held ? ROOM_TO_CLEAR : 1);
  };
  if (below(FULL, before === 'full')) return 'full';
  return below(LOW, before !== 'ample') ? 'low' : 'ample';
}

/** Follows the room of one directory. */
export class DiskGrowth {
  readonly #samples: { readonly monoMs: number; readonly freeBytes: number }[] = [];

  /** Notes the room at a CLOCK_MONOTONIC time. */
  add(monoMs: number, freeBytes: number): void {
    this.#samples.push({ monoMs, freeBytes });
    if (this.#samples.length > MOST_SAMPLES) this.#samples.shift();
  }

  /** Hours until nothing is left if it goes on like this; undefined when that cannot be told, or is far off. */
  hoursLeft(): number | undefined {
    const [first] = this.#samples;
    const last = this.#samples.at(-1);
    if (!first || !last || last.monoMs - first.monoMs < LEAST_SPAN_MS) return undefined;
    const perHour = ((first.freeBytes - last.freeBytes) / (last.monoMs - first.monoMs)) * HOUR_MS;
    if (perHour <= 0) return undefined;
    const hours = last.freeBytes / perHour;
    return hours > MOST_HOURS ? undefined : hours;
  }
}

/** The sentence for the alert. */
export function diskDetail(directory: string, space: DiskSpace, hoursLeft: number | undefined): string {
  const left = `${amount(space.freeBytes)} of ${amount(space.sizeBytes)} left for the data directory ${directory}`;
  const soon = hoursLeft === undefined ? '' : `, full in about ${hours(hoursLeft)} at the present growth`;
  return `${left}${soon}; make room or move it to a larger disk`;
}

function amount(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.round(bytes / MB)} MB`;
}

function hours(value: number): string {
  if (value < 1) return 'an hour or less';
  return value < 48 ? `${Math.round(value)} h` : `${Math.round(value / 24)} days`;
}

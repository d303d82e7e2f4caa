// How far a move has come, in a file beside the history: after a break it goes on with the next series.

import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Measurement, Resolution } from '../metrics/schema.ts';

const NAME = 'move-to-influx.json';

/** What has been moved: of each measurement and resolution all series up to a number. */
export interface MoveProgress {
  after(measurement: Measurement, resolution: Resolution): number;
  done(measurement: Measurement, resolution: Resolution, series: number): void;
  /** Everything was moved and compared: the next move begins anew. */
  forget(): void;
}

/** Reads the file of a data directory; one about another server, or that cannot be read, is as none. */
export function moveProgress(directory: string, target: string): MoveProgress {
  const file = join(directory, NAME);
  const series = read(file, target);
  const key = (measurement: Measurement, resolution: Resolution): string => `${measurement} ${resolution}`;
  return {
    after: (measurement, resolution) => series[key(measurement, resolution)] ?? 0,
    done: (measurement, resolution, id) => {
      series[key(measurement, resolution)] = id;
      writeFileSync(`${file}.new`, `${JSON.stringify({ target, series })}\n`);
      renameSync(`${file}.new`, file);
    },
    forget: () => rmSync(file, { force: true }),
  };
}

function read(file: string, target: string): Record<string, number> {
  try {
    const found = JSON.parse(readFileSync(file, 'utf8')) as {
      readonly target?: unknown;
      readonly series?: unknown;
    };
    if (found.target !== target || typeof found.series !== 'object' || found.series === null) return {};
    return Object.fromEntries(
      Object.entries(found.series).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
    );
  } catch {
    // Series that are sent again overwrite themselves.
    return {};
  }
}

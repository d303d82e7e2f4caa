// Keeps devices that rename their parts endlessly from making series without end in InfluxDB, which would fall over them.

import { hash32 } from '../../../domain/hash.ts';
import type { CleanPoint } from '../clean.ts';
import { SeriesBound } from '../series-bound.ts';

/** Measurements whose tags hold names that devices give. */
const NAMED_BY_DEVICES: ReadonlySet<string> = new Set(['wlan', 'metric', 'iface']);

/** Remembers by hash which series were seen in this run; a start begins anew, and with it the bound. */
export class SeriesGuard {
  readonly #seen = new Set<number>();
  readonly #bound = new SeriesBound();

  /** Whether a point may be written. Two series of one hash count as one, which only makes the bound a little wider. */
  admits({ measurement, tags }: CleanPoint): boolean {
    if (!NAMED_BY_DEVICES.has(measurement)) return true;
    const link = tags.find(([name]) => name === 'link')?.[1] ?? '';
    const hash = hash32(`${measurement} ${tags.map(([name, value]) => `${name}=${value}`).join(',')}`);
    if (this.#seen.has(hash)) return true;
    if (!this.#bound.mayAdd(link)) return false;
    this.#seen.add(hash);
    this.#bound.added(link);
    return true;
  }
}

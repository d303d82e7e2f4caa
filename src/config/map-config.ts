// What the map is configured with.

import type { BoundaryLayer } from '../domain/geo-map.ts';

/** `map` of the configuration. */
export interface MapConfig {
  /** The office's own boundaries, read and checked; absent: the coast alone. */
  readonly boundary?: BoundaryLayer;
}

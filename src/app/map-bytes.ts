// A map as it is sent: what is known of the plan, the land around it, and both as bytes.

import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { MapBytes } from '../api/map-port.ts';
import { type GeoBounds, widened } from '../domain/geo.ts';
import type { BoundaryLayer, MapView } from '../domain/geo-map.ts';
import { clipLand, type Land } from './map-land.ts';

/** What a map is made for. */
export interface MapOrder {
  /** Around all sites; absent when none has a position. */
  readonly bounds?: GeoBounds;
  readonly boundary?: BoundaryLayer;
}

/**
 * Land is shown this far around the sites, km, and at least as far as they reach themselves: a tall province on a wide screen
 * has twice its width on either side.
 */
const LEAST_MARGIN_KM = 350;

/** The box in which land is shown. */
export function boxAround(bounds: GeoBounds): GeoBounds {
  return widened(bounds, LEAST_MARGIN_KM);
}

/** The map. */
export function mapViewOf({ bounds, boundary }: MapOrder, landIn: (box: GeoBounds) => Land): MapView {
  const box = bounds && boxAround(bounds);
  return {
    ...(bounds && { bounds }),
    ...(box && { box }),
    coast: box ? clipLand(landIn(box), box) : [],
    ...(boundary && { boundary }),
  };
}

/** The map as bytes. */
export function mapBytesOf(view: MapView): MapBytes {
  const json = Buffer.from(JSON.stringify(view));
  const digest = createHash('sha256').update(json).digest('base64url').slice(0, 27);
  return { json, gzip: gzipSync(json), etag: `"${digest}"` };
}

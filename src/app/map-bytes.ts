// A map as it is sent: what is known of the plan, the land around it, and both as bytes.

import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { MapBytes } from '../api/map-port.ts';
import { type GeoBounds, widened } from '../domain/geo.ts';
import type { BoundaryLayer, MapView } from '../domain/geo-map.ts';
import { clipLand, clipLines, type Land } from './map-land.ts';

/** What a map is made for. */
export interface MapOrder {
  /** Around all sites; absent when none has a position. */
  readonly bounds?: GeoBounds;
  readonly boundary?: BoundaryLayer;
}

/** Land is shown this far around the sites, km: a tall province on a wide screen has its own height on either side. */
const MARGIN_KM = 450;

/** The box in which land is shown. */
export function boxAround(bounds: GeoBounds): GeoBounds {
  return widened(bounds, MARGIN_KM);
}

/** The map. */
export function mapViewOf({ bounds, boundary }: MapOrder, landIn: (box: GeoBounds) => Land): MapView {
  const box = bounds && boxAround(bounds);
  return {
    ...(bounds && { bounds }),
    ...(box && { box }),
    coast: box ? clipLand(landIn(box), box) : [],
    ...(boundary && box && { boundary: { ...boundary, lines: clipLines(boundary.lines, box) } }),
  };
}

/** The map as bytes. */
export function mapBytesOf(view: MapView): MapBytes {
  const json = Buffer.from(JSON.stringify(view));
  const digest = createHash('sha256').update(json).digest('base64url').slice(0, 27);
  return { json, gzip: gzipSync(json), etag: `"${digest}"` };
}

// What lies under the sites of a map, as GET /api/v1/map answers: a type for the page too.

import type { GeoBounds } from './geo.ts';

/** Longitude and latitude in degrees, in the order of GeoJSON (RFC 7946 §3.1.1). */
export type LngLat = readonly [longitudeDeg: number, latitudeDeg: number];

/** Rings of a polygon, the outer one first; each ends where it begins. */
export type Rings = readonly (readonly LngLat[])[];

/** A name, and where it is written. */
export interface NamedPlace {
  readonly name: string;
  readonly at: LngLat;
}

/** The office's own boundaries, drawn as lines: nobody is told whose they are by a fill. */
export interface BoundaryLayer {
  readonly lines: readonly (readonly LngLat[])[];
  readonly names: readonly NamedPlace[];
}

/**
 * What the page draws under its own points and lines. Longitudes are not cut at the antimeridian: they run on from
 * `box.westDeg` up to `box.eastDeg`.
 */
export interface MapView {
  /** Around all sites that have a position; absent when none has. */
  readonly bounds?: GeoBounds;
  /** Where the coast was cut off; absent with `bounds`. */
  readonly box?: GeoBounds;
  /** Land within the box. Edges along the box are cuts, not coast. */
  readonly coast: readonly Rings[];
  /** Absent where none is configured. */
  readonly boundary?: BoundaryLayer;
}

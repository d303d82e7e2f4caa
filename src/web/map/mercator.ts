// Web Mercator (EPSG:3857) on plain numbers: the world at zoom 0 is a square of 256 px, and 2^zoom times that at others. The
// same as Leaflet's, without an object per point.

import { MOST_LATITUDE_DEG } from '../../domain/geo.ts';

/** Side of the world at zoom 0, px. */
export const WORLD_PX = 256;
/** Equator of the sphere that the projection takes the earth for, in metres. */
const EQUATOR_M = 40_075_016.7;
const RADIANS = Math.PI / 180;

/** Easting in px at zoom 0; longitudes above 180 run on. */
export function worldX(longitudeDeg: number): number {
  return ((longitudeDeg + 180) / 360) * WORLD_PX;
}

/** Southing in px at zoom 0. */
export function worldY(latitudeDeg: number): number {
  const clamped = Math.max(-MOST_LATITUDE_DEG, Math.min(MOST_LATITUDE_DEG, latitudeDeg));
  const sin = Math.sin(clamped * RADIANS);
  return (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * WORLD_PX;
}

/** Latitude of a southing. */
export function latitudeOf(y: number): number {
  return 90 - (2 * Math.atan(Math.exp(((y / WORLD_PX) * 2 - 1) * Math.PI))) / RADIANS;
}

/** Longitude of an easting. */
export function longitudeOf(x: number): number {
  return (x / WORLD_PX) * 360 - 180;
}

/** How many metres a pixel covers at a latitude and zoom. */
export function metresPerPx(latitudeDeg: number, zoom: number): number {
  return (EQUATOR_M * Math.cos(latitudeDeg * RADIANS)) / (WORLD_PX * 2 ** zoom);
}

/** The longest round distance, 1, 2 or 5 times a power of ten, that fits into a width. */
export function scaleBar(
  metresPerPixel: number,
  mostPx: number,
): { readonly metres: number; readonly px: number } {
  const most = metresPerPixel * mostPx;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [5, 2, 1].find((each) => each * power <= most) ?? 1;
  return { metres: step * power, px: (step * power) / metresPerPixel };
}

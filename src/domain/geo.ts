// Places on the globe: the box around them, and longitudes that run on over the antimeridian instead of jumping. Pure.

/** Latitude and longitude in degrees, WGS 84, in the order of {@link Site.position}. */
export type LatLng = readonly [latitudeDeg: number, longitudeDeg: number];

/**
 * A box in degrees, WGS 84. `westDeg` is within -180 to 180; `eastDeg` is above 180 where the box crosses the antimeridian:
 * longitudes in it run on.
 */
export interface GeoBounds {
  readonly westDeg: number;
  readonly southDeg: number;
  readonly eastDeg: number;
  readonly northDeg: number;
}

/** Length of a degree of latitude in km, the same everywhere to 0.6 %. */
export const KM_PER_DEGREE = 111.2;
/** Web Mercator ends here: the world is a square then. */
export const MOST_LATITUDE_DEG = 85;

/** A longitude moved by whole turns into [westDeg, westDeg + 360). */
export function unwrapDeg(longitudeDeg: number, westDeg: number): number {
  const turns = Math.floor((longitudeDeg - westDeg) / 360);
  const moved = longitudeDeg - turns * 360;
  // What lies a hair beside the edge may be rounded beyond it.
  return moved >= westDeg + 360 ? westDeg : Math.max(westDeg, moved);
}

/** The smallest box around places: it leaves out the widest stretch of longitudes without any. Undefined for none. */
export function boundsOf(places: Iterable<LatLng>): GeoBounds | undefined {
  const longitudes: number[] = [];
  let southDeg = Number.POSITIVE_INFINITY;
  let northDeg = Number.NEGATIVE_INFINITY;
  for (const [latitude, longitude] of places) {
    southDeg = Math.min(southDeg, latitude);
    northDeg = Math.max(northDeg, latitude);
    longitudes.push(unwrapDeg(longitude, -180));
  }
  const sorted = longitudes.sort((a, b) => a - b);
  const first = sorted[0];
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return undefined;
  // The gap over the antimeridian is the one to beat.
  let widestDeg = first + 360 - last;
  let [westDeg, eastDeg] = [first, last];
  for (let index = 1; index < sorted.length; index++) {
    const before = sorted[index - 1] ?? first;
    const after = sorted[index] ?? first;
    if (after - before <= widestDeg) continue;
    widestDeg = after - before;
    westDeg = after;
    eastDeg = before + 360;
  }
  return { westDeg, southDeg, eastDeg, northDeg };
}

/** A box with a margin on every side; a box around the whole world is no larger than the world. */
export function widened(bounds: GeoBounds, marginKm: number): GeoBounds {
  const southDeg = Math.max(-MOST_LATITUDE_DEG, bounds.southDeg - marginKm / KM_PER_DEGREE);
  const northDeg = Math.min(MOST_LATITUDE_DEG, bounds.northDeg + marginKm / KM_PER_DEGREE);
  // Degrees of longitude are shortest where the box is farthest from the equator.
  const farthestDeg = Math.max(Math.abs(southDeg), Math.abs(northDeg));
  const marginDeg = marginKm / (KM_PER_DEGREE * Math.cos((farthestDeg * Math.PI) / 180));
  const spanDeg = bounds.eastDeg - bounds.westDeg + 2 * marginDeg;
  if (spanDeg >= 360) return { westDeg: -180, southDeg, eastDeg: 180, northDeg };
  const westDeg = unwrapDeg(bounds.westDeg - marginDeg, -180);
  return { westDeg, southDeg, eastDeg: westDeg + spanDeg, northDeg };
}

/** Whether a place lies in a box, its edges included. */
export function isWithin([latitude, longitude]: LatLng, bounds: GeoBounds): boolean {
  return (
    latitude >= bounds.southDeg &&
    latitude <= bounds.northDeg &&
    unwrapDeg(longitude, bounds.westDeg) <= bounds.eastDeg
  );
}

/** The middle of a box; its longitude may be above 180. */
export function centreOf({ westDeg, southDeg, eastDeg, northDeg }: GeoBounds): LatLng {
  return [(southDeg + northDeg) / 2, (westDeg + eastDeg) / 2];
}

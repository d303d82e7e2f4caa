// Land around the sites, from the package world-atlas (Natural Earth, public domain): the coarsest map that is fine enough for
// the box, clipped to it and rounded to what a screen can show.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import bboxClip from '@turf/bbox-clip';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { GeoBounds } from '../domain/geo.ts';
import type { LngLat, Rings } from '../domain/geo-map.ts';

/** Decimals of a degree that are kept: 0.001° is 110 m. */
const DECIMALS = 3;
/** The finest map whose land within the box is a few hundred kB, by the box's longer side in degrees. */
const DETAILS = [
  { upToDeg: 30, file: 'land-10m.json' },
  { upToDeg: 90, file: 'land-50m.json' },
  { upToDeg: 360, file: 'land-110m.json' },
] as const;
/** The map's own seam at 180°, and the turns by which a box may lie beyond it. */
const TURNS_DEG = [0, 360, -360] as const;

/** Polygons of a map, as GeoJSON has them. */
export type Land = readonly (readonly (readonly (readonly number[])[])[])[];

/** Which file of world-atlas a box is drawn from. */
export function landFileOf({ westDeg, southDeg, eastDeg, northDeg }: GeoBounds): string {
  const longerDeg = Math.max(eastDeg - westDeg, northDeg - southDeg);
  return (DETAILS.find(({ upToDeg }) => longerDeg <= upToDeg) ?? DETAILS[DETAILS.length - 1] ?? DETAILS[0])
    .file;
}

/** Reads all land of a file of world-atlas. Throws what reading and parsing throw. */
export function readLand(file: string): Land {
  const path = fileURLToPath(import.meta.resolve(`world-atlas/${file}`));
  const topology = JSON.parse(readFileSync(path, 'utf8')) as Topology<{ land: GeometryCollection }>;
  return feature(topology, topology.objects.land).features.flatMap(({ geometry }) => {
    if (geometry.type === 'MultiPolygon') return geometry.coordinates;
    return geometry.type === 'Polygon' ? [geometry.coordinates] : [];
  });
}

/** The land within a box, in longitudes that run on from its western edge. */
export function clipLand(land: Land, box: GeoBounds): readonly Rings[] {
  return land.flatMap((polygon) => TURNS_DEG.flatMap((turnDeg) => clipPolygon(polygon, { box, turnDeg })));
}

/** Lines within a box, in longitudes that run on from its western edge; where they leave it they are cut. */
export function clipLines(
  lines: readonly (readonly LngLat[])[],
  box: GeoBounds,
): readonly (readonly LngLat[])[] {
  return lines.flatMap((line) => TURNS_DEG.flatMap((turnDeg) => clipLine(line, { box, turnDeg })));
}

interface Turned {
  readonly box: GeoBounds;
  readonly turnDeg: number;
}

function clipPolygon(polygon: Land[number], { box, turnDeg }: Turned): readonly Rings[] {
  const here = turned(box, turnDeg);
  if (!mayTouch(polygon[0] ?? [], here)) return [];
  const coordinates = polygon.map((ring) => ring.map((place) => [...place]));
  const { geometry } = bboxClip({ type: 'Polygon', coordinates }, edgesOf(here));
  const parts =
    geometry.type === 'MultiPolygon' ? geometry.coordinates : [geometry.coordinates as number[][][]];
  return parts.flatMap((part) => {
    const rings = part.map((ring) => roundRing(ring, turnDeg)).filter((ring) => ring !== undefined);
    return rings.length > 0 ? [rings] : [];
  });
}

function clipLine(line: readonly LngLat[], { box, turnDeg }: Turned): readonly (readonly LngLat[])[] {
  const here = turned(box, turnDeg);
  if (!mayTouch(line, here)) return [];
  const coordinates = line.map((place) => [...place]);
  const { geometry } = bboxClip({ type: 'LineString', coordinates }, edgesOf(here));
  const parts =
    geometry.type === 'MultiLineString' ? geometry.coordinates : [geometry.coordinates as number[][]];
  return parts
    .map((part) => part.map(([longitude = 0, latitude = 0]): LngLat => [longitude + turnDeg, latitude]))
    .filter((part) => part.length > 1);
}

function turned(box: GeoBounds, turnDeg: number): GeoBounds {
  return { ...box, westDeg: box.westDeg - turnDeg, eastDeg: box.eastDeg - turnDeg };
}

function edgesOf({ westDeg, southDeg, eastDeg, northDeg }: GeoBounds): [number, number, number, number] {
  return [westDeg, southDeg, eastDeg, northDeg];
}

/** Most polygons of the world lie elsewhere: their boxes say so. */
function mayTouch(ring: readonly (readonly number[])[], box: GeoBounds): boolean {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [longitude = 0, latitude = 0] of ring) {
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
  }
  return west <= box.eastDeg && east >= box.westDeg && south <= box.northDeg && north >= box.southDeg;
}

/** A ring rounded, without places that fall together; undefined when nothing is left of it. */
export function roundRing(ring: readonly (readonly number[])[], turnDeg = 0): readonly LngLat[] | undefined {
  const rounded: LngLat[] = [];
  for (const [longitude = 0, latitude = 0] of ring) {
    const place: LngLat = [round(longitude + turnDeg), round(latitude)];
    const last = rounded.at(-1);
    if (!last || last[0] !== place[0] || last[1] !== place[1]) rounded.push(place);
  }
  return rounded.length < 4 ? undefined : rounded;
}

function round(degrees: number): number {
  // Adding 0 turns -0 into 0.
  return Math.round(degrees * 10 ** DECIMALS) / 10 ** DECIMALS + 0;
}

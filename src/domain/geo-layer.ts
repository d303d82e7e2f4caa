// A layer of lines as an office brings it along: which of it is on the globe, whether latitude and longitude were swapped, and
// every border once. Pure.

import { type GeoBounds, isWithin } from './geo.ts';
import type { LngLat } from './geo-map.ts';

/** What a layer is made of before it is checked: places of at least two numbers each. */
export type RawLine = readonly (readonly number[])[];

/** What was found in a layer. */
export interface CheckedLayer<Part> {
  /** Parts of which every place is on the globe, turned round where they were swapped. */
  readonly parts: readonly Part[];
  /** Parts left out because a place is outside of ±90° and ±360°, or no place at all. */
  readonly leftOut: number;
  /** A place of those that were left out. */
  readonly example?: readonly number[];
  /** Whether the layer has latitude first, against RFC 7946 §3.1.1. */
  readonly swapped: boolean;
  /** Whether nothing of it lies near; false where nobody knows what is near. */
  readonly far: boolean;
}

/** A part of a layer with its lines. */
interface WithLines<Line> {
  readonly lines: readonly Line[];
}

/** Checks a layer against where it should lie: the box around the sites; undefined when no site has a position. */
export function checkLayer<Part extends WithLines<RawLine>>(
  parts: readonly Part[],
  around: GeoBounds | undefined,
): CheckedLayer<Omit<Part, 'lines'> & WithLines<readonly LngLat[]>> {
  const places = parts.flatMap(({ lines }) => lines.flat());
  const straight = votes(places, around, (x, y) => [x, y]);
  const turned = votes(places, around, (x, y) => [y, x]);
  const swapped = straight === 0 && turned > places.length / 2;
  const good: (Omit<Part, 'lines'> & WithLines<readonly LngLat[]>)[] = [];
  let leftOut = 0;
  let example: readonly number[] | undefined;
  for (const part of parts) {
    const bad = part.lines.flat().find((place) => !isPlace(place, swapped));
    if (bad) {
      leftOut++;
      example ??= bad;
      continue;
    }
    good.push({ ...part, lines: part.lines.map((line) => line.map((place) => placeOf(place, swapped))) });
  }
  return {
    parts: good,
    leftOut,
    ...(example && { example }),
    swapped,
    far: around !== undefined && good.length > 0 && !swapped && straight === 0,
  };
}

/** How many places speak for an order of the numbers: near the sites, or, without any, on the globe one way only. */
function votes(
  places: readonly (readonly number[])[],
  around: GeoBounds | undefined,
  order: (x: number, y: number) => LngLat,
): number {
  return places.filter(([x = Number.NaN, y = Number.NaN]) => {
    const [longitude, latitude] = order(x, y);
    if (Math.abs(latitude) > 90 || Math.abs(longitude) > 360) return false;
    return around ? isWithin([latitude, longitude], around) : true;
  }).length;
}

function placeOf([x = 0, y = 0]: readonly number[], swapped: boolean): LngLat {
  return swapped ? [y, x] : [x, y];
}

function isPlace(place: readonly number[], swapped: boolean): boolean {
  const [x = Number.NaN, y = Number.NaN] = place;
  const [longitude, latitude] = swapped ? [y, x] : [x, y];
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 360;
}

/** 0.0001° is 11 m: borders of neighbours that were drawn from one survey fall together. */
const DECIMALS = 4;

/** The lines rounded, each border between two areas once: dashes drawn twice would fill each other's gaps. */
export function withoutRepeats(lines: readonly (readonly LngLat[])[]): readonly (readonly LngLat[])[] {
  const drawn = new Set<string>();
  const kept: LngLat[][] = [];
  for (const line of lines) {
    let part: LngLat[] = [];
    const end = (): void => {
      if (part.length > 1) kept.push(part);
      part = [];
    };
    let before: LngLat | undefined;
    for (const place of line) {
      const here: LngLat = [round(place[0]), round(place[1])];
      if (before && before[0] === here[0] && before[1] === here[1]) continue;
      const piece = before && pieceOf(before, here);
      if (piece !== undefined && drawn.has(piece)) end();
      else if (piece !== undefined) {
        drawn.add(piece);
        if (part.length === 0 && before) part.push(before);
      }
      if (piece === undefined || part.length > 0) part.push(here);
      before = here;
    }
    end();
  }
  return kept;
}

function pieceOf(a: LngLat, b: LngLat): string {
  const [first, second] = [a.join(' '), b.join(' ')].sort();
  return `${first} ${second}`;
}

function round(degrees: number): number {
  return Math.round(degrees * 10 ** DECIMALS) / 10 ** DECIMALS + 0;
}

/** The middle of a ring by its area, where a name is written; undefined for what has none. */
export function middleOf(
  ring: readonly LngLat[],
): { readonly at: LngLat; readonly area: number } | undefined {
  const [origin] = ring;
  if (!origin) return undefined;
  let [area, x, y] = [0, 0, 0];
  for (const [index, place] of ring.entries()) {
    const before = ring[index - 1];
    if (!before) continue;
    // Relative to the first place: far from 0° the products would lose their digits.
    const [ax, ay] = [before[0] - origin[0], before[1] - origin[1]];
    const [bx, by] = [place[0] - origin[0], place[1] - origin[1]];
    const cross = ax * by - bx * ay;
    area += cross / 2;
    x += ((ax + bx) * cross) / 6;
    y += ((ay + by) * cross) / 6;
  }
  if (Math.abs(area) < 1e-12) return undefined;
  return { at: [origin[0] + x / area, origin[1] + y / area], area: Math.abs(area) };
}

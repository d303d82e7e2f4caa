// Coordinates as they stand in cells: decimal degrees with point or comma, degrees-minutes-seconds in Indonesian or
// English, or both in one cell.

import { bad, good, type Parsed } from './parsed.ts';

/** Latitude and longitude in degrees, WGS 84. */
export type Position = readonly [latitudeDeg: number, longitudeDeg: number];
type Axis = 'latitude' | 'longitude';

/** Indonesia with its seas: from Rote (11.1° S) to Weh (6.1° N), from Weh (95.0° E) to Merauke (141.1° E). */
const BOUNDS = { latitude: [-11.2, 6.3], longitude: [94.9, 141.1] } as const;
const WANTED = {
  latitude: 'wanted a latitude in Indonesia (-11.2 to 6.3), such as -2.68056 or 2°40\'50" LS',
  longitude: 'wanted a longitude in Indonesia (94.9 to 141.1), such as 118.88611 or 118°53\'10" BT',
} as const;

/** N, S, E, W; LU, LS, BT, BB are lintang utara, lintang selatan, bujur timur, bujur barat. */
const SIGN: Readonly<Record<string, readonly [Axis, 1 | -1]>> = {
  n: ['latitude', 1],
  lu: ['latitude', 1],
  s: ['latitude', -1],
  ls: ['latitude', -1],
  e: ['longitude', 1],
  bt: ['longitude', 1],
  t: ['longitude', 1],
  w: ['longitude', -1],
  bb: ['longitude', -1],
};

/** One coordinate of a pair; `other` is the cell of the other axis, to see whether the two are swapped. */
export function readCoordinate(text: string, axis: Axis, other: string): Parsed<number> {
  const angle = parseAngle(text);
  if (!angle) return bad(WANTED[axis], lostPoint(text, axis));
  if (angle.axis !== undefined && angle.axis !== axis)
    return bad(WANTED[axis], parseAngle(other)?.axis === axis ? SWAPPED : undefined);
  if (isWithin(angle.degrees, axis)) return good(rounded(angle.degrees), noteOf(text, angle.degrees));
  const opposite = parseAngle(other);
  const crossed: Axis = axis === 'latitude' ? 'longitude' : 'latitude';
  if (opposite && isWithin(angle.degrees, crossed) && isWithin(opposite.degrees, axis))
    return bad(WANTED[axis], SWAPPED);
  return bad(WANTED[axis], lostPoint(text, axis));
}

const SWAPPED = 'latitude and longitude seem to be swapped: put each in the other column, or use --map';

/** Both in one cell: `-2.68, 118.88`, `-2,68; 118,88`, `2°40'50" LS 118°53'10" BT`. */
export function readPosition(text: string): Parsed<Position> {
  const wanted = 'wanted latitude and longitude in Indonesia, such as -2.68056, 118.88611';
  const parts = halves(text);
  const [first, second] = parts?.map(parseAngle) ?? [];
  if (!first || !second) return bad(wanted);
  const reversed = first.axis === 'longitude' || second.axis === 'latitude';
  const [latitude, longitude] = reversed ? [second, first] : [first, second];
  if (isWithin(latitude.degrees, 'latitude') && isWithin(longitude.degrees, 'longitude')) {
    const position: Position = [rounded(latitude.degrees), rounded(longitude.degrees)];
    return good(position, `read as ${position.join(', ')}`);
  }
  if (isWithin(longitude.degrees, 'latitude') && isWithin(latitude.degrees, 'longitude'))
    return bad(wanted, `did you mean ${rounded(longitude.degrees)}, ${rounded(latitude.degrees)}?`);
  return bad(wanted);
}

interface Angle {
  readonly degrees: number;
  /** Present when a letter says so. */
  readonly axis?: Axis;
}

const NUMBER = String.raw`\d{1,3}(?:[.,]\d{1,12})?`;
const SECONDS = String.raw`\d{1,2}(?:[.,]\d{1,12})?`;
const ANGLE = new RegExp(`^([+-])?(${NUMBER})(?:°(?:(${SECONDS})'(?:(${SECONDS})")?)?)?$`);

const BEFORE = /^(ls|lu|bt|bb|[nsewt])[ .:]*(?=\d)/;
const BEHIND = /[ .]*(ls|lu|bt|bb|[nsewt])$/;

/** Decimal degrees or degrees, minutes, seconds, with or without a letter for the direction. */
function parseAngle(text: string): Angle | undefined {
  let rest = text
    .toLowerCase()
    .replace(/[−–]/g, '-')
    .replace(/[º˚]|\b(?:deg|derajat)\b|d(?=\d)/g, '°')
    .replace(/''|[″“”]|\bdetik\b/g, '"')
    .replace(/[′‘’`´]|\bmenit\b/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
  const word = (BEFORE.exec(rest) ?? BEHIND.exec(rest))?.[1];
  const direction = word === undefined ? undefined : SIGN[word];
  if (direction) rest = rest.replace(BEFORE, '').replace(BEHIND, '');
  if (/^[+-]?\d{1,3} \d{1,2}( \d{1,2}([.,]\d+)?)?$/.test(rest)) rest = spaced(rest);
  const [, sign, degrees, minutes = '0', seconds = '0'] = ANGLE.exec(rest.replace(/ /g, '')) ?? [];
  if (degrees === undefined) return undefined;
  const [m, s] = [toNumber(minutes), toNumber(seconds)];
  if (m >= 60 || s >= 60 || (sign !== undefined && direction)) return undefined;
  const size = toNumber(degrees) + m / 60 + s / 3_600;
  return direction
    ? { degrees: size * direction[1], axis: direction[0] }
    : { degrees: sign === '-' ? -size : size };
}

/** `2 40 50` is degrees, minutes, seconds. */
function spaced(text: string): string {
  const [degrees, minutes, seconds] = text.split(' ');
  return `${degrees}°${minutes}'${seconds === undefined ? '' : `${seconds}"`}`;
}

/** Where a cell with both falls apart. Commas separate only when they are not decimal ones. */
function halves(text: string): readonly [string, string] | undefined {
  const trimmed = text.trim().replace(/[,;]$/, '');
  const separators = [
    /\s*[;|]\s*/,
    /\s*,\s+/,
    /(?<=\.\d+)\s*,\s*/,
    /\s*\/\s*/,
    /(?<=(?:ls|lu|[ns])\b),?\s*/i,
    /\s+(?=[+-]?\d+[.,]\d)/,
  ];
  for (const separator of separators) {
    const parts = trimmed.split(separator);
    const [first, second] = parts;
    if (parts.length === 2 && first && second && parseAngle(first) && parseAngle(second))
      return [first, second];
  }
  return undefined;
}

function isWithin(degrees: number, axis: Axis): boolean {
  const [least, most] = BOUNDS[axis];
  return degrees >= least && degrees <= most;
}

/** Excel with the other decimal sign drops the point: -2.68056 becomes -268056. */
function lostPoint(text: string, axis: Axis): string | undefined {
  const [, sign = '', digits] = /^([+-]?)([\d.,]+)$/.exec(text.trim()) ?? [];
  const bare = digits?.replace(/[.,]/g, '') ?? '';
  if (bare.length < 5) return undefined;
  const places = axis === 'longitude' ? [3, 2] : [1, 2];
  const likely = places
    .map((place) => `${sign}${bare.slice(0, place)}.${bare.slice(place)}`)
    .find((each) => isWithin(Number(each), axis));
  return likely === undefined ? undefined : `has the decimal point been lost? Did you mean ${likely}?`;
}

/** Six decimals are 0.1 m. */
function rounded(degrees: number): number {
  return Number(degrees.toFixed(6));
}

function toNumber(text: string): number {
  return Number(text.replace(',', '.'));
}

function noteOf(text: string, degrees: number): string | undefined {
  const value = rounded(degrees);
  return Number(text) === value ? undefined : `read as ${value}`;
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boundsOf,
  centreOf,
  isWithin,
  KM_PER_DEGREE,
  type LatLng,
  MOST_LATITUDE_DEG,
  unwrapDeg,
  widened,
} from '../../src/domain/geo.ts';

const latitude = fc.double({ min: -MOST_LATITUDE_DEG, max: MOST_LATITUDE_DEG, noNaN: true });
const longitude = fc.double({ min: -180, max: 180, noNaN: true });
const places = fc.array(fc.tuple(latitude, longitude), { minLength: 1, maxLength: 30 });

describe('boundsOf()', () => {
  it.each<[string, LatLng[], [number, number, number, number]]>([
    ['one place is a box without a size', [[-2.68, 118.89]], [118.89, -2.68, 118.89, -2.68]],
    [
      'two places',
      [
        [-3.57, 118.7],
        [-0.85, 119.9],
      ],
      [118.7, -3.57, 119.9, -0.85],
    ],
    [
      'either side of 0°',
      [
        [1, -2],
        [0, 3],
      ],
      [-2, 0, 3, 1],
    ],
    [
      'over the antimeridian (Fiji)',
      [
        [-17, 177],
        [-16, -179],
        [-18, 179],
      ],
      [177, -18, 181, -16],
    ],
  ])('%s', (_, given, [westDeg, southDeg, eastDeg, northDeg]) => {
    expect(boundsOf(given)).toEqual({ westDeg, southDeg, eastDeg, northDeg });
  });

  it('is nothing for no place', () => {
    expect(boundsOf([])).toBeUndefined();
  });

  it('contains every place, whatever the order, and is never wider than half of a turn and the widest gap allow', () => {
    fc.assert(
      fc.property(places, (given) => {
        const bounds = boundsOf(given);
        if (!bounds) throw new Error('there are places');
        for (const place of given) expect(isWithin(place, bounds)).toBe(true);
        expect(bounds.eastDeg).toBeGreaterThanOrEqual(bounds.westDeg);
        expect(bounds.eastDeg - bounds.westDeg).toBeLessThanOrEqual(360);
        expect(boundsOf(given.toReversed())).toEqual(bounds);
      }),
    );
  });

  it('does not depend on where longitudes are counted from', () => {
    fc.assert(
      fc.property(places, fc.constantFrom(-360, 360, 720), (given, turn) => {
        const moved = boundsOf(given.map(([lat, lng]): LatLng => [lat, lng + turn]));
        const bounds = boundsOf(given);
        const width = (box: typeof bounds): number => (box ? box.eastDeg - box.westDeg : Number.NaN);
        expect(width(moved)).toBeCloseTo(width(bounds), 6);
      }),
    );
  });
});

describe('unwrapDeg()', () => {
  it('moves a longitude by whole turns to the east of a meridian', () => {
    expect(unwrapDeg(-179, 177)).toBe(181);
    expect(unwrapDeg(178, 177)).toBe(178);
    expect(unwrapDeg(360, -180)).toBe(0);
    fc.assert(
      fc.property(fc.double({ min: -720, max: 720, noNaN: true }), longitude, (degrees, west) => {
        const moved = unwrapDeg(degrees, west);
        expect(moved).toBeGreaterThanOrEqual(west);
        expect(moved).toBeLessThan(west + 360);
      }),
    );
  });
});

describe('widened()', () => {
  it('adds the margin on every side, in degrees of longitude more than in degrees of latitude', () => {
    const box = widened({ westDeg: 118.7, southDeg: -3.6, eastDeg: 119.9, northDeg: -0.9 }, 150);
    expect(box.southDeg).toBeCloseTo(-3.6 - 150 / KM_PER_DEGREE, 9);
    expect(box.northDeg).toBeCloseTo(-0.9 + 150 / KM_PER_DEGREE, 9);
    expect(118.7 - box.westDeg).toBeGreaterThanOrEqual(150 / KM_PER_DEGREE);
    expect(box.eastDeg - 119.9).toBeCloseTo(118.7 - box.westDeg, 9);
  });

  it('crosses the antimeridian, and ends at the whole world and at the poles of the map', () => {
    const fiji = widened({ westDeg: 177, southDeg: -18, eastDeg: 179.9, northDeg: -16 }, 150);
    expect(fiji.eastDeg).toBeGreaterThan(180);
    const west = widened({ westDeg: -179.9, southDeg: -18, eastDeg: -178, northDeg: -16 }, 150);
    expect(west.westDeg).toBeGreaterThan(170);
    expect(west.eastDeg).toBeGreaterThan(180);
    expect(widened({ westDeg: -170, southDeg: -80, eastDeg: 170, northDeg: 80 }, 2_000)).toEqual({
      westDeg: -180,
      southDeg: -MOST_LATITUDE_DEG,
      eastDeg: 180,
      northDeg: MOST_LATITUDE_DEG,
    });
  });

  it('contains what it was made from', () => {
    fc.assert(
      fc.property(places, fc.double({ min: 0, max: 3_000, noNaN: true }), (given, marginKm) => {
        const bounds = boundsOf(given);
        const box = bounds && widened(bounds, marginKm);
        if (!box) throw new Error('there are places');
        for (const place of given)
          expect(isWithin(place, { ...box, eastDeg: box.eastDeg + 1e-9 })).toBe(true);
      }),
    );
  });
});

it('centreOf() is the middle of a box', () => {
  expect(centreOf({ westDeg: 179, southDeg: -18, eastDeg: 183, northDeg: -16 })).toEqual([-17, 181]);
});

// The land around the sites: what is clipped, how it is rounded, and what the package really has there.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxAround, mapBytesOf, mapViewOf } from '../../src/app/map-bytes.ts';
import { clipLand, clipLines, type Land, landFileOf, readLand, roundRing } from '../../src/app/map-land.ts';
import { boundsOf, type GeoBounds } from '../../src/domain/geo.ts';

const box = (westDeg: number, southDeg: number, eastDeg: number, northDeg: number): GeoBounds => ({
  westDeg,
  southDeg,
  eastDeg,
  northDeg,
});
const square = (x: number, y: number, side: number): number[][] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
];
const SULBAR = box(118.7, -3.6, 119.9, -0.9);

describe('clipLand()', () => {
  it('keeps what is within, cuts what crosses, and drops the rest', () => {
    const land: Land = [[square(1, 1, 1)], [square(8, 1, 4)], [square(20, 20, 1)]];
    const clipped = clipLand(land, box(0, 0, 10, 10));
    expect(clipped).toHaveLength(2);
    expect(clipped[0]).toEqual([square(1, 1, 1)]);
    expect(clipped[1]?.[0]).toEqual(
      expect.arrayContaining([
        [8, 1],
        [10, 1],
        [10, 5],
        [8, 5],
      ]),
    );
    expect(clipped[1]?.[0]?.every(([x]) => x <= 10)).toBe(true);
  });

  it('keeps holes', () => {
    const lake = square(3, 3, 1).toReversed();
    expect(clipLand([[square(1, 1, 6), lake]], box(0, 0, 10, 10))).toEqual([[square(1, 1, 6), lake]]);
  });

  it('brings both sides of the antimeridian together, in longitudes that run on', () => {
    const land: Land = [[square(177, -18, 1)], [square(-180, -17, 1)]];
    expect(clipLand(land, box(175, -20, 185, -10))).toEqual([[square(177, -18, 1)], [square(180, -17, 1)]]);
    expect(clipLand(land, box(-185 + 360, -20, 185, -10))).toHaveLength(2);
  });

  it('leaves nothing outside of the box, and every ring closed', () => {
    const number = fc.integer({ min: -30, max: 30 });
    const side = fc.integer({ min: 1, max: 20 });
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number, side), { maxLength: 10 }), (squares) => {
        const within = box(-10, -10, 10, 10);
        const land = squares.map(([x, y, each]) => [square(x, y, each)]);
        for (const ring of clipLand(land, within).flat()) {
          expect(ring[0]).toEqual(ring.at(-1));
          for (const [x, y] of ring) {
            expect(Math.abs(x)).toBeLessThanOrEqual(10);
            expect(Math.abs(y)).toBeLessThanOrEqual(10);
          }
        }
      }),
    );
  });
});

it('clipLines() cuts lines, and turns them to where the box is', () => {
  const line = [
    [0, 5],
    [20, 5],
  ] as const;
  expect(clipLines([line], box(0, 0, 10, 10))).toEqual([
    [
      [0, 5],
      [10, 5],
    ],
  ]);
  const east = [
    [-179, 5],
    [-178, 5],
  ] as const;
  expect(clipLines([east], box(175, 0, 185, 10))).toEqual([
    [
      [181, 5],
      [182, 5],
    ],
  ]);
  expect(clipLines([line], box(50, 0, 60, 10))).toEqual([]);
});

it('roundRing() rounds to 110 m, and drops what is smaller', () => {
  const ring = [
    [118.88611, -2.68056],
    [118.88612, -2.68057],
    [118.9, -2.68],
    [118.9, -2.7],
    [118.88611, -2.68056],
  ];
  expect(roundRing(ring)).toEqual([
    [118.886, -2.681],
    [118.9, -2.68],
    [118.9, -2.7],
    [118.886, -2.681],
  ]);
  expect(roundRing(square(118.886, -2.68, 0.0001))).toBeUndefined();
  expect(
    roundRing([
      [-0.0001, -0.0001],
      [1, 0],
      [1, 1],
      [-0.0001, -0.0001],
    ])?.[0],
  ).toEqual([0, 0]);
});

it.each<[GeoBounds, string]>([
  [boxAround(SULBAR), 'land-10m.json'],
  [box(95, -11, 141, 6), 'land-50m.json'],
  [box(-180, -80, 180, 80), 'land-110m.json'],
])('%j is drawn from %s', (given, file) => {
  expect(landFileOf(given)).toBe(file);
});

describe('the map of Sulawesi Barat', () => {
  const view = mapViewOf({ bounds: SULBAR }, (around) => readLand(landFileOf(around)));

  it('has the coast on which Majene lies, and the neighbours: Kalimantan and the other arms of Sulawesi', () => {
    const shown = boundsOf(view.coast.flat(2).map(([x, y]) => [y, x] as const));
    if (!shown || !view.box) throw new Error('there is land');
    // It reaches the edges of the box in the west (Kalimantan) and in the east.
    expect(shown.westDeg).toBeCloseTo(view.box.westDeg, 2);
    expect(shown.eastDeg).toBeCloseTo(view.box.eastDeg, 2);
    const near = view.coast.flat(2).some(([x, y]) => Math.hypot(x - 118.97, y + 3.54) < 0.05);
    expect(near).toBe(true);
  });

  it('weighs less than 30 kB with gzip', () => {
    const { json, gzip, etag } = mapBytesOf(view);
    expect(JSON.parse(Buffer.from(json).toString())).toEqual(view);
    expect(gzip.length).toBeLessThan(30_000);
    expect(etag).toMatch(/^"[\w-]{27}"$/);
    expect(mapBytesOf(view).etag).toBe(etag);
    expect(mapBytesOf({ ...view, coast: [] }).etag).not.toBe(etag);
  });
});

it('a plan without positions has neither box nor coast, nor boundaries that nobody could place', () => {
  const view = mapViewOf({ boundary: { lines: [], names: [] } }, () => {
    throw new Error('land is not wanted');
  });
  expect(view).toEqual({ coast: [] });
});

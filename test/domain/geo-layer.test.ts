import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkLayer, middleOf, type RawLine, withoutRepeats } from '../../src/domain/geo-layer.ts';
import type { LngLat } from '../../src/domain/geo-map.ts';

/** Around Sulawesi Barat. */
const AROUND = { westDeg: 115, southDeg: -7, eastDeg: 123, northDeg: 3 };
const MAJENE: RawLine = [
  [118.9, -3.5],
  [119, -3.5],
  [119, -3.4],
  [118.9, -3.5],
];
const TURNED: RawLine = MAJENE.map(([x = 0, y = 0]) => [y, x]);
/** UTM zone 50S, in metres. */
const METRES: RawLine = [
  [716_000, 9_612_000],
  [727_000, 9_612_000],
];

const part = (...lines: readonly RawLine[]) => ({ lines });

describe('checkLayer()', () => {
  it('keeps a layer that is right', () => {
    expect(checkLayer([part(MAJENE)], AROUND)).toEqual({
      parts: [part(MAJENE)],
      leftOut: 0,
      swapped: false,
      far: false,
    });
  });

  it('turns round what has latitude first, by where the sites are, or by what can be no latitude', () => {
    for (const around of [AROUND, undefined]) {
      const checked = checkLayer([part(TURNED)], around);
      expect(checked).toMatchObject({ swapped: true, leftOut: 0, far: false });
      expect(checked.parts).toEqual([part(MAJENE)]);
    }
  });

  it('turns round what could be a place elsewhere too, when the sites say so', () => {
    const java: RawLine = [
      [-6.2, 40],
      [-6.3, 41],
    ];
    const around = { westDeg: 38, southDeg: -8, eastDeg: 42, northDeg: -5 };
    expect(checkLayer([part(java)], around).swapped).toBe(true);
    expect(checkLayer([part(java)], undefined).swapped).toBe(false);
  });

  it('leaves out a part with a place that is not on the globe, and keeps the others', () => {
    const checked = checkLayer([part(MAJENE), part(MAJENE, METRES), part([[1]])], AROUND);
    expect(checked).toMatchObject({ leftOut: 2, example: [716_000, 9_612_000], swapped: false });
    expect(checked.parts).toHaveLength(1);
  });

  it('keeps nothing of a layer in metres, and says what it found', () => {
    expect(checkLayer([part(METRES)], AROUND)).toMatchObject({ parts: [], leftOut: 1, far: false });
  });

  it('tells that a layer lies somewhere else', () => {
    const java: RawLine = [
      [106.8, -6.2],
      [107, -6.2],
    ];
    expect(checkLayer([part(java)], AROUND)).toMatchObject({ far: true, swapped: false });
    expect(checkLayer([part(java)], undefined).far).toBe(false);
    expect(checkLayer([part(java), part(MAJENE)], AROUND).far).toBe(false);
  });
});

describe('withoutRepeats()', () => {
  const square = (x: number): LngLat[] => [
    [x, 0],
    [x + 1, 0],
    [x + 1, 1],
    [x, 1],
    [x, 0],
  ];
  /** Pieces of lines, whichever way they run. */
  const pieces = (lines: readonly (readonly LngLat[])[]): string[] =>
    lines.flatMap((line) =>
      line.slice(1).map((place, index) => [line[index]?.join(' '), place.join(' ')].sort().join(' – ')),
    );

  it('draws the border between neighbours once', () => {
    const lines = withoutRepeats([square(0), square(1)]);
    expect(pieces(lines)).toHaveLength(7);
    expect(new Set(pieces(lines)).size).toBe(7);
  });

  it('draws everything, and nothing twice', () => {
    const place = fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 }));
    fc.assert(
      fc.property(fc.array(fc.array(place, { minLength: 2, maxLength: 12 }), { maxLength: 8 }), (lines) => {
        const drawn = pieces(withoutRepeats(lines));
        const wanted = new Set(pieces(lines).filter((piece) => new Set(piece.split(' – ')).size === 2));
        expect(drawn.toSorted()).toEqual([...wanted].toSorted());
      }),
    );
  });

  it('rounds to 0.0001°, and drops what falls together', () => {
    expect(
      withoutRepeats([
        [
          [118.90001, -3.5],
          [118.900012, -3.5],
          [119.00006, -3.5],
        ],
      ]),
    ).toEqual([
      [
        [118.9, -3.5],
        [119.0001, -3.5],
      ],
    ]);
  });
});

describe('middleOf()', () => {
  it('is the middle by area, either way round', () => {
    const ring: LngLat[] = [
      [118, -4],
      [120, -4],
      [120, -2],
      [118, -2],
      [118, -4],
    ];
    expect(middleOf(ring)).toEqual({ at: [119, -3], area: 4 });
    expect(middleOf(ring.toReversed())).toEqual({ at: [119, -3], area: 4 });
  });

  it('is nothing for what has no area', () => {
    expect(middleOf([])).toBeUndefined();
    expect(
      middleOf([
        [1, 1],
        [2, 2],
        [1, 1],
      ]),
    ).toBeUndefined();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Box, type LabelWish, MOST_LABELS, overlaps, placeLabels } from '../../../src/web/map/labels.ts';

const painted: Box = { left: 0, top: 0, right: 600, bottom: 400 };
const seen: Box = { left: 100, top: 60, right: 500, bottom: 340 };
const views = { painted, seen };

function wish(text: string, x: number, y: number, rank = 0): LabelWish {
  return { text, x, y, halfWidth: 6, halfHeight: 6, width: text.length * 7, height: 14, rank };
}
const markOf = ({ x, y, halfWidth, halfHeight }: LabelWish): Box => ({
  left: x - halfWidth,
  top: y - halfHeight,
  right: x + halfWidth,
  bottom: y + halfHeight,
});

describe('placeLabels()', () => {
  it('writes a name to the right of its mark', () => {
    const [label] = placeLabels([wish('Majene', 200, 200)], [], views);
    expect(label?.box).toEqual({ left: 209, top: 193, right: 251, bottom: 207 });
  });

  it('writes it to the left where the right is taken, or would be cut off', () => {
    const block = { left: 208, top: 150, right: 260, bottom: 260 };
    expect(placeLabels([wish('Majene', 200, 200)], [block], views)[0]?.box.right).toBe(191);
    expect(placeLabels([wish('Majene', 480, 200)], [], views)[0]?.box.right).toBe(471);
  });

  it('lets the most urgent choose first, and leaves out who has no room', () => {
    const crowd = Array.from({ length: 12 }, (_, index) =>
      wish(`Desa ${index}`, 200 + index, 200, 12 - index),
    );
    const placed = placeLabels(crowd, crowd.map(markOf), views);
    expect(placed[0]?.wish.text).toBe('Desa 11');
    expect(placed.length).toBeGreaterThan(0);
    expect(placed.length).toBeLessThan(12);
  });

  it('writes the name of an area upon its middle, or not at all', () => {
    const area = { ...wish('Tommo', 300, 200), halfWidth: 0, halfHeight: 0, upon: true };
    expect(placeLabels([area], [], views)[0]?.box).toEqual({
      left: 282.5,
      top: 193,
      right: 317.5,
      bottom: 207,
    });
    expect(placeLabels([area], [{ left: 290, top: 190, right: 300, bottom: 200 }], views)).toEqual([]);
  });

  it('writes none that lies half in, half out of what is seen', () => {
    // The only room is across the edge at 500.
    const blocks = [{ left: 0, top: 0, right: 480, bottom: 400 }];
    expect(placeLabels([wish('Sampaga', 474, 200)], blocks, views)).toEqual([]);
  });

  it('never covers a mark or another name, keeps within what is painted, and has a bound', () => {
    const some = fc.array(
      fc
        .tuple(
          fc.integer({ min: -20, max: 620 }),
          fc.integer({ min: -20, max: 420 }),
          fc.integer({ min: 0, max: 9 }),
        )
        .map(([x, y, rank]) => wish('x'.repeat(3 + (x & 15)), x, y, rank)),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(some, (wishes) => {
        const marks = wishes.map(markOf);
        const placed = placeLabels(wishes, marks, views);
        for (const [index, { box }] of placed.entries()) {
          expect(marks.some((mark) => overlaps(mark, box))).toBe(false);
          expect(placed.slice(index + 1).some((other) => overlaps(other.box, box))).toBe(false);
          expect(box.left >= 0 && box.top >= 0 && box.right <= 600 && box.bottom <= 400).toBe(true);
        }
      }),
    );
    const many = Array.from({ length: 2_000 }, (_, index) =>
      wish('x', (index % 60) * 400, Math.floor(index / 60) * 400),
    );
    const wide = { left: -1e6, top: -1e6, right: 1e6, bottom: 1e6 };
    expect(placeLabels(many, [], { painted: wide, seen: wide })).toHaveLength(MOST_LABELS);
  });
});

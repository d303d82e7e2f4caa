// The drawn slice always covers the view and is never out of bounds.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROW_HEIGHT_PX, sliceInView } from '../../../../src/web/pages/links/window.ts';

describe('sliceInView()', () => {
  it('covers every row in view, within the list, with a bounded number of rows', () => {
    fc.assert(
      fc.property(
        fc.nat(20_000),
        fc.nat(700_000),
        fc.integer({ min: 0, max: 2_000 }),
        (count, top, height) => {
          const { start, end } = sliceInView(count, top, height);
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(count);
          expect(end - start).toBeGreaterThanOrEqual(0);
          expect(end - start).toBeLessThanOrEqual(height / ROW_HEIGHT_PX + 30);
          const first = Math.floor(top / ROW_HEIGHT_PX);
          const last = Math.min(count - 1, Math.floor((top + height) / ROW_HEIGHT_PX));
          if (first < count) {
            expect(start).toBeLessThanOrEqual(first);
            expect(end).toBeGreaterThan(last);
          }
        },
      ),
    );
  });
});

// How many items of a list stand whole in it, for a screen on which nobody scrolls. What does not fit wraps into a second
// column, which the style sheet hides, so that nothing is cut through.

import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** The list to be watched, and how many of its items are seen; Infinity where people scroll. Measured anew with `items`. */
export function useFitting(
  items: unknown,
  isKiosk: boolean,
): readonly [list: RefObject<HTMLOListElement | null>, fitting: number] {
  const list = useRef<HTMLOListElement>(null);
  const [fitting, setFitting] = useState(Number.POSITIVE_INFINITY);
  useLayoutEffect(() => {
    const box = list.current;
    if (!isKiosk || !box) {
      setFitting(Number.POSITIVE_INFINITY);
      return;
    }
    const count = (): void => {
      const each = [...box.children] as HTMLElement[];
      setFitting(each.filter(({ offsetLeft }) => offsetLeft === each[0]?.offsetLeft).length);
    };
    count();
    const watch = new ResizeObserver(count);
    watch.observe(box);
    return () => watch.disconnect();
  }, [items, isKiosk]);
  return [list, fitting];
}

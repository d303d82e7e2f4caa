// Which rows of the table are drawn, and on which of them the keyboard is: it moves with the arrow keys, also to rows that do
// not exist before.

import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { LinkId } from '../../../domain/ids.ts';
import type { Row } from './order.ts';
import type { TableHand } from './table-hand.ts';
import { ROW_HEIGHT_PX, type Slice, sliceInView } from './window.ts';

const PAGE_ROWS = 15;
const MOVES: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowDown: (index) => index + 1,
  ArrowUp: (index) => index - 1,
  PageDown: (index) => index + PAGE_ROWS,
  PageUp: (index) => index - PAGE_ROWS,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** The window on the rows. */
export interface Cursor extends Slice {
  /** Of the element that scrolls. */
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** What of the table is seen at once, px. */
  readonly room: { readonly widthPx: number; readonly heightPx: number };
  /** Key of the row that Tab reaches. */
  readonly current: string | undefined;
  /** To be called when the element was scrolled. */
  scrolled(): void;
}

/** Follows rows; another `orderKey` begins at their top, and a link that is `selected` elsewhere comes into view. */
export function useCursor(
  rows: readonly Row[],
  { hand, orderKey, selected }: { hand: TableHand; orderKey: string; selected: LinkId | undefined },
): Cursor {
  const scroller = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState({ widthPx: 1_000, heightPx: 600 });
  // Moves by whole rows only, and not with each of them: see STEP_ROWS.
  const [firstRow, setFirstRow] = useState(0);
  const [active, setActive] = useState<string>();
  const wantsFocus = useRef(false);

  const slice = sliceInView(rows.length, firstRow * ROW_HEIGHT_PX, room.heightPx);
  // Where the keyboard was, or the first in view after the list was scrolled away from there.
  const isActiveDrawn = rows.slice(slice.start, slice.end).some((row) => rowKey(row) === active);
  const current = isActiveDrawn ? active : keyAt(rows, Math.min(firstRow, rows.length - 1));
  const latest = useRef({ rows, current, slice });
  latest.current = { rows, current, slice };

  const scrolled = (): void => {
    const element = scroller.current;
    if (!element) return;
    const first = Math.ceil(element.scrollTop / ROW_HEIGHT_PX);
    const known = latest.current;
    const next = sliceInView(known.rows.length, first * ROW_HEIGHT_PX, element.clientHeight);
    if (next.start !== known.slice.start || next.end !== known.slice.end || first === 0) setFirstRow(first);
  };
  const goTo = (element: HTMLElement, index: number): void => {
    reveal(element, index);
    setFirstRow(Math.ceil(element.scrollTop / ROW_HEIGHT_PX));
    const key = keyAt(latest.current.rows, index);
    latest.current.current = key;
    setActive(key);
  };

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() =>
      setRoom({ widthPx: element.clientWidth, heightPx: element.clientHeight }),
    );
    observer.observe(element);
    const unfollow = hand.follow(element);
    return () => {
      observer.disconnect();
      unfollow();
    };
  }, [hand]);
  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    scroller.current?.querySelector<HTMLElement>('[data-active="true"]')?.focus({ preventScroll: true });
  });
  useLayoutEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 0;
    setFirstRow(0);
  }, [orderKey]);
  useLayoutEffect(() => {
    const index = latest.current.rows.findIndex((row) => row.kind === 'link' && row.id === selected);
    if (index >= 0 && scroller.current) goTo(scroller.current, index);
  }, [selected]);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    // Keys and focus bubble up from the rows' buttons; the scroller itself is no control.
    const move = (event: KeyboardEvent): void => {
      const { rows: all, current: at } = latest.current;
      const from = all.findIndex((row) => rowKey(row) === at);
      const isInHead = event.target instanceof Element && event.target.closest('thead') !== null;
      const target = isInHead && event.key === 'ArrowDown' ? from : MOVES[event.key]?.(from, all.length);
      if (target === undefined || all.length === 0) return;
      event.preventDefault();
      const next = Math.max(0, Math.min(all.length - 1, target));
      if (next === from && !isInHead) return;
      wantsFocus.current = true;
      goTo(element, next);
    };
    const focus = (event: FocusEvent): void => {
      const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-row]') : null;
      if (row) setActive(row.dataset['row']);
    };
    element.addEventListener('keydown', move);
    element.addEventListener('focusin', focus);
    return () => {
      element.removeEventListener('keydown', move);
      element.removeEventListener('focusin', focus);
    };
  }, []);
  return { ...slice, scroller, room, current, scrolled };
}

/** The key of a row among all of them. */
export function rowKey(row: Row): string {
  return row.kind === 'group' ? `group ${row.key}` : row.id;
}

function keyAt(rows: readonly Row[], index: number): string | undefined {
  const row = rows[index];
  return row && rowKey(row);
}

/** Scrolls as little as is needed; the sticky head covers the first row's height. */
function reveal(element: HTMLElement, index: number): void {
  const top = index * ROW_HEIGHT_PX;
  const room = element.clientHeight - 2 * ROW_HEIGHT_PX;
  if (top < element.scrollTop) element.scrollTop = top;
  else if (top > element.scrollTop + room) element.scrollTop = top - room;
}

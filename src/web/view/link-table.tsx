// The windowed link table: a real table of which only the rows in view exist, walked with the arrow keys.

import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ROW_HEIGHT_PX, sliceInView } from '../model/window.ts';
import { useApp } from '../state/context.ts';
import { GroupRow, LinkRow } from './rows.tsx';

const PAGE_ROWS = 15;
const MOVES: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowDown: (index) => index + 1,
  ArrowUp: (index) => index - 1,
  PageDown: (index) => index + PAGE_ROWS,
  PageUp: (index) => index - PAGE_ROWS,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** Links by regency. */
export function LinkTable() {
  const app = useApp();
  const { ui } = app.words.value;
  const rows = app.rows.value;
  const scroller = useRef<HTMLDivElement>(null);
  const [scrollTop, setScrollTop] = useState(0);
  const [height, setHeight] = useState(600);
  const [active, setActive] = useState(0);
  const wantsFocus = useRef(false);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    scroller.current?.querySelector<HTMLElement>('[data-active="true"]')?.focus({ preventScroll: true });
  });

  const { start, end } = sliceInView(rows.length, scrollTop, height);
  // The row that Tab reaches: where the keyboard was, or the first in view after the list was scrolled away from there.
  const current = active >= start && active < end ? active : Math.ceil(scrollTop / ROW_HEIGHT_PX);
  const cursor = useRef(current);
  cursor.current = current;
  const goTo = (element: HTMLElement, index: number): void => {
    reveal(element, index);
    setScrollTop(element.scrollTop);
    cursor.current = index;
    setActive(index);
  };

  const selected = app.selected.value;
  useLayoutEffect(() => {
    // A link may have been chosen from the alert list.
    const index = app.rows.peek().findIndex((row) => row.kind === 'link' && row.link.id === selected);
    if (index >= 0 && scroller.current) goTo(scroller.current, index);
  }, [selected]);
  useEffect(() => {
    // Keys bubble up from the rows' buttons; the scroller itself is no control.
    const element = scroller.current;
    if (!element) return;
    const move = (event: KeyboardEvent): void => {
      const count = app.rows.peek().length;
      const target = MOVES[event.key]?.(cursor.current, count);
      if (target === undefined || count === 0) return;
      event.preventDefault();
      const next = Math.max(0, Math.min(count - 1, target));
      if (next === cursor.current) return;
      wantsFocus.current = true;
      goTo(element, next);
    };
    element.addEventListener('keydown', move);
    return () => element.removeEventListener('keydown', move);
  }, []);
  return (
    <div
      ref={scroller}
      id="links"
      class="scroller"
      onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
    >
      <table class="links" aria-rowcount={rows.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            <th class="c-state">{ui.state}</th>
            <th class="c-link">{ui.link}</th>
            <th class="c-since">{ui.since}</th>
            <th class="c-long num">{ui.howLong}</th>
            <th class="c-rtt num">{ui.rtt}</th>
            <th class="c-loss num">{ui.loss}</th>
            <th class="c-traffic">{ui.traffic}</th>
            <th class="c-age num">{ui.age}</th>
            <th class="c-reason">{ui.reason}</th>
          </tr>
        </thead>
        <tbody>
          <Spacer rows={start} />
          {rows.slice(start, end).map((row, offset) => {
            const index = start + offset;
            const place = { index, active: index === current, onFocus: () => setActive(index) };
            return row.kind === 'group' ? (
              <GroupRow key={`group ${row.group.key}`} group={row.group} open={row.open} {...place} />
            ) : (
              <LinkRow key={row.link.id} link={row.link} {...place} />
            );
          })}
          <Spacer rows={rows.length - end} />
        </tbody>
      </table>
      {rows.length === 0 && (
        <p class="empty">
          {app.filter.value.problemsOnly && app.filter.value.text === '' ? ui.noProblems : ui.noLinks}
        </p>
      )}
    </div>
  );
}

function Spacer({ rows }: { readonly rows: number }) {
  if (rows <= 0) return null;
  return (
    <tr class="spacer">
      <td colSpan={9} style={{ height: `${rows * ROW_HEIGHT_PX}px` }} />
    </tr>
  );
}

/** Scrolls as little as is needed; the sticky head covers the first row's height. */
function reveal(element: HTMLElement, index: number): void {
  const top = index * ROW_HEIGHT_PX;
  const room = element.clientHeight - 2 * ROW_HEIGHT_PX;
  if (top < element.scrollTop) element.scrollTop = top;
  else if (top > element.scrollTop + room) element.scrollTop = top - room;
}

// The windowed table of links: a real table of which only the rows in view exist, walked with the arrow keys.

import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { LinkId } from '../../../domain/ids.ts';
import type { Spark } from '../../../stream/spark.ts';
import { useApp } from '../../state/context.ts';
import { widthsOf } from './columns.ts';
import { type Links, type Row, rowsOf } from './order.ts';
import { GroupRow, LinkRow } from './rows.tsx';
import type { TableHand } from './table-hand.ts';
import { TableHead } from './table-head.tsx';
import { useClosed } from './use-closed.ts';
import type { Order } from './use-order.ts';
import type { ViewDesk } from './use-view.ts';
import { ROW_HEIGHT_PX, sliceInView } from './window.ts';

const PAGE_ROWS = 15;
const MOVES: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowDown: (index) => index + 1,
  ArrowUp: (index) => index - 1,
  PageDown: (index) => index + PAGE_ROWS,
  PageUp: (index) => index - PAGE_ROWS,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** Links in their order. */
export function LinkTable({
  links,
  order,
  desk,
  hand,
  sparks,
  onView,
}: {
  readonly links: Links;
  readonly order: Order;
  readonly desk: ViewDesk;
  readonly hand: TableHand;
  readonly sparks: ReadonlyMap<LinkId, Spark>;
  /** Tells which links are drawn. */
  onView(ids: readonly LinkId[]): void;
}) {
  const app = useApp();
  const { view, columns, size } = desk;
  const [closed, toggle] = useClosed(view.grouping);
  const rows = useMemo(
    () => rowsOf(order.groups, view.grouping, closed),
    [order.groups, view.grouping, closed],
  );
  const scroller = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState({ widthPx: 1_000, heightPx: 600 });
  // Moves by whole rows only, and not with each of them: see STEP_ROWS.
  const [firstRow, setFirstRow] = useState(0);
  const [active, setActive] = useState<string>();
  const wantsFocus = useRef(false);

  const { start, end } = sliceInView(rows.length, firstRow * ROW_HEIGHT_PX, room.heightPx);
  const drawn = rows.slice(start, end);
  // The row that Tab reaches: where the keyboard was, or the first in view after the list was scrolled away from there.
  const isActiveDrawn = drawn.some((row) => rowKey(row) === active);
  const current = isActiveDrawn ? active : keyAt(rows, Math.min(firstRow, rows.length - 1));
  const latest = useRef({ rows, current, start, end });
  latest.current = { rows, current, start, end };

  const scrolled = (element: HTMLElement): void => {
    const first = Math.ceil(element.scrollTop / ROW_HEIGHT_PX);
    const next = sliceInView(latest.current.rows.length, first * ROW_HEIGHT_PX, element.clientHeight);
    if (next.start !== latest.current.start || next.end !== latest.current.end || first === 0)
      setFirstRow(first);
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
    // Another view begins at its top.
    if (scroller.current) scroller.current.scrollTop = 0;
    setFirstRow(0);
  }, [desk.orderKey]);
  const selected = app.selected.value;
  useLayoutEffect(() => {
    // A link may have been chosen elsewhere.
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
  useEffect(() => onView(drawn.flatMap((row) => (row.kind === 'link' ? [row.id] : []))));

  const widths = useMemo(() => widthsOf(columns, room.widthPx, size), [columns, room.widthPx, size]);
  const widthPx = widths.reduce((sum, width) => sum + width, 0);
  const matching = useMemo(
    () => new Map(order.groups.map((group) => [group.key, group.links.length])),
    [order.groups],
  );
  return (
    <div
      ref={scroller}
      id="links"
      class={`scroller${widthPx > room.widthPx ? ' is-wide' : ''}`}
      onScroll={(event) => scrolled(event.currentTarget)}
    >
      <table
        class="links"
        aria-rowcount={rows.length + 1}
        style={{ width: `${widthPx}px`, '--state-px': `${widths[0] ?? 0}px` }}
      >
        <TableHead columns={columns} widths={widths} sort={view.sort} onSort={(sort) => desk.sortBy(sort)} />
        <tbody>
          <Spacer rows={start} columns={columns.length} />
          {drawn.map((row, offset) => {
            const key = rowKey(row);
            const place = { index: start + offset, isActive: key === current };
            if (row.kind === 'group')
              return (
                <GroupRow
                  key={key}
                  id={row.key}
                  grouping={view.grouping}
                  tally={order.tallies.get(row.key)}
                  matching={matching.get(row.key) ?? 0}
                  isOpen={row.isOpen}
                  roomPx={Math.min(room.widthPx, widthPx)}
                  columns={columns}
                  onToggle={toggle}
                  {...place}
                />
              );
            const link = links.get(row.id);
            return (
              link && (
                <LinkRow key={key} link={link} columns={columns} spark={sparks.get(row.id)} {...place} />
              )
            );
          })}
          <Spacer rows={rows.length - end} columns={columns.length} />
        </tbody>
      </table>
    </div>
  );
}

function Spacer({ rows, columns }: { readonly rows: number; readonly columns: number }) {
  if (rows <= 0) return null;
  return (
    <tr class="spacer">
      <td colSpan={columns} style={{ height: `${rows * ROW_HEIGHT_PX}px` }} />
    </tr>
  );
}

function rowKey(row: Row): string {
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

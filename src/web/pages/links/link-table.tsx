// The windowed table of links: a real table of which only the rows in view exist.

import { useEffect, useMemo } from 'preact/hooks';
import type { LinkId } from '../../../domain/ids.ts';
import type { Spark } from '../../../stream/spark.ts';
import { useApp } from '../../state/context.ts';
import { widthsOf } from './columns.ts';
import { type Links, rowsOf } from './order.ts';
import { GroupRow, LinkRow } from './rows.tsx';
import type { TableHand } from './table-hand.ts';
import { TableHead } from './table-head.tsx';
import { useClosed } from './use-closed.ts';
import { rowKey, useCursor } from './use-cursor.ts';
import type { Order } from './use-order.ts';
import type { ViewDesk } from './use-view.ts';
import { ROW_HEIGHT_PX } from './window.ts';

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
  const selected = useApp().selected.value;
  const { view, columns, size, orderKey } = desk;
  const { groups, tallies } = order;
  const [closed, toggle] = useClosed(view.grouping);
  const rows = useMemo(() => rowsOf(groups, view.grouping, closed), [groups, view.grouping, closed]);
  const { scroller, room, start, end, current, scrolled } = useCursor(rows, { hand, orderKey, selected });
  const drawn = rows.slice(start, end);
  useEffect(() => onView(drawn.flatMap((row) => (row.kind === 'link' ? [row.id] : []))));
  const widths = useMemo(() => widthsOf(columns, room.widthPx, size), [columns, room.widthPx, size]);
  const widthPx = widths.reduce((sum, width) => sum + width, 0);
  const matching = useMemo(() => new Map(groups.map((group) => [group.key, group.links.length])), [groups]);
  return (
    <div
      ref={scroller}
      id="links"
      class={`scroller${widthPx > room.widthPx ? ' is-wide' : ''}`}
      onScroll={scrolled}
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
                  tally={tallies.get(row.key)}
                  matching={matching.get(row.key) ?? 0}
                  isOpen={row.isOpen}
                  roomPx={Math.min(room.widthPx, widthPx)}
                  columns={columns}
                  onToggle={toggle}
                  {...place}
                />
              );
            const link = links.get(row.id);
            if (!link) return null;
            return <LinkRow key={key} link={link} columns={columns} spark={sparks.get(row.id)} {...place} />;
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

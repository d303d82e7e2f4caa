// The head of the table: each column a button that sorts by it. One stop of the tab key; arrows go from column to column.

import { useRef, useState } from 'preact/hooks';
import { useApp } from '../../state/context.ts';
import { cellClass } from './cells.tsx';
import { columnNames } from './column-names.ts';
import { type Column, UNSORTED } from './columns.ts';
import { nextSort } from './next-sort.ts';
import type { Sort } from './view-query.ts';
import { useTableWords } from './words.ts';

/** The head. */
export function TableHead({
  columns,
  widths,
  sort,
  onSort,
}: {
  readonly columns: readonly Column[];
  /** Of each column, px. */
  readonly widths: readonly number[];
  readonly sort: Sort | undefined;
  /** Undefined: problems first. */
  onSort(sort: Sort | undefined): void;
}) {
  const words = useApp().words.value;
  const texts = useTableWords();
  const names = columnNames(words, texts);
  const [active, setActive] = useState<Column>('state');
  const row = useRef<HTMLTableRowElement>(null);
  const stops = columns.filter((column) => !UNSORTED.has(column));
  const stop = stops.includes(active) ? active : stops[0];
  const move = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = by === 0 ? undefined : stops[stops.indexOf(stop ?? 'state') + by];
    if (next === undefined) return;
    event.preventDefault();
    setActive(next);
    row.current?.querySelector<HTMLElement>(`th.c-${next} button`)?.focus();
  };
  return (
    <thead>
      <tr aria-rowindex={1} ref={row} onKeyDown={move}>
        {columns.map((column, index) => {
          const isSorted = sort?.column === column;
          const direction = sort?.isDown === true ? 'descending' : 'ascending';
          return (
            <th
              key={column}
              scope="col"
              class={cellClass(column)}
              style={{ width: `${widths[index] ?? 0}px` }}
              {...(isSorted && { 'aria-sort': direction })}
            >
              {UNSORTED.has(column) ? (
                names[column]
              ) : (
                <button
                  type="button"
                  tabIndex={column === stop ? 0 : -1}
                  title={`${names[column]}: ${texts.sortBy}`}
                  onFocus={() => setActive(column)}
                  onClick={() => onSort(nextSort(sort, column))}
                >
                  {names[column]}
                  {isSorted && <span aria-hidden="true">{sort.isDown ? ' ▾' : ' ▴'}</span>}
                </button>
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

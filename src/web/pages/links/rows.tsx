// One line of the table: a group's header, or a link.

import { LINK_STATES } from '../../../domain/state.ts';
import type { LinkView } from '../../../stream/protocol.ts';
import type { Spark } from '../../../stream/spark.ts';
import { useApp } from '../../state/context.ts';
import { StateMark } from '../../view/state-mark.tsx';
import { Cell } from './cells.tsx';
import type { Column } from './columns.ts';
import { useGroupNames } from './group-names.ts';
import type { Tally } from './order.ts';
import type { Grouping } from './view-query.ts';

interface Place {
  /** Index among all rows, drawn or not. */
  readonly index: number;
  /** Whether the keyboard is on this row. */
  readonly isActive: boolean;
}

/** A group with its counts; closes and opens. */
export function GroupRow({
  id,
  grouping,
  tally,
  matching,
  isOpen,
  roomPx,
  columns,
  index,
  isActive,
  onToggle,
}: Place & {
  /** Key of the group. */
  readonly id: string;
  readonly grouping: Grouping;
  readonly tally: Tally | undefined;
  /** Links of it that match the filter. */
  readonly matching: number;
  readonly isOpen: boolean;
  /** Width that is seen of the row: what is wider scrolls under it. */
  readonly roomPx: number;
  readonly columns: readonly Column[];
  onToggle(key: string): void;
}) {
  const words = useApp().words.value;
  const name = useGroupNames(grouping)(id);
  const { counts, others = 0 } = tally ?? {};
  const all = counts ? Object.values(counts).reduce((sum, count) => sum + count, others) : 0;
  return (
    <tr class="group" aria-rowindex={index + 2} data-row={`group ${id}`}>
      <th colSpan={columns.length} scope="rowgroup">
        <button
          type="button"
          aria-expanded={isOpen}
          tabIndex={isActive ? 0 : -1}
          data-active={isActive}
          style={{ width: `${roomPx}px` }}
          onClick={() => onToggle(id)}
        >
          <span class="twist" aria-hidden="true">
            {isOpen ? '▾' : '▸'}
          </span>
          <span class="group-name">{name}</span>
          {matching < all && (
            <span class="muted">
              {matching} / {all}
            </span>
          )}
          <span class="group-counts">
            {counts &&
              LINK_STATES.filter((state) => counts[state] > 0).map((state) => (
                <span key={state} class={`s-${state}`}>
                  <StateMark state={state} /> {counts[state]}{' '}
                  <span class="word">{words.state[state].toLowerCase()}</span>
                </span>
              ))}
            {others > 0 && (
              <span class="muted">
                {others} {words.ui.planned}
              </span>
            )}
          </span>
        </button>
      </th>
    </tr>
  );
}

/** A link; its button opens the details. */
export function LinkRow({
  link,
  columns,
  spark,
  index,
  isActive,
}: Place & {
  readonly link: LinkView;
  readonly columns: readonly Column[];
  readonly spark: Spark | undefined;
}) {
  const isSelected = useApp().selected.value === link.id;
  return (
    <tr
      class={`link s-${link.state}${isSelected ? ' selected' : ''}${link.stage === 'active' ? '' : ' aside'}`}
      aria-rowindex={index + 2}
      data-row={link.id}
      data-link={link.id}
    >
      {columns.map((column) => (
        <Cell
          key={column}
          link={link}
          column={column}
          columns={columns}
          spark={column === 'spark' ? spark : undefined}
          isActive={column === 'link' && isActive}
        />
      ))}
    </tr>
  );
}

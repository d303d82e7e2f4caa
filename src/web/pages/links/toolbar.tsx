// Narrows the table: everything or problems only, a search that the slash key reaches, menus; groups, columns, a file.

import { useEffect, useRef } from 'preact/hooks';
import { useApp } from '../../state/context.ts';
import { ColumnMenu } from './column-menu.tsx';
import { groupingNames } from './column-names.ts';
import { ExportButton } from './export-button.tsx';
import { FilterMenu } from './filter-menu.tsx';
import type { TableData } from './table-data.ts';
import type { Order } from './use-order.ts';
import type { ViewDesk } from './use-view.ts';
import { GROUPINGS } from './view-query.ts';
import { useTableWords } from './words.ts';

/** The toolbar. */
export function Toolbar({
  data,
  order,
  desk,
}: {
  readonly data: TableData;
  readonly order: Order;
  readonly desk: ViewDesk;
}) {
  const words = useApp().words.value;
  const { ui } = words;
  const texts = useTableWords();
  const { filter, grouping } = desk.view;
  const names = groupingNames(words, texts);
  const all = data.links.size;
  return (
    <div class="toolbar">
      <h1 class="page-title">
        {ui.links}
        <span class="badge" role="status">
          {order.matching === all ? all : `${order.matching} ${texts.matching} ${all}`}
        </span>
      </h1>
      <fieldset class="segments">
        <legend class="hidden">{ui.links}</legend>
        <button
          type="button"
          aria-pressed={!filter.problemsOnly}
          onClick={() => desk.narrow({ problemsOnly: false })}
        >
          {ui.all}
        </button>
        <button
          type="button"
          aria-pressed={filter.problemsOnly}
          onClick={() => desk.narrow({ problemsOnly: true })}
        >
          {ui.problemsOnly}
        </button>
      </fieldset>
      <FilterMenu links={data.links} desk={desk} />
      <label class="grouping">
        <span>{texts.group}</span>
        <select
          value={grouping}
          onChange={(event) => {
            const { value } = event.currentTarget;
            desk.groupBy(GROUPINGS.find((each) => each === value) ?? grouping);
          }}
        >
          {GROUPINGS.map((each) => (
            <option key={each} value={each}>
              {names[each]}
            </option>
          ))}
        </select>
      </label>
      <ColumnMenu desk={desk} />
      <ExportButton data={data} order={order} columns={desk.columns} />
      <Search text={filter.text} onText={(text) => desk.narrow({ text })} />
    </div>
  );
}

function Search({ text, onText }: { readonly text: string; onText(text: string): void }) {
  const { ui } = useApp().words.value;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const focus = (event: KeyboardEvent): void => {
      const { target } = event;
      if (event.key !== '/' || target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)
        return;
      event.preventDefault();
      field.current?.focus();
    };
    addEventListener('keydown', focus);
    return () => removeEventListener('keydown', focus);
  }, []);
  return (
    <input
      ref={field}
      type="search"
      placeholder={`${ui.search}  ( / )`}
      aria-label={ui.search}
      value={text}
      onInput={(event) => onText(event.currentTarget.value)}
    />
  );
}

// Which columns the table has; their order is fixed, so that every screen reads alike.

import { useApp } from '../../state/context.ts';
import { columnNames } from './column-names.ts';
import { COLUMNS, columnsNamed, FIXED } from './columns.ts';
import { Choice, Menu } from './menu.tsx';
import type { ViewDesk } from './use-view.ts';
import { useTableWords } from './words.ts';

/** The menu. */
export function ColumnMenu({ desk }: { readonly desk: ViewDesk }) {
  const words = useApp().words.value;
  const texts = useTableWords();
  const names = columnNames(words, texts);
  const { columns } = desk;
  return (
    <Menu name={texts.columns}>
      {() => (
        <>
          <fieldset class="column-choices">
            <legend class="hidden">{texts.columns}</legend>
            {COLUMNS.map((column) => (
              <Choice
                key={column}
                name={names[column]}
                isOn={columns.includes(column)}
                isDisabled={FIXED.has(column)}
                onChange={(isOn) =>
                  desk.choose(
                    columnsNamed(isOn ? [...columns, column] : columns.filter((each) => each !== column)),
                  )
                }
              />
            ))}
          </fieldset>
          <button type="button" class="act" onClick={() => desk.choose(undefined)}>
            {texts.usualColumns}
          </button>
        </>
      )}
    </Menu>
  );
}

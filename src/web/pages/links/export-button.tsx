// Makes a file of the view in the page itself: nothing is asked of the server, and nothing leaves the machine.

import { useEffect, useState } from 'preact/hooks';
import { useApp } from '../../state/context.ts';
import { columnNames } from './column-names.ts';
import type { Column } from './columns.ts';
import { csvOf, dialectOf } from './csv.ts';
import { exportedColumns, exportHead, exportName, exportRow } from './export.ts';
import type { TableData } from './table-data.ts';
import type { Order } from './use-order.ts';
import { useTableWords } from './words.ts';

/** How long it is said what was made. */
const SAID_MS = 10_000;

/** The button, and how many rows were written. */
export function ExportButton({
  data,
  order,
  columns,
}: {
  readonly data: TableData;
  readonly order: Order;
  readonly columns: readonly Column[];
}) {
  const app = useApp();
  const texts = useTableWords();
  const [rows, setRows] = useState<number>();
  useEffect(() => {
    if (rows === undefined) return;
    const timer = setTimeout(() => setRows(undefined), SAID_MS);
    return () => clearTimeout(timer);
  }, [rows]);
  const make = (): void => {
    const words = app.words.value;
    const { timezone: timeZone, name } = data.facts;
    const written = exportedColumns(columns);
    const context = { words, sentences: app.sentences.value, timeZone };
    const table = order.groups.flatMap(({ links }) =>
      links.flatMap((id) => {
        const link = data.links.get(id);
        return link ? [exportRow(link, written, context)] : [];
      }),
    );
    const head = exportHead(written, columnNames(words, texts));
    const text = csvOf(head, table, dialectOf(words.locale));
    save(text, exportName(name, timeZone, app.serverTime.value));
    setRows(table.length);
  };
  const isOld = app.freshness.value.kind !== 'fresh';
  return (
    <>
      <button type="button" class="switch" onClick={make}>
        {texts.export}
      </button>
      <span class="exported" role="status">
        {rows !== undefined && `${texts.exported} ${rows} ${texts.rows}. ${isOld ? texts.oldExport : ''}`}
      </span>
    </>
  );
}

function save(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  // The download has begun by then; what is never given back is kept as long as the page.
  setTimeout(() => URL.revokeObjectURL(url), SAID_MS);
}

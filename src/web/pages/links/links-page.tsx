// Jalur: every link in one table, with the open alarms and the details of one link beside it.

import { useApp } from '../../state/context.ts';
import { AlertList } from '../../view/alert-list.tsx';
import { Detail } from '../../view/detail.tsx';
import type { PageProps } from '../registry.ts';
import './links.css';
import './names.css';
import { useTableData } from './table-data.ts';
import { TablePanel } from './table-panel.tsx';
import { useView } from './use-view.ts';

/** The table of links. */
export function LinksPage({ route }: PageProps) {
  const app = useApp();
  const desk = useView(route);
  const data = useTableData();
  return (
    <div class="columns of-links">
      <section class="panel table-panel" aria-label={app.words.value.ui.links}>
        {data && <TablePanel data={data} desk={desk} />}
      </section>
      <div class="side">
        <AlertList />
        <Detail />
      </div>
    </div>
  );
}

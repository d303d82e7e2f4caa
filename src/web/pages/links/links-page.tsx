// Jalur: every link in one table, with the open alarms beside it.

import { useApp } from '../../state/context.ts';
import { AlertList } from '../../view/alert-list.tsx';
import { Detail } from '../../view/detail.tsx';
import { LinkTable } from '../../view/link-table.tsx';
import { Toolbar } from '../../view/toolbar.tsx';

/** The table of links. */
export function LinksPage() {
  const { ui } = useApp().words.value;
  return (
    <div class="columns">
      <section class="panel table-panel" aria-label={ui.links}>
        <Toolbar />
        <LinkTable />
      </section>
      <div class="side">
        <AlertList />
        <Detail />
      </div>
    </div>
  );
}

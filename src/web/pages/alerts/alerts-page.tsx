// Alarm: what is open and where it is in its life, what was, and which causes nobody has confirmed; beside it everything
// about the one that is looked at.

import './alerts.css';
import { useApp } from '../../state/context.ts';
import { Detail } from '../../view/detail.tsx';
import type { PageProps } from '../registry.ts';
import { CausesView } from './causes-view.tsx';
import { HistoryView } from './history-view.tsx';
import { OpenView } from './open-view.tsx';
import { useAlertWords } from './words.ts';

/** Views of the page, the first one by default. */
const VIEWS = ['open', 'history', 'causes'] as const;
type View = (typeof VIEWS)[number];

/** The alarm page. */
export function AlertsPage({ route }: PageProps) {
  const app = useApp();
  const words = useAlertWords();
  const query = new URLSearchParams(route.query);
  const view: View = VIEWS.find((each) => each === query.get('v')) ?? 'open';
  const go = (to: View): void => app.go({ ...route, query: to === 'open' ? '' : `v=${to}` });
  const isOpen = app.desk.opened.value !== undefined || app.selected.value !== undefined;
  return (
    <div class={`columns alerts-page${isOpen ? '' : ' alone'}`}>
      <h1 class="hidden">{app.words.value.ui.alerts}</h1>
      <section class="panel alerts" aria-label={app.words.value.ui.alerts}>
        <fieldset class="segments views">
          <legend class="hidden">{words.views}</legend>
          {VIEWS.map((each) => (
            <button key={each} type="button" aria-pressed={each === view} onClick={() => go(each)}>
              {words[each]}
            </button>
          ))}
        </fieldset>
        {view === 'open' && <OpenView />}
        {view === 'history' && <HistoryView />}
        {view === 'causes' && <CausesView />}
      </section>
      {isOpen && (
        <div class="side">
          <Detail />
        </div>
      )}
    </div>
  );
}

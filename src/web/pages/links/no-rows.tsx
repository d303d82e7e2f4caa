// Why the table has no rows, and what to do; and that somebody sees a part only.

import { useApp } from '../../state/context.ts';
import { ACTIVE_ROW, FILTERS, giveKeyboardAfter } from './keyboard-after.ts';
import type { ViewDesk } from './use-view.ts';
import { filterCount } from './view-query.ts';
import { useTableWords } from './words.ts';

/** What stands in the place of the rows. */
export function NoRows({ desk, isEmpty }: { readonly desk: ViewDesk; readonly isEmpty: boolean }) {
  const app = useApp();
  const { ui } = app.words.value;
  const texts = useTableWords();
  const { filter } = desk.view;
  const isScoped = app.me.principal.value.scope.kind !== 'province';
  if (isEmpty) return <p class="empty">{isScoped ? texts.noneInScope : texts.noneConfigured}</p>;
  const isProblemsOnly = filter.problemsOnly && filterCount(filter) === 1 && filter.text === '';
  return (
    <div class="empty">
      <p>{isProblemsOnly ? ui.noProblems : texts.nothingMatches}</p>
      <button
        type="button"
        class="act"
        onClick={() => {
          desk.clear();
          giveKeyboardAfter(ACTIVE_ROW, ...FILTERS);
        }}
      >
        {texts.clear}
      </button>
    </div>
  );
}

/** Says that the table is a part of the province. */
export function ScopeNote() {
  const app = useApp();
  const texts = useTableWords();
  const { scope } = app.me.principal.value;
  if (scope.kind === 'province') return null;
  return (
    <p class="scope-note">
      {scope.kind === 'regency'
        ? `${texts.scopeRegency} ${app.sentences.value.siteName(scope.regency)}.`
        : `${texts.scopeProvider} ${scope.provider}.`}
    </p>
  );
}

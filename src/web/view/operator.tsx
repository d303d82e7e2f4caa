// Who acts from this screen. In a shared room it must be seen, and easy to change.

import { useApp } from '../state/context.ts';

/** The name on duty; pressing it asks for another. */
export function Operator() {
  const app = useApp();
  const { ui } = app.words.value;
  const signature = app.me.signature();
  const name = signature ?? app.preferences.operator.value;
  return (
    <button
      type="button"
      class="switch operator"
      title={`${ui.operatorTitle} ${name}`}
      onClick={() =>
        signature === undefined ? app.desk.open({ kind: 'name' }) : app.go({ page: 'settings', query: '' })
      }
    >
      <span>{ui.operator}</span> <b>{name === '' ? ui.operatorNone : name}</b>
    </button>
  );
}

// Buttons for what can be done about an alert, and what became of the last act: under way, refused, or not recorded.

import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Alert } from '../../domain/alert.ts';
import type { ActName } from '../model/act-choice.ts';
import { useApp } from '../state/context.ts';
import type { ActState } from '../state/desk.ts';
import { alertTitle } from '../text/alert-sentence.ts';
import { refusalText } from '../text/alert-status.ts';

/** A row of buttons. `onGone` gives the keyboard another place when the button it was on has gone. */
export function ActButtons({
  alert,
  names,
  onGone,
}: {
  readonly alert: Alert;
  readonly names: readonly ActName[];
  onGone(): void;
}) {
  const app = useApp();
  const words = app.words.value;
  const state = app.desk.acts.value.get(alert.number);
  const running = state?.kind === 'running' ? state.wish.name : undefined;
  const hadKeyboard = useRef(false);
  const before = useRef(names.length);
  useLayoutEffect(() => {
    const fewer = names.length < before.current;
    before.current = names.length;
    if (fewer && hadKeyboard.current && document.activeElement === document.body) onGone();
  });
  return (
    <span
      class="acts"
      onFocusIn={() => {
        hadKeyboard.current = true;
      }}
      onFocusOut={(event) => {
        // A button that goes takes the keyboard nowhere.
        if (event.relatedTarget) hadKeyboard.current = false;
      }}
    >
      {(app.me.may('operator') ? names : []).map((name) => (
        <button
          key={name}
          type="button"
          class={`act${name === 'ack' || name === 'reset' ? ' first' : ''}`}
          data-act={name}
          aria-label={`${words.act[name]}: ${alertTitle(alert, app.sentences.value)}`}
          aria-disabled={running !== undefined}
          onClick={() => running === undefined && app.desk.begin(alert.number, name)}
        >
          {running === name ? words.ui.actsUnderWay : words.act[name]}
        </button>
      ))}
    </span>
  );
}

/** What the last act met, unless its form is open and says so itself. */
export function ActNotice({ alert }: { readonly alert: number }) {
  const app = useApp();
  const state = app.desk.acts.value.get(alert);
  const form = app.desk.form.value;
  if (state?.kind !== 'over' || (form?.kind === 'act' && form.alert === alert)) return null;
  const { ui, act } = app.words.value;
  const again = state.result.kind !== 'refused';
  return (
    <p class="act-notice" role="alert">
      <span>
        <b>{act[state.wish.name]}</b>: {noticeText(state, app)}
      </span>
      <button
        type="button"
        class="act"
        onClick={() => (again ? void app.desk.perform(state.wish) : app.desk.dismiss(alert))}
      >
        {again ? ui.tryAgain : ui.dismiss}
      </button>
      {again && (
        <button type="button" class="act" onClick={() => app.desk.dismiss(alert)}>
          {ui.cancel}
        </button>
      )}
    </p>
  );
}

/** Why an act was not done, in words. */
export function noticeText(
  { result }: Extract<ActState, { kind: 'over' }>,
  app: ReturnType<typeof useApp>,
): string {
  const { ui } = app.words.value;
  switch (result.kind) {
    case 'refused':
      return refusalText(result, app.sentences.value);
    case 'failed':
      return `${ui.notRecorded}: ${result.message}`;
    case 'token':
      return `${ui.notRecorded}: ${ui.tokenNote}`;
    case 'unheard':
      return ui.unheard;
  }
}

// The form that asks for what an act needs: who, and until when, why or what to note. It stays open until the server has
// recorded the act, and says what went wrong.

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { CauseCode } from '../../domain/act.ts';
import { type ActName, type ShelveChoice, shelveUntil } from '../model/act-choice.ts';
import { useApp } from '../state/context.ts';
import type { Form, OpenForm } from '../state/desk.ts';
import { type ActWish, newActKey } from '../stream/acts.ts';
import { alertTitle } from '../text/alert-sentence.ts';
import type { Words } from '../text/words.ts';
import { noticeText } from './act-buttons.tsx';
import { CauseField, NameField, NoteField, ShelveField } from './act-fields.tsx';
import { alertPlace, giveKeyboard } from './keyboard.ts';

/** The form that is open; nothing when none is. */
export function ActForm() {
  const form = useApp().desk.form.value;
  if (!form) return null;
  return <FormDialog key={form.nr} form={form} />;
}

function FormDialog({ form }: { readonly form: OpenForm }) {
  const app = useApp();
  const { ui, act } = app.words.value;
  const dialog = useRef<HTMLDialogElement>(null);
  // Whoever has logged in signs with his own name.
  const signature = app.me.signature();
  const known = signature ?? app.preferences.operator.value;
  // Where the name stands must not change while it is typed.
  const [nameFirst] = useState(known === '');
  const [who, setWho] = useState(known);
  const [note, setNote] = useState('');
  const [key] = useState(newActKey);
  const [choice, setChoice] = useState<ShelveChoice>('1h');
  const [own, setOwn] = useState('');
  const alert = form.kind === 'act' ? app.screen.value.province?.alerts.get(form.alert) : undefined;
  const [cause, setCause] = useState<CauseCode | ''>(
    (form.kind === 'act' ? form.cause : undefined) ?? alert?.cause?.code ?? '',
  );
  const [noTime, setNoTime] = useState(false);
  const state = form.kind === 'act' ? app.desk.acts.value.get(form.alert) : undefined;
  const running = state?.kind === 'running';
  // Nothing in the form could be put right: the other operator was first.
  const isFinal =
    state?.kind === 'over' && state.result.kind === 'refused' && form.kind === 'act' && isPlain(form.name);
  // Before the next key is pressed, not after the next frame.
  useLayoutEffect(() => dialog.current?.showModal(), []);

  const wish = (): ActWish | undefined => {
    if (form.kind === 'name') return undefined;
    const common = {
      alert: form.alert,
      name: form.name,
      who: who.trim(),
      key,
      ...(note.trim() && { note: note.trim() }),
    };
    if (form.name === 'cause') return cause === '' ? undefined : { ...common, cause };
    if (form.name !== 'shelve') return common;
    const now = app.serverTime.peek();
    const timezone = app.screen.peek().province?.facts.timezone ?? 'Asia/Makassar';
    const until = shelveUntil(choice, own, { now, timezone });
    return until === undefined || until <= now ? undefined : { ...common, until };
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    if (running || who.trim() === '') return;
    if (signature === undefined) app.preferences.setOperator(who.trim());
    if (form.kind === 'name') {
      finish();
      return;
    }
    const wanted = wish();
    setNoTime(wanted === undefined);
    if (wanted) void app.desk.perform(wanted).then((done) => done && finish());
  };
  const finish = (): void => {
    // Gives the keyboard back to the button that opened it.
    dialog.current?.close();
    if (app.desk.form.peek() !== form) return;
    app.desk.form.value = undefined;
    if (form.kind === 'name') return;
    app.desk.dismiss(form.alert);
    // That button may have gone with the act.
    requestAnimationFrame(() =>
      app.desk.opened.peek() === form.alert
        ? giveKeyboard('.detail h2')
        : giveKeyboard(alertPlace(form.alert), '.alerts .alert-title'),
    );
  };
  // The browser closes a dialog on Escape too, but says so later: the next key would come in between.
  const finishOnEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    finish();
  };
  const name = <NameField value={who} onChange={setWho} />;
  return (
    <dialog
      ref={dialog}
      class="act-form"
      onClose={finish}
      onKeyDown={finishOnEscape}
      aria-labelledby="act-form-title"
    >
      <form onSubmit={submit}>
        <h2 id="act-form-title">{form.kind === 'name' ? ui.operatorTitle : act[form.name]}</h2>
        {alert && <p>{alertTitle(alert, app.sentences.value)}</p>}
        {form.kind === 'name' && <p>{ui.operatorNote}</p>}
        {nameFirst && name}
        {form.kind === 'act' && form.name === 'shelve' && (
          <ShelveField choice={choice} own={own} onChoice={setChoice} onOwn={setOwn} />
        )}
        {form.kind === 'act' && form.name === 'cause' && <CauseField value={cause} onChange={setCause} />}
        {form.kind === 'act' && (form.name === 'shelve' || form.name === 'cause' || form.name === 'note') && (
          <NoteField value={note} required={form.name === 'note'} onChange={setNote} />
        )}
        {!nameFirst && signature === undefined && name}
        {noTime && (
          <p class="wrong" role="alert">
            {ui.noTime}
          </p>
        )}
        {state?.kind === 'over' && (
          <p class="wrong" role="alert">
            {noticeText(state, app)}
          </p>
        )}
        <div class="form-buttons">
          <button type="button" class="act" onClick={finish}>
            {isFinal ? ui.dismiss : ui.cancel}
          </button>
          {!isFinal && (
            <button type="submit" class="act first" aria-disabled={running}>
              {running
                ? ui.actsUnderWay
                : state?.kind === 'over'
                  ? ui.tryAgain
                  : submitText(form, app.words.value)}
            </button>
          )}
        </div>
      </form>
    </dialog>
  );
}

/** Acts that ask for nothing but a name. */
function isPlain(name: ActName): boolean {
  return name === 'ack' || name === 'reset' || name === 'unshelve';
}

function submitText(form: Form, words: Words): string {
  if (form.kind === 'name' || form.name === 'note' || form.name === 'cause') return words.ui.save;
  return words.act[form.name];
}

// Who is logged in at this screen: his role and scope, his password, and the way out.

import { useState } from 'preact/hooks';
import { ask, type Failure } from '../../data/answer.ts';
import { useApp } from '../../state/context.ts';
import { FailureNote } from '../../view/failure-note.tsx';
import { refusalText } from './refusal.ts';
import { scopeText } from './scope-text.ts';
import { useSettingsWords } from './words.ts';

/** The account. */
export function AccountPart() {
  const app = useApp();
  const words = useSettingsWords();
  const me = app.me.principal.value;
  const siteName = (id: string): string => app.sentences.value.siteName(id as never);
  const [failure, setFailure] = useState<Failure>();
  const logOut = async (): Promise<void> => {
    const reply = await ask('/api/v1/session', { method: 'DELETE' });
    if (reply.ok) location.reload();
    else setFailure(reply.failure);
  };
  const isKnown = me.kind === 'user' || me.kind === 'proxy';
  return (
    <section class="panel settings-part" aria-label={words.account}>
      {me.kind === 'open' && <p>{words.open}</p>}
      {me.kind === 'shared' && <p>{words.shared}</p>}
      {me.kind === 'kiosk' && <p>{words.kiosk}</p>}
      {isKnown && (
        <p>
          {words.you} <b>{me.displayName}</b> ({me.name})
        </p>
      )}
      <dl class="facts">
        <dt>{words.role}</dt>
        <dd>{words[me.role]}</dd>
        <dt>{words.scope}</dt>
        <dd>{scopeText(me.scope, words, siteName)}</dd>
      </dl>
      {me.kind === 'user' && <PasswordForm />}
      {(me.kind === 'user' || me.kind === 'shared' || me.kind === 'kiosk') && (
        <p>
          <button type="button" class="act" onClick={() => void logOut()}>
            {words.logOut}
          </button>
        </p>
      )}
      {failure && <FailureNote failure={failure} onAgain={() => void logOut()} />}
    </section>
  );
}

function PasswordForm() {
  const words = useSettingsWords();
  const [old, setOld] = useState('');
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [state, setState] = useState<'idle' | 'differ' | 'saving' | 'changed' | Failure>('idle');
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (first !== second) {
      setState('differ');
      return;
    }
    setState('saving');
    const reply = await ask('/api/v1/me/password', { method: 'PUT', body: { old, new: first } });
    if (reply.ok) for (const empty of [setOld, setFirst, setSecond]) empty('');
    setState(reply.ok ? 'changed' : reply.failure);
  };
  const field = (name: string, label: string, value: string, set: (text: string) => void) => (
    <label>
      {label}
      <input
        type="password"
        required
        autocomplete={name === 'old' ? 'current-password' : 'new-password'}
        name={name}
        maxLength={200}
        value={value}
        onInput={(event) => set(event.currentTarget.value)}
      />
    </label>
  );
  return (
    <form class="settings-form" onSubmit={(event) => void save(event)}>
      <h2>{words.password}</h2>
      {field('old', words.old, old, setOld)}
      {field('new', words.new, first, setFirst)}
      {field('again', words.again, second, setSecond)}
      <p role="status">{state === 'changed' && words.changed}</p>
      {state === 'differ' && (
        <p class="wrong" role="alert">
          {words.differ}
        </p>
      )}
      {typeof state === 'object' && <FailureNote failure={state} {...refusalText(state, words)} />}
      <button type="submit" class="act first" aria-disabled={state === 'saving'}>
        {state === 'saving' ? words.saving : words.save}
      </button>
    </form>
  );
}

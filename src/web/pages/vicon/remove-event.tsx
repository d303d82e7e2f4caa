// Taking an event out of the calendar: asked once more before it is done.

import { useState } from 'preact/hooks';
import { ask, type Failure } from '../../data/answer.ts';
import { useApp } from '../../state/context.ts';
import { NameField } from '../../view/act-fields.tsx';
import { FailureNote } from '../../view/failure-note.tsx';
import { useViconWords } from './words.ts';

/** The button, and the question behind it. */
export function RemoveEvent({ id, onRemoved }: { readonly id: number; onRemoved(): void }) {
  const app = useApp();
  const words = useViconWords();
  const signature = app.me.signature();
  const [who, setWho] = useState(app.preferences.operator.peek());
  const [state, setState] = useState<'idle' | 'asking' | 'removing' | Failure>('idle');
  const remove = async (): Promise<void> => {
    const name = signature ?? who.trim();
    if (state === 'removing' || name === '') return;
    if (signature === undefined) app.preferences.setOperator(name);
    setState('removing');
    const query = new URLSearchParams({ who: name, via: 'screen' });
    const reply = await ask(`/api/v1/vicon/events/${id}?${query}`, { method: 'DELETE' });
    if (reply.ok) onRemoved();
    else setState(reply.failure);
  };
  if (state === 'idle')
    return (
      <button type="button" class="act" onClick={() => setState('asking')}>
        {words.remove}
      </button>
    );
  return (
    <form
      class="vicon-remove"
      onSubmit={(event) => {
        event.preventDefault();
        void remove();
      }}
    >
      <p role="status">{words.removeSure}</p>
      {signature === undefined && <NameField value={who} onChange={setWho} />}
      {typeof state === 'object' && <FailureNote failure={state} />}
      <div class="form-buttons">
        <button type="button" class="act" onClick={() => setState('idle')}>
          {words.no}
        </button>
        <button type="submit" class="act first" aria-disabled={state === 'removing'}>
          {words.yes}
        </button>
      </div>
    </form>
  );
}

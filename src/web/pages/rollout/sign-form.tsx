// Somebody's decision on a complete record: accepted or refused, with a name; against the verdict, with a reason.

import { useState } from 'preact/hooks';
import type { AcceptanceDetail } from '../../../domain/acceptance-view.ts';
import { ask } from '../../data/answer.ts';
import { useApp } from '../../state/context.ts';
import { refusalSentence, useRefusalWords } from '../../text/refusal-words.ts';
import { useRecordWords } from './record-words.ts';
import { fill } from './words.ts';

/** The form; nothing where there is nothing to decide. */
export function SignForm({ record, onDone }: { readonly record: AcceptanceDetail; onDone(): void }) {
  const app = useApp();
  const words = useRecordWords();
  const refusals = useRefusalWords();
  const signature = app.me.signature();
  const [who, setWho] = useState(app.preferences.operator.peek());
  const [note, setNote] = useState('');
  const [told, setTold] = useState('');
  const [isBusy, setBusy] = useState(false);
  if (record.signable !== 'yes') return null;
  if (!app.me.may('operator')) return <p class="muted record-form">{words.mayNot}</p>;
  const isPassed = (record.findings ?? []).length === 0;
  const name = signature ?? who.trim();
  const decide = async (decision: 'accepted' | 'refused'): Promise<void> => {
    if (signature === undefined) app.preferences.setOperator(name);
    setBusy(true);
    setTold(words.signing);
    const text = note.trim();
    const reply = await ask<AcceptanceDetail>(`/api/v1/acceptance/${record.id}/sign`, {
      method: 'POST',
      body: { who: name, via: 'screen', decision, ...(text !== '' && { note: text }) },
    });
    setBusy(false);
    if (reply.ok) onDone();
    else
      setTold(
        fill(words.failedSign, {
          why: refusalSentence(reply.failure.code, refusals) ?? reply.failure.message ?? words.unheard,
        }),
      );
  };
  return (
    <form class="panel record-form" aria-label={words.signTitle} onSubmit={(event) => event.preventDefault()}>
      <h2>{words.signTitle}</h2>
      {signature === undefined && (
        <label>
          <span>{words.who}</span>
          <input
            required
            maxLength={64}
            value={who}
            onInput={({ currentTarget }) => setWho(currentTarget.value)}
          />
        </label>
      )}
      <label>
        <span>{isPassed ? words.noteOptional : words.noteNeeded}</span>
        <textarea
          rows={2}
          maxLength={2_000}
          value={note}
          onInput={({ currentTarget }) => setNote(currentTarget.value)}
        />
      </label>
      <div class="record-buttons">
        <button
          type="button"
          class="act first"
          disabled={isBusy || name === '' || (!isPassed && note.trim() === '')}
          onClick={() => void decide('accepted')}
        >
          ✓ {words.accept}
        </button>
        <button
          type="button"
          class="act"
          disabled={isBusy || name === ''}
          onClick={() => void decide('refused')}
        >
          ✕ {words.refuse}
        </button>
        <span role="status">{told}</span>
      </div>
    </form>
  );
}

// Whether a printed report is one that was kept: by the hash on it.

import { useState } from 'preact/hooks';
import { ask, type Failure } from '../../data/answer.ts';
import { FailureNote } from '../../view/failure-note.tsx';
import { useReportWords } from './words.ts';

interface Verified {
  readonly reports: readonly { readonly id: number; readonly title: string; readonly newest: boolean }[];
}

/** The form, and what came of it. */
export function CheckForm() {
  const words = useReportWords();
  const [hash, setHash] = useState('');
  const [found, setFound] = useState<Verified | Failure>();
  const check = async (): Promise<void> => {
    const reply = await ask<Verified>(`/api/v1/reports/verify?hash=${encodeURIComponent(hash)}`);
    setFound(reply.ok ? reply.value : reply.failure);
  };
  return (
    <form
      class="panel report-form"
      aria-label={words.check}
      onSubmit={(event) => {
        event.preventDefault();
        void check();
      }}
    >
      <h2>{words.check}</h2>
      <label>
        {words.checkWhat}
        <input
          name="hash"
          required
          autocomplete="off"
          spellcheck={false}
          maxLength={100}
          value={hash}
          onInput={(event) => {
            setHash(event.currentTarget.value);
            setFound(undefined);
          }}
        />
      </label>
      <button type="submit" class="act">
        {words.checkNow}
      </button>
      <div class="report-said" role="status">
        {found && !('kind' in found) && <Said found={found} />}
      </div>
      {found && 'kind' in found && <FailureNote failure={found} />}
    </form>
  );
}

function Said({ found: { reports } }: { readonly found: Verified }) {
  const words = useReportWords();
  if (reports.length === 0) return <b>{words.unknown}</b>;
  return (
    <>
      <b>{words.known}</b>
      {reports.map(({ id, title, newest }) => (
        <p key={id}>
          {id} · {title}
          {!newest && ` · ${words.outdated}`}
        </p>
      ))}
    </>
  );
}

// Choosing a report, and having it as a file or in the archive.

import { useState } from 'preact/hooks';
import type { NamedSubject, ReportSubjects } from '../../../domain/report-view.ts';
import { ask, type Failure, replyOf } from '../../data/answer.ts';
import { useApp } from '../../state/context.ts';
import { FailureNote } from '../../view/failure-note.tsx';
import {
  bodyOf,
  fileNameOf,
  firstWish,
  pathOf,
  WISHED_FORMATS,
  WISHED_KINDS,
  type Wish,
  type WishedFormat,
} from './report-wish.ts';
import { useReportWords } from './words.ts';

/** A report of a large province takes seconds, and may wait for others. */
const LIMIT_MS = 120_000;
/** A file that was handed over is forgotten after this. */
const HANDED_MS = 10_000;

type State =
  | 'idle'
  | 'making'
  | Failure
  | { readonly made: string }
  | { readonly kept: number; readonly same: boolean };

/** The form. */
export function MakeForm({ subjects, onKept }: { readonly subjects: ReportSubjects; onKept(): void }) {
  const app = useApp();
  const words = useReportWords();
  const lang = app.preferences.language.value;
  const [wish, setWish] = useState(() => firstWish(subjects));
  const signature = app.me.signature();
  const [who, setWho] = useState(app.preferences.operator.peek());
  const [state, setState] = useState<State>('idle');
  const isKeeper = subjects.province && app.me.may('operator');
  const mayKeep = isKeeper && (signature ?? who).trim() !== '';
  const change = (part: Partial<Wish>): void => {
    setWish({ ...wish, ...part });
    setState('idle');
  };
  const make = async (format: WishedFormat): Promise<void> => {
    if (state === 'making' || !wish.month) return;
    setState('making');
    setState(await fetched(pathOf(wish, format, lang), `${wish.kind}.${format}`));
  };
  const keep = async (): Promise<void> => {
    if (state === 'making' || !wish.month || !mayKeep) return;
    setState('making');
    if (signature === undefined) app.preferences.setOperator(who.trim());
    const reply = await ask<{ readonly outcome: string; readonly report: { readonly id: number } }>(
      '/api/v1/reports',
      {
        method: 'POST',
        limitMs: LIMIT_MS,
        body: { ...bodyOf(wish, lang), via: 'screen', who: signature ?? who.trim() },
      },
    );
    setState(
      reply.ok ? { kept: reply.value.report.id, same: reply.value.outcome === 'same' } : reply.failure,
    );
    if (reply.ok) onKept();
  };
  const isYearly = wish.kind === 'rollout' || wish.kind === 'evidence';
  const kinds = subjects.province ? WISHED_KINDS : WISHED_KINDS.slice(0, 1);
  return (
    <form class="panel report-form" aria-label={words.make} onSubmit={(event) => event.preventDefault()}>
      <h2>{words.make}</h2>
      <label>
        {words.kind}
        <select
          name="kind"
          value={wish.kind}
          onChange={({ currentTarget }) =>
            change({ kind: kinds.find((kind) => kind === currentTarget.value) ?? 'sla' })
          }
        >
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {words[kind]}
            </option>
          ))}
        </select>
      </label>
      {wish.kind === 'sla' && (
        <label>
          {words.subject}
          <select
            name="subject"
            value={wish.subject}
            onChange={(event) => change({ subject: event.currentTarget.value })}
          >
            <option value="province">{words.all}</option>
            <Group label={words.contracts} by="contract" of={subjects.contracts} />
            <Group label={words.providers} by="provider" of={subjects.providers} />
            <Group label={words.regencies} by="regency" of={subjects.regencies} />
          </select>
        </label>
      )}
      {isYearly ? (
        <label>
          {words.year}
          <input
            name="year"
            type="number"
            min={2000}
            max={2100}
            value={wish.month.slice(0, 4)}
            onChange={(event) => change({ month: `${event.currentTarget.value}${wish.month.slice(4)}` })}
          />
        </label>
      ) : (
        <label>
          {words.month}
          <input
            name="month"
            type="month"
            required
            value={wish.month}
            onChange={(event) => change({ month: event.currentTarget.value })}
          />
        </label>
      )}
      {isKeeper && signature === undefined && (
        <label>
          {words.who}
          <input
            name="who"
            maxLength={64}
            value={who}
            onInput={(event) => setWho(event.currentTarget.value)}
          />
        </label>
      )}
      <div class="report-buttons">
        {WISHED_FORMATS.map((format) => (
          <button
            key={format}
            type="button"
            class={format === 'pdf' ? 'act first' : 'act'}
            aria-disabled={state === 'making'}
            onClick={() => void make(format)}
          >
            {format.toUpperCase()}
          </button>
        ))}
        {isKeeper && (
          <button
            type="button"
            class="act"
            aria-disabled={state === 'making' || !mayKeep}
            onClick={() => void keep()}
          >
            {words.keep}
          </button>
        )}
      </div>
      <p class="report-said" role="status">
        {state === 'making' && words.making}
        {typeof state === 'object' && 'made' in state && `${words.made} ${state.made}`}
        {typeof state === 'object' &&
          'kept' in state &&
          `${state.same ? words.same : words.kept} ${state.kept}`}
      </p>
      {typeof state === 'object' && 'kind' in state && <FailureNote failure={state} />}
      <p class="muted">{words.about}</p>
    </form>
  );
}

function Group({
  label,
  by,
  of,
}: {
  readonly label: string;
  readonly by: string;
  readonly of: readonly NamedSubject[];
}) {
  if (of.length === 0) return null;
  return (
    <optgroup label={label}>
      {of.map(({ id, name }) => (
        <option key={id} value={`${by} ${id}`}>
          {name}
        </option>
      ))}
    </optgroup>
  );
}

/** Asks for a file and hands it to whoever asked; never rejects. */
async function fetched(path: string, fallback: string): Promise<Failure | { readonly made: string }> {
  try {
    const response = await fetch(path, { cache: 'no-store', signal: AbortSignal.timeout(LIMIT_MS) });
    if (!response.ok) {
      const reply = replyOf(response.status, await response.text());
      return reply.ok ? { kind: 'server' } : reply.failure;
    }
    const name = fileNameOf(response.headers.get('content-disposition'), fallback);
    const url = URL.createObjectURL(await response.blob());
    const anchor = document.createElement('a');
    anchor.href = url;
    anchor.download = name;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(url), HANDED_MS);
    return { made: name };
  } catch {
    return { kind: 'unreachable' };
  }
}

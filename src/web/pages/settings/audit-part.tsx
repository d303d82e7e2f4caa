// The audit trail: who did what, when, from where, and whether it was done.

import { useEffect, useRef, useState } from 'preact/hooks';
import { ask, type Failure } from '../../data/answer.ts';
import { useApp } from '../../state/context.ts';
import { FailureNote } from '../../view/failure-note.tsx';
import { useSettingsWords } from './words.ts';

/** An entry as GET /api/v1/audit tells it. */
interface EntryTold {
  readonly id: number;
  readonly at: number;
  readonly who: string;
  readonly via: string;
  readonly address?: string;
  readonly action: string;
  readonly target?: string;
  readonly outcome: string;
  readonly detail?: string;
}

const PAGE_SIZE = 100;
/** Typing is not asked about letter by letter. */
const PAUSE_MS = 300;
/** Rows kept on the page; a narrower search finds the rest. */
const MOST_ROWS = 2_000;

/** The trail, newest first. */
export function AuditPart() {
  const app = useApp();
  const words = useSettingsWords();
  const [text, setText] = useState('');
  const [entries, setEntries] = useState<readonly EntryTold[]>([]);
  const [hasMore, setHasMore] = useState(false);
  const [state, setState] = useState<'asking' | 'told' | Failure>('asking');
  const abort = useRef<AbortController | undefined>(undefined);
  const load = async (before: readonly EntryTold[]): Promise<void> => {
    abort.current?.abort();
    const mine = new AbortController();
    abort.current = mine;
    setState('asking');
    const query = new URLSearchParams({ limit: String(PAGE_SIZE) });
    if (text.trim() !== '') query.set('text', text.trim());
    const last = before.at(-1);
    if (last) query.set('before', String(last.id));
    const reply = await ask<{ readonly entries: readonly EntryTold[] }>(`/api/v1/audit?${query.toString()}`, {
      signal: mine.signal,
    });
    if (mine.signal.aborted) return;
    if (!reply.ok) {
      setState(reply.failure);
      return;
    }
    const all = [...before, ...reply.value.entries];
    setEntries(all);
    setHasMore(reply.value.entries.length === PAGE_SIZE && all.length < MOST_ROWS);
    setState('told');
  };
  useEffect(() => {
    const timer = setTimeout(() => void load([]), PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.current?.abort();
    };
  }, [text]);
  const now = app.serverTime.value;
  return (
    <section class="panel settings-part" aria-label={words.audit}>
      <input
        type="search"
        maxLength={200}
        placeholder={words.find}
        aria-label={words.find}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      {typeof state === 'object' && <FailureNote failure={state} onAgain={() => void load([])} />}
      <div class="audit-scroll">
        <table class="audit">
          <thead>
            <tr>
              <th>{words.when}</th>
              <th>{words.who}</th>
              <th>{words.what}</th>
              <th>{words.target}</th>
              <th>{words.outcome}</th>
              <th>{words.from}</th>
            </tr>
          </thead>
          <tbody>
            {entries.map(({ id, at, who, via, address, action, target, outcome, detail }) => (
              <tr key={id} title={detail}>
                <td>{app.time.value.moment(at, now)}</td>
                <td>{who}</td>
                <td>
                  <code>{action}</code>
                </td>
                <td>{target ?? '–'}</td>
                <td>{outcome === 'done' ? words.done : outcome}</td>
                <td class="muted">{[via, address].filter(Boolean).join(' ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {state === 'told' && entries.length === 0 && <p class="empty">{words.noEntries}</p>}
      {hasMore && (
        <p>
          <button type="button" class="act" onClick={() => void load(entries)}>
            {words.more}
          </button>
        </p>
      )}
    </section>
  );
}

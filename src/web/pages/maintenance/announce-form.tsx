// The form that announces planned work. It says beforehand which links would be covered, as the server answers.

import { useEffect, useState } from 'preact/hooks';
import { linkId } from '../../../domain/ids.ts';
import { WEEKDAYS } from '../../../domain/maintenance.ts';
import { ask, type Failure } from '../../data/answer.ts';
import { useApp } from '../../state/context.ts';
import { newActKey } from '../../stream/acts.ts';
import { NameField } from '../../view/act-fields.tsx';
import { FailureNote } from '../../view/failure-note.tsx';
import { type Draft, type DraftPlan, emptyDraft, planOf } from './draft.ts';
import { ScopeFields } from './scope-fields.tsx';
import { useMaintenanceWords } from './words.ts';

/** Typing is not asked about letter by letter. */
const PAUSE_MS = 400;
/** Names of covered links that are told; the rest are counted. */
const MOST_NAMES = 8;

/** The form; `onDone(true)` when the server has recorded it. */
export function AnnounceForm({ link, onDone }: { readonly link?: string; onDone(announced: boolean): void }) {
  const app = useApp();
  const words = useMaintenanceWords();
  const timezone = app.screen.value.province?.facts.timezone ?? 'Asia/Makassar';
  const [draft, setDraft] = useState(() => emptyDraft(app.serverTime.peek(), timezone, link));
  const signature = app.me.signature();
  const [who, setWho] = useState(app.preferences.operator.peek());
  const [state, setState] = useState<'idle' | 'saving' | Failure>('idle');
  const [key] = useState(newActKey);
  const [tried, setTried] = useState(false);
  const plan = planOf(draft, timezone);
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });
  const save = async (): Promise<void> => {
    setTried(true);
    if (typeof plan === 'string' || state === 'saving') return;
    if (signature === undefined) app.preferences.setOperator(who.trim());
    setState('saving');
    const reply = await ask('/api/v1/maintenance', {
      method: 'POST',
      body: {
        ...plan,
        who: signature ?? who.trim(),
        via: 'screen',
        key,
        name: draft.name.trim(),
        ...(draft.announcedBy.trim() !== '' && { announcedBy: draft.announcedBy.trim() }),
        ...(draft.note.trim() !== '' && { note: draft.note.trim() }),
      },
    });
    if (reply.ok) onDone(true);
    else setState(reply.failure);
  };
  return (
    <form
      class="panel announce"
      aria-label={words.announce}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => event.key === 'Escape' && onDone(false)}
    >
      <h2>{words.announce}</h2>
      <div class="fields">
        <label>
          {words.name}
          <input
            name="name"
            required
            maxLength={120}
            pattern=".*\S.*"
            placeholder={words.nameHint}
            value={draft.name}
            onInput={(event) => change({ name: event.currentTarget.value })}
          />
        </label>
        <label>
          {words.by}
          <input
            name="by"
            maxLength={120}
            placeholder={words.byHint}
            value={draft.announcedBy}
            onInput={(event) => change({ announcedBy: event.currentTarget.value })}
          />
        </label>
      </div>
      <ScopeFields draft={draft} onChange={change} />
      <TimeFields draft={draft} onChange={change} />
      <label>
        {words.note}
        <textarea
          name="note"
          rows={2}
          maxLength={500}
          value={draft.note}
          onInput={(event) => change({ note: event.currentTarget.value })}
        />
      </label>
      {signature === undefined && <NameField value={who} onChange={setWho} />}
      {typeof plan === 'string' ? (
        tried && (
          <p class="wrong" role="alert">
            {words[plan]}
          </p>
        )
      ) : (
        <Coverage plan={plan} />
      )}
      {typeof state === 'object' && <FailureNote failure={state} onAgain={() => void save()} />}
      <div class="form-buttons">
        <button type="button" class="act" onClick={() => onDone(false)}>
          {words.discard}
        </button>
        <button type="submit" class="act first" aria-disabled={state === 'saving'}>
          {state === 'saving' ? words.saving : words.submit}
        </button>
      </div>
    </form>
  );
}

function TimeFields({ draft, onChange }: { readonly draft: Draft; onChange(part: Partial<Draft>): void }) {
  const app = useApp();
  const words = useMaintenanceWords();
  const { zone } = app.time.value;
  const moment = (name: 'from' | 'to') => (
    <label>
      {words[name]} ({zone})
      <input
        type="datetime-local"
        name={name}
        required
        value={draft[name]}
        onInput={(event) => onChange({ [name]: event.currentTarget.value })}
      />
    </label>
  );
  return (
    <fieldset>
      <legend class="hidden">{words.time}</legend>
      <div class="choices">
        {(['once', 'weekly'] as const).map((kind) => (
          <label key={kind} class="choice">
            <input
              type="radio"
              name="kind"
              checked={draft.kind === kind}
              onChange={() => onChange({ kind })}
            />
            {words[kind]}
          </label>
        ))}
      </div>
      {draft.kind === 'once' ? (
        <div class="fields">
          {moment('from')}
          {moment('to')}
        </div>
      ) : (
        <>
          <div class="choices">
            {WEEKDAYS.map((day) => (
              <label key={day} class="choice">
                <input
                  type="checkbox"
                  checked={draft.days.includes(day)}
                  onChange={() =>
                    onChange({
                      days: draft.days.includes(day)
                        ? draft.days.filter((each) => each !== day)
                        : [...draft.days, day],
                    })
                  }
                />
                {words[day]}
              </label>
            ))}
          </div>
          <div class="fields">
            <label>
              {words.time} ({zone})
              <input
                type="time"
                name="time"
                required
                value={draft.time}
                onInput={(event) => onChange({ time: event.currentTarget.value })}
              />
            </label>
            <label>
              {words.hours}
              <input
                name="hours"
                inputMode="decimal"
                required
                maxLength={6}
                value={draft.hours}
                onInput={(event) => onChange({ hours: event.currentTarget.value })}
              />
            </label>
          </div>
        </>
      )}
    </fieldset>
  );
}

function Coverage({ plan }: { readonly plan: DraftPlan }) {
  const app = useApp();
  const words = useMaintenanceWords();
  const body = JSON.stringify(plan);
  const [told, setTold] = useState<{
    readonly body: string;
    readonly covered?: readonly string[];
    readonly failure?: Failure;
  }>();
  useEffect(() => {
    const mine = new AbortController();
    const timer = setTimeout(async () => {
      const reply = await ask<{ readonly covered: readonly string[] }>('/api/v1/maintenance/check', {
        method: 'POST',
        body: plan,
        signal: mine.signal,
      });
      if (mine.signal.aborted) return;
      setTold({ body, ...(reply.ok ? { covered: reply.value.covered } : { failure: reply.failure }) });
    }, PAUSE_MS);
    return () => {
      mine.abort();
      clearTimeout(timer);
    };
  }, [body]);
  if (told?.body !== body) return <p role="status">…</p>;
  if (told.failure) return <FailureNote failure={told.failure} />;
  const covered = told.covered ?? [];
  const links = app.screen.value.province?.links;
  const names = covered.slice(0, MOST_NAMES).map((id) => links?.get(linkId(id))?.name ?? id);
  return (
    <p role="status">
      {words.willCover} <b>{covered.length}</b> {words.links} ({words.andBehind}): {names.join(', ')}
      {covered.length > names.length && ` +${covered.length - names.length}`}
    </p>
  );
}

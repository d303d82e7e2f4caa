// The form that puts an event into the calendar. What its name says about time and sites is filled in by itself, until
// somebody has chosen them by hand.

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ViconEventView } from '../../../domain/vicon-view.ts';
import { ask, type Failure } from '../../data/answer.ts';
import { useApp } from '../../state/context.ts';
import { newActKey } from '../../stream/acts.ts';
import { NameField } from '../../view/act-fields.tsx';
import { FailureNote } from '../../view/failure-note.tsx';
import { type EventDraft, emptyDraft, hintsOf, planOf, timesOf } from './draft.ts';
import { eventSites } from './event-sites.ts';
import { SiteFields } from './site-fields.tsx';
import { useViconWords } from './words.ts';

/** The form; `onDone` with the event when the server has recorded it, with nothing when it was given up. */
export function EventForm({ onDone }: { onDone(event?: ViconEventView): void }) {
  const app = useApp();
  const words = useViconWords();
  const province = app.screen.value.province;
  const timezone = province?.facts.timezone ?? 'Asia/Makassar';
  const [draft, setDraft] = useState(() => emptyDraft(app.serverTime.peek(), timezone));
  const [touched, setTouched] = useState<ReadonlySet<'time' | 'sites'>>(new Set());
  const signature = app.me.signature();
  const [who, setWho] = useState(app.preferences.operator.peek());
  const [state, setState] = useState<'idle' | 'saving' | Failure>('idle');
  const [key] = useState(newActKey);
  const [tried, setTried] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  // Before the next key is pressed, not after the next frame.
  useLayoutEffect(() => first.current?.focus(), []);
  const plan = planOf(draft, app.serverTime.value, timezone);
  const change = (part: Partial<EventDraft>, by?: 'time' | 'sites'): void => {
    setDraft({ ...draft, ...part });
    if (by) setTouched(new Set([...touched, by]));
  };
  const name = (title: string): void => {
    const { from, to, sites: named } = hintsOf(title, eventSites(province));
    change({
      title,
      ...(!touched.has('time') && from !== undefined && to !== undefined && { from, to }),
      ...(!touched.has('sites') && named.length > 0 && { sites: named }),
    });
  };
  const save = async (): Promise<void> => {
    setTried(true);
    if (typeof plan === 'string' || state === 'saving') return;
    if (signature === undefined) app.preferences.setOperator(who.trim());
    setState('saving');
    const reply = await ask<{ readonly event: ViconEventView }>('/api/v1/vicon/events', {
      method: 'POST',
      body: {
        title: draft.title.trim(),
        startsAt: plan.startsAt,
        endsAt: plan.endsAt,
        sites: plan.sites,
        who: signature ?? who.trim(),
        via: 'screen',
        key,
        ...(draft.note.trim() !== '' && { note: draft.note.trim() }),
      },
    });
    if (reply.ok) onDone(reply.value.event);
    else setState(reply.failure);
  };
  return (
    <form
      class="panel vicon-form"
      aria-label={words.add}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => event.key === 'Escape' && onDone()}
    >
      <h2>{words.add}</h2>
      <label>
        {words.name}
        <input
          name="title"
          ref={first}
          maxLength={120}
          autocomplete="off"
          placeholder={words.nameHint}
          value={draft.title}
          onInput={(event) => name(event.currentTarget.value)}
        />
      </label>
      <TimeFields draft={draft} onChange={(part) => change(part, 'time')} />
      {timesOf(draft, timezone)?.overnight && <p class="muted">{words.nextDay}</p>}
      <SiteFields chosen={draft.sites} onChange={(sites) => change({ sites }, 'sites')} />
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
      {tried && typeof plan === 'string' && (
        <p class="wrong" role="alert">
          {words[plan]}
        </p>
      )}
      {typeof state === 'object' && <FailureNote failure={state} onAgain={() => void save()} />}
      <div class="form-buttons">
        <button type="button" class="act" onClick={() => onDone()}>
          {words.discard}
        </button>
        <button type="submit" class="act first" aria-disabled={state === 'saving'}>
          {state === 'saving' ? words.saving : words.save}
        </button>
      </div>
    </form>
  );
}

function TimeFields({
  draft,
  onChange,
}: {
  readonly draft: EventDraft;
  onChange(part: Partial<EventDraft>): void;
}) {
  const app = useApp();
  const words = useViconWords();
  const { zone } = app.time.value;
  const clock = (name: 'from' | 'to') => (
    <label>
      {words[name]} ({zone})
      <input
        type="time"
        name={name}
        value={draft[name]}
        onInput={(event) => onChange({ [name]: event.currentTarget.value })}
      />
    </label>
  );
  return (
    <div class="fields">
      <label>
        {words.date}
        <input
          type="date"
          name="date"
          value={draft.date}
          onInput={(event) => onChange({ date: event.currentTarget.value })}
        />
      </label>
      {clock('from')}
      {clock('to')}
    </div>
  );
}

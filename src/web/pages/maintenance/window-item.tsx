// One window of planned work: what, whom it covers, when, who announced it; and ending it.

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ask, type Failure } from '../../data/answer.ts';
import { useApp } from '../../state/context.ts';
import { formatDuration } from '../../text/format.ts';
import { FailureNote } from '../../view/failure-note.tsx';
import { WrenchMark } from '../../view/wrench-mark.tsx';
import { partOf, type WindowTold } from './window-view.ts';
import { useMaintenanceWords } from './words.ts';

/** A window; calls `onEnded` when the server has ended it. */
export function WindowItem({ window, onEnded }: { readonly window: WindowTold; onEnded(): void }) {
  const app = useApp();
  const words = useMaintenanceWords();
  const now = app.serverTime.value;
  const ended = window.acts.findLast(({ kind }) => kind === 'end');
  const part = partOf(window);
  const announced = window.acts.find(({ kind }) => kind === 'announce');
  return (
    <li class={`window is-${part}`} data-window={window.id}>
      <h3>
        {part === 'open' && <WrenchMark />} {window.name}
      </h3>
      <p>{useWhen(window)}</p>
      <p class="muted">
        {words.covers} {window.links} {words.links} · {useScope(window)} · {words.announced}{' '}
        {window.announcedBy} {app.time.value.minute(window.announcedAt, now)}
        {announced && announced.actor.who !== window.announcedBy && ` (${announced.actor.who})`}
        {window.note !== undefined && ` · ${window.note}`}
        {ended && ` · ${words.endedBy} ${ended.actor.who} ${app.time.value.minute(ended.at, now)}`}
      </p>
      {part !== 'past' &&
        (window.origin === 'config' ? (
          <p class="muted">{words.inFile}</p>
        ) : (
          app.me.may('operator') && <EndButton window={window} onEnded={onEnded} />
        ))}
    </li>
  );
}

function useWhen({ time, open, next, overAt }: WindowTold): string {
  const app = useApp();
  const words = useMaintenanceWords();
  const now = app.serverTime.value;
  const { minute } = app.time.value;
  const span = (opening: { readonly from: number; readonly to: number }): string =>
    `${minute(opening.from, now)} – ${minute(opening.to, now)}`;
  const parts: string[] = [];
  if (open)
    parts.push(`${words.until} ${minute(open.to, now)} (${formatDuration(open.to - now, app.words.value)})`);
  if (time.kind === 'recurring') {
    const two = (value: number): string => String(value).padStart(2, '0');
    const days = time.days.map((day) => (typeof day === 'number' ? String(day) : words[day])).join(', ');
    const named = time.days.some((day) => typeof day === 'number') ? `${words.dates} ${days}` : days;
    const clock = `${two(Math.floor(time.atMinute / 60))}:${two(time.atMinute % 60)}`;
    parts.push(
      `${words.every} ${named} ${words.at} ${clock}, ${formatDuration(time.durationMs, app.words.value)}`,
    );
    if (next) parts.push(`${words.next} ${span(next)}`);
  } else if (!open) parts.push(span({ from: time.from, to: Math.min(time.to, overAt ?? time.to) }));
  return parts.join(' · ');
}

function useScope({ scope }: WindowTold): string {
  const app = useApp();
  const province = app.screen.value.province;
  const names = [
    ...scope.regencies.map((id) => province?.sites.get(id)?.name ?? id),
    ...scope.providers,
    ...scope.sites.map((id) => province?.sites.get(id)?.name ?? id),
    ...scope.links.map((id) => province?.links.get(id)?.name ?? id),
  ];
  const more = names.length - 4;
  return names.slice(0, 4).join(', ') + (more > 0 ? ` +${more}` : '');
}

function EndButton({ window, onEnded }: { readonly window: WindowTold; onEnded(): void }) {
  const app = useApp();
  const words = useMaintenanceWords();
  const [state, setState] = useState<'idle' | 'sure' | 'running' | Failure>('idle');
  const yes = useRef<HTMLButtonElement>(null);
  // Before the next key is pressed, not after the next frame.
  useLayoutEffect(() => {
    if (state === 'sure') yes.current?.focus();
  }, [state]);
  const who = app.me.signature() ?? app.preferences.operator.value;
  const end = async (): Promise<void> => {
    if (who === '') {
      app.desk.open({ kind: 'name' });
      return;
    }
    setState('running');
    const query = new URLSearchParams({ who, via: 'screen' });
    const reply = await ask(`/api/v1/maintenance/${encodeURIComponent(window.id)}?${query.toString()}`, {
      method: 'DELETE',
    });
    if (reply.ok) onEnded();
    setState(reply.ok ? 'idle' : reply.failure);
  };
  if (state === 'sure' || state === 'running')
    return (
      <div class="acts" role="alertdialog" aria-label={words.endSure}>
        <span>{words.endSure}</span>
        <button
          type="button"
          class="act first"
          ref={yes}
          aria-disabled={state === 'running'}
          onClick={() => state === 'sure' && void end()}
        >
          {state === 'running' ? words.saving : words.yes}
        </button>
        <button type="button" class="act" onClick={() => setState('idle')}>
          {words.no}
        </button>
      </div>
    );
  return (
    <>
      <button type="button" class="act" onClick={() => setState('sure')}>
        {window.open ? words.end : words.cancel}
      </button>
      {typeof state === 'object' && <FailureNote failure={state} onAgain={() => void end()} />}
    </>
  );
}

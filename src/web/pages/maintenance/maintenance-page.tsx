// Pemeliharaan: what is under way, to come and over; announcing more, and ending it early.

import './maintenance.css';
import { useEffect, useState } from 'preact/hooks';
import { useAnswer } from '../../data/use-answer.ts';
import { useApp } from '../../state/context.ts';
import { AnswerFailure } from '../../view/failure-note.tsx';
import type { PageProps } from '../registry.ts';
import { AnnounceForm } from './announce-form.tsx';
import { WindowItem } from './window-item.tsx';
import { byPart, PARTS, type WindowTold } from './window-view.ts';
import { useMaintenanceWords } from './words.ts';

const EVERY_MS = 30_000;
/** Past windows shown; the API has them all. */
const MOST_PAST = 50;

/** The page; `new` in the query opens the form, with `link` in its scope. */
export function MaintenancePage({ route }: PageProps) {
  const app = useApp();
  const words = useMaintenanceWords();
  const answer = useAnswer<{ readonly windows: readonly WindowTold[] }>('/api/v1/maintenance', EVERY_MS);
  const query = new URLSearchParams(route.query);
  const isNew = query.has('new');
  const [told, setTold] = useState(false);
  const mayAct = app.me.may('operator');
  // An edge is told on the stream at its moment.
  const openNow = app.screen.value.province?.maintenance
    .map(({ window, from }) => `${window} ${from}`)
    .join();
  const { again } = answer;
  useEffect(() => again(), [openNow, again]);
  const parts = byPart(answer.value?.windows ?? []);
  const link = query.get('link') ?? undefined;
  return (
    <div class="page-scroll maintenance-page">
      <div class="page-head">
        <h1 class="page-title">{words.title}</h1>
        {mayAct && !isNew && (
          <button
            type="button"
            class="act first"
            onClick={() => {
              setTold(false);
              app.go({ page: 'maintenance', query: 'new' });
            }}
          >
            {words.announce}
          </button>
        )}
        <span role="status">{told && words.done}</span>
        {!mayAct && <p class="muted">{words.viewer}</p>}
      </div>
      {isNew && mayAct && app.screen.value.province && (
        <AnnounceForm
          {...(link !== undefined && { link })}
          onDone={(announced) => {
            setTold(announced);
            app.go({ page: 'maintenance', query: '' });
            answer.again();
          }}
        />
      )}
      {answer.failure?.kind === 'missing' ? (
        <p role="alert">{words.noRoute}</p>
      ) : (
        <AnswerFailure answer={answer} />
      )}
      {PARTS.map(
        (part) =>
          parts[part].length > 0 && (
            <section key={part} class="panel" aria-label={words[part]}>
              <h2>
                {words[part]} <span class="badge">{parts[part].length}</span>
              </h2>
              <ol>
                {parts[part].slice(0, MOST_PAST).map((window) => (
                  <WindowItem key={window.id} window={window} onEnded={() => answer.again()} />
                ))}
              </ol>
            </section>
          ),
      )}
      {answer.value?.windows.length === 0 && <p class="empty">{words.none}</p>}
    </div>
  );
}

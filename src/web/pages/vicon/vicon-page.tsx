// Vicon: which regency is ready for a video conference now, when it usually is, and the conferences that are looked after.

import './vicon.css';
import { useState } from 'preact/hooks';
import type { ViconBoardView, ViconEventView } from '../../../domain/vicon-view.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { useApp } from '../../state/context.ts';
import { AnswerFailure } from '../../view/failure-note.tsx';
import type { PageProps } from '../registry.ts';
import { BoardPanel } from './board-panel.tsx';
import { EventForm } from './event-form.tsx';
import { EventList } from './event-list.tsx';
import { EventScreen } from './event-screen.tsx';
import { HeatTable } from './heat-table.tsx';
import { useViconWords } from './words.ts';

const BOARD_EVERY_MS = 15_000;
/** While history is worked out for the first time its days come one by one. */
const COMPUTING_EVERY_MS = 3_000;
const EVENTS_EVERY_MS = 30_000;

/** The page: an event where the address names one, else the board; `new` in the query opens the form. */
export function ViconPage({ route }: PageProps) {
  if (route.id !== undefined) return <EventScreen key={route.id} id={route.id} />;
  return <Board isNew={new URLSearchParams(route.query).has('new')} />;
}

function Board({ isNew }: { readonly isNew: boolean }) {
  const app = useApp();
  const words = useViconWords();
  const [everyMs, setEveryMs] = useState(COMPUTING_EVERY_MS);
  const board = useAnswer<ViconBoardView>('/api/v1/vicon', everyMs);
  const events = useAnswer<{ readonly events: readonly ViconEventView[] }>(
    '/api/v1/vicon/events',
    EVENTS_EVERY_MS,
  );
  const [added, setAdded] = useState<ViconEventView>();
  const isFirst = board.value?.history.computedAt === undefined;
  const wantedMs = isFirst ? COMPUTING_EVERY_MS : BOARD_EVERY_MS;
  if (wantedMs !== everyMs) setEveryMs(wantedMs);
  const mayAct = app.me.may('operator');
  const close = (event?: ViconEventView): void => {
    setAdded(event);
    app.go({ page: 'vicon', query: '' });
    events.again();
  };
  if (board.failure?.kind === 'missing')
    return (
      <p class="empty" role="alert">
        {words.noRoute}
      </p>
    );
  return (
    <div class="vicon-grid">
      <div class="page-scroll">
        <h1 class="page-title">{words.title}</h1>
        <AnswerFailure answer={board} />
        {board.value ? (
          <>
            <BoardPanel board={board.value} />
            <HeatTable board={board.value} />
          </>
        ) : (
          !board.failure && (
            <p class="empty" role="status">
              {words.waiting}…
            </p>
          )
        )}
      </div>
      <div class="page-scroll">
        {isNew && mayAct && app.screen.value.province ? (
          <EventForm onDone={close} />
        ) : (
          mayAct && (
            <button
              type="button"
              class="act first vicon-add"
              onClick={() => {
                setAdded(undefined);
                app.go({ page: 'vicon', query: 'new' });
              }}
            >
              {words.add}
            </button>
          )
        )}
        <p class="vicon-added" role="status">
          {added && words.added}
        </p>
        <section class="panel" aria-labelledby="vicon-events">
          <h2 id="vicon-events">{words.events}</h2>
          <AnswerFailure answer={events} />
          {events.value && <EventList events={events.value.events} />}
        </section>
        {!mayAct && <p class="muted">{words.viewer}</p>}
      </div>
    </div>
  );
}

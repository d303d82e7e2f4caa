// Pembangunan: the board of the roll-out, or, with a number in the address, one acceptance record.

import './rollout.css';
import './drawn.css';
import type { RolloutBoard } from '../../../domain/rollout-view.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { useApp } from '../../state/context.ts';
import { AnswerFailure } from '../../view/failure-note.tsx';
import type { PageProps } from '../registry.ts';
import { viewOf } from './board-query.ts';
import { Curve } from './curve.tsx';
import { GroupTable } from './group-table.tsx';
import { HeadFigures } from './head-figures.tsx';
import { lengthText } from './moments.ts';
import { PartFilter } from './part-filter.tsx';
import { RecordList } from './record-list.tsx';
import { RecordView } from './record-view.tsx';
import { VillageList } from './village-list.tsx';
import { fill, useRolloutWords } from './words.ts';

/** As often as the daemon works it out anew. */
const EVERY_MS = 30_000;

/** The page. */
export function RolloutPage({ route }: PageProps) {
  return route.id === undefined ? <Board query={route.query} /> : <RecordView id={route.id} />;
}

function Board({ query }: { readonly query: string }) {
  const app = useApp();
  const words = useRolloutWords();
  const view = viewOf(query);
  const answer = useAnswer<RolloutBoard>(`/api/v1/rollout${view.asked && `?${view.asked}`}`, EVERY_MS);
  const board = answer.value;
  const isEmpty = board?.total.villages === 0 && board.total.target === undefined;
  return (
    <div class="page-scroll rollout">
      <div class="rollout-head">
        <h1 class="page-title">{words.title}</h1>
        {board && <PartFilter board={board} query={query} />}
      </div>
      <AnswerFailure answer={answer} />
      {!board && answer.asking && <p role="status">{words.loading}</p>}
      {board && isEmpty && view.asked === '' && (
        <section class="panel empty">
          <h2>{words.emptyTitle}</h2>
          <p>{words.emptyHow}</p>
        </section>
      )}
      {board && isEmpty && view.asked !== '' && <p class="panel empty">{words.emptyFilter}</p>}
      {board && !isEmpty && (
        <>
          <HeadFigures board={board} />
          <p class="rollout-rule">
            {fill(words.rule, {
              atLeast: lengthText(board.connectedRule.atLeastMs, app.words.value),
              within: lengthText(board.connectedRule.withinMs, app.words.value),
              at: app.time.value.clock(board.at),
            })}
            {!board.targetsShown && ` ${words.targetsHidden}`}
            {board.targetsShown && board.total.target === undefined && ` ${words.noTargets}`}
          </p>
          <div class="rollout-parts">
            <GroupTable board={board} by={view.by} query={query} />
            <Curve curve={board.curve} />
          </div>
          <VillageList board={board} view={view} query={query} />
        </>
      )}
      <RecordList />
    </div>
  );
}

// The villages behind the figures, by condition: what the office says of each, what was measured, what its link does now.

import { useState } from 'preact/hooks';
import type { RolloutBoard, VillageView } from '../../../domain/rollout-view.ts';
import { useApp } from '../../state/context.ts';
import { NONE } from '../../text/format.ts';
import type { Words } from '../../text/words.ts';
import { Place } from '../../view/place.tsx';
import { StateMark } from '../../view/state-mark.tsx';
import { type BoardView, CONDITIONS, type Condition, isIn, listed, withQuery } from './board-query.ts';
import { dayText, lengthText } from './moments.ts';
import { fill, type RolloutWords, useRolloutWords } from './words.ts';

/** Rows drawn at first, and with each press: the whole province would be thousands. */
const ROWS = 100;
const MARKS = { connected: '✓', silent: '✕', unseen: '?' } as const;

/** The list with its filter. */
export function VillageList({
  board,
  view,
  query,
}: {
  readonly board: RolloutBoard;
  readonly view: BoardView;
  readonly query: string;
}) {
  const app = useApp();
  const words = useRolloutWords();
  const [rows, setRows] = useState(ROWS);
  const found = listed(board.villageList, view);
  const shown = found.slice(0, rows);
  const names = new Map<string | undefined, string>(
    board.choices.regencies.map(({ id, name }) => [id, name]),
  );
  return (
    <section class="panel" aria-label={words.listTitle}>
      <div class="rollout-bar-head">
        <h2>{words.listTitle}</h2>
        <ConditionChoice board={board} show={view.show} query={query} />
        <input
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={view.find}
          onInput={({ currentTarget }) =>
            app.go({ page: 'rollout', query: withQuery(query, { find: currentTarget.value }) })
          }
        />
        <span class="muted" role="status">
          {fill(words.shown, { shown: shown.length, all: found.length })}
        </span>
      </div>
      {found.length === 0 ? (
        <p class="empty">{words.emptyFilter}</p>
      ) : (
        <div class="scroller">
          <table class="rollout-table villages">
            <thead>
              <tr>
                <th scope="col">{words.village}</th>
                <th scope="col">{words.regency}</th>
                <th scope="col">{words.programme}</th>
                <th scope="col">{words.year}</th>
                <th scope="col">{words.declared}</th>
                <th scope="col">{words.measured}</th>
                <th scope="col">{words.now}</th>
                <th scope="col">{words.record}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((village) => (
                <VillageRow key={village.site} village={village} regency={names.get(village.regency)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {found.length > shown.length && (
        <button type="button" class="act more" onClick={() => setRows(rows + ROWS)}>
          {fill(words.showMore, { n: Math.min(ROWS, found.length - shown.length) })}
        </button>
      )}
    </section>
  );
}

function ConditionChoice({
  board,
  show,
  query,
}: {
  readonly board: RolloutBoard;
  readonly show: Condition;
  readonly query: string;
}) {
  const app = useApp();
  const words = useRolloutWords();
  const count = (condition: Condition) =>
    board.villageList.filter((village) => isIn(village, condition)).length;
  const names: Readonly<Record<Condition, string>> = {
    all: words.all,
    connected: words.isConnected,
    unproved: words.unproved,
    undeclared: words.undeclared,
    building: words.dBuilding,
    planned: words.dPlanned,
    ended: words.dEnded,
  };
  return (
    <label class="rollout-condition">
      <span>{words.condition}</span>
      <select
        value={show}
        onChange={({ currentTarget: { value } }) =>
          app.go({ page: 'rollout', query: withQuery(query, { show: value === 'all' ? '' : value }) })
        }
      >
        {CONDITIONS.map((condition) => (
          <option key={condition} value={condition}>
            {names[condition]} ({count(condition)})
          </option>
        ))}
      </select>
    </label>
  );
}

function VillageRow({
  village,
  regency,
}: {
  readonly village: VillageView;
  readonly regency: string | undefined;
}) {
  const app = useApp();
  const words = useRolloutWords();
  const all = app.words.value;
  const [link] = village.links;
  const isDoubtful = isIn(village, 'unproved') || isIn(village, 'undeclared');
  return (
    <tr class={isDoubtful ? 'is-doubtful' : ''}>
      <th scope="row">
        {link === undefined ? (
          village.name
        ) : (
          <Place page="link" id={link}>
            {village.name}
          </Place>
        )}
        {village.code !== undefined && <small>{village.code}</small>}
      </th>
      <td>{regency ?? NONE}</td>
      <td>{village.programme ?? NONE}</td>
      <td>{village.year ?? NONE}</td>
      <td>{declaredText(village, words, all)}</td>
      <td title={watchedText(village, words, (ms) => lengthText(ms, all))}>
        {village.links.length === 0 ? (
          <span class="muted">{words.noLink}</span>
        ) : (
          <span class={`proof m-${village.measured}`}>
            <span class="proof-mark" aria-hidden="true">
              {MARKS[village.measured]}
            </span>{' '}
            {
              { connected: words.isConnected, silent: words.isSilent, unseen: words.isUnseen }[
                village.measured
              ]
            }
            <small>{watchedText(village, words, (ms) => lengthText(ms, all))}</small>
          </span>
        )}
      </td>
      <td>
        {village.state === undefined ? (
          <span class="muted">{words.notMeasured}</span>
        ) : (
          <>
            <StateMark state={village.state} /> {all.state[village.state]}
          </>
        )}
      </td>
      <td>
        {village.acceptance ? (
          <Place page="rollout" id={village.acceptance.id}>
            {words.number} {village.acceptance.id}
          </Place>
        ) : (
          NONE
        )}
      </td>
    </tr>
  );
}

function declaredText({ declared, building }: VillageView, words: RolloutWords, all: Words): string {
  switch (declared) {
    case 'planned':
      return words.dPlanned;
    case 'building':
      return building === undefined
        ? words.dBuilding
        : fill(words.dBuildingSince, { day: dayText(building, all) });
    case 'active':
      return words.dActive;
    case 'ended':
      return words.dEnded;
  }
}

function watchedText(
  { workedMs, knownMs }: VillageView,
  words: RolloutWords,
  duration: (ms: number) => string,
): string {
  return fill(words.worked, { worked: duration(workedMs), known: duration(knownMs) });
}

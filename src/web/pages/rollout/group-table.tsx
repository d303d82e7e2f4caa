// The figures by year, regency or programme, with a bar against the target.

import type { RolloutRow } from '../../../domain/rollout.ts';
import type { RolloutBoard } from '../../../domain/rollout-view.ts';
import { useApp } from '../../state/context.ts';
import { NONE } from '../../text/format.ts';
import { Place } from '../../view/place.tsx';
import { reachedPct } from './bar.ts';
import { GROUPINGS, type Grouping, withQuery } from './board-query.ts';
import { ProgressBar } from './progress-bar.tsx';
import { useRolloutWords } from './words.ts';

interface TableProps {
  readonly board: RolloutBoard;
  readonly by: Grouping;
  readonly query: string;
}

/** The table. */
export function GroupTable({ board, by, query }: TableProps) {
  const app = useApp();
  const words = useRolloutWords();
  return (
    <section class="panel" aria-label={`${words.by} ${words[by]}`}>
      <div class="rollout-bar-head">
        <fieldset class="rollout-by">
          <legend>{words.by}</legend>
          {GROUPINGS.map((each) => (
            <label key={each}>
              <input
                type="radio"
                name="rollout-by"
                checked={each === by}
                onChange={() => app.go({ page: 'rollout', query: withQuery(query, { by: each }) })}
              />
              {words[each]}
            </label>
          ))}
        </fieldset>
        <ul class="rollout-legend" aria-hidden="true">
          <li class="p-connected">{words.legendConnected}</li>
          <li class="p-unproved">{words.legendUnproved}</li>
          <li class="p-building">{words.legendBuilding}</li>
          <li class="goal-sample">{words.legendTarget}</li>
        </ul>
      </div>
      <div class="scroller">
        <table class="rollout-table">
          <thead>
            <tr>
              <th scope="col">{words[by]}</th>
              <th scope="col" class="wide">
                {words.progress}
              </th>
              <th scope="col">{words.connectedShort}</th>
              <th scope="col">{words.target}</th>
              <th scope="col">{words.activeShort}</th>
              <th scope="col">{words.unprovedShort}</th>
              <th scope="col">{words.building}</th>
              <th scope="col">{words.planned}</th>
              {board.total.ended > 0 && <th scope="col">{words.ended}</th>}
            </tr>
          </thead>
          <tbody>
            <GroupRows board={board} by={by} query={query} />
          </tbody>
        </table>
      </div>
    </section>
  );
}

function GroupRows({ board, by, query }: TableProps) {
  const words = useRolloutWords();
  const names = new Map<string, string>(board.choices.regencies.map(({ id, name }) => [id, name]));
  const rows: readonly RolloutRow<string | number>[] = {
    year: board.byYear,
    regency: board.byRegency,
    programme: board.byProgramme,
  }[by];
  const nameless = { year: words.noYear, regency: words.noRegency, programme: words.noProgramme }[by];
  return (
    <>
      {rows.map((row) => {
        const { key } = row;
        const name = key === undefined ? nameless : (names.get(String(key)) ?? String(key));
        return (
          <tr key={key ?? ''}>
            <th scope="row">
              {key === undefined ? (
                <i>{name}</i>
              ) : (
                <Place page="rollout" query={withQuery(query, { [by]: String(key) })}>
                  {name}
                </Place>
              )}
            </th>
            <FigureCells row={row} withEnded={board.total.ended > 0} />
          </tr>
        );
      })}
    </>
  );
}

function FigureCells({ row, withEnded }: { readonly row: RolloutRow<unknown>; readonly withEnded: boolean }) {
  const words = useRolloutWords();
  const pct = reachedPct(row);
  const isOver = row.target !== undefined && (row.towardsTarget ?? 0) > row.target;
  return (
    <>
      <td class="wide">
        <div class="rollout-progress">
          <ProgressBar figures={row} />
          <span>{pct === undefined ? NONE : `${pct}%`}</span>
          {row.target !== undefined && row.towardsTarget !== row.connected && (
            <small>
              {row.towardsTarget}/{row.target}
            </small>
          )}
          {isOver && <small>{words.overTarget}</small>}
        </div>
      </td>
      <td class="n">
        <b>{row.connected}</b>
      </td>
      <td class="n">{row.target ?? NONE}</td>
      <td class="n">{row.active}</td>
      <td class={`n ${row.activeSilent + row.activeUnseen > 0 ? 'is-marked' : ''}`}>
        {row.activeSilent + row.activeUnseen}
        {row.activeSilent + row.activeUnseen > 0 && <span aria-hidden="true"> !</span>}
      </td>
      <td class="n">{row.building}</td>
      <td class="n">{row.planned}</td>
      {withEnded && <td class="n">{row.ended}</td>}
    </>
  );
}

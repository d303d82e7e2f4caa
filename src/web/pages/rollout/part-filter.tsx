// Chooses a part of the board: a year, a programme, a regency.

import type { RolloutBoard } from '../../../domain/rollout-view.ts';
import { useApp } from '../../state/context.ts';
import { PARTS, withQuery } from './board-query.ts';
import { useRolloutWords } from './words.ts';

/** Three choices, and a way back to all; what is chosen stands in the address. */
export function PartFilter({ board, query }: { readonly board: RolloutBoard; readonly query: string }) {
  const app = useApp();
  const words = useRolloutWords();
  const chosen = new URLSearchParams(query);
  const { years, programmes, regencies } = board.choices;
  const choose = (changes: Readonly<Record<string, string>>) =>
    app.go({ page: 'rollout', query: withQuery(query, changes) });
  const choices = {
    year: { all: words.allYears, options: years.map((year) => [String(year), String(year)] as const) },
    programme: { all: words.allProgrammes, options: programmes.map((name) => [name, name] as const) },
    regency: { all: words.allRegencies, options: regencies.map(({ id, name }) => [id, name] as const) },
  };
  return (
    <div class="rollout-filter">
      {PARTS.map((key) => (
        <label key={key}>
          <span>{words[key]}</span>
          <select
            value={chosen.get(key) ?? ''}
            onChange={({ currentTarget }) => choose({ [key]: currentTarget.value })}
          >
            <option value="">{choices[key].all}</option>
            {choices[key].options.map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ))}
      {PARTS.some((key) => chosen.has(key)) && (
        <button type="button" class="act" onClick={() => choose({ year: '', programme: '', regency: '' })}>
          {words.reset}
        </button>
      )}
    </div>
  );
}

// What was measured against what was wanted.

import type { AcceptanceDetail } from '../../../domain/acceptance-view.ts';
import { useApp } from '../../state/context.ts';
import { useRecordWords } from './record-words.ts';
import { resultRows } from './result-rows.ts';

/** The table. */
export function ResultTable({ record }: { readonly record: AcceptanceDetail }) {
  const app = useApp();
  const words = useRecordWords();
  return (
    <table class="sheet-table">
      <thead>
        <tr>
          <th scope="col">{words.figure}</th>
          <th scope="col">{words.value}</th>
          <th scope="col">{words.limit}</th>
          <th scope="col">{words.meets}</th>
        </tr>
      </thead>
      <tbody>
        {resultRows(record, words, app.words.value).map(({ name, value, limit, meets }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{value}</td>
            <td>{limit}</td>
            <td>
              {meets === undefined ? (
                <span class="muted">{words.info}</span>
              ) : (
                <span class={`verdict t-${meets ? 'good' : 'bad'}`}>
                  <span aria-hidden="true">{meets ? '✓' : '✕'}</span> {meets ? words.yes : words.no_}
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

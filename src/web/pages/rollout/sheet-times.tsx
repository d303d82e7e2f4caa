// How the record's time was spent, state by state; its outages and the device's restarts one by one.

import type { AcceptanceDetail } from '../../../domain/acceptance-view.ts';
import { LINK_STATES } from '../../../domain/state.ts';
import { useApp } from '../../state/context.ts';
import { formatDuration } from '../../text/format.ts';
import { StateMark } from '../../view/state-mark.tsx';
import { useRecordWords } from './record-words.ts';
import { cutPct } from './result-rows.ts';
import { fill } from './words.ts';

/** The sections about time; nothing before there are figures. */
export function SheetTimes({ record }: { readonly record: AcceptanceDetail }) {
  const app = useApp();
  const words = useRecordWords();
  const all = app.words.value;
  const { figures, restarts } = record;
  if (!figures) return null;
  const wholeMs = Math.max(1, figures.to - figures.from);
  const moment = (at: number) => app.time.value.moment(at, app.serverTime.value);
  return (
    <div class="sheet-facts">
      <section>
        <h2>{words.time}</h2>
        <table class="sheet-table">
          <thead>
            <tr>
              <th scope="col">{all.ui.state}</th>
              <th scope="col">{words.duration}</th>
              <th scope="col">{words.share}</th>
            </tr>
          </thead>
          <tbody>
            {LINK_STATES.map((state) => (
              <tr key={state}>
                <th scope="row">
                  <StateMark state={state} /> {all.state[state]}
                </th>
                <td>{formatDuration(figures.durationsMs[state], all)}</td>
                <td>{cutPct((figures.durationsMs[state] / wholeMs) * 100, all)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section>
        <h2>
          {words.outages} ({figures.outageCount})
        </h2>
        {figures.outageCount === 0 && <p>{words.noOutages}</p>}
        <ol class="sheet-list">
          {figures.outages.map(({ from, to }) => (
            <li key={from}>
              {moment(from)} – {moment(to)} · {formatDuration(to - from, all)}
            </li>
          ))}
        </ol>
        {figures.outageCount > figures.outages.length && (
          <p>{fill(words.moreOutages, { n: figures.outageCount - figures.outages.length })}</p>
        )}
        {restarts.length > 0 && (
          <>
            <h2>{words.restartList}</h2>
            <ol class="sheet-list">
              {restarts.map(({ at, bootAt }) => (
                <li key={at}>
                  {bootAt === undefined
                    ? fill(words.restartSeen, { at: moment(at) })
                    : fill(words.restartAt, { boot: moment(bootAt), at: moment(at) })}
                </li>
              ))}
            </ol>
          </>
        )}
      </section>
    </div>
  );
}

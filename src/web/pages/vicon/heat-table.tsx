// Readiness by hour of the day: when a conference with a regency usually works. Figures stand in the cells; the shade repeats
// them.

import type { LevelMs } from '../../../domain/vicon-event.ts';
import type { ViconBoardView, ViconHistoryView } from '../../../domain/vicon-view.ts';
import { VICON_WORDS } from '../../../domain/vicon-words.ts';
import { useApp } from '../../state/context.ts';
import { formatDuration, NONE } from '../../text/format.ts';
import { shortName } from './draft.ts';
import { readyPct, sharesOf } from './share.ts';
import { useViconWords } from './words.ts';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** The table. */
export function HeatTable({ board }: { readonly board: ViconBoardView }) {
  const app = useApp();
  const words = useViconWords();
  const { history } = board;
  const names = new Map(board.sites.map(({ site, name }) => [site, shortName(name)]));
  const hourNow = Number(app.time.value.clock(board.at).slice(0, 2));
  return (
    <section class="panel" aria-labelledby="vicon-heat">
      <h2 id="vicon-heat">
        {words.heat}
        <small class="muted">
          <Progress history={history} />
        </small>
      </h2>
      {history.failure !== undefined && (
        <p class="failure" role="alert">
          <b>{words.historyFailed}</b> <small>({history.failure})</small>
        </p>
      )}
      {history.sites.length === 0 ? (
        history.failure === undefined && <p class="empty">{words.historyEmpty}</p>
      ) : (
        <div class="heat-scroll">
          <table class="heat">
            <caption class="hidden">{words.heatCaption}</caption>
            <thead>
              <tr>
                <th scope="col">{app.time.value.zone}</th>
                {HOURS.map((hour) => (
                  <th key={hour} scope="col" class={hour === hourNow ? 'is-now' : ''}>
                    {two(hour)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {history.sites.map((past) => (
                <tr key={past.site}>
                  <th scope="row">{names.get(past.site) ?? past.site}</th>
                  {HOURS.map((hour) => (
                    <Cell key={hour} ms={past.hours[hour]} hour={hour} isNow={hour === hourNow} />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {history.sites.length > 0 && <p class="vicon-foot">{words.heatHelp}</p>}
    </section>
  );
}

function Cell({
  ms,
  hour,
  isNow,
}: {
  readonly ms: LevelMs | undefined;
  readonly hour: number;
  readonly isNow: boolean;
}) {
  const app = useApp();
  const words = useViconWords();
  const level = VICON_WORDS[app.preferences.language.value].level;
  const pct = ms && readyPct(ms);
  const shares = (ms ? sharesOf(ms) : []).map(
    (share) => `${level[share.level]} ${share.pct.toLocaleString(app.words.value.locale)} %`,
  );
  const said = `${two(hour)}:00–${two(hour + 1)}:00 ${shares.join(', ') || words.noData}`;
  return (
    <td
      class={`${pct === undefined ? 'is-empty' : ''} ${isNow ? 'is-now' : ''}`}
      title={said}
      {...(pct !== undefined && { style: { '--share': `${pct}%` } })}
    >
      {pct ?? NONE}
    </td>
  );
}

function Progress({ history }: { readonly history: ViconHistoryView }) {
  const app = useApp();
  const at = app.serverTime.value;
  const words = useViconWords();
  const { computedAt, computing, days, ofDays } = history;
  const part =
    computing && days < ofDays
      ? ` · ${words.computing}, ${days} ${words.computedOf} ${ofDays} ${words.days}`
      : '';
  const age =
    computedAt === undefined
      ? ''
      : ` · ${words.age} ${formatDuration(Math.max(0, at - computedAt), app.words.value)} ${words.ago}`;
  return (
    <>
      {days === 0 ? '' : `${days} ${words.heatOf}`}
      {part}
      {age}
    </>
  );
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

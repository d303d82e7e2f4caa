// What was seen of an event: how long each site was ready, and every change with the figure that decided it.

import type { LevelMs } from '../../../domain/vicon-event.ts';
import type { ViconEventDetail } from '../../../domain/vicon-view.ts';
import { decisionText, VICON_WORDS } from '../../../domain/vicon-words.ts';
import { useApp } from '../../state/context.ts';
import { formatDuration, NONE } from '../../text/format.ts';
import { Level } from './level-mark.tsx';
import { sharesOf, totalMs } from './share.ts';
import { useViconWords } from './words.ts';

/** Changes that are drawn, the newest; the API has them all. */
const MOST_DRAWN = 60;

/** Per site, before and during the event. */
export function EventSummary({ detail }: { readonly detail: ViconEventDetail }) {
  const app = useApp();
  const words = useViconWords();
  const language = app.preferences.language.value;
  const names = new Map(detail.sites.map(({ site, name }) => [site, name]));
  const hasBegun = detail.summary.some(({ beforeMs, duringMs }) => totalMs(beforeMs) + totalMs(duringMs) > 0);
  if (!hasBegun) return null;
  return (
    <section class="panel" aria-labelledby="vicon-summary">
      <h2 id="vicon-summary">{words.summary}</h2>
      <div class="heat-scroll">
        <table class="vicon-summary">
          <thead>
            <tr>
              <th scope="col">{words.site}</th>
              <th scope="col">{words.before}</th>
              <th scope="col">{words.during}</th>
              <th scope="col" class="number">
                {words.changes}
              </th>
              <th scope="col">{words.worst}</th>
            </tr>
          </thead>
          <tbody>
            {detail.summary.map((summary) => (
              <tr key={summary.site}>
                <th scope="row">{names.get(summary.site) ?? summary.site}</th>
                <td data-label={words.before}>
                  <Lengths ms={summary.beforeMs} />
                </td>
                <td data-label={words.during}>
                  <Lengths ms={summary.duringMs} />
                </td>
                <td class="number" data-label={words.changes}>
                  {summary.changes}
                </td>
                <td data-label={words.worst}>
                  {summary.worst
                    ? `${VICON_WORDS[language].level[summary.worst.level]} ${app.time.value.clock(summary.worst.at).slice(0, 5)}: ${decisionText(summary.worst.decides, language)}`
                    : NONE}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Lengths({ ms }: { readonly ms: LevelMs }) {
  const app = useApp();
  const words = VICON_WORDS[app.preferences.language.value].level;
  const shares = sharesOf(ms);
  if (shares.length === 0) return <>{NONE}</>;
  return (
    <>
      {shares.map(({ level }) => `${words[level]} ${formatDuration(ms[level], app.words.value)}`).join(', ')}
    </>
  );
}

/** Every change, the newest first. */
export function EventLog({ detail }: { readonly detail: ViconEventDetail }) {
  const app = useApp();
  const words = useViconWords();
  const language = app.preferences.language.value;
  const names = new Map(detail.sites.map(({ site, name }) => [site, name]));
  const changes = detail.changes.toReversed().slice(0, MOST_DRAWN);
  return (
    <section class="panel" aria-labelledby="vicon-log">
      <h2 id="vicon-log">
        {words.log} <span class="badge">{detail.changes.length}</span>
      </h2>
      {changes.length === 0 ? (
        <p class="empty">{words.noLog}</p>
      ) : (
        <ol class="vicon-log">
          {changes.map((change) => (
            <li key={`${change.at} ${change.site}`}>
              <time dateTime={new Date(change.at).toISOString()}>
                {app.time.value.moment(change.at, detail.at)}
              </time>
              <span>{names.get(change.site) ?? change.site}</span>
              <Level level={change.level} />
              <span>{decisionText(change.decides, language)}</span>
            </li>
          ))}
        </ol>
      )}
      {detail.changes.length > changes.length && (
        <p class="vicon-foot">
          +{detail.changes.length - changes.length} {words.older}
        </p>
      )}
    </section>
  );
}

// The regencies: ready or not now, with the figure that decides, and the last 24 hours.

import type { ViconBounds } from '../../../domain/vicon.ts';
import type { ViconBoardView, ViconSiteView } from '../../../domain/vicon-view.ts';
import { decisionText, VICON_WORDS } from '../../../domain/vicon-words.ts';
import { useApp } from '../../state/context.ts';
import { formatBps, formatPct, NONE } from '../../text/format.ts';
import { Place } from '../../view/place.tsx';
import { DayStrip } from './day-strip.tsx';
import { shortName } from './draft.ts';
import { Judged } from './judged.tsx';
import { Level } from './level-mark.tsx';
import { readyPct } from './share.ts';
import { useViconWords } from './words.ts';

/** The board. */
export function BoardPanel({ board }: { readonly board: ViconBoardView }) {
  const words = useViconWords();
  const pasts = new Map(board.history.sites.map((past) => [past.site, past]));
  return (
    <section class="panel" aria-labelledby="vicon-board">
      <h2 id="vicon-board">
        {words.board}
        <small class="muted">
          <Judged at={board.at} />
        </small>
      </h2>
      {board.sites.length === 0 ? (
        <p class="empty">{words.noRegency}</p>
      ) : (
        <table class="vicon-board">
          <thead>
            <tr>
              <th scope="col">{words.regency}</th>
              <th scope="col">{words.now}</th>
              <th scope="col">{words.decides}</th>
              <th scope="col" class="wide">
                {words.day}
              </th>
              <th scope="col" class="number">
                {words.dayShare}
              </th>
            </tr>
          </thead>
          <tbody>
            {board.sites.map((site) => {
              const past = pasts.get(site.site);
              const pct = past && readyPct(past.dayMs);
              return (
                <tr key={site.site}>
                  <th scope="row">
                    <SiteName site={site} isShort />
                  </th>
                  <td class="c-level">
                    <Level level={site.level} />
                  </td>
                  <td class="c-why">
                    <Why site={site} />
                  </td>
                  <td class="c-day">{past ? <DayStrip past={past} /> : NONE}</td>
                  <td class="number">{pct === undefined ? NONE : `${pct} %`}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {board.left > 0 && (
        <p class="vicon-foot">
          +{board.left} {words.left}
        </p>
      )}
      <Limits board={board} />
    </section>
  );
}

/** A site's name; the link that carries it is a step away. */
export function SiteName({
  site,
  isShort = false,
}: {
  readonly site: ViconSiteView;
  readonly isShort?: boolean;
}) {
  const name = isShort ? shortName(site.name) : site.name;
  if (site.link === undefined) return <>{name}</>;
  return (
    <Place page="link" id={site.link}>
      {name}
    </Place>
  );
}

/** What decides, and how much of the bandwidth is known. */
export function Why({ site }: { readonly site: ViconSiteView }) {
  const words = useViconWords();
  const language = useApp().preferences.language.value;
  const isMeasured =
    site.level !== 'unknown' && site.decides.kind !== 'down' && site.decides.kind !== 'unreachable';
  const lack =
    isMeasured && site.bandwidth !== 'whole'
      ? site.bandwidth === 'none'
        ? words.noBandwidth
        : words.partBandwidth
      : undefined;
  return (
    <>
      {decisionText(site.decides, language)}
      {lack !== undefined && <small class="muted"> · {lack}</small>}
    </>
  );
}

function Limits({ board }: { readonly board: ViconBoardView }) {
  const app = useApp();
  const words = useViconWords();
  const level = VICON_WORDS[app.preferences.language.value].level;
  const said = ({ rttMs, lossPct, jitterMs, freeBps }: ViconBounds): string =>
    `RTT ≤ ${rttMs} ms, loss ≤ ${formatPct(lossPct, app.words.value)}, jitter ≤ ${jitterMs} ms, ${formatBps(freeBps, app.words.value)} ${words.freeEachWay}`;
  return (
    <p class="vicon-foot">
      {words.limits}: <b>{level.ready}</b> {said(board.limits.ready)} · <b>{level.limited}</b>{' '}
      {said(board.limits.limited)}. {words.dayHelp}
    </p>
  );
}

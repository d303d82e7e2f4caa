// Charts over a chosen stretch of time: one cursor for all of them, zoom by drag, the stretch kept in the address.

import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { LinkPlan } from '../../../stream/link-detail.ts';
import type { LinkView } from '../../../stream/protocol.ts';
import { Chart } from '../../chart/chart.tsx';
import { useAnswer } from '../../data/use-answer.ts';
import { useApp } from '../../state/context.ts';
import { formatDuration } from '../../text/format.ts';
import { AnswerFailure } from '../../view/failure-note.tsx';
import { historySpecs } from './chart-specs.ts';
import { DRAWN_MEASURE, has, historyColumns, type LinkHistory } from './history.ts';
import { useKept } from './kept.ts';
import { useLinkWords } from './link-words.ts';
import { MetricCharts } from './metric-charts.tsx';
import { choiceOf, pointsFor, rangeOf, zoomed } from './range.ts';
import { RangeBar } from './range-bar.tsx';
import { type Readers, Readout } from './readout.tsx';
import { useRangeSteps } from './use-range-steps.ts';
import { useWidth } from './use-width.ts';

/** The panel. */
export function HistoryPanel({
  link,
  plan,
  query,
}: {
  readonly link: LinkView;
  readonly plan: LinkPlan | undefined;
  readonly query: string;
}) {
  const app = useApp();
  const words = app.words.value;
  const language = app.preferences.language.value;
  const mine = useLinkWords();
  const place = useRef<HTMLDivElement>(null);
  const widthPx = useWidth(place);
  const cursor = useSignal<number | undefined>(undefined);
  const readers = useSignal<Readers>(new Map());
  const choice = useMemo(() => choiceOf(query), [query]);
  const now = app.serverTime.value;
  const { from, to } = rangeOf(choice, now);
  const range = useMemo(() => ({ from, to }), [from, to]);
  const { show, back, canGoBack } = useRangeSteps(link.id, query);
  const points = pointsFor(widthPx);
  const path =
    widthPx > 0 && now > 0
      ? `/api/v1/links/${encodeURIComponent(link.id)}/history?from=${from}&to=${to}&points=${points}`
      : undefined;
  const answer = useAnswer<LinkHistory>(path);
  useDrawnMeasure(path, answer.value);
  const history = useKept(answer, link.id);
  // Charts move when their data are there: once, and after nobody else has taken the connections the history needs.
  const shown = useRef({ range, points });
  if (answer.value !== undefined || history === undefined) shown.current = { range, points };
  const specs = useMemo(
    () => historySpecs({ words, mine, language, plan, bandwidthBps: link.bandwidthBps }),
    [words, mine, language, plan, link.bandwidthBps],
  );
  const pollEveryMs = plan?.pollEveryMs;
  const columns = useMemo(() => history && historyColumns(history, pollEveryMs), [history, pollEveryMs]);
  const zoom = (a: number, b: number): void => show(zoomed(a, b));
  const common = { range: shown.current.range, cursor, onZoom: zoom, onBack: back };
  const beats = link.beatEveryMs !== undefined;
  const traffic = history !== undefined && has(history, ({ inBps, outBps }) => inBps ?? outBps);
  return (
    <section class="panel history" aria-label={mine.history}>
      <RangeBar choice={choice} range={range} onChoice={show} onBack={back} canGoBack={canGoBack} />
      <AnswerFailure answer={answer} />
      <Readout
        link={link}
        history={history}
        cursor={cursor}
        specs={specs}
        readers={readers}
        busy={answer.asking && answer.value === undefined}
      />
      <div ref={place} class="charts" data-busy={answer.value === undefined}>
        {!history && !answer.failure && <p class="empty">{mine.loading}…</p>}
        {history && columns && (
          <>
            {history.buckets.length === 0 && <p class="empty">{mine.noRounds}</p>}
            {!beats && <Chart spec={specs.rtt} columns={columns.rtt} {...common} />}
            <Chart spec={specs.loss} columns={columns.loss} {...common} />
            {!beats && <Chart spec={specs.jitter} columns={columns.jitter} {...common} />}
            {!beats && <Chart spec={specs.mos} columns={columns.mos} {...common} />}
            {traffic && <Chart spec={specs.traffic} columns={columns.traffic} {...common} />}
            <MetricCharts link={link} points={shown.current.points} readers={readers} {...common} />
          </>
        )}
      </div>
      {history && (
        <p class="chart-note">
          {mine.zoomHint} 1 {mine.points} {formatDuration(history.stepMs, words)}.
        </p>
      )}
    </section>
  );
}

/** Measures from asking until the charts are drawn; only the last measure is kept. */
function useDrawnMeasure(path: string | undefined, value: LinkHistory | undefined): void {
  const asked = useRef<{ readonly path: string | undefined; readonly ms: number }>(undefined);
  if (asked.current?.path !== path) asked.current = { path, ms: performance.now() };
  useEffect(() => {
    const begun = asked.current;
    if (value === undefined || begun?.path === undefined) return;
    // uPlot draws in a microtask after its data were set; the frame that shows it comes after that.
    const frame = requestAnimationFrame(() => {
      performance.clearMeasures(DRAWN_MEASURE);
      performance.measure(DRAWN_MEASURE, { start: begun.ms, end: performance.now(), detail: begun.path });
    });
    return () => cancelAnimationFrame(frame);
  }, [value]);
}

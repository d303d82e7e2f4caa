// Charts of what the device measures beside the link: radio, power, and the like, where it has any.

import type { Signal } from '@preact/signals';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { LinkView } from '../../../stream/protocol.ts';
import { Chart } from '../../chart/chart.tsx';
import { bucketAt, type Columns, columnsOf, joined } from '../../chart/columns.ts';
import { ask, type Failure } from '../../data/answer.ts';
import { retryMs } from '../../data/use-answer.ts';
import { useApp } from '../../state/context.ts';
import { deviceDetail } from '../../state/device.ts';
import { NONE } from '../../text/format.ts';
import { FailureNote } from '../../view/failure-note.tsx';
import { metricSpec } from './chart-specs.ts';
import { METRICS_EVERY_MS, type MetricSeries } from './history.ts';
import { useLinkWords } from './link-words.ts';
import { chooseMetrics, type MetricChoice } from './metric-choice.ts';
import type { Range } from './range.ts';
import type { Reader, Readers } from './readout.tsx';

interface Common {
  readonly link: LinkView;
  readonly points: number;
  readonly range: Range;
  readonly cursor: Signal<number | undefined>;
  readonly readers: Signal<Readers>;
  onZoom(from: number, to: number): void;
  onBack(): void;
}

/** The charts; none where the device measures nothing. */
export function MetricCharts(props: Common) {
  const detail = deviceDetail.value;
  const readings = detail?.link === props.link.id ? detail.poll?.metrics : undefined;
  const choices = chooseMetrics(readings ?? []);
  return (
    <>
      {choices.map((choice) => (
        // Parts of a device come and go; its chart is then another one.
        <MetricChart key={`${choice.metric} ${choice.instances.join()}`} choice={choice} {...props} />
      ))}
    </>
  );
}

const NO_COLUMNS: Columns = [[]];

function MetricChart({
  choice,
  link,
  points,
  range,
  readers,
  ...common
}: Common & { readonly choice: MetricChoice }) {
  const app = useApp();
  const words = app.words.value;
  const language = app.preferences.language.value;
  const mine = useLinkWords();
  const key = JSON.stringify([choice.metric, choice.unit, choice.instances]);
  const spec = useMemo(() => metricSpec(choice, { words, mine, language }), [key, words, mine, language]);
  const { series, failure, again } = useMetric(link.id, choice, { ...range, points });
  const columns = useMemo(
    () =>
      series
        ? joined(
            series.map(({ buckets, stepMs }) =>
              columnsOf(buckets, stepMs, [({ mean }) => mean], METRICS_EVERY_MS),
            ),
          )
        : NO_COLUMNS,
    [series],
  );
  useReader(readers, choice.metric, (at) =>
    (series ?? []).map(({ buckets, stepMs }, index) => {
      const bucket =
        at === undefined ? buckets.at(-1) : bucketAt(buckets, Math.max(stepMs, METRICS_EVERY_MS), at);
      const instance = choice.instances[index];
      const name = instance === undefined ? spec.title : `${spec.title} ${instance}`;
      return [name, bucket ? spec.format(bucket.mean) : NONE] as const;
    }),
  );
  if (failure && !series) return <FailureNote failure={failure} onAgain={again} />;
  if (!series) return null;
  return <Chart spec={spec} columns={columns} range={range} {...common} />;
}

/** Lets the readout ask this chart while it is there. */
function useReader(readers: Signal<Readers>, metric: string, read: Reader): void {
  const newest = useRef(read);
  newest.current = read;
  useEffect(() => {
    readers.value = new Map(readers.peek()).set(metric, (at) => newest.current(at));
    return () => {
      const rest = new Map(readers.peek());
      rest.delete(metric);
      readers.value = rest;
    };
  }, [readers, metric]);
}

/** All parts of one metric; asked for again after a failure. */
function useMetric(
  link: string,
  { metric, instances }: MetricChoice,
  { from, to, points }: Range & { readonly points: number },
): { readonly series?: readonly MetricSeries[]; readonly failure?: Failure; again(): void } {
  const { returns } = useApp();
  const [series, setSeries] = useState<readonly MetricSeries[]>();
  const [failure, setFailure] = useState<Failure>();
  const [turn, setTurn] = useState(0);
  const back = returns.value;
  useEffect(() => {
    const mine = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let failures = 0;
    const run = async (): Promise<void> => {
      const replies = await Promise.all(
        instances.map((instance) => {
          const query = new URLSearchParams({
            metric,
            from: String(from),
            to: String(to),
            points: String(points),
          });
          if (instance !== undefined) query.set('instance', instance);
          return ask<MetricSeries>(`/api/v1/links/${encodeURIComponent(link)}/metrics?${query}`, {
            signal: mine.signal,
          });
        }),
      );
      if (mine.signal.aborted) return;
      const failed = replies.find((reply) => !reply.ok);
      setFailure(failed && !failed.ok ? failed.failure : undefined);
      if (!failed) setSeries(replies.flatMap((reply) => (reply.ok ? [reply.value] : [])));
      else timer = setTimeout(() => void run(), retryMs(++failures));
    };
    void run();
    return () => {
      mine.abort();
      clearTimeout(timer);
    };
  }, [link, metric, instances.join('\n'), from, to, points, turn, back]);
  return {
    ...(series && { series }),
    ...(failure && { failure }),
    again: () => setTurn((count) => count + 1),
  };
}

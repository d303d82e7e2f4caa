// The charts of a link: what each shows, in the language chosen now.

import type { LinkPlan } from '../../../stream/link-detail.ts';
import type { ChartSpec } from '../../chart/chart-spec.ts';
import type { Hue } from '../../chart/chart-theme.ts';
import { formatBps, formatPct } from '../../text/format.ts';
import { metricName, metricValue } from '../../text/metric-text.ts';
import type { Language, Words } from '../../text/words.ts';
import type { LinkWords } from './link-words.ts';
import type { MetricChoice } from './metric-choice.ts';

/** What texts and levels depend on. */
export interface SpecContext {
  readonly words: Words;
  readonly mine: LinkWords;
  readonly language: Language;
  readonly plan: LinkPlan | undefined;
  readonly bandwidthBps: number | undefined;
}

/** The charts of the history, in their order. */
export interface HistorySpecs {
  readonly rtt: ChartSpec;
  readonly loss: ChartSpec;
  readonly jitter: ChartSpec;
  readonly mos: ChartSpec;
  readonly traffic: ChartSpec;
}

/** Builds them; keep the result while the context stays the same. */
export function historySpecs({ words, mine, plan, bandwidthBps }: SpecContext): HistorySpecs {
  const ms = (value: number): string =>
    `${value.toLocaleString(words.locale, { maximumFractionDigits: value < 10 ? 2 : 0 })} ms`;
  const limit = (value: number | undefined, text: (value: number) => string) =>
    value === undefined
      ? []
      : [{ label: `${mine.limit} ${text(value)}`, value, hue: 'red' as const, inScale: false }];
  const { quality } = plan ?? {};
  return {
    rtt: {
      id: 'rtt',
      title: 'RTT',
      hint: mine.rttHint,
      curves: [
        { label: '', hue: 'blue', widthPx: 0 },
        { label: '', hue: 'blue', widthPx: 0 },
        { label: mine.median, hue: 'blue' },
        { label: '', hue: 'blue', widthPx: 0 },
      ],
      bands: [
        { upper: 0, lower: 3, hue: 'blue', alpha: 0.16 },
        { upper: 1, lower: 3, hue: 'blue', alpha: 0.24 },
      ],
      levels: limit(quality?.rttMs.raise, ms),
      format: ms,
      least: 0,
    },
    loss: {
      id: 'loss',
      title: 'Loss',
      curves: [{ label: 'Loss', hue: 'red', fill: 0.25 }],
      levels: limit(quality?.lossPct.raise, (value) => formatPct(value, words)),
      format: (value) => formatPct(value, words),
      least: 0,
      leastTop: 1,
    },
    jitter: {
      id: 'jitter',
      title: 'Jitter',
      curves: [{ label: 'Jitter', hue: 'orange', fill: 0.12 }],
      levels: limit(quality?.jitterMs.raise, ms),
      format: ms,
      least: 0,
    },
    mos: {
      id: 'mos',
      title: 'MOS',
      hint: mine.mosHint,
      curves: [{ label: 'MOS', hue: 'purple' }],
      format: (value) => value.toLocaleString(words.locale, { maximumFractionDigits: 2 }),
      least: 1,
      most: 4.5,
    },
    traffic: {
      id: 'traffic',
      title: words.ui.traffic,
      hint: mine.trafficHint,
      curves: [
        { label: `↓ ${mine.in}`, hue: 'green', fill: 0.2 },
        { label: `↑ ${mine.out}`, hue: 'blue', fill: 0.1 },
      ],
      levels:
        bandwidthBps === undefined
          ? []
          : [
              {
                label: `${mine.contracted} ${formatBps(bandwidthBps, words)}`,
                value: bandwidthBps,
                hue: 'red',
                inScale: true,
              },
            ],
      format: (value) => formatBps(value, words),
      least: 0,
    },
  };
}

const HUES: readonly Hue[] = ['green', 'blue', 'orange'];
/** Metrics that are yes or no hold until the next poll says otherwise. */
const STEPPED: ReadonlySet<string> = new Set(['on_battery', 'supply_ok', 'fan_ok']);

/** The chart of a metric. */
export function metricSpec(
  { metric, unit, instances }: MetricChoice,
  { words, mine, language }: Pick<SpecContext, 'words' | 'mine' | 'language'>,
): ChartSpec {
  const stepped = STEPPED.has(metric);
  return {
    id: metric,
    title: metricName(metric, language),
    curves: instances.map((instance, index) => ({
      label: instance ?? metricName(metric, language),
      hue: HUES[index % HUES.length] ?? 'green',
      ...(stepped && { path: 'step' as const }),
    })),
    format: stepped
      ? (value) => (value === 1 ? mine.yes : value === 0 ? mine.no : '')
      : (value) => metricValue({ metric, unit, value, kind: 'gauge' }, words),
    ...(stepped && { least: 0, most: 1 }),
    ...(unit === '%' && { least: 0 }),
  };
}

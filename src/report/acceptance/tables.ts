// The tables and curves of an acceptance record.

import type { Locale } from '../../domain/explain.ts';
import { LINK_STATES } from '../../domain/state.ts';
import type { Chart, Table } from '../document.ts';
import { STATE_WORDS } from '../method/codes.ts';
import type { Say } from '../method/format.ts';
import { type Both, textIn, textsIn } from '../method/language.ts';
import { tableOf } from '../method/table.ts';
import { cutNumber } from '../render/format.ts';
import type { AcceptanceData, PointData } from './data.ts';
import { CRITERION_FORM, CRITERION_WORDS, WORDS } from './words.ts';

/** Digits of figures in print; they are cut off, as they were compared before. The list shows as many as plain numbers have. */
const DECIMALS = 3;
const LIST_DECIMALS = 2;

/** Limits against figures. */
export function criteriaTable(locale: Locale, { criteria }: AcceptanceData): Table {
  return tableOf(locale, {
    id: 'criteria',
    title: WORDS.criteria,
    rows: criteria,
    empty: WORDS.runningText,
    mark: ({ kept }) => (kept ? 'good' : 'bad'),
    columns: [
      {
        key: 'criterion',
        title: WORDS.criterion,
        kind: 'text',
        width: 4,
        value: ({ criterion }) => textIn(locale, CRITERION_WORDS[criterion]),
      },
      {
        key: 'bound',
        title: WORDS.bound,
        kind: 'text',
        width: 2,
        value: ({ criterion }) =>
          textIn(locale, CRITERION_FORM[criterion].least ? WORDS.atLeast : WORDS.atMost),
      },
      { key: 'limit', title: WORDS.wanted, kind: 'number', width: 2, value: ({ limit }) => limit },
      {
        key: 'value',
        title: WORDS.measured,
        kind: 'number',
        decimals: DECIMALS,
        width: 2,
        value: ({ value }) => (value === null ? null : cutNumber(value, DECIMALS)),
      },
      {
        key: 'unit',
        title: WORDS.unit,
        kind: 'text',
        width: 1,
        value: ({ criterion }) => CRITERION_FORM[criterion].unit,
      },
      {
        key: 'kept',
        title: WORDS.kept,
        kind: 'text',
        width: 2,
        value: ({ kept }) => textIn(locale, kept ? WORDS.yes : WORDS.no),
      },
    ],
  });
}

/** Everything that was measured. */
export function figuresTable(locale: Locale, { figures }: AcceptanceData): Table {
  const rows: readonly { readonly label: Both; readonly value: number | null; readonly unit: string }[] =
    figures
      ? [
          { label: CRITERION_WORDS.availability, value: figures.availabilityPct, unit: '%' },
          { label: CRITERION_WORDS.coverage, value: figures.coveragePct, unit: '%' },
          { label: WORDS.sent, value: figures.sent, unit: '' },
          { label: WORDS.received, value: figures.received, unit: '' },
          { label: CRITERION_WORDS.loss, value: figures.lossPct, unit: '%' },
          { label: WORDS.rttMin, value: figures.rttMinMs, unit: 'ms' },
          { label: WORDS.rttMedian, value: figures.rttMedianMs, unit: 'ms' },
          { label: WORDS.rttP95, value: figures.rttP95Ms, unit: 'ms' },
          { label: WORDS.rttMax, value: figures.rttMaxMs, unit: 'ms' },
          { label: WORDS.jitter, value: figures.jitterMs, unit: 'ms' },
          { label: WORDS.rounds, value: figures.rounds, unit: '' },
          { label: WORDS.roundsLeftOut, value: figures.roundsLeftOut, unit: '' },
        ]
      : [];
  return tableOf(locale, {
    id: 'figures',
    title: WORDS.figures,
    rows,
    empty: WORDS.runningText,
    columns: [
      {
        key: 'figure',
        title: WORDS.figure,
        kind: 'text',
        width: 4,
        value: ({ label }) => textIn(locale, label),
      },
      {
        key: 'value',
        title: WORDS.value,
        kind: 'number',
        width: 2,
        value: ({ value }) => (value === null ? null : cutNumber(value, LIST_DECIMALS)),
      },
      {
        key: 'unit',
        title: WORDS.unit,
        kind: 'text',
        width: 1,
        value: ({ unit }) => (unit === '' ? null : unit),
      },
    ],
  });
}

/** How long the link was in which state; the sum is the length of the test. */
export function timesTable(locale: Locale, { figures }: AcceptanceData): Table {
  return tableOf(locale, {
    id: 'times',
    title: WORDS.times,
    rows: figures ? LINK_STATES.map((state) => ({ state, ms: figures.durationsMs[state] })) : [],
    empty: WORDS.runningText,
    columns: [
      {
        key: 'state',
        title: WORDS.state,
        kind: 'text',
        width: 3,
        value: ({ state }) => textIn(locale, STATE_WORDS[state]),
      },
      {
        key: 'duration_s',
        title: WORDS.duration,
        kind: 'duration',
        width: 2,
        total: 'sum',
        value: ({ ms }) => ms,
      },
    ],
  });
}

/** Stretches in which the link was down. */
export function outageTable(locale: Locale, { figures }: AcceptanceData, say: Say): Table {
  const outages = figures?.outages ?? [];
  const isCut = (figures?.outageCount ?? 0) > outages.length;
  return tableOf(locale, {
    id: 'outages',
    title: WORDS.outages,
    rows: outages,
    empty: WORDS.noOutage,
    ...(isCut && { note: `${say.count(figures?.outageCount ?? 0)} ${textIn(locale, WORDS.moreOutages)}` }),
    columns: [
      { key: 'from', title: WORDS.lost, kind: 'moment', width: 3, value: ({ from }) => from },
      { key: 'to', title: WORDS.restored, kind: 'moment', width: 3, value: ({ to }) => to },
      {
        key: 'duration_s',
        title: WORDS.duration,
        kind: 'duration',
        width: 2,
        total: 'sum',
        value: ({ from, to }) => to - from,
      },
    ],
  });
}

/** Restarts of the device. */
export function restartTable(locale: Locale, { restarts }: AcceptanceData): Table {
  return tableOf(locale, {
    id: 'restarts',
    title: WORDS.restarts,
    rows: restarts,
    empty: WORDS.noRestart,
    columns: [
      { key: 'found', title: WORDS.restartFound, kind: 'moment', width: 3, value: ({ at }) => at },
      { key: 'up_since', title: WORDS.bootAt, kind: 'moment', width: 3, value: ({ bootAt }) => bootAt },
    ],
  });
}

/** RTT and loss over the test; none where the history is gone. */
export function curves(
  locale: Locale,
  { criteria }: AcceptanceData,
  curve: readonly PointData[] | null,
): readonly Chart[] {
  if (!curve) return [];
  const words = textsIn(locale, WORDS);
  const times = curve.map(({ at }) => at);
  const limitOf = (criterion: 'rtt' | 'loss') => {
    const limit = criteria.find((each) => each.criterion === criterion)?.limit;
    return limit === undefined ? {} : { line: { value: limit, label: words.limit } };
  };
  const hasRtt = curve.some(({ rttMedianMs }) => rttMedianMs !== null);
  const line = { type: 'line', times, min: 0 } as const;
  return [
    ...(hasRtt
      ? [
          {
            ...line,
            title: words.rttChart,
            unit: 'ms',
            series: [{ label: words.rttMedian, values: curve.map(({ rttMedianMs }) => rttMedianMs) }],
            ...limitOf('rtt'),
          },
        ]
      : []),
    {
      ...line,
      title: words.lossChart,
      unit: '%',
      series: [{ label: textIn(locale, CRITERION_WORDS.loss), values: curve.map(({ lossPct }) => lossPct) }],
      ...limitOf('loss'),
    },
  ];
}

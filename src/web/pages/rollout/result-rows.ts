// The results of a record as rows of a table: what was measured, what was wanted, whether it was met. Pure.

import type { AcceptanceCriterion } from '../../../domain/acceptance-figures.ts';
import type { AcceptanceDetail } from '../../../domain/acceptance-view.ts';
import { formatMs, formatNumber, NONE } from '../../text/format.ts';
import type { Words } from '../../text/words.ts';
import type { RecordWords } from './record-words.ts';
import { fill } from './words.ts';

/** One row. `meets` absent: for information only. */
export interface ResultRow {
  readonly name: string;
  readonly value: string;
  readonly limit: string;
  readonly meets?: boolean;
}

/** Percent with three decimals, cut off: 98.9999 must not read as 99. */
export function cutPct(pct: number | undefined, words: Words): string {
  if (pct === undefined || !Number.isFinite(pct)) return NONE;
  const cut = Math.floor(pct * 1_000 + 1e-9) / 1_000;
  return `${formatNumber(cut, Number.isInteger(cut) ? 0 : 3, words)}%`;
}

/** The rows, in the order people read them. Of a running record nothing is judged yet. */
export function resultRows(
  record: Pick<AcceptanceDetail, 'figures' | 'limits' | 'findings' | 'restartCount'>,
  words: RecordWords,
  all: Words,
): readonly ResultRow[] {
  const { figures, limits, findings, restartCount } = record;
  const pct = (value: number | undefined) => (value === undefined ? words.notMeasured : cutPct(value, all));
  const ms = (value: number | undefined) => (value === undefined ? words.notMeasured : formatMs(value, all));
  const meets = (criterion: AcceptanceCriterion) =>
    findings && { meets: !findings.some((finding) => finding.criterion === criterion) };
  const least = (value: number) => fill(words.noLess, { value: cutPct(value, all) });
  const most = (value: number | undefined) =>
    value === undefined ? NONE : fill(words.noMore, { value: formatMs(value, all) });
  const { sent = 0, received = 0, rounds = 0, roundsLeftOut = 0 } = figures ?? {};
  const lost = fill(words.lossOf, { lost: sent - received, sent });
  const tooFew = findings?.find(({ criterion }) => criterion === 'rounds');
  return [
    {
      name: words.availability,
      value: pct(figures?.availabilityPct),
      limit: least(limits.availabilityPct),
      ...meets('availability'),
    },
    {
      name: words.coverage,
      value: pct(figures?.coveragePct),
      limit: least(limits.coveragePct),
      ...meets('coverage'),
    },
    {
      name: words.loss,
      value: figures?.lossPct === undefined ? words.notMeasured : `${cutPct(figures.lossPct, all)} (${lost})`,
      limit: fill(words.noMore, { value: cutPct(limits.lossPct, all) }),
      ...meets('loss'),
    },
    { name: words.rttMin, value: ms(figures?.rttMinMs), limit: NONE },
    {
      name: words.rttMedian,
      value: ms(figures?.rttMedianMs),
      limit: most(limits.rttMs),
      ...(limits.rttMs !== undefined && meets('rtt')),
    },
    { name: words.rttP95, value: ms(figures?.rttP95Ms), limit: NONE },
    { name: words.rttMax, value: ms(figures?.rttMaxMs), limit: NONE },
    {
      name: words.jitter,
      value: ms(figures?.jitterMs),
      limit: most(limits.jitterMs),
      ...(limits.jitterMs !== undefined && meets('jitter')),
    },
    {
      name: words.rounds,
      value: fill(words.roundsOf, { used: rounds, left: roundsLeftOut }),
      limit: tooFew
        ? fill(words.roundsFinding, { pct: pct(tooFew.value), limit: cutPct(tooFew.limit, all) })
        : NONE,
      ...(tooFew && { meets: false }),
    },
    { name: words.restarts, value: fill(words.times, { n: restartCount }), limit: NONE },
  ];
}

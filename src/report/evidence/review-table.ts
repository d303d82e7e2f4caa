// The monthly review as a table: what was reached, what stood in the way, what follows from it, and what was done.

import type { Locale } from '../../domain/explain.ts';
import type { Table } from '../document.ts';
import { causeText } from '../method/codes.ts';
import type { Say } from '../method/format.ts';
import { type Both, textIn } from '../method/language.ts';
import { type ColumnSpec, cutShare, tableOf } from '../method/table.ts';
import { type EvidenceData, NAMED_SLA_PCT, type ReviewMonth } from './data.ts';

/** Downtime whose cause nobody has confirmed is an issue from here on. */
const HOUR_MS = 3_600_000;

/** A figure of a month that nothing is known of is no 0. */
function known(of: (month: ReviewMonth) => number): (month: ReviewMonth) => number | null {
  return (month) => (month.availability ? of(month) : null);
}

/** The review of each month, with what stood in the way and what was done. */
export function reviewTable(locale: Locale, { review }: EvidenceData, say: Say): Table {
  const text = (both: Both) => textIn(locale, both);
  const columns: readonly ColumnSpec<ReviewMonth>[] = [
    {
      key: 'month',
      title: ['Bulan', 'Month'],
      kind: 'text',
      width: 11,
      value: ({ month, provisional }) =>
        `${say.month(month)}${provisional ? text([' (sementara)', ' (provisional)']) : ''}`,
    },
    {
      key: 'a_pct',
      title: ['Ketersediaan %', 'Availability %'],
      kind: 'percent',
      decimals: 2,
      width: 8,
      value: ({ availability }) => (availability ? cutShare(availability, 2) : null),
    },
    {
      key: 'coverage_pct',
      title: ['Cakupan ukur %', 'Coverage %'],
      kind: 'percent',
      decimals: 1,
      width: 7,
      value: ({ coverage }) => cutShare(coverage, 1),
    },
    { key: 'links', title: ['Jalur', 'Links'], kind: 'count', width: 5, value: known(({ links }) => links) },
    { key: 'met', title: ['Memenuhi', 'Met'], kind: 'count', width: 6, value: known(({ met }) => met) },
    {
      key: 'missed',
      title: ['Tidak', 'Missed'],
      kind: 'count',
      width: 5,
      value: known(({ missed }) => missed),
    },
    {
      key: 'at_named',
      title: [`Jalur ≥ ${say.pct(NAMED_SLA_PCT)}`, `Links ≥ ${say.pct(NAMED_SLA_PCT)}`],
      kind: 'count',
      width: 6,
      value: known(({ atNamedSla }) => atNamedSla),
    },
    {
      key: 'events',
      title: ['Gangguan', 'Outages'],
      kind: 'count',
      width: 6,
      value: known(({ events }) => events),
    },
    {
      key: 'counted',
      title: ['Waktu henti', 'Downtime'],
      kind: 'duration',
      width: 9,
      value: known(({ countedMs }) => countedMs),
    },
    {
      key: 'issues',
      title: ['Kendala', 'Issues'],
      kind: 'text',
      width: 18,
      value: (month) => issues(locale, month, say),
    },
    {
      key: 'recommendation',
      title: ['Rekomendasi', 'Recommendation'],
      kind: 'text',
      width: 15,
      value: (month) => recommendation(locale, month),
    },
    {
      key: 'follow_up',
      title: ['Tindak lanjut', 'Follow-up'],
      kind: 'text',
      width: 16,
      value: (month) => followUp(locale, month, say),
    },
  ];
  return tableOf(locale, {
    id: 'review',
    title: ['Peninjauan SLA bulanan', 'Monthly SLA review'],
    columns,
    rows: review,
    mark: ({ missed }) => (missed > 0 ? 'warning' : undefined),
    empty: ['Belum ada bulan yang dapat ditinjau.', 'There is no month to review yet.'],
  });
}

function issues(locale: Locale, month: ReviewMonth, say: Say): string | null {
  const { availability, missedLinks, missed, mainCause, unexplainedMs } = month;
  const text = (both: Both) => textIn(locale, both);
  if (!availability) return text(['tidak ada data', 'no data']);
  const more = missed > missedLinks.length ? ', …' : '';
  const found = [
    ...(missed > 0
      ? [
          text([
            `target tidak tercapai: ${missedLinks.join(', ')}${more}`,
            `target missed: ${missedLinks.join(', ')}${more}`,
          ]),
        ]
      : []),
    ...(mainCause
      ? [text([`sebab utama: ${causeText('id', mainCause)}`, `main cause: ${causeText('en', mainCause)}`])]
      : []),
    ...(unexplainedMs >= HOUR_MS
      ? [
          text([
            `sebab belum dikonfirmasi: ${say.duration(unexplainedMs)}`,
            `cause not confirmed: ${say.duration(unexplainedMs)}`,
          ]),
        ]
      : []),
  ];
  return found.length === 0 ? text(['tidak ada', 'none']) : found.join('; ');
}

/** What follows from the figures; what the office recommends beside that it writes into the review itself. */
function recommendation(
  locale: Locale,
  { availability, missed, unexplainedMs, restitutionIdr }: ReviewMonth,
): string | null {
  const text = (both: Both) => textIn(locale, both);
  if (!availability) return null;
  const found = [
    ...((restitutionIdr ?? 0) > 0 ? [text(['klaim restitusi', 'claim restitution'])] : []),
    ...(missed > 0
      ? [text(['evaluasi penyedia dan jalur cadangan', 'review provider and second ways'])]
      : []),
    ...(unexplainedMs >= HOUR_MS ? [text(['lengkapi sebab gangguan', 'confirm causes of outages'])] : []),
  ];
  return found.length === 0 ? text(['pertahankan', 'keep up']) : found.join('; ');
}

function followUp(locale: Locale, { actions, ticketed, events }: ReviewMonth, say: Say): string | null {
  if (events === 0) return null;
  const text = (both: Both) => textIn(locale, both);
  const tickets = text([
    `${say.count(ticketed)} dari ${say.count(events)} gangguan bertiket`,
    `${say.count(ticketed)} of ${say.count(events)} outages have a ticket`,
  ]);
  const done =
    actions.length === 0 ? text(['tindakan belum dicatat', 'no action recorded']) : actions.join('; ');
  return `${tickets}; ${done}`;
}

// What was measured beside availability: quality by each scale, the second opinion, and the traffic.

import type { Locale } from '../../domain/explain.ts';
import { tiphonCategory } from '../../domain/quality.ts';
import type { Table } from '../document.ts';
import { MEDIUM_WORDS, TIPHON_WORDS } from '../method/codes.ts';
import { type Both, textIn } from '../method/language.ts';
import { type ColumnSpec, cutShare, shareFormula, tableOf } from '../method/table.ts';
import type { QualityData, SlaData, SlaLinkData, Y1540Data } from './data.ts';
import { WORDS } from './words.ts';

type LinkColumn = ColumnSpec<SlaLinkData>;

/** Quality of each link. */
export function qualityTable(locale: Locale, { links }: SlaData): Table {
  const figure = (
    key: string,
    title: Both,
    of: (quality: QualityData) => number | null | undefined,
    more: {
      readonly width?: number;
      readonly decimals?: number;
      readonly kind?: 'number' | 'count' | 'percent';
    } = {},
  ): LinkColumn => ({
    key,
    title,
    kind: more.kind ?? 'number',
    ...(more.kind !== 'count' && { decimals: more.decimals ?? 1 }),
    width: more.width ?? 6,
    value: ({ quality }) => (quality ? (of(quality) ?? null) : null),
  });
  const columns: readonly LinkColumn[] = [
    { key: 'link', title: ['Jalur', 'Link'], kind: 'text', width: 17, value: ({ name }) => name },
    { key: 'link_id', title: ['Id jalur', 'Link id'], kind: 'text', width: 0, value: ({ id }) => id },
    {
      key: 'medium',
      title: ['Media', 'Medium'],
      kind: 'text',
      width: 6,
      value: ({ medium }) => textIn(locale, MEDIUM_WORDS[medium]),
    },
    figure('sent', ['Echo dikirim', 'Echoes sent'], ({ sent }) => sent, { kind: 'count', width: 0 }),
    figure('received', ['Echo terjawab', 'Echoes answered'], ({ received }) => received, {
      kind: 'count',
      width: 0,
    }),
    figure('loss_pct', ['Hilang %', 'Loss %'], ({ lossPct }) => lossPct, { kind: 'percent', decimals: 3 }),
    figure('rtt_min_ms', ['RTT min ms', 'RTT min ms'], ({ rttMinMs }) => rttMinMs, { width: 0 }),
    figure('rtt_mean_ms', ['RTT rata-rata ms', 'RTT mean ms'], ({ rttMeanMs }) => rttMeanMs),
    figure('rtt_p50_ms', ['RTT p50 ms', 'RTT p50 ms'], ({ rttP50Ms }) => rttP50Ms, { width: 0 }),
    figure('rtt_p95_ms', ['RTT p95 ms', 'RTT p95 ms'], ({ rttP95Ms }) => rttP95Ms),
    figure('rtt_p99_ms', ['RTT p99 ms', 'RTT p99 ms'], ({ rttP99Ms }) => rttP99Ms, { width: 0 }),
    figure('rtt_max_ms', ['RTT maks ms', 'RTT max ms'], ({ rttMaxMs }) => rttMaxMs, { width: 0 }),
    figure('jitter_ms', ['Jitter ms', 'Jitter ms'], ({ jitterMs }) => jitterMs),
    figure('tiphon_a', ['TIPHON A', 'TIPHON A'], ({ tiphonBounds }) => tiphonBounds?.index, { decimals: 2 }),
    {
      key: 'tiphon_a_category',
      title: ['Kategori (A)', 'Category (A)'],
      kind: 'text',
      width: 9,
      value: ({ quality }) =>
        quality?.tiphonBounds
          ? textIn(locale, TIPHON_WORDS[tiphonCategory(quality.tiphonBounds.index)])
          : null,
    },
    figure('tiphon_b', ['TIPHON B', 'TIPHON B'], ({ tiphonBands }) => tiphonBands?.index, { decimals: 2 }),
    figure('r_g107', ['R (G.107)', 'R (G.107)'], ({ r }) => r?.g107),
    figure('mos_g107', ['MOS (G.107)', 'MOS (G.107)'], ({ mos }) => mos?.g107, { decimals: 2 }),
    figure('r_cole', ['R (Cole–Rosenbluth)', 'R (Cole–Rosenbluth)'], ({ r }) => r?.coleRosenbluth, {
      width: 0,
    }),
    figure('mos_cole', ['MOS (Cole–Rosenbluth)', 'MOS (Cole–Rosenbluth)'], ({ mos }) => mos?.coleRosenbluth, {
      width: 0,
      decimals: 2,
    }),
    figure('r_latency', ['R (latensi efektif)', 'R (effective latency)'], ({ r }) => r?.effectiveLatency, {
      width: 0,
    }),
    figure(
      'mos_latency',
      ['MOS (latensi efektif)', 'MOS (effective latency)'],
      ({ mos }) => mos?.effectiveLatency,
      { width: 0, decimals: 2 },
    ),
    {
      key: 'worst_hour',
      title: ['Jam terburuk', 'Worst hour'],
      kind: 'text',
      width: 8,
      value: ({ quality }) => (quality?.worstHour ? hourText(quality.worstHour.hour) : null),
    },
    figure('worst_loss_pct', ['Hilang % di jam itu', 'Loss % in it'], ({ worstHour }) => worstHour?.lossPct, {
      kind: 'percent',
      decimals: 3,
      width: 0,
    }),
    figure('worst_p95_ms', ['RTT p95 di jam itu', 'RTT p95 in it'], ({ worstHour }) => worstHour?.rttP95Ms, {
      width: 0,
    }),
    ...windowColumns(
      'lenient',
      ['Y.1540 (0,75; 5 mnt) %', 'Y.1540 (0.75; 5 min) %'],
      ({ y1540Lenient }) => y1540Lenient,
    ),
    ...windowColumns(
      'strict',
      ['Y.1540 (0,20; 1 mnt) %', 'Y.1540 (0.20; 1 min) %'],
      ({ y1540Strict }) => y1540Strict,
    ),
  ];
  return tableOf(locale, {
    id: 'quality',
    title: WORDS.qualityTable,
    columns,
    rows: links,
    note: textIn(locale, WORDS.qualityNote),
    empty: WORDS.noLinks,
  });
}

function windowColumns(
  key: string,
  title: Both,
  of: (link: SlaLinkData) => Y1540Data,
): readonly LinkColumn[] {
  const [good, bad] = [`y1540_${key}_available`, `y1540_${key}_unavailable`];
  return [
    {
      key: good,
      title: [`${title[0]}: tersedia`, `${title[1]}: available`],
      kind: 'duration',
      width: 0,
      value: (link) => of(link).availableMs,
    },
    {
      key: bad,
      title: [`${title[0]}: tidak`, `${title[1]}: unavailable`],
      kind: 'duration',
      width: 0,
      value: (link) => of(link).unavailableMs,
    },
    {
      key: `y1540_${key}_pct`,
      title,
      kind: 'percent',
      decimals: 2,
      width: 8,
      formula: shareFormula(`[${good}]`, `([${good}]+[${bad}])`, '2'),
      value: (link) => {
        const { availableMs, unavailableMs } = of(link);
        return cutShare({ part: availableMs, whole: availableMs + unavailableMs }, 2);
      },
    },
  ];
}

function hourText(hour: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(hour)}–${two(hour + 1)}`;
}

/** Traffic of each link against what was contracted. */
export function trafficTable(locale: Locale, { links }: SlaData): Table {
  const columns: readonly LinkColumn[] = [
    { key: 'link', title: ['Jalur', 'Link'], kind: 'text', width: 20, value: ({ name }) => name },
    { key: 'link_id', title: ['Id jalur', 'Link id'], kind: 'text', width: 0, value: ({ id }) => id },
    {
      key: 'contract_mbps',
      title: ['Kontrak Mbps', 'Contract Mbps'],
      kind: 'number',
      width: 10,
      value: ({ bandwidthBps }) => mega(bandwidthBps),
    },
    {
      key: 'in_p95_mbps',
      title: ['Masuk p95 Mbps', 'In p95 Mbps'],
      kind: 'number',
      decimals: 3,
      width: 10,
      value: ({ inP95Bps }) => mega(inP95Bps),
    },
    {
      key: 'out_p95_mbps',
      title: ['Keluar p95 Mbps', 'Out p95 Mbps'],
      kind: 'number',
      decimals: 3,
      width: 10,
      value: ({ outP95Bps }) => mega(outP95Bps),
    },
    {
      key: 'use_pct',
      title: ['Arah tersibuk, % kontrak', 'Busier direction, % of contract'],
      kind: 'percent',
      decimals: 1,
      width: 12,
      formula:
        'IF(OR([contract_mbps]="",AND([in_p95_mbps]="",[out_p95_mbps]="")),"",ROUNDDOWN(1000*MAX([in_p95_mbps],[out_p95_mbps])/[contract_mbps],0)/10)',
      value: useOf,
    },
    {
      key: 'in_gb',
      title: ['Masuk GB', 'In GB'],
      kind: 'number',
      decimals: 1,
      width: 9,
      value: ({ inOctets }) => (inOctets === null ? null : inOctets / 1e9),
      total: 'sum',
    },
    {
      key: 'out_gb',
      title: ['Keluar GB', 'Out GB'],
      kind: 'number',
      decimals: 1,
      width: 9,
      value: ({ outOctets }) => (outOctets === null ? null : outOctets / 1e9),
      total: 'sum',
    },
  ];
  return tableOf(locale, {
    id: 'traffic',
    title: WORDS.trafficTable,
    columns,
    rows: links,
    note: textIn(locale, WORDS.trafficNote),
    empty: WORDS.noLinks,
  });
}

function useOf({ bandwidthBps, inP95Bps, outP95Bps }: SlaLinkData): number | null {
  if (bandwidthBps === null || bandwidthBps === 0 || (inP95Bps === null && outP95Bps === null)) return null;
  return cutShare({ part: Math.max(inP95Bps ?? 0, outP95Bps ?? 0), whole: bandwidthBps }, 1);
}

function mega(bps: number | null): number | null {
  return bps === null ? null : bps / 1e6;
}

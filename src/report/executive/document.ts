// The page as the head of e-government reads it: four figures, two pictures, and sentences without jargon.

import type { Locale } from '../../domain/explain.ts';
import type { Block, Chart, ReportDocument, Tone } from '../document.ts';
import { causeText } from '../method/codes.ts';
import { NONE, type Say, sayIn } from '../method/format.ts';
import { type Both, textIn } from '../method/language.ts';
import { fileNameOf, footerOf, letterheadOf, section, simulatedWarning } from '../method/paper.ts';
import { cutShare } from '../method/table.ts';
import { hashOf } from '../render/canonical.ts';
import type { CauseData } from '../sla/data.ts';
import type { ReportSources } from '../sources.ts';
import { contractTable } from './contract-table.ts';
import type { ExecutiveData } from './data.ts';
import { decisionText } from './decision-text.ts';

/** What fits on the page beside the rest; the data has all. */
const MOST_DECISIONS = 5;
const MOST_CAUSES = 3;
const MOST_CAUSE_BARS = 5;

/** Lays the page out. */
export function executiveDocument(
  data: ExecutiveData,
  locale: Locale,
  sources: ReportSources,
): ReportDocument {
  const say = sayIn(locale, data.timezone);
  const text = (both: Both) => textIn(locale, both);
  const provisional = data.provisionalUntil !== null;
  return {
    kind: 'executive',
    locale,
    timezone: data.timezone,
    fileName: fileNameOf(text(['ringkasan', 'summary']), data.month, ...(provisional ? ['sementara'] : [])),
    letterhead: letterheadOf(sources),
    title: text(['Ringkasan Layanan Jaringan', 'Network Service Summary']),
    subtitle: `${say.month(data.month)}${provisional ? ` – ${text(['SEMENTARA', 'PROVISIONAL'])}` : ''}`,
    facts: [],
    blocks: [
      ...simulatedWarning(locale, sources),
      ...warnings(data, say).map((both): Block => ({ kind: 'text', tone: 'warning', text: text(both) })),
      figuresBlock(data, { say, text }),
      { kind: 'text', text: text(story(data, say, locale)) },
      ...(data.worst.length > 0 ? [{ kind: 'text', text: text(worstText(data, say)) } as const] : []),
      section(locale, ['Perlu diputuskan', 'To be decided']),
      {
        kind: 'list',
        items:
          data.decisions.length === 0
            ? [
                text([
                  'Tidak ada yang menunggu keputusan bulan ini.',
                  'Nothing waits for a decision this month.',
                ]),
              ]
            : data.decisions.slice(0, MOST_DECISIONS).map((decision) => text(decisionText(decision, say))),
      },
      { kind: 'table', table: contractTable(locale, data) },
      { kind: 'chart', chart: trendChart(locale, data, say), beside: causeChart(locale, data) },
    ],
    hash: hashOf(data),
    footer: footerOf(locale, sources, say),
    orientation: 'portrait',
  };
}

function warnings({ provisionalUntil, partial }: ExecutiveData, say: Say): readonly Both[] {
  const found: Both[] = [];
  if (provisionalUntil !== null)
    found.push([
      `Bulan ini belum berakhir; angka sampai ${say.moment(provisionalUntil)}.`,
      `The month is not over; figures until ${say.moment(provisionalUntil)}.`,
    ]);
  if (partial)
    found.push([
      'Hanya jalur yang boleh dilihat pembaca; semua jumlah adalah jumlah jalur-jalur itu saja.',
      'Only links that the reader may see; all sums are sums of those links alone.',
    ]);
  return found;
}

function figuresBlock(
  data: ExecutiveData,
  { say, text }: { readonly say: Say; readonly text: (both: Both) => string },
): Block {
  const met = data.contracts.reduce((sum, contract) => sum + contract.met, 0);
  const judged = met + data.contracts.reduce((sum, contract) => sum + contract.missed, 0);
  const tone: Tone = judged === 0 ? 'neutral' : met < judged ? 'bad' : 'good';
  const { rollout, restitutionIdr } = data;
  return {
    kind: 'figures',
    figures: [
      {
        label: text(['Jaringan tersedia', 'Network available']),
        value: say.share(data.availability, 2),
        note: `${text(['terukur', 'measured'])} ${say.share(data.coverage, 1)}`,
        tone,
      },
      {
        label: text(['Jalur memenuhi target', 'Links that met their target']),
        value: judged === 0 ? NONE : `${say.count(met)} / ${say.count(judged)}`,
        tone,
      },
      {
        label: text(['Dapat diklaim', 'To be claimed']),
        value: restitutionIdr === null ? NONE : say.money(restitutionIdr),
        tone: (restitutionIdr ?? 0) > 0 ? 'warning' : 'neutral',
      },
      {
        label: text(['Desa tersambung', 'Villages connected']),
        value: rollout ? connectedText(rollout, say) : NONE,
        ...(rollout && { note: text(['diukur, bukan dilaporkan', 'measured, not declared']) }),
        tone: 'neutral',
      },
    ],
  };
}

function connectedText(
  { connected, target, towardsTarget }: NonNullable<ExecutiveData['rollout']>,
  say: Say,
): string {
  return target === null ? say.count(connected) : `${say.count(towardsTarget ?? 0)} / ${say.count(target)}`;
}

/** What happened, as one would tell it. */
function story(
  { links, countedEvents, countedMs, trend, causes }: ExecutiveData,
  say: Say,
  locale: Locale,
): Both {
  const [now, before] = [trend.at(-1)?.availability, trend.at(-2)?.availability];
  const change = now && before ? now.part / now.whole - before.part / before.whole : undefined;
  const than = before ? say.share(before, 2) : NONE;
  const direction: Both =
    change === undefined
      ? ['', '']
      : change === 0
        ? [' Sama dengan bulan sebelumnya.', ' The same as the month before.']
        : change > 0
          ? [` Lebih baik daripada bulan sebelumnya (${than}).`, ` Better than the month before (${than}).`]
          : [` Lebih buruk daripada bulan sebelumnya (${than}).`, ` Worse than the month before (${than}).`];
  const named = causes.slice(0, MOST_CAUSES).map(({ cause: code, countedMs: ms }) => {
    const what = code ? causeLabel(locale, code) : textIn(locale, ['belum ditetapkan', 'not determined']);
    return `${what} ${say.duration(ms)}`;
  });
  const cause: Both =
    named.length === 0 ? ['', ''] : [` Sebab: ${named.join('; ')}.`, ` Causes: ${named.join('; ')}.`];
  const happened: Both =
    countedEvents === 0
      ? [
          `${say.count(links)} jalur dipantau; tidak ada gangguan yang dihitung.`,
          `${say.count(links)} links were watched; no outage counted.`,
        ]
      : [
          `${say.count(links)} jalur dipantau; ${say.count(countedEvents)} gangguan membuat jaringan tidak dapat dipakai selama ${say.duration(countedMs)} (dijumlahkan atas semua jalur).`,
          `${say.count(links)} links were watched; ${say.count(countedEvents)} outages took ${say.duration(countedMs)} away (summed over all links).`,
        ];
  const method: Both = [
    ' Cara menghitung: Lampiran E laporan SLA bulan ini.',
    ' How it is counted: Annex E of this month’s SLA report.',
  ];
  return [
    happened[0] + direction[0] + cause[0] + method[0],
    happened[1] + direction[1] + cause[1] + method[1],
  ];
}

/** In a sentence: a table of them has no room on the page, and the SLA report has all links. */
function worstText({ worst }: ExecutiveData, say: Say): Both {
  const named = (target: string) =>
    worst
      .map(({ name, availability, decimals, slaPct }) => {
        const promise = slaPct === null ? '' : `, ${target} ${say.pct(slaPct)}`;
        return `${name} (${say.share(availability, decimals)}${promise})`;
      })
      .join('; ');
  return [`Jalur terburuk: ${named('target')}.`, `Worst links: ${named('target')}.`];
}

/** The axis begins a little below the worst month: full bars would all look alike. */
function trendChart(locale: Locale, { trend, contracts }: ExecutiveData, say: Say): Chart {
  const values = trend.map(({ availability }) => (availability ? cutShare(availability, 2) : null));
  const known = values.flatMap((value) => value ?? []);
  const targets = new Set(contracts.map(({ slaPct }) => slaPct));
  const [target] = targets;
  const single = targets.size === 1 && typeof target === 'number' ? target : undefined;
  const lowest = Math.min(100, ...known, ...(single === undefined ? [] : [single]));
  const [first, last] = [trend[0]?.month, trend.at(-1)?.month];
  const span = first && last && first !== last ? `${say.month(first)} – ${say.month(last)}` : '';
  return {
    type: 'line',
    title: textIn(locale, [`Ketersediaan per bulan ${span}`, `Availability per month ${span}`]).trim(),
    unit: '%',
    times: trend.map(({ from }) => from),
    series: [{ label: textIn(locale, ['semua jalur', 'all links']), values }],
    min: Math.max(0, Math.floor(lowest * 2) / 2 - 0.5),
    max: 100,
    ...(single !== undefined && { line: { value: single, label: textIn(locale, ['target', 'target']) } }),
  };
}

/** Hours of counted downtime by cause, the greatest first. */
function causeChart(locale: Locale, { causes }: ExecutiveData): Chart {
  return {
    type: 'bars',
    title: textIn(locale, ['Waktu henti menurut sebab', 'Downtime by cause']),
    unit: textIn(locale, ['jam', 'h']),
    bars: causes.slice(0, MOST_CAUSE_BARS).map(({ cause, countedMs }) => ({
      label:
        cause === null ? textIn(locale, ['belum ditetapkan', 'not determined']) : causeLabel(locale, cause),
      value: Math.round(countedMs / 360_000) / 10,
      tone: 'neutral',
    })),
  };
}

/** What only a device let suppose is said to be that. */
function causeLabel(locale: Locale, cause: CauseData['code']): string {
  const isProposed = cause === 'restart' || cause === 'line';
  const mark = isProposed ? textIn(locale, [', dugaan', ', presumed']) : '';
  return `${causeText(locale, cause)}${mark}`;
}

// Annex D: the month in pictures.

import type { Locale } from '../../domain/explain.ts';
import type { Chart } from '../document.ts';
import { causeText } from '../method/codes.ts';
import { type Both, textIn } from '../method/language.ts';
import { cutShare } from '../method/table.ts';
import type { SlaData, SlaLinkData } from './data.ts';
import { WORDS } from './words.ts';

const HOUR_MS = 3_600_000;
/** Bars and strips that a page can hold; the tables list all links. */
const MOST_BARS = 40;
const MOST_STRIPS = 30;

/** All charts that have something to show. */
export function chartsOf(locale: Locale, data: SlaData): readonly Chart[] {
  const worst = worstFirst(data.links);
  const downtime = worst.filter(({ countedMs }) => countedMs > 0);
  return [
    availabilityBars(locale, worst),
    ...(downtime.length > 0 ? [downtimeBars(locale, downtime), causeBars(locale, data)] : []),
    ...(data.events.length > 0 ? [strips(locale, data)] : []),
  ];
}

/** Worst first: by what was available, compared exactly enough for a picture. */
function worstFirst(links: readonly SlaLinkData[]): readonly SlaLinkData[] {
  const share = ({ availability: { part, whole } }: SlaLinkData) => (whole === 0 ? 1 : part / whole);
  return links.toSorted((a, b) => share(a) - share(b) || (a.id < b.id ? -1 : 1));
}

function availabilityBars(locale: Locale, worst: readonly SlaLinkData[]): Chart {
  const target = oneOf(worst.map(({ slaPct }) => slaPct));
  return {
    type: 'bars',
    title: titled(locale, WORDS.chartAvailability, worst.length, MOST_BARS),
    unit: '%',
    max: 100,
    ...(target !== undefined && { line: { value: target, label: textIn(locale, WORDS.target) } }),
    bars: worst.slice(0, MOST_BARS).flatMap((link) => {
      const value = cutShare(link.availability, link.decimals);
      if (value === null) return [];
      return [{ label: link.name, value, tone: link.met === null ? 'neutral' : link.met ? 'good' : 'bad' }];
    }),
  };
}

/** Nearly all bars of a percentage look full; hours do not, and a promise is so many hours. */
function downtimeBars(locale: Locale, worst: readonly SlaLinkData[]): Chart {
  const tolerance = oneOf(
    worst.map(({ slaPct, totalMs }) => (slaPct === null ? null : (totalMs * (100 - slaPct)) / 100 / HOUR_MS)),
  );
  return {
    type: 'bars',
    title: titled(locale, WORDS.chartDowntime, worst.length, MOST_BARS),
    unit: textIn(locale, WORDS.hours),
    ...(tolerance !== undefined && {
      line: { value: tolerance, label: textIn(locale, WORDS.tolerance) },
    }),
    bars: worst
      .toSorted((a, b) => b.countedMs - a.countedMs || (a.id < b.id ? -1 : 1))
      .slice(0, MOST_BARS)
      .map(({ name, countedMs, met }) => ({
        label: name,
        value: hours(countedMs),
        tone: met === false ? 'bad' : 'warning',
      })),
  };
}

function causeBars(locale: Locale, { events }: SlaData): Chart {
  const byCause = new Map<string, number>();
  for (const { cause, countedMs } of events) {
    if (countedMs === 0) continue;
    const label = cause ? causeText(locale, cause.code) : textIn(locale, WORDS.noCause);
    byCause.set(label, (byCause.get(label) ?? 0) + countedMs);
  }
  return {
    type: 'bars',
    title: textIn(locale, WORDS.chartCauses),
    unit: textIn(locale, WORDS.hours),
    bars: [...byCause]
      .sort(([, a], [, b]) => b - a)
      .map(([label, ms]) => ({ label, value: hours(ms), tone: 'neutral' })),
  };
}

function strips(locale: Locale, { links, from, to, provisionalUntil }: SlaData): Chart {
  const failed = links
    .filter(({ events }) => events > 0)
    .toSorted((a, b) => b.grossMs - a.grossMs || (a.id < b.id ? -1 : 1));
  return {
    type: 'strips',
    title: titled(locale, WORDS.chartStrips, failed.length, MOST_STRIPS),
    from,
    to: provisionalUntil ?? to,
    rows: failed.slice(0, MOST_STRIPS).map(({ name, tiles }) => ({
      label: name,
      spans: tiles.map((tile) => ({ from: tile.from, to: tile.to, class: tile.class })),
    })),
  };
}

function hours(ms: number): number {
  return Math.round((ms / HOUR_MS) * 100) / 100;
}

/** The value that all share; undefined where they differ or have none. */
function oneOf(values: readonly (number | null)[]): number | undefined {
  const [first] = values;
  return typeof first === 'number' && values.every((value) => value === first) ? first : undefined;
}

function titled(locale: Locale, title: Both, found: number, most: number): string {
  const text = textIn(locale, title);
  if (found <= most) return text;
  return `${text} (${most} ${locale === 'id' ? 'dari' : 'of'} ${found})`;
}

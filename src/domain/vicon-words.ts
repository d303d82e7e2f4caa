// Readiness in words, the same on the screen, in messages and in the alarm list.

import type { Locale } from './explain.ts';
import type { ViconDecision, ViconLevel } from './vicon.ts';

interface ViconWords {
  readonly level: Readonly<Record<ViconLevel, string>>;
  readonly figure: Readonly<Record<'rtt' | 'loss' | 'jitter', string>>;
  readonly free: Readonly<Record<'in' | 'out', string>>;
  readonly most: string;
  readonly least: string;
  readonly decimalSign: string;
  readonly down: string;
  readonly unreachable: string;
  readonly noLink: string;
  readonly noState: string;
  readonly noRound: string;
  readonly noFigure: (figure: string) => string;
  readonly notWatched: string;
}

/** Words by language. */
export const VICON_WORDS: Readonly<Record<Locale, ViconWords>> = {
  id: {
    level: { ready: 'siap', limited: 'terbatas', unfit: 'tidak siap', unknown: 'tidak diketahui' },
    figure: { rtt: 'RTT', loss: 'loss', jitter: 'jitter' },
    free: { in: 'sisa bandwidth masuk', out: 'sisa bandwidth keluar' },
    most: 'batas',
    least: 'perlu',
    decimalSign: ',',
    down: 'jalur putus',
    unreachable: 'tak terjangkau: jalur di depannya putus',
    noLink: 'tidak ada jalur aktif',
    noState: 'status jalur tidak diketahui',
    noRound: 'belum ada putaran utuh',
    noFigure: (figure) => `${figure} tidak terukur`,
    notWatched: 'tidak dipantau saat itu',
  },
  en: {
    level: { ready: 'ready', limited: 'limited', unfit: 'not ready', unknown: 'unknown' },
    figure: { rtt: 'RTT', loss: 'loss', jitter: 'jitter' },
    free: { in: 'free bandwidth in', out: 'free bandwidth out' },
    most: 'limit',
    least: 'needs',
    decimalSign: '.',
    down: 'link down',
    unreachable: 'unreachable: a link before it is down',
    noLink: 'no active link',
    noState: 'state of the link unknown',
    noRound: 'no whole round of late',
    noFigure: (figure) => `${figure} not measured`,
    notWatched: 'not watched at that time',
  },
};

/** What decides, as a phrase: `RTT 612 ms, batas 500 ms`. */
export function decisionText(decides: ViconDecision, locale: Locale): string {
  const words = VICON_WORDS[locale];
  switch (decides.kind) {
    case 'rtt':
    case 'loss':
    case 'jitter':
      return `${words.figure[decides.kind]} ${valueText(decides, locale)}, ${words.most} ${limitText(decides, locale)}`;
    case 'bandwidth':
      return `${words.free[decides.way]} ${valueText(decides, locale)}, ${words.least} ${limitText(decides, locale)}`;
    case 'down':
    case 'unreachable':
      return words[decides.kind];
    case 'unknown':
      return gapText(decides, words);
  }
}

/** A decision that rests on a figure. */
export type MeasuredDecision = Extract<ViconDecision, { readonly value: number }>;

/** The figure with its unit: `612 ms`. It never looks kept when it is not: `300,04 ms` against a limit of 300. */
export function valueText(decision: MeasuredDecision, locale: Locale): string {
  const { scale, unit } = UNITS[decision.kind];
  const [value, limit] = [decision.value / scale, decision.limit / scale];
  const least = Math.abs(value) >= 100 ? 0 : 1;
  const places = [least, 1, 2, 3].find(
    (each) => Math.sign(rounded(value, each) - limit) === Math.sign(value - limit),
  );
  return written(rounded(value, places ?? 3), unit, locale);
}

/** The limit with its unit. */
export function limitText({ kind, limit }: MeasuredDecision, locale: Locale): string {
  const { scale, unit } = UNITS[kind];
  return written(rounded(limit / scale, 3), unit, locale);
}

const UNITS = {
  rtt: { scale: 1, unit: 'ms' },
  loss: { scale: 1, unit: '%' },
  jitter: { scale: 1, unit: 'ms' },
  bandwidth: { scale: 1e6, unit: 'Mb/s' },
} as const;

function rounded(value: number, places: number): number {
  return Math.round(value * 10 ** places) / 10 ** places;
}

function written(value: number, unit: string, locale: Locale): string {
  return `${String(value).replace('.', VICON_WORDS[locale].decimalSign)} ${unit}`;
}

function gapText(decides: Extract<ViconDecision, { kind: 'unknown' }>, words: ViconWords): string {
  switch (decides.why) {
    case 'no-link':
      return words.noLink;
    case 'state':
      return words.noState;
    case 'no-round':
      return words.noRound;
    case 'no-figure':
      return words.noFigure(words.figure[decides.figure]);
    case 'not-watched':
      return words.notWatched;
  }
}

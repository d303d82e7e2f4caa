// SVG as text: elements whose attributes are escaped, and what all charts share of paper, pen and fills. Pure; the same markup is drawn
// on paper and on a web page.

import type { Tone } from '../../document.ts';
import type { Formats } from '../format.ts';
import { escapeMarkup, oneLine, paperText, shorten } from '../text.ts';
import type { RenderWords, StripClass } from '../words.ts';

/** What a chart is drawn with. */
export interface ChartContext {
  /** Points (CSS px on a web page). */
  readonly width: number;
  /** A picture is never higher; a chart that needs more becomes several. */
  readonly maxHeight: number;
  readonly formats: Formats;
  readonly words: RenderWords;
}

/** Attributes; an absent one is left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

export const FONT_SIZE = 7.5;
/** Ink of axes and texts, and of thin lines behind data. */
export const INK = '#1f2933';
export const FAINT = '#c5ccd3';
const FONT = 'Roboto, Arial, sans-serif';

/** An element; numbers are written with at most two decimals. */
export function element(name: string, attributes: Attributes, children = ''): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) =>
        ` ${key}="${typeof value === 'number' ? coordinate(value) : escapeMarkup(String(value))}"`,
    )
    .join('');
  return children === '' ? `<${name}${written}/>` : `<${name}${written}>${children}</${name}>`;
}

/** A coordinate: finite whatever came in, so that a strange value spoils its own mark alone. */
export function coordinate(value: number): string {
  if (!Number.isFinite(value)) return '0';
  return String(Math.round(Math.max(-1e6, Math.min(1e6, value)) * 100) / 100);
}

/** A text; `anchor` says which end stands at x. Cut with an ellipsis where wider than `most`. */
export function label(
  content: string,
  { x, y, most, anchor, weight, size = FONT_SIZE, fill = INK }: LabelLook,
): string {
  const line = paperText(oneLine(content));
  const text = escapeMarkup(most === undefined ? line : fitted(line, size, most));
  if (text === '') return '';
  return element(
    'text',
    { x, y, 'font-size': size, 'text-anchor': anchor, 'font-weight': weight, fill, 'font-family': FONT },
    text,
  );
}

interface LabelLook {
  readonly x: number;
  readonly y: number;
  readonly most?: number;
  readonly anchor?: 'middle' | 'end';
  readonly weight?: 'bold';
  readonly size?: number;
  readonly fill?: string;
}

/** Width of a text in Roboto, estimated from classes of letters and rather too wide. */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const letter of text)
    ems += LETTER_EMS.get(letter) ?? ((letter.codePointAt(0) ?? 0) < 0x250 ? 0.57 : 1);
  return ems * size;
}

/** Advance of letters that are not about 0.57 em wide: of digits and most small letters that is the truth. */
const LETTER_EMS: ReadonlyMap<string, number> = new Map(
  (
    [
      [" \u00a0.,:;'|!ijl()[]", 0.28],
      ['ftr-"/', 0.4],
      ['mwMW@%–', 0.88],
      ['ABCDEFGHIJKLNOPQRSTUVXYZ', 0.67],
    ] as const
  ).flatMap(([letters, ems]) => [...letters].map((letter) => [letter, ems] as const)),
);

/** The text, shortened until it is no wider than `most`. */
export function fitted(text: string, size: number, most: number): string {
  if (textWidth(text, size) <= most) return text;
  let count = Math.max(1, Math.floor(most / (0.57 * size)));
  while (count > 1 && textWidth(shorten(text, count), size) > most) count--;
  return shorten(text, count);
}

/** A whole picture. `title` is read aloud by screen readers. */
export function picture(width: number, height: number, title: string, body: string): string {
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${coordinate(width)} ${coordinate(height)}`,
      role: 'img',
      'aria-label': oneLine(title),
    },
    PATTERNS + body,
  );
}

/** Fills by class. Told apart in grey: solid light, solid dark, and lines in four ways. */
export const CLASS_FILLS: Readonly<Record<StripClass, string>> = {
  up: '#cfe3d6',
  degraded: 'url(#jalur-rising)',
  down: '#7f1d1d',
  unreachable: 'url(#jalur-crossed)',
  unknown: 'url(#jalur-dotted)',
  maintenance: 'url(#jalur-level)',
};

/** Fills of a tone; further series of one tone take the next. */
const TONE_FILLS: Readonly<Record<Tone, readonly string[]>> = {
  good: ['#5b9a78', 'url(#jalur-level)'],
  warning: ['url(#jalur-rising)', 'url(#jalur-dotted)'],
  bad: ['#7f1d1d', 'url(#jalur-crossed)'],
  neutral: ['#b8c1cc', 'url(#jalur-upright)'],
};

/** Fill of a tone's nth series. */
export function toneFill(tone: Tone, nth = 0): string {
  const fills = TONE_FILLS[tone];
  return fills[nth % fills.length] ?? INK;
}

const PATTERNS = element(
  'defs',
  {},
  [
    pattern('rising', '#fff7e0', 'M-1,1 l2,-2 M0,4 l4,-4 M3,5 l2,-2', '#b45309', 1.1),
    pattern('crossed', '#ffffff', 'M0,0 l4,4 M0,4 l4,-4', '#5b3a8c', 0.7),
    pattern('level', '#ffffff', 'M0,1 h4 M0,3 h4', '#1d4ed8', 0.7),
    pattern('upright', '#ffffff', 'M1,0 v4 M3,0 v4', '#4b5563', 0.7),
    pattern('dotted', '#ffffff', 'M1,1.5 h1 M3,3.5 h1', '#4b5563', 1),
  ].join(''),
);

function pattern(name: string, ground: string, path: string, stroke: string, strokeWidth: number): string {
  return element(
    'pattern',
    { id: `jalur-${name}`, width: 4, height: 4, patternUnits: 'userSpaceOnUse' },
    element('rect', { x: 0, y: 0, width: 4, height: 4, fill: ground }) +
      element('path', { d: path, stroke, 'stroke-width': strokeWidth, fill: 'none' }),
  );
}

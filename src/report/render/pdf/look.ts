// Measures of a report on paper, in points, and what follows from them. Pure.

import type { ReportDocument, Tone } from '../../document.ts';
import type { Formats } from '../format.ts';
import { textWidth } from '../svg/draw.ts';
import { paperText, shorten } from '../text.ts';
import type { RenderWords } from '../words.ts';

const A4 = { short: 595.28, long: 841.89 };
/** Left and right leave room for punched holes; the foot holds hash and page number. */
export const MARGINS = { side: 48, top: 44, bottom: 52 };

export const SIZES = {
  title: 14,
  subtitle: 10.5,
  chapter: 12.5,
  section: 10.5,
  body: 9,
  small: 7.5,
  table: 7.4,
};
/** Greys that a laser printer tells from paper and from each other. */
export const GREYS = { ink: '#111827', soft: '#4b5563', rule: '#9aa5b1', head: '#e3e7ec', zebra: '#f5f6f8' };
/** Height of a line over the size of its letters, in Roboto. */
export const LINE = 1.172;

/** A sign before a word or a row, of those that the font has. Never colour alone. */
export const TONE_SIGNS: Readonly<Record<Tone, string>> = { good: '√', warning: '!', bad: '×', neutral: '' };
/** Ground of rows and boxes; told apart in grey from the zebra. */
export const TONE_GROUNDS: Readonly<Record<Tone, string | undefined>> = {
  good: '#e4f0e8',
  warning: '#fbf0d4',
  bad: '#f4e1de',
  neutral: undefined,
};

/** What every part of the paper is made with. */
export interface Paper {
  readonly formats: Formats;
  readonly words: RenderWords;
  /** What is left between the margins. */
  readonly width: number;
  readonly height: number;
}

/** Measures of a document's pages. */
export function paperOf(document: ReportDocument, formats: Formats, words: RenderWords): Paper {
  const [width, height] = document.orientation === 'landscape' ? [A4.long, A4.short] : [A4.short, A4.long];
  return {
    formats,
    words,
    width: width - 2 * MARGINS.side,
    height: height - MARGINS.top - MARGINS.bottom,
  };
}

/** Lines that a text takes in a column, estimated rather too many. */
export function linesOf(text: string, width: number, size: number): number {
  // Each line may end half a word early.
  return text
    .split('\n')
    .reduce(
      (sum, line) => sum + Math.max(1, Math.ceil((textWidth(line, size) * 1.15) / Math.max(width, size))),
      0,
    );
}

/** A text for paper of at most `most` characters: what stands in an unbreakable place must fit a page. */
export function bounded(text: string, most: number): string {
  return shorten(paperText(text), most);
}

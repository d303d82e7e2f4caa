// What frames a report on paper: letterhead, title, facts, foot of the page, and how a copy is checked. Pure.

import type { Content, TableCell } from 'pdfmake/interfaces.js';
import type { Fact, ReportDocument } from '../../document.ts';
import { FONT_SIZE, fitted, textWidth } from '../svg/draw.ts';
import { oneLine, paperText } from '../text.ts';
import { bounded, GREYS, MARGINS, type Paper, SIZES } from './look.ts';

/** Lines of a letterhead: more would leave no room for the report. */
const MOST_LETTERHEAD = 8;
const MOST_LINE = 200;
/** Characters of the hash at the foot: enough to compare by eye; the whole stands in the last block. */
const SHORT_HASH = 16;
const QR_SIZE = 84;

/** Letterhead with its double rule, title and subtitle. */
export function headOf(document: ReportDocument, { width }: Paper): Content[] {
  const lines = document.letterhead.slice(0, MOST_LETTERHEAD).map((line) => bounded(line, MOST_LINE));
  const head: Content[] = lines.map((text, index) => ({
    text,
    alignment: 'center',
    bold: index === 0,
    fontSize: index === 0 ? 13 : SIZES.body,
  }));
  if (lines.length > 0)
    head.push({
      margin: [0, 5, 0, 10],
      canvas: [
        { type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: 1.8 },
        { type: 'line', x1: 0, y1: 2.6, x2: width, y2: 2.6, lineWidth: 0.5 },
      ],
    });
  head.push({ text: bounded(document.title, 300), bold: true, fontSize: SIZES.title, alignment: 'center' });
  if (document.subtitle)
    head.push({
      text: bounded(document.subtitle, 400),
      fontSize: SIZES.subtitle,
      alignment: 'center',
      margin: [0, 2, 0, 0],
    });
  head.push({ text: '', margin: [0, 0, 0, 8] });
  return head;
}

/** Facts side by side, two in a row; one that needs the room takes a row of its own. */
export function factsTable(facts: readonly Fact[], { width }: Paper): Content[] {
  if (facts.length === 0) return [];
  const gap = 12;
  const labelWidth = (width - gap) * 0.17;
  const valueWidth = (width - gap) / 2 - labelWidth;
  const cells = (fact: Fact, span: number): TableCell[] => [
    { text: bounded(fact.label, MOST_LINE), color: GREYS.soft },
    { text: paperText(fact.value), bold: true, colSpan: span },
    ...Array.from({ length: span - 1 }, (): TableCell => ({})),
  ];
  const body: TableCell[][] = [];
  for (let index = 0; index < facts.length; ) {
    const [left, right] = [facts[index], facts[index + 1]];
    if (!left) break;
    const fits = (fact: Fact): boolean => textWidth(fact.value, SIZES.body) <= valueWidth * 1.8;
    if (right && fits(left) && fits(right)) {
      body.push([...cells(left, 1), {}, ...cells(right, 1)]);
      index += 2;
    } else {
      body.push(cells(left, 4));
      index += 1;
    }
  }
  return [
    {
      margin: [0, 0, 0, 6],
      fontSize: SIZES.body,
      table: { widths: [labelWidth, valueWidth, gap, labelWidth, valueWidth], body },
      layout: {
        hLineWidth: () => 0,
        vLineWidth: () => 0,
        paddingLeft: () => 0,
        paddingRight: () => 0,
        paddingTop: () => 1.5,
        paddingBottom: () => 1.5,
      },
    },
  ];
}

/** The foot of every page: hash, page, program. */
export function footOf(
  document: ReportDocument,
  { width, words }: Paper,
): (currentPage: number, pageCount: number) => Content {
  const size = 7;
  const program = fitted(paperText(oneLine(document.footer)), size, width * 0.45);
  const hash = `SHA-256 ${document.hash.slice(0, SHORT_HASH)}…`;
  return (page, pages) => ({
    margin: [MARGINS.side, 12, MARGINS.side, 0],
    stack: [
      { canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: 0.5, lineColor: GREYS.rule }] },
      {
        margin: [0, 4, 0, 0],
        fontSize: size,
        color: GREYS.soft,
        columns: [
          { text: hash, width: width * 0.27 },
          { text: words.page(page, pages), width: width * 0.26, alignment: 'center' },
          { text: program, width: width * 0.47, alignment: 'right' },
        ],
      },
    ],
  });
}

/** The whole hash as text and as a QR code, and how to check a copy by it. */
export function checkOf(document: ReportDocument, { words, width }: Paper): Content {
  return {
    unbreakable: true,
    margin: [0, 14, 0, 0],
    stack: [
      {
        canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: 0.5, lineColor: GREYS.rule }],
        margin: [0, 0, 0, 6],
      },
      {
        columns: [
          { qr: document.hash, fit: QR_SIZE, eccLevel: 'M', width: QR_SIZE + 8 },
          {
            width: '*',
            stack: [
              { text: words.checkTitle, bold: true, fontSize: SIZES.body, margin: [0, 0, 0, 2] },
              { text: words.check(document.hash), fontSize: FONT_SIZE, color: GREYS.ink },
            ],
          },
        ],
      },
    ],
  };
}

// A document's blocks on paper: which of them stay together, and what each looks like. Pure.

import type { Content, ContentStack, Margins, TableCell } from 'pdfmake/interfaces.js';
import type { Block } from '../../document.ts';
import { textWidth } from '../svg/draw.ts';
import { paperText } from '../text.ts';
import { chartsOf } from './charts.ts';
import { bounded, GREYS, LINE, linesOf, type Paper, SIZES, TONE_GROUNDS, TONE_SIGNS } from './look.ts';
import { factsTable } from './sheet.ts';
import { signaturesOf } from './signatures.ts';
import { tableParts } from './table.ts';

type Heading = Extract<Block, { kind: 'heading' }>;
type Text = Extract<Block, { kind: 'text' }>;
type Figures = Extract<Block, { kind: 'figures' }>;

/** Room that has to be left under a heading for it to stay on a page. */
const KEEP = 64;
const MOST_HEADING = 300;
/** A text longer than this is no introduction to signatures, and may be torn from them. */
const MOST_INTRODUCTION = 900;

/** All blocks, headings kept with what follows them. */
export function flowOf(blocks: readonly Block[], paper: Paper): Content[] {
  const flow: Content[] = [];
  let waiting: (Heading | Text)[] = [];
  const release = (upTo: number): void => {
    for (const group of headed(waiting.slice(0, upTo), paper)) flow.push(group);
    waiting = waiting.slice(upTo);
  };
  blocks.forEach((block, index) => {
    if (block.kind === 'heading') {
      // A text that waited for signatures has none after it.
      if (waiting.some(({ kind }) => kind === 'text')) release(waiting.length);
      waiting.push(block);
      return;
    }
    if (block.kind === 'text' && leadsToSignatures(blocks, index)) {
      waiting.push(block);
      return;
    }
    const headings = waiting.map((one) => plainOf(one, paper));
    const newPage = waiting.some((one) => one.kind === 'heading' && one.newPage === true);
    waiting = [];
    if (newPage) endPage(flow);
    flow.push(...withHeadings({ headings, newPage, body: bodyOf(block, paper), isFirst: flow.length === 0 }));
  });
  release(waiting.length);
  return flow;
}

/** Whether only short texts stand between this block and signatures. */
function leadsToSignatures(blocks: readonly Block[], from: number): boolean {
  let length = 0;
  for (const block of blocks.slice(from)) {
    if (block.kind === 'signatures') return true;
    if (block.kind !== 'text') return false;
    length += block.text.length;
    if (length > MOST_INTRODUCTION) return false;
  }
  return false;
}

/** Takes the space below what ends a page away: where it did not fit any more, it would begin a page that stays empty. */
function endPage(flow: Content[]): void {
  while (isSpace(flow.at(-1))) flow.pop();
  const last = flow.pop();
  if (last !== undefined) flow.push(withoutSpaceBelow(last));
}

function isSpace(content: Content | undefined): boolean {
  return typeof content === 'object' && 'text' in content && content.text === '';
}

function withoutSpaceBelow(content: Content): Content {
  if (typeof content !== 'object' || Array.isArray(content)) return content;
  if (content.stack !== undefined) {
    const inside = content.stack.slice(0, -1);
    const last = content.stack.at(-1);
    if (last !== undefined) inside.push(withoutSpaceBelow(last));
    return { ...content, stack: inside, margin: closed(content.margin) };
  }
  if (content.text !== undefined) return { ...content, margin: closed(content.margin) };
  if (content.table !== undefined) return { ...content, margin: closed(content.margin) };
  if (content.ul !== undefined) return { ...content, margin: closed(content.margin) };
  return content;
}

function closed(margin: Margins | undefined): [number, number, number, number] {
  const [left, top, right] = Array.isArray(margin) && margin.length === 4 ? margin : [0, 0, 0];
  return [left, top, right, 0];
}

function headed(waiting: readonly (Heading | Text)[], paper: Paper): Content[] {
  return waiting.map((one) => {
    const content = plainOf(one, paper);
    return one.kind === 'heading' && one.newPage ? { stack: [content], pageBreak: 'before' } : content;
  });
}

function plainOf(block: Heading | Text, paper: Paper): Content {
  return block.kind === 'heading' ? headingOf(block) : { stack: textOf(block, paper) };
}

/** What a block becomes: parts in their order, and whether the first must not be torn. */
interface Body {
  readonly parts: readonly Content[];
  readonly isWhole: boolean;
}

function withHeadings({
  headings,
  newPage,
  body,
  isFirst,
}: {
  readonly headings: readonly Content[];
  readonly newPage: boolean;
  readonly body: Body;
  readonly isFirst: boolean;
}): Content[] {
  const [first, ...rest] = body.parts;
  const pageBreak = newPage && !isFirst ? ({ pageBreak: 'before' } as const) : {};
  if (first === undefined) return headings.length === 0 ? [] : [{ stack: [...headings], ...pageBreak }];
  if (headings.length === 0)
    return body.isWhole ? [{ stack: [first], unbreakable: true }, ...rest] : [first, ...rest];
  if (body.isWhole) return [{ stack: [...headings, first], unbreakable: true, ...pageBreak }, ...rest];
  const [claim, moved] = claimed({ stack: [...headings] }, first);
  return [{ ...claim, ...pageBreak }, moved, ...rest];
}

/** What stands above claims room for what follows, which then moves up into it. */
function claimed(above: Content, first: Content): readonly [ContentStack, ContentStack] {
  return [
    {
      stack: [above, { text: '', fontSize: 1, margin: [0, 0, 0, KEEP - LINE] }],
      unbreakable: true,
    },
    { stack: [first], margin: [0, -KEEP, 0, 0] },
  ];
}

function bodyOf(block: Exclude<Block, Heading>, paper: Paper): Body {
  switch (block.kind) {
    case 'text':
      return { parts: textOf(block, paper), isWhole: false };
    case 'list':
      return { parts: listOf(block.items), isWhole: false };
    case 'facts':
      return { parts: factsTable(block.facts, paper), isWhole: false };
    case 'figures':
      return { parts: figuresOf(block.figures, paper), isWhole: true };
    case 'table': {
      const { table, notes } = tableParts(block.table, paper);
      return {
        parts: [
          ...claimed(
            {
              text: bounded(block.table.title, MOST_HEADING),
              bold: true,
              fontSize: SIZES.body,
              margin: [0, 4, 0, 1],
            },
            table,
          ),
          ...notes.map((text): Content => ({ text, style: 'small', margin: [0, 0, 0, 2] })),
          { text: '', margin: [0, 0, 0, 4] },
        ],
        isWhole: false,
      };
    }
    case 'chart':
      return { parts: chartsOf(block, paper), isWhole: true };
    case 'signatures':
      return { parts: [signaturesOf(block, paper)], isWhole: true };
  }
}

function headingOf({ level, text }: Heading): Content {
  const words = bounded(text, MOST_HEADING);
  return level === 1
    ? { text: words, bold: true, fontSize: SIZES.chapter, margin: [0, 10, 0, 4] }
    : { text: words, bold: true, fontSize: SIZES.section, margin: [0, 8, 0, 3] };
}

function textOf({ text, tone }: Text, { words, width }: Paper): Content[] {
  const paper = paperText(text);
  if (tone === 'small') return [{ text: paper, style: 'small', margin: [0, 1, 0, 4] }];
  if (tone !== 'warning') return [{ text: paper, margin: [0, 1, 0, 5] }];
  return [
    {
      margin: [0, 3, 0, 7],
      table: {
        widths: [width - 16],
        dontBreakRows: linesOf(paper, width - 16, SIZES.body) < 20,
        body: [[{ text: [{ text: `! ${words.warning}: `, bold: true }, paper] }]],
      },
      layout: {
        hLineWidth: () => 0.8,
        vLineWidth: (line) => (line === 0 ? 3 : 0.8),
        paddingLeft: () => 6,
        paddingRight: () => 6,
        paddingTop: () => 4,
        paddingBottom: () => 4,
        fillColor: () => GREYS.zebra,
      },
    },
  ];
}

function listOf(items: readonly string[]): Content[] {
  return items.length === 0
    ? []
    : [
        {
          ul: items.map((item) => ({ text: paperText(item), margin: [0, 0, 0, 1.5] })),
          margin: [0, 1, 0, 5],
        },
      ];
}

function figuresOf(figures: Figures['figures'], paper: Paper): Content[] {
  const rows: Content[] = [];
  for (let from = 0; from < figures.length; from += 4) {
    const row = figures.slice(from, from + 4);
    const width = paper.width / row.length - 16;
    rows.push({
      margin: [0, 3, 0, 7],
      table: {
        widths: row.map(() => width),
        dontBreakRows: true,
        body: [row.map((figure) => figureOf(figure, width, paper))],
      },
      layout: {
        hLineWidth: () => 0.8,
        vLineWidth: () => 0.8,
        paddingLeft: () => 7,
        paddingRight: () => 7,
        paddingTop: () => 5,
        paddingBottom: () => 5,
      },
    });
  }
  return rows.length === 0 ? [] : [{ stack: rows.slice(0, 4) }, ...rows.slice(4)];
}

function figureOf(
  { label, value, note, tone }: Figures['figures'][number],
  width: number,
  { words }: Paper,
): TableCell {
  const text = bounded(value, 60);
  const size = Math.max(9, Math.min(19, (19 * width) / Math.max(1, textWidth(text, 19) * 1.05)));
  const sign = TONE_SIGNS[tone];
  const ground = TONE_GROUNDS[tone];
  return {
    ...(ground !== undefined && { fillColor: ground }),
    stack: [
      { text: bounded(label, 90), fontSize: SIZES.small, color: GREYS.soft },
      { text, fontSize: size, bold: true, margin: [0, Math.max(0, (19 - size) * LINE), 0, 0] },
      ...(sign === '' ? [] : [{ text: `${sign} ${words.tones[tone]}`, fontSize: SIZES.small, bold: true }]),
      ...(note ? [{ text: bounded(note, 180), fontSize: SIZES.small, color: GREYS.soft }] : []),
    ],
  };
}

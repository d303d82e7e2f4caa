// Places to sign in, side by side; one whole, never torn. Pure.

import type { Column, Content } from 'pdfmake/interfaces.js';
import type { Block, Party } from '../../document.ts';
import { bounded, GREYS, type Paper, SIZES } from './look.ts';

type Signatures = Extract<Block, { kind: 'signatures' }>;

/** Three stand side by side on A4; more begin a further row. */
const PER_ROW = 3;
/** Rows that fit one page with their heading. */
const MOST_ROWS = 3;
/** Height for hand, stamp and the duty stamp (meterai). */
const ROOM = 58;
const LINE_WIDTH = 150;

/** The block: place and date at the right, then the parties. */
export function signaturesOf({ place, parties }: Signatures, paper: Paper): Content {
  const rows: Content[] = [];
  for (let from = 0; from < parties.length && rows.length < MOST_ROWS; from += PER_ROW)
    rows.push({
      columns: parties.slice(from, from + PER_ROW).map((party) => partyOf(party, paper)),
      columnGap: 14,
      margin: [0, 4, 0, 8],
    });
  return {
    margin: [0, 8, 0, 0],
    stack: [
      {
        text: `${bounded(place, 80)}, ........................................`,
        alignment: 'right',
        margin: [0, 0, 0, 4],
      },
      ...rows,
    ],
  };
}

function partyOf({ role, office, name, number }: Party, { words }: Paper): Column {
  return {
    width: '*',
    stack: [
      { text: bounded(role, 100), bold: true, alignment: 'center' },
      { text: bounded(office, 160), alignment: 'center' },
      { text: '', margin: [0, 0, 0, ROOM] },
      ...nameLines(name, words.name),
      {
        text: number
          ? `${words.number} ${bounded(number, 40)}`
          : `${words.number} ........................................`,
        alignment: 'center',
        fontSize: SIZES.body,
        color: number ? GREYS.ink : GREYS.soft,
      },
    ],
  };
}

function nameLines(name: string | undefined, word: string): Content[] {
  const rule: Content = {
    columns: [
      { text: '', width: '*' },
      { width: LINE_WIDTH, canvas: [{ type: 'line', x1: 0, y1: 0, x2: LINE_WIDTH, y2: 0, lineWidth: 0.6 }] },
      { text: '', width: '*' },
    ],
    margin: [0, 1, 0, 2],
  };
  return name
    ? [{ text: bounded(name, 100), bold: true, alignment: 'center' }, rule]
    : [{ text: `(${word})`, alignment: 'center', color: GREYS.soft, fontSize: SIZES.small }, rule];
}

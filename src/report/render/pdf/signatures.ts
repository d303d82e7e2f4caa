// Places to sign in, side by side; one whole, never torn. Pure.

import type { Content, TableCell } from 'pdfmake/interfaces.js';
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
const DOTS = '.'.repeat(40);

/** The block: place and date at the right, then the parties. */
export function signaturesOf({ place, parties }: Signatures, paper: Paper): Content {
  const rows: Content[] = [];
  for (let from = 0; from < parties.length && rows.length < MOST_ROWS; from += PER_ROW)
    rows.push(rowOf(parties.slice(from, from + PER_ROW), paper));
  return {
    margin: [0, 8, 0, 0],
    stack: [
      {
        text: `${bounded(place, 80)}, ${DOTS}`,
        alignment: 'right',
        margin: [0, 0, 0, 4],
      },
      ...rows,
    ],
  };
}

/** A grid, so that the lines to sign on stand at one height however long the offices' names are. */
function rowOf(parties: readonly Party[], { words, width }: Paper): Content {
  const cells = (make: (party: Party) => TableCell): TableCell[] => parties.map(make);
  return {
    margin: [0, 4, 0, 8],
    table: {
      // In points, not `*`: that would grow with a word without end.
      widths: parties.map(() => width / parties.length - 8),
      dontBreakRows: true,
      body: [
        cells(({ role }) => ({ text: bounded(role, 100), bold: true, alignment: 'center' })),
        cells(({ office }) => ({ text: bounded(office, 160), alignment: 'center' })),
        cells(() => ({ text: '', margin: [0, 0, 0, ROOM] })),
        cells(({ name }) =>
          name
            ? { text: bounded(name, 100), bold: true, alignment: 'center' }
            : { text: `(${words.name})`, alignment: 'center', color: GREYS.soft, fontSize: SIZES.small },
        ),
        cells(() => ({
          columns: [
            { text: '', width: '*' },
            {
              width: LINE_WIDTH,
              canvas: [{ type: 'line', x1: 0, y1: 0, x2: LINE_WIDTH, y2: 0, lineWidth: 0.6 }],
            },
            { text: '', width: '*' },
          ],
        })),
        // As it is given: a provider's number is no NIP.
        cells(({ number }) => ({ text: number ? bounded(number, 60) : '', alignment: 'center' })),
      ],
    },
    layout: {
      hLineWidth: () => 0,
      vLineWidth: () => 0,
      paddingLeft: () => 4,
      paddingRight: () => 4,
      paddingTop: () => 0,
      paddingBottom: () => 0,
    },
  };
}

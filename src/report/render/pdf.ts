// A report as PDF: A4, made to be printed in black and white and signed. The same document and time give the same bytes.

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import pdfmake from 'pdfmake';
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { ReportDocument } from '../document.ts';
import { formatsOf } from './format.ts';
import type { RenderDeps } from './json.ts';
import { flowOf } from './pdf/blocks.ts';
import { GREYS, MARGINS, paperOf, SIZES } from './pdf/look.ts';
import { checkOf, factsTable, footOf, headOf } from './pdf/sheet.ts';
import { oneLine } from './text.ts';
import { RENDER_WORDS } from './words.ts';

/** The fonts lie beside pdfmake's code, wherever the program is started from. */
const FONTS = join(
  dirname(createRequire(import.meta.url).resolve('pdfmake/package.json')),
  'fonts',
  'Roboto',
);

pdfmake.setFonts({
  Roboto: {
    normal: join(FONTS, 'Roboto-Regular.ttf'),
    bold: join(FONTS, 'Roboto-Medium.ttf'),
    italics: join(FONTS, 'Roboto-Italic.ttf'),
    bolditalics: join(FONTS, 'Roboto-MediumItalic.ttf'),
  },
});
// A report's text can name files and addresses, but nothing is ever read because of it.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => dirname(path) === FONTS);

/** Renders the document. Blocks its thread for about a second per 1,000 rows: render-link.ts does it in a thread of its own. */
export async function renderPdf(document: ReportDocument, deps: RenderDeps): Promise<Buffer> {
  return await pdfmake.createPdf(definitionOf(document, deps)).getBuffer();
}

function definitionOf(document: ReportDocument, { madeAtMs }: RenderDeps): TDocumentDefinitions {
  const paper = paperOf(
    document,
    formatsOf(document.locale, document.timezone),
    RENDER_WORDS[document.locale],
  );
  const madeAt = new Date(madeAtMs);
  return {
    pageSize: 'A4',
    pageOrientation: document.orientation,
    pageMargins: [MARGINS.side, MARGINS.top, MARGINS.side, MARGINS.bottom],
    language: document.locale,
    displayTitle: true,
    version: '1.7',
    info: {
      title: oneLine(document.title),
      author: oneLine(document.letterhead[0] ?? 'jalur'),
      subject: oneLine(document.subtitle ?? document.title),
      keywords: `SHA-256 ${document.hash}`,
      creator: oneLine(document.footer),
      producer: 'jalur',
      creationDate: madeAt,
      modDate: madeAt,
    },
    defaultStyle: { font: 'Roboto', fontSize: SIZES.body, color: GREYS.ink, lineHeight: 1 },
    styles: { small: { fontSize: SIZES.small, color: GREYS.soft } },
    footer: footOf(document, paper),
    content: [
      ...headOf(document, paper),
      ...factsTable(document.facts, paper),
      ...ended(flowOf(document.blocks, paper), checkOf(document, paper), document),
    ],
  };
}

/** Letters of all parties that leave room on a page's height for the way to check a copy. */
const MOST_SIGNED = { portrait: 900, landscape: 450 };

/** How a copy is checked stands on the page of the signatures where these end the report and are short: no page for it alone. */
function ended(flow: Content[], check: Content, { blocks, orientation }: ReportDocument): Content[] {
  const last = blocks.at(-1);
  const signatures = flow.at(-1);
  if (last?.kind !== 'signatures' || last.parties.length > 3 || signatures === undefined)
    return [...flow, check];
  // On a page of its own there is room below.
  if (typeof signatures === 'object' && 'pageBreak' in signatures) return [...flow, check];
  const letters = last.parties.reduce((sum, party) => sum + Object.values(party).join('').length, 0);
  if (letters > MOST_SIGNED[orientation]) return [...flow, check];
  return [...flow.slice(0, -1), { stack: [signatures, check], unbreakable: true }];
}

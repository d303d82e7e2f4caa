// Workbooks made by hand, so that tests know every octet of them.

import { crc32, deflateRawSync } from 'node:zlib';
import type { Part } from '../../../src/config/import/inflate.ts';
import { columnLetters } from '../../../src/config/import/sheet.ts';
import { storeParts } from '../../../src/config/import/store-parts.ts';

/** A cell to be written; null leaves it out. */
export type Written = string | number | boolean | Date | null;

/** One sheet to be written. */
export interface WrittenSheet {
  readonly name: string;
  readonly rows: readonly (readonly Written[])[];
  /** Areas such as `A3:A5`. */
  readonly merges?: readonly string[];
}

/** Days since 1899-12-30 and the style that makes a number a date. */
const DATE_STYLE = 1;
const EXCEL_EPOCH_MS = Date.UTC(1899, 11, 30);

/** The parts of a workbook, inline strings only. */
export function workbookParts(sheets: readonly WrittenSheet[]): Part[] {
  const named = (index: number): string => `worksheets/sheet${index + 1}.xml`;
  const list = sheets
    .map(
      ({ name }, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
    )
    .join('');
  const relations = sheets
    .map(
      (_, index) =>
        `<Relationship Id="rId${index + 1}" Type="${OFFICE}/worksheet" Target="${named(index)}"/>`,
    )
    .join('');
  return [
    part(
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${list}</sheets></workbook>`,
    ),
    part('xl/_rels/workbook.xml.rels', `<Relationships xmlns="${PACKAGE}">${relations}</Relationships>`),
    part(
      'xl/styles.xml',
      `<styleSheet xmlns="${MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
    ),
    ...sheets.map((sheet, index) => part(`xl/${named(index)}`, sheetXml(sheet))),
  ];
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A workbook, uncompressed. */
export function xlsx(...sheets: WrittenSheet[]): Buffer {
  return storeParts(workbookParts(sheets));
}

/** A part of an archive. */
export function part(path: string, xml: string): Part {
  return { path, bytes: Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${xml}`) };
}

/** An archive as Excel writes them: every part deflated. */
export function deflated(parts: readonly Part[]): Buffer {
  const body: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { path, bytes } of parts) {
    const packed = deflateRawSync(bytes);
    const name = Buffer.from(path);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), common, tail, name]));
    body.push(local);
    offset += local.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...body, listing, end]);
}

function sheetXml({ rows, merges = [] }: WrittenSheet): string {
  const body = rows
    .map(
      (cells, row) =>
        `<row r="${row + 1}">${cells.map((cell, column) => cellXml(cell, `${columnLetters(column)}${row + 1}`)).join('')}</row>`,
    )
    .join('');
  const areas = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
  return `<worksheet xmlns="${MAIN}"><sheetData>${body}</sheetData>${areas === '' ? '' : `<mergeCells>${areas}</mergeCells>`}</worksheet>`;
}

function cellXml(cell: Written, ref: string): string {
  if (cell === null) return '';
  if (typeof cell === 'string')
    return `<c r="${ref}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
  if (typeof cell === 'number') return `<c r="${ref}"><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `<c r="${ref}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  return `<c r="${ref}" s="${DATE_STYLE}"><v>${(cell.getTime() - EXCEL_EPOCH_MS) / 86_400_000}</v></c>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

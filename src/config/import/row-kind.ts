// Which rows below the header are places, and which are something else: headings, totals, signatures.

import { type HeaderRow, isNumberingRow, isTotalsRow } from './header-row.ts';
import { type Field, headingOf } from './headers.ts';
import type { Mapping } from './mapping.ts';
import type { Region, Regions } from './regions.ts';
import { type Cell, cellText } from './sheet.ts';
import { plain } from './words.ts';

/** What a row is. */
export type RowKind =
  | { readonly is: 'place' | 'empty' }
  | { readonly is: 'passed'; readonly why: string }
  /** A heading: the rows below belong to this region. */
  | { readonly is: 'section'; readonly region: Region; readonly why: string };

/** Columns that nothing but a place fills. */
const NAMING: readonly Field[] = ['id', 'code', 'address'];
/** Letters of a row that is passed over, in the note. */
const MOST_SHOWN = 60;

/** Sorts the rows of one table, from the top down. */
export class RowSorter {
  readonly #columns: Mapping['columns'];
  readonly #numbering: number;
  readonly #regions: Regions;
  #isBehindTotals = false;

  constructor(header: HeaderRow, { columns }: Mapping, regions: Regions) {
    this.#columns = columns;
    this.#regions = regions;
    this.#numbering = header.names.findIndex(
      (name) => plain(name) !== '' && headingOf(name).kind === 'numbering',
    );
  }

  /** What a row is; `isFirst` below the header. */
  kindOf(cells: readonly Cell[], isFirst: boolean): RowKind {
    const texts = cells.map(cellText).filter((text) => text !== '');
    if (texts.length === 0) return { is: 'empty' };
    if (isFirst && isNumberingRow(cells))
      return { is: 'passed', why: 'a row that numbers the columns; passed over' };
    if (isTotalsRow(cells)) {
      this.#isBehindTotals = true;
      return { is: 'passed', why: 'a row of totals; passed over' };
    }
    const region = this.#heading(cells, texts);
    if (region) return { is: 'section', region, why: `the rows below belong to ${region.name}` };
    if (this.#isPlace(cells)) return { is: 'place' };
    return { is: 'passed', why: `no place: "${texts.join(' ').slice(0, MOST_SHOWN)}"; passed over` };
  }

  /** A row whose only words are a region's name, beside a number perhaps. */
  #heading(cells: readonly Cell[], texts: readonly string[]): Region | undefined {
    const words = texts.filter((text) => !/^([\d.,()]+|[IVXLC]+\.?|[A-Za-z][.)]?)$/.test(text));
    const [only] = words;
    if (only === undefined || words.length > 1) return undefined;
    // "KABUPATEN MAJENE" in the column of names is a heading all the same; "Mamuju" there may be a village.
    if (this.#at(cells, 'name') === only && !/^(kab|kota)/i.test(only)) return undefined;
    return this.#regions.find(only);
  }

  /** A row with one cell may be a village of which nothing else is known, or the place and day of a signature. */
  #isPlace(cells: readonly Cell[]): boolean {
    const filled = [...this.#columns.keys()].filter((field) => this.#at(cells, field) !== '');
    if (filled.length > 1 || filled.some((field) => NAMING.includes(field))) return true;
    if (filled[0] !== 'name') return false;
    return this.#numbering >= 0 ? cellText(cells[this.#numbering]) !== '' : !this.#isBehindTotals;
  }

  #at(cells: readonly Cell[], field: Field): string {
    const column = this.#columns.get(field);
    return column === undefined ? '' : cellText(cells[column]);
  }
}

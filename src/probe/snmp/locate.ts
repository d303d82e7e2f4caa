// Finds the configured interface by name: ifName, else ifDescr, else ifAlias. Indexes change at a reboot; names do not.

import type { Asker } from './answer.ts';
import { IF_COLUMNS, NAMING_COLUMNS, type NamingColumn } from './oids.ts';
import { textOf } from './value.ts';
import { type Pace, walkColumn } from './walk.ts';

/** Circumstances of the search. */
export interface Search {
  readonly untilMonoMs: number;
  monoMs(): number;
  readonly pace: Pace;
}

/** Where an interface was found. */
export interface Place {
  readonly naming: NamingColumn;
  readonly ifIndex: number;
}

/** `missing`: every column was walked to its end. `unproven`: a walk was cut short, so nothing is known. */
export type Located = Place | 'missing' | 'unproven';

const MAX_ROWS = 10_000;
const MAX_BYTES = 1 << 20;

/** Looks for the name in one column after the other; the first row that has it wins. */
export async function locate(asker: Asker, name: string, search: Search): Promise<Located> {
  let complete = true;
  for (const naming of NAMING_COLUMNS) {
    let ifIndex: number | undefined;
    const end = await walkColumn(
      asker,
      IF_COLUMNS[naming],
      (index, value) => {
        if (textOf(value) !== name || !isIfIndex(index)) return false;
        ifIndex = Number(index);
        return true;
      },
      { rows: MAX_ROWS, bytes: MAX_BYTES, ...search },
    );
    if (ifIndex !== undefined) return { naming, ifIndex };
    if (end === 'time') return 'unproven';
    if (end !== 'end') complete = false;
    if (typeof end === 'object' && end.kind === 'failed') return 'unproven';
  }
  return complete ? 'missing' : 'unproven';
}

/** InterfaceIndex of IF-MIB (RFC 2863): 1 to 2^31 − 1. */
function isIfIndex(index: string): boolean {
  return /^[1-9]\d{0,9}$/.test(index) && Number(index) < 2 ** 31;
}

// Finds the configured interface by name: ifName, else ifDescr, else ifAlias. Indexes change at a reboot; names do not.

import type { Asker } from './answer.ts';
import { isIfIndex } from './interfaces.ts';
import { IF_COLUMNS, instance, NAMING_COLUMNS, type NamingColumn } from './oids.ts';
import { numberOf, textOf } from './value.ts';
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

/** Interfaces of one name that are told apart; a modem that comes and goes leaves two or three. */
const MOST_NAMESAKES = 16;

/**
 * Looks for the name in one column after the other. Of several interfaces of that name, the first that is up wins, else
 * the first.
 */
export async function locate(asker: Asker, name: string, search: Search): Promise<Located> {
  let complete = true;
  for (const naming of NAMING_COLUMNS) {
    const found: number[] = [];
    const end = await walkColumn(
      asker,
      IF_COLUMNS[naming],
      (index, value) => {
        if (textOf(value) === name && isIfIndex(index)) found.push(Number(index));
        return found.length >= MOST_NAMESAKES;
      },
      { rows: MAX_ROWS, bytes: MAX_BYTES, ...search },
    );
    const [first] = found;
    if (first !== undefined)
      return { naming, ifIndex: found.length === 1 ? first : ((await firstUp(asker, found)) ?? first) };
    if (end === 'time') return 'unproven';
    if (end !== 'end') complete = false;
    if (typeof end === 'object' && end.kind === 'failed') return 'unproven';
  }
  return complete ? 'missing' : 'unproven';
}

/** ifOperStatus of an interface that carries traffic. */
const UP = 1;

async function firstUp(asker: Asker, ifIndexes: readonly number[]): Promise<number | undefined> {
  const answer = await asker.get(ifIndexes.map((ifIndex) => instance('ifOperStatus', ifIndex)));
  if (answer.kind !== 'values') return undefined;
  return ifIndexes[answer.varbinds.findIndex(({ value }) => numberOf(value) === UP)];
}

// Names of rows: at most so long, and no two of one metric alike. Rows of one table that share a label all get their
// index behind it, so that the name of one does not hang on the presence of another.

import { cut, shortText } from './scope.ts';

/** Longest name of a row. */
export const MOST_LABEL = 64;

/** A row to be named. */
export interface Nameless {
  readonly index: string;
  /** What the rule's `label` gave. */
  readonly label?: string | undefined;
}

/** Names the rows of one device. */
export class Names {
  readonly #taken = new Set<string>();

  /** Names of the rows of one rule, in their order; undefined: the device as a whole. */
  ofRows(metric: string, rows: readonly Nameless[]): readonly (string | undefined)[] {
    const labels = rows.map(({ index, label }) => shortText(label, MOST_LABEL) ?? cut(index, MOST_LABEL));
    const counts = new Map<string, number>();
    for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
    return labels.map((label, at) => {
      const index = rows[at]?.index ?? '';
      const shared = (counts.get(label) ?? 0) > 1 && index !== '' && label !== index;
      return this.#unique(metric, shared ? withSuffix(label, ` ${index}`) : label);
    });
  }

  #unique(metric: string, label: string): string | undefined {
    let name = label;
    for (let n = 2; this.#taken.has(`${metric} ${name}`); n++)
      name = label === '' ? String(n) : withSuffix(label, ` #${n}`);
    this.#taken.add(`${metric} ${name}`);
    return name === '' ? undefined : name;
  }
}

function withSuffix(label: string, suffix: string): string {
  return suffix.length > MOST_LABEL / 2 ? label : `${cut(label, MOST_LABEL - suffix.length)}${suffix}`;
}

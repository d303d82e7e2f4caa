// Names of sheets: what Excel allows, each once. Pure.

import { oneLine } from '../text.ts';

const MOST_NAME = 31;
/** Excel keeps this name to itself. */
const RESERVED = 'history';

/** Names in the order of the titles, told apart by numbers where they would be the same without regard to case. */
export function sheetNames(titles: readonly string[]): string[] {
  const taken = new Set<string>([RESERVED]);
  return titles.map((title) => {
    const clean =
      oneLine(title.replace(/[[\]:*?/\\]/g, ' '))
        .replace(/^'+|'+$/g, '')
        .trim() || 'Tabel';
    let name = cut(clean, MOST_NAME);
    for (let nth = 2; taken.has(name.toLowerCase()); nth++) {
      const suffix = ` (${nth})`;
      name = cut(clean, MOST_NAME - suffix.length) + suffix;
    }
    taken.add(name.toLowerCase());
    return name;
  });
}

/** By UTF-16 units, as Excel counts, and never through a pair. */
function cut(text: string, most: number): string {
  return (
    text
      .slice(0, most)
      .replace(/[\ud800-\udbff]$/, '')
      .replace(/['\s]+$/, '') || 'Tabel'
  );
}

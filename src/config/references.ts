// Names that parts of one section use for each other: that they are there, and there once.

import type { Path } from './place.ts';
import { didYouMean } from './suggest.ts';
import type { Tell } from './tell.ts';

/** Checks names within one section; paths begin at it. */
export class References {
  readonly #base: Path;
  readonly #tell: Tell;

  /** `base` is the way to the section. */
  constructor(base: Path, tell: Tell) {
    this.#base = base;
    this.#tell = tell;
  }

  /** A mistake within the section. */
  add(path: Path, message: string): void {
    this.#tell.add([...this.#base, ...path], message);
  }

  /** A name of something that must be there. */
  one(path: Path, what: string, id: string, known: Iterable<string>): void {
    const ids = [...known];
    if (!ids.includes(id)) this.add(path, `there is no ${what} "${id}"${didYouMean(id, ids)}`);
  }

  /** Names of things that must be there, each at most once. */
  all(
    path: Path,
    what: string,
    named: { readonly ids: readonly string[]; readonly known: Iterable<string> },
  ): void {
    const known = [...named.known];
    named.ids.forEach((id, index) => {
      this.one([...path, index], what, id, known);
      if (named.ids.indexOf(id) !== index)
        this.add([...path, index], `the ${what} "${id}" stands here twice`);
    });
  }

  /** Ids of a list that must differ. */
  unique(list: string, entries: readonly { readonly id: string }[]): void {
    const seen = new Set<string>();
    entries.forEach(({ id }, index) => {
      if (seen.has(id)) this.add([list, index, 'id'], `the id "${id}" is taken already among ${list}`);
      seen.add(id);
    });
  }
}

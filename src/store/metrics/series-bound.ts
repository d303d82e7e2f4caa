// How many series one link may have. Names come from devices: one that renames its radios endlessly must not use up the
// room of all the others.

/** A device gives 400 metrics at most; names may change for years before this is reached. */
const MOST_PER_LINK = 2_000;

/** Counts the series of links. */
export class SeriesBound {
  readonly #counts = new Map<string, number>();

  /** Whether a link may have another series. */
  mayAdd(link: string): boolean {
    return (this.#counts.get(link) ?? 0) < MOST_PER_LINK;
  }

  /** Counts a series. */
  added(link: string): void {
    this.#counts.set(link, (this.#counts.get(link) ?? 0) + 1);
  }

  /** Takes one back. */
  removed(link: string): void {
    const count = (this.#counts.get(link) ?? 0) - 1;
    if (count > 0) this.#counts.set(link, count);
    else this.#counts.delete(link);
  }
}

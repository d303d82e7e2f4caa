// The last events that must not be missed, for clients that come back; older ones are read from the state store.

/** One event of the journal, already serialised. */
export interface JournalEntry {
  readonly seq: number;
  readonly bytes: Buffer;
}

/** A ring of entries in the order of their numbers. */
export class Journal {
  readonly #capacity: number;
  readonly #entries: JournalEntry[] = [];
  #first = 0;
  #complete: number;

  /** Holds `capacity` entries; older ones give way. Begins complete after `seq`. */
  constructor(capacity: number, seq: number) {
    this.#capacity = capacity;
    this.#complete = seq;
  }

  /** Adds the newest entry. */
  add(entry: JournalEntry): void {
    this.#entries.push(entry);
    if (this.#entries.length - this.#first <= this.#capacity) return;
    this.#complete = this.#entries[this.#first]?.seq ?? this.#complete;
    this.#first++;
    if (this.#first < this.#capacity) return;
    this.#entries.splice(0, this.#first);
    this.#first = 0;
  }

  /** The entries after `seq`, oldest first, at most `limit`; undefined when some of them are no longer here. */
  after(seq: number, limit: number): readonly JournalEntry[] | undefined {
    if (seq < this.#complete) return undefined;
    let low = this.#first;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#entries[middle]?.seq ?? 0) <= seq) low = middle + 1;
      else high = middle;
    }
    return this.#entries.slice(low, low + limit);
  }
}

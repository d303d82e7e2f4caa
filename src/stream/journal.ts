// The newest durable events as bytes, for clients that come back or lag; older ones are read from the state store.

/** One event of the journal, already serialised. */
export interface JournalEntry {
  readonly seq: number;
  /** The event's fields as JSON, without the message type: pages put it into messages of one or of many. */
  readonly json: string;
  readonly bytes: number;
}

/** What a journal holds at most; beyond either bound the oldest events give way. */
export interface JournalBounds {
  readonly events: number;
  readonly bytes: number;
}

/** Holds all durable events after `floor`, up to the newest. Numbers only grow. */
export class Journal {
  readonly #bounds: JournalBounds;
  #entries: JournalEntry[] = [];
  /** Entries before this index were dropped; they are cut off in one go now and then. */
  #head = 0;
  #bytes = 0;
  #floor: number;
  #last: number;

  /** Begins complete and empty after `seq`. */
  constructor(seq: number, bounds: JournalBounds) {
    this.#floor = seq;
    this.#last = seq;
    this.#bounds = bounds;
  }

  /** Every durable event with a number above this one is here. */
  get floor(): number {
    return this.#floor;
  }

  /** Number of the newest durable event. */
  get last(): number {
    return this.#last;
  }

  /** Events held. */
  get size(): number {
    return this.#entries.length - this.#head;
  }

  /** Bytes held. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Adds the newest entry. */
  add(entry: JournalEntry): void {
    this.#entries.push(entry);
    this.#bytes += entry.bytes;
    this.#last = entry.seq;
    while (this.size > this.#bounds.events || this.#bytes > this.#bounds.bytes) this.#dropOldest();
  }

  /** The entries after `seq`, oldest first, at most `limit`; undefined when some of them are no longer here. */
  after(seq: number, limit: number): readonly JournalEntry[] | undefined {
    if (seq < this.#floor) return undefined;
    let low = this.#head;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#entries[middle]?.seq ?? Number.POSITIVE_INFINITY) > seq) high = middle;
      else low = middle + 1;
    }
    return this.#entries.slice(low, low + limit);
  }

  #dropOldest(): void {
    const oldest = this.#entries[this.#head];
    if (!oldest) return;
    this.#head++;
    this.#bytes -= oldest.bytes;
    this.#floor = oldest.seq;
    if (this.#head < 1_024 || this.#head * 2 < this.#entries.length) return;
    this.#entries = this.#entries.slice(this.#head);
    this.#head = 0;
  }
}

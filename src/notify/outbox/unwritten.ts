// Changes that are in memory and not in the file yet. Usually written at once; while the disk fails they gather here, only
// the last word about each thing, so that what gathers is bounded by what there is: 50,000 postings, the live threads,
// 10,000 entries of the journal (beyond that the oldest are lost).

import type { Message } from '../port.ts';
import type { Thread } from '../posting.ts';
import { type JournalTable, KEEP_ENTRIES } from './journal-table.ts';
import type { JournalEntry } from './port.ts';
import type { PostingTable } from './posting-table.ts';
import type { FiringTable, NumberTable, ThreadTable } from './told-tables.ts';
import type { WaitingIndex } from './waiting.ts';

/** All tables of the file. */
export interface OutboxTables {
  readonly postings: PostingTable;
  readonly threads: ThreadTable;
  readonly firing: FiringTable;
  readonly journal: JournalTable;
  readonly numbers: NumberTable;
}

interface Firing {
  readonly channel: string;
  readonly alert: number;
  /** Absent: it is told to be over. */
  readonly message?: Message;
}

/** What is to be written. */
export class Unwritten {
  readonly #rows = new Map<number, 'insert' | 'mark' | 'remove'>();
  /** Memory as JSON; undefined: the thread is over. */
  readonly #threads = new Map<number, string | undefined>();
  readonly #firing = new Map<string, Firing>();
  readonly #forgotten = new Set<string>();
  #journal: JournalEntry[] = [];
  #through: number | undefined;
  #next: number | undefined;

  /** Whether there is nothing but perhaps a new `through`. */
  get isIdle(): boolean {
    return (
      this.#rows.size +
        this.#threads.size +
        this.#firing.size +
        this.#forgotten.size +
        this.#journal.length ===
      0
    );
  }

  /** Whether there is nothing at all. */
  get isEmpty(): boolean {
    return this.isIdle && this.#through === undefined;
  }

  /** Postings that are not in the file. */
  get unsaved(): number {
    let count = 0;
    for (const change of this.#rows.values()) if (change === 'insert') count++;
    return count;
  }

  /** Entries of the journal that are not in the file, oldest first. */
  get journal(): readonly JournalEntry[] {
    return this.#journal;
  }

  /** A new posting; `next` is the first number that is not given yet. */
  insert(seq: number, next: number): void {
    this.#rows.set(seq, 'insert');
    this.#next = next;
  }

  /** A posting's attempts changed. */
  mark(seq: number): void {
    if (this.#rows.get(seq) !== 'insert') this.#rows.set(seq, 'mark');
  }

  /** A posting ended. */
  remove(seq: number, entry: JournalEntry): void {
    if (this.#rows.get(seq) === 'insert') this.#rows.delete(seq);
    else this.#rows.set(seq, 'remove');
    this.#journal.push(entry);
    // Cut in steps: every storm would pay for each entry otherwise.
    if (this.#journal.length >= 2 * KEEP_ENTRIES) this.#journal = this.#journal.slice(-KEEP_ENTRIES);
  }

  /** A thread is new or changed. */
  thread(thread: Thread): void {
    this.#threads.set(thread.alert, JSON.stringify(thread.memory ?? null));
  }

  /** A thread is over; `saved`: it is in the file. */
  endThread(alert: number, saved: boolean): void {
    if (saved) this.#threads.set(alert, undefined);
    else this.#threads.delete(alert);
    for (const [key, firing] of this.#firing) if (firing.alert === alert) this.#firing.delete(key);
  }

  /** A channel was told last about an alert; without a message: told to be over. */
  firing(firing: Firing): void {
    this.#firing.set(`${firing.alert} ${firing.channel}`, firing);
  }

  /** A channel is no more. */
  forget(channel: string): void {
    this.#forgotten.add(channel);
    for (const [key, firing] of this.#firing) if (firing.channel === channel) this.#firing.delete(key);
  }

  /** Events up to this one were looked at. */
  through(seq: number): void {
    this.#through = seq;
  }

  /** Writes everything; to be called within a transaction. */
  write(tables: OutboxTables, index: WaitingIndex): void {
    const { postings, threads, firing, journal, numbers } = tables;
    const bodyOf = jsonOnce();
    for (const [seq, change] of this.#rows) {
      const waiting = index.get(seq);
      const message = index.text(seq);
      if (change === 'remove') postings.remove(seq);
      else if (waiting && change === 'mark') postings.mark(waiting, index.isAttempting(seq));
      else if (waiting && message) postings.insert(waiting, index.isAttempting(seq), bodyOf(message));
    }
    for (const channel of this.#forgotten) firing.removeChannel(channel);
    for (const { channel, alert, message } of this.#firing.values()) {
      if (message) firing.put(channel, alert, message);
      else firing.remove(channel, alert);
    }
    for (const [alert, memory] of this.#threads) {
      if (memory !== undefined) threads.put(alert, memory);
      else {
        threads.remove(alert);
        firing.removeAlert(alert);
      }
    }
    for (const entry of this.#journal.slice(-KEEP_ENTRIES)) journal.add(entry);
    const last = this.#journal.at(-1);
    if (last) journal.prune(last.id);
    if (this.#through !== undefined) numbers.set('through', this.#through);
    if (this.#next !== undefined) numbers.set('next', this.#next);
  }

  /** Everything is in the file: `onPosting` and `onThread` are called for those that were not before. */
  clear(onPosting: (seq: number) => void, onThread: (alert: number) => void): void {
    for (const [seq, change] of this.#rows) if (change === 'insert') onPosting(seq);
    for (const [alert, memory] of this.#threads) if (memory !== undefined) onThread(alert);
    this.#rows.clear();
    this.#threads.clear();
    this.#firing.clear();
    this.#forgotten.clear();
    this.#journal = [];
    this.#through = undefined;
    this.#next = undefined;
  }
}

/** Many channels are sent the same message: it is turned into JSON once. */
function jsonOnce(): (message: Message) => string {
  const known = new Map<Message, string>();
  return (message) => {
    const json = known.get(message) ?? JSON.stringify(message);
    known.set(message, json);
    return json;
  };
}

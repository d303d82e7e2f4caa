// The outbox on SQLite. Memory leads and the file follows within the same call; while the file cannot be written, memory
// goes on alone, and everything is written as soon as the disk lets it.

import type { DatabaseSync } from 'node:sqlite';
import { storeError } from '../../store/sqlite/fault.ts';
import type { StoreError } from '../../store/state/port.ts';
import type { Message } from '../port.ts';
import type { Decision, Posting, SavedDecisions } from '../posting.ts';
import { Counts } from './counts.ts';
import { FileWriter, type OutboxDeps } from './file-writer.ts';
import { journalTable, selects } from './journal-table.ts';
import type { Ending, JournalEntry, JournalQuery, Outbox, OutboxStatus, Outcome, Waiting } from './port.ts';
import { postingTable } from './posting-table.ts';
import { shed } from './shed.ts';
import { firingTable, numberTable, threadTable } from './told-tables.ts';
import { type OutboxTables, Unwritten } from './unwritten.ts';
import { WaitingIndex, waitingOf } from './waiting.ts';

/** Ten channels of a province that is cut off whole; what is beyond is news to nobody. */
const MAX_WAITING = 50_000;
/** A new `through` alone is written this often: events are held for days, and looking twice is harmless. */
const THROUGH_MS = 60_000;

/** {@link Outbox} on an open database; made by openOutbox. */
export class SqliteOutbox implements Outbox {
  readonly #db: DatabaseSync;
  readonly #deps: OutboxDeps;
  readonly #tables: OutboxTables;
  readonly #file: FileWriter;
  readonly #index = new WaitingIndex();
  readonly #unwritten = new Unwritten();
  readonly #counts = new Counts();
  /** Alerts with a thread, and whether it is in the file. */
  readonly #threads = new Map<number, { saved: boolean }>();
  #next: number;
  #nextEntry: number;
  /** Whether the bound was reached, and told. */
  #full = false;

  /** Reads what waits; throws StoreError. */
  constructor(db: DatabaseSync, deps: OutboxDeps) {
    this.#db = db;
    this.#deps = deps;
    this.#file = new FileWriter(db, deps);
    this.#tables = {
      postings: postingTable(db),
      threads: threadTable(db),
      firing: firingTable(db),
      journal: journalTable(db),
      numbers: numberTable(db),
    };
    // Numbers that were given while the file could not be written must not come again: time is ahead of them.
    this.#next = Math.max(this.#tables.numbers.get('next') ?? 0, Math.floor(deps.clock.wallMs()));
    this.#nextEntry = this.#tables.journal.lastId() + 1;
    for (const { seq, posting, attempts, unproven, attempting } of this.#tables.postings.all()) {
      this.#next = Math.max(this.#next, seq + 1);
      this.#index.hold(seq, posting.message);
      this.#index.set({
        ...waitingOf(seq, posting),
        attempts,
        unproven: unproven + (attempting ? 1 : 0),
      });
      this.#index.saved(seq);
    }
    for (const { alert } of this.#tables.threads.all()) this.#threads.set(alert, { saved: true });
  }

  load(): SavedDecisions {
    return this.#attempt('read what was decided', () => {
      const through = this.#tables.numbers.get('through');
      return { ...(through !== undefined && { through }), threads: this.#tables.threads.all() };
    });
  }

  commit(decision: Decision): { readonly failure?: StoreError } {
    for (const thread of decision.threads) {
      this.#unwritten.thread(thread);
      this.#threads.set(thread.alert, this.#threads.get(thread.alert) ?? { saved: false });
    }
    for (const alert of decision.ended) {
      this.#unwritten.endThread(alert, this.#threads.get(alert)?.saved ?? false);
      this.#threads.delete(alert);
    }
    for (const posting of decision.postings) this.#add(posting);
    this.#unwritten.through(decision.through);
    this.#makeRoom();
    if (!this.#unwritten.isIdle || this.#file.idleMs >= THROUGH_MS) this.#flush('synced');
    return this.#file.failure ? { failure: this.#file.failure } : {};
  }

  post(posting: Posting): { readonly failure?: StoreError } {
    this.#add(posting);
    this.#makeRoom();
    this.#flush('synced');
    return this.#file.failure ? { failure: this.#file.failure } : {};
  }

  knows(channel: string, message: string): boolean {
    return (
      this.#index.of(channel).some((waiting) => waiting.message === message) ||
      this.#outcomeOf(message) !== undefined
    );
  }

  channels(): readonly string[] {
    return this.#index.channels();
  }

  waiting(channel: string): readonly Waiting[] {
    return this.#index.of(channel);
  }

  text(waiting: Waiting): Message {
    const held = this.#index.text(waiting.seq);
    if (held) return held;
    return this.#attempt(`read message ${waiting.message}`, () => this.#tables.postings.message(waiting.seq));
  }

  begin(waiting: Waiting, how: 'synced' | 'lazy'): void {
    this.#index.begin(waiting);
    this.#unwritten.mark(waiting.seq);
    this.#flush(how);
  }

  postpone(seq: number): void {
    if (!this.#index.postpone(seq)) return;
    this.#unwritten.mark(seq);
    this.#flush('lazy');
  }

  end(seqs: readonly number[], ending: Ending): void {
    for (const seq of seqs) this.#end(seq, ending);
    this.#flush('lazy');
  }

  digest(seqs: readonly number[], posting: Posting, at: number): void {
    for (const seq of seqs) this.#end(seq, { outcome: 'digested', at }, posting.message.id);
    this.#add(posting);
    this.#flush('synced');
  }

  nextNumber(): number {
    this.#next++;
    return this.#next - 1;
  }

  firing(channel: string): readonly Message[] {
    return this.#attempt(`read what "${channel}" keeps sending`, () => this.#tables.firing.of(channel));
  }

  forget(channel: string): void {
    this.#unwritten.forget(channel);
    this.#flush('lazy');
  }

  journal(query: JournalQuery): readonly JournalEntry[] {
    const unwritten = this.#unwritten.journal.filter((entry) => selects(query, entry)).reverse();
    if (unwritten.length >= query.limit) return unwritten.slice(0, query.limit);
    const limit = query.limit - unwritten.length;
    return this.#attempt('read the journal of messages', () => [
      ...unwritten,
      ...this.#tables.journal.find({ ...query, limit }),
    ]);
  }

  told(alert: number): boolean {
    return this.journal({ alert, limit: Number.MAX_SAFE_INTEGER }).some(
      ({ outcome, digest }) =>
        outcome === 'delivered' || (digest !== undefined && this.#outcomeOf(digest) === 'delivered'),
    );
  }

  ended(channel: string): Readonly<Record<Outcome, number>> {
    return this.#counts.of(channel);
  }

  failure(): StoreError | undefined {
    return this.#file.failure;
  }

  status(): OutboxStatus {
    return {
      waiting: this.#index.size,
      unsaved: this.#unwritten.unsaved,
      ...(this.#file.failure && { failure: this.#file.failure }),
      channels: this.#counts.read(this.#index),
    };
  }

  retry(): void {
    const due = this.#file.failure !== undefined || this.#file.idleMs >= THROUGH_MS;
    if (due && !this.#unwritten.isEmpty) this.#flush('synced');
  }

  close(): void {
    if (!this.#db.isOpen) return;
    this.#file.hurry();
    if (!this.#unwritten.isEmpty) this.#flush('synced');
    this.#db.close();
  }

  #add(posting: Posting): void {
    const seq = this.nextNumber();
    this.#index.hold(seq, posting.message);
    this.#index.set(waitingOf(seq, posting));
    this.#unwritten.insert(seq, this.#next);
  }

  #end(seq: number, ending: Ending, digest?: string): void {
    const waiting = this.#index.get(seq);
    if (!waiting) return;
    const { channel, message, kind, severity, incident, alert, subject, recipients, bornAt, attempts } =
      waiting;
    const { outcome, detail, at, resend } = ending;
    this.#index.delete(waiting);
    this.#counts.add(channel, outcome);
    this.#unwritten.remove(seq, {
      id: this.#nextEntry++,
      ...{ message, channel, kind, severity, incident, subject, recipients, bornAt, attempts, outcome },
      ...(alert !== undefined && { alert }),
      endedAt: Math.round(at),
      ...(detail !== undefined && { detail }),
      ...(digest !== undefined && { digest }),
    });
    if (alert === undefined) return;
    // However the end of an alert ended, nobody will tell of it again: it must not be resent for ever.
    if (kind === 'cleared' && outcome !== 'superseded') this.#unwritten.firing({ channel, alert });
    else if (resend && this.#threads.has(alert)) this.#unwritten.firing({ channel, alert, message: resend });
  }

  #makeRoom(): void {
    const excess = this.#index.size - MAX_WAITING;
    if (excess <= 0) {
      if (this.#index.size < MAX_WAITING / 2) this.#full = false;
      return;
    }
    const candidates = this.#index.all().filter(({ seq }) => !this.#index.isAttempting(seq));
    const at = this.#deps.clock.wallMs();
    const detail = `more than ${MAX_WAITING} messages wait`;
    for (const { seq } of shed(candidates, excess)) this.#end(seq, { outcome: 'dropped', at, detail });
    if (!this.#full)
      this.#deps.log.error('Too many messages wait; the least severe go', { wait: MAX_WAITING, excess });
    this.#full = true;
  }

  #outcomeOf(message: string): Outcome | undefined {
    const unwritten = this.#unwritten.journal.findLast((entry) => entry.message === message);
    return (
      unwritten?.outcome ?? this.#attempt('read the journal', () => this.#tables.journal.outcomeOf(message))
    );
  }

  /** `lazy` only for receipts: what a power cut takes back then is a receipt, and that is a repeat, not a loss. */
  #flush(how: 'synced' | 'lazy'): void {
    if (!this.#file.write(how, () => this.#unwritten.write(this.#tables, this.#index))) return;
    this.#unwritten.clear(
      (seq) => this.#index.saved(seq),
      (alert) => {
        if (this.#threads.has(alert)) this.#threads.set(alert, { saved: true });
      },
    );
  }

  #attempt<T>(doing: string, work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw storeError(doing, error);
    }
  }
}

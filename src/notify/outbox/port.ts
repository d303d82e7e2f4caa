// The port of the outbox: decisions about messages, the messages that wait, and what became of those that do not.

import type { Severity } from '../../domain/alert.ts';
import type { StoreError } from '../../store/state/port.ts';
import type { Message, MessageKind } from '../port.ts';
import type { Decision, Posting, SavedDecisions } from '../posting.ts';

/** A posting that waits, without its text. A new object whenever something about it changes. */
export interface Waiting {
  /** Grows with every posting, for ever: the order within a channel. */
  readonly seq: number;
  readonly channel: string;
  /** Id of the message. */
  readonly message: string;
  readonly kind: MessageKind;
  readonly severity: Severity;
  readonly incident: number;
  /** Absent of digests and tests. */
  readonly alert?: number;
  readonly subject: string;
  readonly recipients: readonly string[];
  /** Recipients and locale: messages of one group can be put together. */
  readonly group: string;
  /** Epoch ms. */
  readonly bornAt: number;
  /** Epoch ms. */
  readonly expiresAt: number;
  /** Attempts begun. */
  readonly attempts: number;
  /** Ends of the process in the middle of an attempt: each may have delivered it, or not. */
  readonly unproven: number;
}

/**
 * How a posting ended. `digested`: another message says it. `superseded`: a later message about the same alert made it
 * worthless. `dropped`: there was no room, or no channel any more.
 */
export const OUTCOMES = ['delivered', 'digested', 'superseded', 'refused', 'expired', 'dropped'] as const;
/** One of {@link OUTCOMES}. */
export type Outcome = (typeof OUTCOMES)[number];

/** How a posting ended, with the evidence. */
export interface Ending {
  readonly outcome: Outcome;
  /** Epoch ms. */
  readonly at: number;
  /** What the other end said, or why there was no other end. */
  readonly detail?: string;
  /** What a channel that sends again is to be given after a restart: {@link Outbox.firing}. */
  readonly resend?: Message;
}

/** What became of one message. */
export interface JournalEntry {
  /** Grows; newer entries have larger ones. */
  readonly id: number;
  readonly message: string;
  readonly channel: string;
  readonly kind: MessageKind;
  readonly severity: Severity;
  readonly incident: number;
  readonly alert?: number;
  readonly subject: string;
  readonly recipients: readonly string[];
  readonly bornAt: number;
  readonly endedAt: number;
  readonly attempts: number;
  readonly outcome: Outcome;
  readonly detail?: string;
  /** Id of the digest that says it. */
  readonly digest?: string;
}

/** What the journal may be asked; everything newest first. */
export interface JournalQuery {
  readonly alert?: number;
  readonly incident?: number;
  /** Entries older than this one, for paging. */
  readonly before?: number;
  readonly limit: number;
}

/** One channel in figures; the counts are since the start of the process. */
export interface ChannelCounts extends Readonly<Record<Outcome, number>> {
  readonly waiting: number;
  /** When the oldest that waits was born, epoch ms. */
  readonly oldestAt?: number;
}

/** How the outbox is doing. */
export interface OutboxStatus {
  /** At most 50,000. */
  readonly waiting: number;
  /** Of these, not in the file: they are lost if the process ends now. */
  readonly unsaved: number;
  /** Why the file could not be written last time; absent while it can. */
  readonly failure?: StoreError;
  readonly channels: ReadonlyMap<string, ChannelCounts>;
}

/**
 * Keeps what was decided until somebody was told. Every change takes effect in memory and is written at once; what cannot
 * be written is kept and written with the next change that can, so that a broken disk costs durability, never a message.
 * Only `load`, `text`, `journal`, `told`, `knows` and `firing` read the file, and only they throw (StoreError). At most 50,000
 * postings wait; when more would, the least severe ones go, the oldest first, are counted as dropped and logged.
 */
export interface Outbox {
  /** What earlier runs left. */
  load(): SavedDecisions;
  /**
   * Keeps a decision whole: threads, postings and `through` in one transaction, synced to the disk before it returns.
   * A decision that changes nothing but `through` is written with the next one, or after a minute. After a crash `through`
   * may therefore lie before events that were looked at and led to nothing: the decider must come to nothing again when
   * it looks at such an event a second time, with the same threads. `failure`: kept in memory only, and sent all the same.
   */
  commit(decision: Decision): { readonly failure?: StoreError };
  /** Keeps one more posting that no decision about alerts is behind; synced to the disk before it returns, as `commit` is. */
  post(posting: Posting): { readonly failure?: StoreError };
  /** Whether a message waits for a channel, or one of its id has ended; as far back as the journal goes. Reads the file. */
  knows(channel: string, message: string): boolean;
  /** Channels that anything waits for. */
  channels(): readonly string[];
  /** What waits for a channel, in the order of posting. */
  waiting(channel: string): readonly Waiting[];
  /** The text of one that waits. */
  text(waiting: Waiting): Message;
  /** Marks an attempt in the file before it is made; `lazy`: a power cut may take the mark back, a crash may not. */
  begin(waiting: Waiting, how: 'synced' | 'lazy'): void;
  /** An attempt came to nothing, and is known to have: it is not one that a crash interrupted. */
  postpone(seq: number): void;
  /** Ends postings for good. Those that have ended already are passed over. */
  end(seqs: readonly number[], ending: Ending): void;
  /** Replaces postings by one that says the same, in one transaction. */
  digest(seqs: readonly number[], posting: Posting, at: number): void;
  /** A number for ever unused, for the id of a digest. */
  nextNumber(): number;
  /** Last delivered message of every alert that a channel was told of and not told to be over. */
  firing(channel: string): readonly Message[];
  /** Forgets what a channel that is no more was told. */
  forget(channel: string): void;
  /** What became of the last 10,000 messages. */
  journal(query: JournalQuery): readonly JournalEntry[];
  /** Whether any message about an alert, or a digest that says it, was delivered; as far back as the journal goes. */
  told(alert: number): boolean;
  /** How many ended in which way for a channel, since the start of the process. */
  ended(channel: string): Readonly<Record<Outcome, number>>;
  /** Why the file could not be written last time; undefined while it can. */
  failure(): StoreError | undefined;
  status(): OutboxStatus;
  /** Tries to write what could not be written. To be called every few seconds. */
  retry(): void;
  /** Writes what is left and closes the file; what cannot be written then is lost. Idempotent. */
  close(): void;
}

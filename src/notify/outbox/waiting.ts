// What waits, in memory: an index of all postings per channel in their order, and the texts of as many as fit.

import type { Message } from '../port.ts';
import type { Posting } from '../posting.ts';
import type { Waiting } from './port.ts';

/** Texts beyond this (about 20,000 usual ones) are read from the file when their turn comes. Characters. */
const HELD_CHARS = 32 * 2 ** 20;
/** What a message takes beside its subject and body, roughly: labels, ids, the object itself. */
const FIXED_CHARS = 600;

/** The index entry of a new posting. */
export function waitingOf(seq: number, posting: Posting): Waiting {
  const { message } = posting;
  return {
    seq,
    channel: posting.channel,
    message: message.id,
    kind: message.kind,
    severity: message.severity,
    incident: message.incident,
    ...(message.alert !== undefined && { alert: message.alert }),
    subject: message.subject,
    recipients: message.recipients,
    group: [message.locale, ...message.recipients].join('\n'),
    bornAt: Math.round(posting.bornAt),
    expiresAt: Math.round(posting.expiresAt),
    attempts: 0,
    unproven: 0,
  };
}

/** All that waits. */
export class WaitingIndex {
  readonly #channels = new Map<string, Map<number, Waiting>>();
  readonly #bySeq = new Map<number, Waiting>();
  readonly #texts = new Map<number, Message>();
  readonly #attempting = new Set<number>();
  #chars = 0;

  /** How many wait. */
  get size(): number {
    return this.#bySeq.size;
  }

  /** Every one, in the order of posting. */
  all(): readonly Waiting[] {
    return [...this.#bySeq.values()];
  }

  /** Channels that anything waits for. */
  channels(): readonly string[] {
    return [...this.#channels.keys()];
  }

  /** Those of a channel, in the order of posting. */
  of(channel: string): readonly Waiting[] {
    return [...(this.#channels.get(channel)?.values() ?? [])];
  }

  /** One that waits, by its number. */
  get(seq: number): Waiting | undefined {
    return this.#bySeq.get(seq);
  }

  /** Adds one at the end of its channel, or puts a changed one in its place. */
  set(waiting: Waiting): void {
    const lane = this.#channels.get(waiting.channel) ?? new Map<number, Waiting>();
    this.#channels.set(waiting.channel, lane);
    lane.set(waiting.seq, waiting);
    this.#bySeq.set(waiting.seq, waiting);
  }

  /** Takes one out. */
  delete(waiting: Waiting): void {
    const lane = this.#channels.get(waiting.channel);
    lane?.delete(waiting.seq);
    if (lane?.size === 0) this.#channels.delete(waiting.channel);
    this.#bySeq.delete(waiting.seq);
    this.#attempting.delete(waiting.seq);
    this.#letGo(waiting.seq);
  }

  /** Whether an attempt is under way. */
  isAttempting(seq: number): boolean {
    return this.#attempting.has(seq);
  }

  /** An attempt begins. */
  begin(waiting: Waiting): void {
    this.set({ ...waiting, attempts: waiting.attempts + 1 });
    this.#attempting.add(waiting.seq);
  }

  /** An attempt came to nothing; tells whether there was one. */
  postpone(seq: number): boolean {
    return this.#attempting.delete(seq);
  }

  /** The text, if it is held. */
  text(seq: number): Message | undefined {
    return this.#texts.get(seq);
  }

  /** Holds the text of one that is not in the file yet. */
  hold(seq: number, message: Message): void {
    this.#texts.set(seq, message);
    this.#chars += sizeOf(message);
  }

  /** A text is in the file: it need not be held if too many are. */
  saved(seq: number): void {
    if (this.#chars > HELD_CHARS) this.#letGo(seq);
  }

  #letGo(seq: number): void {
    const message = this.#texts.get(seq);
    if (!message) return;
    this.#chars -= sizeOf(message);
    this.#texts.delete(seq);
  }
}

function sizeOf(message: Message): number {
  return message.subject.length + message.body.length + FIXED_CHARS;
}

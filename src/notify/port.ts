// The port of notification channels: one file per channel, all of them sending the same message in their own way.

import type { Severity } from '../domain/alert.ts';
import type { Locale } from '../domain/explain.ts';
import type { Attachment } from './attachment.ts';

/**
 * Why a message is sent. `digest`: several at once after the way out was gone; `test`: an operator tries the channel; `report`: a
 * report that was made by itself.
 */
export type MessageKind =
  | 'raised'
  | 'cleared'
  | 'changed'
  | 'escalated'
  | 'reminder'
  | 'digest'
  | 'test'
  | 'report';

/** One message, worded for people, with what machines need beside it. */
export interface Message {
  /** Unique for ever; a repeat after a crash carries the same one. */
  readonly id: string;
  readonly kind: MessageKind;
  readonly locale: Locale;
  readonly severity: Severity;
  /** Number of the incident (the root alert). */
  readonly incident: number;
  /** Number of the alert: messages about one alert belong together. Absent of digests and tests. */
  readonly alert?: number;
  /** Short: what, where. No line break, at most 120 characters. */
  readonly subject: string;
  /** Cause, since when, who is affected, what was done; plain text, lines end in LF, at most 3,500 characters. */
  readonly body: string;
  /** Page of the incident; absent where no address of the page is configured. */
  readonly url?: string;
  /** When the condition began and, of a cleared one, ended; epoch ms. */
  readonly startsAt: number;
  readonly endsAt?: number;
  /** Rule, link, regency, site, provider: the same for every message of an alert. */
  readonly labels: Readonly<Record<string, string>>;
  /** Whom the roster names, addresses in the channel's own form; empty: the channel's own recipients. */
  readonly recipients: readonly string[];
  /** Files that go along where the channel can take files; absent: none. */
  readonly attachments?: readonly Attachment[];
}

/** What became of an attempt. */
export type Receipt =
  | { readonly kind: 'delivered'; readonly reference?: string }
  /** May work later; `afterMs` is what the other side asked for (429 Retry-After). */
  | { readonly kind: 'later'; readonly detail: string; readonly afterMs?: number }
  /** Will never work: bad token, unknown recipient, refused content. */
  | { readonly kind: 'refused'; readonly detail: string };

/** A way out. `send` never rejects; it ends when the signal is aborted. */
export interface Channel {
  readonly id: string;
  readonly kind: 'webhook' | 'telegram' | 'email' | 'alertmanager' | 'syslog' | 'command';
  /** Whether a repeat with the same id is recognised at the other end. */
  readonly idempotent: boolean;
  send(message: Message, signal: AbortSignal): Promise<Receipt>;
  /** After a start: the last delivered message of every alert that is not told to be over, for ways that send again. */
  resume?(firing: readonly Message[]): void;
  close(): Promise<void>;
}

// A message as an e-mail: its headers and text, decided without sending anything.

import type { SendMailOptions } from 'nodemailer';
import type { Message } from '../../port.ts';
import type { Attached } from './attached.ts';
import { messageText, oneLine } from './content.ts';

/** Longest text; the message itself has at most 3,500 characters, the address of the page comes on top. */
const MAX_TEXT_LENGTH = 16_000;
/** What a local part may hold of itself (RFC 5322 atext and dots); the rest is written in hex. */
const NOT_ATEXT = /[^A-Za-z0-9.-]/gu;

/** Where and from whom a mail goes. */
export interface MailFrame {
  /** The From header, as configured: `jalur <noc@example.go.id>`. */
  readonly from: string;
  /** Everybody in the To header. */
  readonly to: readonly string[];
  /** Those it is delivered to now. */
  readonly envelopeTo: readonly string[];
  readonly userAgent: string;
  /** Epoch ms. */
  readonly at: number;
  /** Absent: nothing goes along. */
  readonly attached?: Attached;
}

/**
 * The mail for a message. A repeat has the same Message-ID; all mails about one alert refer to a Message-ID that is made of
 * its number, so that mail clients show them as one thread (RFC 5322 §3.6.4). RFC 3834: nobody's absence note answers it.
 */
export function mailOf(message: Message, frame: MailFrame): SendMailOptions {
  const domain = domainOf(frame.from);
  const thread =
    message.alert === undefined ? undefined : `<alert-${message.alert}.${message.incident}@${domain}>`;
  const isCritical = message.severity === 'critical' && message.kind !== 'cleared';
  return {
    from: oneLine(frame.from),
    to: frame.to.map((address) => ({ name: '', address })),
    envelope: { from: addressOf(frame.from), to: [...frame.envelopeTo] },
    subject: oneLine(message.subject),
    text: [messageText(message, MAX_TEXT_LENGTH), ...(frame.attached?.notes ?? [])].join('\n'),
    textEncoding: 'quoted-printable',
    date: new Date(frame.at),
    messageId: `<${localPart(message.id)}@${domain}>`,
    ...(thread !== undefined && { inReplyTo: thread, references: thread }),
    ...(isCritical && { priority: 'high' }),
    ...(frame.attached && frame.attached.files.length > 0 && { attachments: [...frame.attached.files] }),
    xMailer: oneLine(frame.userAgent),
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** The address in a From header. */
export function addressOf(from: string): string {
  return oneLine(/<([^<>]+)>\s*$/.exec(from)?.[1] ?? from);
}

function domainOf(from: string): string {
  const domain = addressOf(from).split('@').at(-1) ?? '';
  return domain.replace(NOT_ATEXT, '') || 'localhost';
}

function localPart(id: string): string {
  return id.toWellFormed().replace(NOT_ATEXT, (sign) => `_${sign.codePointAt(0)?.toString(16)}_`);
}

// The message as other programs read it: its fields under fixed names, and as one text for people.

import type { Message } from '../../port.ts';

/** A message as JSON; names and meanings are part of what receivers rely on. Times are ISO 8601 in UTC, and epoch ms. */
export interface MessageJson {
  readonly version: 1;
  readonly id: string;
  readonly kind: string;
  readonly locale: string;
  readonly severity: string;
  readonly incident: number;
  readonly alert?: number;
  readonly subject: string;
  readonly body: string;
  readonly url?: string;
  readonly startsAt: string;
  readonly startsAtMs: number;
  readonly endsAt?: string;
  readonly endsAtMs?: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly recipients: readonly string[];
}

/** The message as JSON, for these recipients. */
export function messageJson(message: Message, recipients: readonly string[]): MessageJson {
  const { id, kind, locale, severity, incident, alert, subject, body, url, startsAt, endsAt, labels } =
    message;
  return {
    version: 1,
    id,
    kind,
    locale,
    severity,
    incident,
    ...(alert !== undefined && { alert }),
    subject,
    body,
    ...(url !== undefined && { url }),
    startsAt: new Date(startsAt).toISOString(),
    startsAtMs: startsAt,
    ...(endsAt !== undefined && { endsAt: new Date(endsAt).toISOString(), endsAtMs: endsAt }),
    labels,
    recipients,
  };
}

/** The whole message as one text, the address of the page last, in at most `maxLength` UTF-16 units. */
export function messageText(message: Message, maxLength: number): string {
  const { subject, body, url } = message;
  const text = body.startsWith(subject) ? body : `${subject}\n${body}`;
  const end = url === undefined || text.includes(url) ? '' : `\n${url}`;
  return `${cut(text.trimEnd(), Math.max(0, maxLength - end.length))}${end}`.toWellFormed();
}

/** A text of at most `maxLength` UTF-16 units, ending in `…` where something was cut; no character is cut in two. */
export function cut(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const kept = text.slice(0, Math.max(0, maxLength - 1));
  const last = kept.charCodeAt(kept.length - 1);
  const isHalf = last >= 0xd8_00 && last <= 0xdb_ff;
  return `${isHalf ? kept.slice(0, -1) : kept}…`;
}

/** A text without line breaks and other control characters, for places that hold one line. */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
}

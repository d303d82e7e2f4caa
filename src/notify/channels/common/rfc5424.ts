// A message as one syslog record (RFC 5424): priority, header, structured data, one line of text.
//
// The structured data stands under enterprise number 32473, which RFC 5612 reserves for documentation: the project has no
// number of its own, and this one is certain to be nobody else's. Receivers need not know it: they find the fields by name.

import type { Severity } from '../../../domain/alert.ts';
import type { Message } from '../../port.ts';
import { oneLine } from './content.ts';

/** What is the same in every record. */
export interface SyslogFrame {
  /** 0 to 23 (RFC 5424 §6.2.1). */
  readonly facility: number;
  readonly hostname: string;
  readonly appName: string;
  /** Time of sending, epoch ms. */
  readonly at: number;
  /** Longest record in bytes; text that does not fit is cut, then labels are left out. */
  readonly maxBytes: number;
}

/** Syslog severity of an alarm (RFC 5674 §2, after ITU-T X.733); `info` is its namesake. */
export const SYSLOG_SEVERITY: Readonly<Record<Severity, number>> = {
  critical: 1,
  major: 2,
  minor: 3,
  warning: 4,
  info: 6,
};
/** RFC 5674 §2: the end of an alarm is a notice. */
const CLEARED_SEVERITY = 5;
const ENTERPRISE = '32473';
/** RFC 5424 §6.4: says that the text is UTF-8. */
const BOM = '\u{FEFF}';
const MAX_LABELS = 32;
const MAX_VALUE_LENGTH = 256;

/** The record's bytes, without any framing of a transport. */
export function syslogRecord(message: Message, frame: SyslogFrame): Buffer {
  const severity = message.kind === 'cleared' ? CLEARED_SEVERITY : SYSLOG_SEVERITY[message.severity];
  const header = [
    `<${frame.facility * 8 + severity}>1`,
    new Date(frame.at).toISOString(),
    headerField(frame.hostname, 255),
    headerField(frame.appName, 48),
    '-',
    headerField(message.kind, 32),
  ].join(' ');
  const own = element('jalur', fieldsOf(message));
  const labels = element('labels', Object.entries(message.labels).slice(0, MAX_LABELS));
  const text = ` ${BOM}${oneLine(`${message.subject}: ${message.body}`)}`;
  const withLabels = `${header} ${own}${labels}`;
  const fits = Buffer.byteLength(withLabels) + Buffer.byteLength(text) <= frame.maxBytes;
  const roomy = Buffer.byteLength(withLabels) <= frame.maxBytes / 2;
  return cutBytes(`${fits || roomy ? withLabels : `${header} ${own}`}${text}`, frame.maxBytes);
}

/** The first `maxBytes` bytes of a text in UTF-8, no character cut in two (RFC 5424 §6.1). */
export function cutBytes(text: string, maxBytes: number): Buffer {
  const bytes = Buffer.from(text.toWellFormed());
  if (bytes.length <= maxBytes) return bytes;
  let end = maxBytes;
  // 10xxxxxx continues a character.
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  return bytes.subarray(0, end);
}

function fieldsOf(message: Message): readonly (readonly [string, string])[] {
  const { id, kind, severity, incident, alert, startsAt, endsAt, url } = message;
  return [
    ['id', id],
    ['kind', kind],
    ['severity', severity],
    ['incident', String(incident)],
    ...(alert === undefined ? [] : [['alert', String(alert)] as const]),
    ['startsAt', new Date(startsAt).toISOString()],
    ...(endsAt === undefined ? [] : [['endsAt', new Date(endsAt).toISOString()] as const]),
    ...(url === undefined ? [] : [['url', url] as const]),
  ];
}

/** SD-ELEMENT (RFC 5424 §6.3): `"`, `\` and `]` of a value are escaped, nothing else may be. */
function element(name: string, params: readonly (readonly [string, string])[]): string {
  if (params.length === 0) return '';
  const written = params.map(([key, value]) => {
    const text = oneLine(value.slice(0, MAX_VALUE_LENGTH)).replace(/["\\\]]/g, '\\$&');
    return ` ${sdName(key)}="${text}"`;
  });
  return `[${name}@${ENTERPRISE}${written.join('')}]`;
}

/** SD-NAME: at most 32 printable ASCII characters without `=`, space, `]` and `"`. */
function sdName(name: string): string {
  return name.replace(/[^\x21-\x7e]|[="\]]/gu, '_').slice(0, 32) || '_';
}

/** A header field: printable ASCII, `-` when there is nothing. */
function headerField(text: string, maxLength: number): string {
  return text.replace(/[^\x21-\x7e]/gu, '').slice(0, maxLength) || '-';
}

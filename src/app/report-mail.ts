// Reports by mail: what the mail says, and the way it goes. A way of its own beside the alerts of its channel, so that a mail with
// files that fails, or takes long, holds up no alert.

import type { ChannelConfig } from '../config/notify-config.ts';
import type { ReportsConfig } from '../config/report-config.ts';
import type { Locale } from '../domain/explain.ts';
import type { KeptReport, ReportFormat } from '../domain/kept-report.ts';
import { cut, oneLine } from '../notify/channels/common/content.ts';
import type { Message } from '../notify/port.ts';

/** No id of a channel in the configuration has a slash. */
const WAY = '/reports';
/** A report is as good next week, and a mail server may be away for a holiday. */
const EXPIRE_MS = 14 * 86_400_000;
/** Some megabytes on a slow line. */
const LEAST_TIMEOUT_MS = 120_000;
const MOST_SUBJECT = 120;

/** Media types of files. */
export const MEDIA_TYPES: Readonly<Record<ReportFormat, string>> = {
  json: 'application/json; charset=utf-8',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

/** The way of a channel's reports. */
export function reportWay(channel: string): string {
  return `${channel}${WAY}`;
}

/** Ways for the reports of every channel that a schedule mails through. */
export function reportWays(
  { schedule }: Pick<ReportsConfig, 'schedule'>,
  channels: readonly ChannelConfig[],
): readonly ChannelConfig[] {
  const used = new Set(schedule.flatMap(({ mail }) => mail?.channel ?? []));
  return channels
    .filter(({ id }) => used.has(id))
    .map((channel) => ({
      ...channel,
      id: reportWay(channel.id),
      expireMs: Math.max(channel.expireMs, EXPIRE_MS),
      timeoutMs: Math.max(channel.timeoutMs, LEAST_TIMEOUT_MS),
    }));
}

const WORDS: Readonly<
  Record<
    Locale,
    {
      readonly revision: (revision: number) => string;
      readonly replaces: string;
      readonly hash: string;
      readonly verify: string;
    }
  >
> = {
  id: {
    revision: (revision) => `Revisi ${revision}`,
    replaces: 'Revisi ini menggantikan yang sebelumnya.',
    hash: 'SHA-256 data',
    verify:
      'Laporan ini dibuat otomatis oleh jalur dan tersimpan di sana; nilai SHA-256 di atas juga tercetak pada laporan.',
  },
  en: {
    revision: (revision) => `Revision ${revision}`,
    replaces: 'It replaces the revision before.',
    hash: 'SHA-256 of the data',
    verify: 'jalur made this report by itself and keeps it; the SHA-256 above is printed on the report too.',
  },
};

/** What a mail is about. */
export interface ReportMail {
  /** The same when it is tried again after a crash: it is sent once. */
  readonly id: string;
  readonly report: KeptReport;
  readonly recipients: readonly string[];
  /** Address of the page; absent: no link. */
  readonly pageUrl?: string;
  /** Epoch ms. */
  readonly at: number;
}

/** The mail, with the files that people read: the data stay in the register. */
export function reportMessage({ id, report, recipients, pageUrl, at }: ReportMail): Message {
  const words = WORDS[report.locale];
  const files = report.files.filter(({ format }) => format !== 'json');
  const [first] = files;
  const url =
    pageUrl === undefined || first === undefined
      ? undefined
      : `${pageUrl}/api/v1/reports/${report.id}/files/${encodeURIComponent(first.name)}`;
  return {
    ...{ id, kind: 'report', locale: report.locale, severity: 'info', incident: 0, recipients },
    subject: cut(oneLine(first ? `${nameOf(first.name)}: ${report.title}` : report.title), MOST_SUBJECT),
    body: [
      report.title,
      `${words.revision(report.revision)}.${report.replaces === undefined ? '' : ` ${words.replaces}`}`,
      `${words.hash}: ${report.hash}`,
      '',
      words.verify,
    ].join('\n'),
    ...(url !== undefined && { url }),
    startsAt: at,
    labels: { alertname: 'report', report: report.kind },
    attachments: files.map(({ name, format, bytes, sha256 }) => ({
      ...{ name, bytes, sha256, type: MEDIA_TYPES[format] },
      path: `reports/${report.folder}/${name}`,
    })),
  };
}

function nameOf(file: string): string {
  return file.slice(0, file.lastIndexOf('.'));
}

// Reports as files over HTTP, and how refusals of their desk are answered.

import type { FastifyReply, FastifyRequest } from 'fastify';
import { epochOfMoment, parseMoment } from '../config/local-date-time.ts';
import type { ReportFormat } from '../domain/kept-report.ts';
import { noteForAudit } from './access-visit.ts';
import { ApiError } from './errors.ts';
import { type ReportPort, ReportRefusal } from './report-port.ts';

const MEDIA: Readonly<Record<ReportFormat, string>> = {
  json: 'application/json; charset=utf-8',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};
const STATUSES: Readonly<Record<ReportRefusal['code'], number>> = {
  busy: 429,
  'no-subject': 404,
  'no-links': 404,
  'no-incident': 404,
  'no-record': 404,
  'no-table': 404,
  future: 400,
  full: 507,
  missing: 410,
  changed: 409,
  render: 503,
  store: 503,
};
const DAY_MINUTES = 1_440;

/** Sends a file under its name; whoever has it already, as its hash tells, is told so. */
export function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  file: {
    readonly name: string;
    readonly format: ReportFormat;
    readonly bytes: Uint8Array;
    readonly hash: string;
  },
): FastifyReply {
  const etag = `"${file.hash}"`;
  reply
    .header('etag', etag)
    .header('cache-control', 'private, no-cache')
    .header('content-disposition', `attachment; filename="${file.name.replace(/[^\w.-]/g, '_')}"`);
  const known = String(request.headers['if-none-match'] ?? '').split(',');
  if (known.some((each) => each.trim().replace(/^W\//, '') === etag)) return reply.code(304).send();
  return reply.type(MEDIA[file.format]).send(Buffer.from(file.bytes));
}

/** Runs a call of the desk; what it refuses becomes an answer. */
export async function answered<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ReportRefusal) throw new ApiError(STATUSES[error.code], error.code, error.message);
    throw error;
  }
}

/** Epoch ms of what `as_of` says; throws an ApiError for what is no moment. */
export function asOfIn(text: string | undefined, desk: ReportPort): { readonly asOf?: number } {
  if (text === undefined) return {};
  if (/^\d{11,15}$/.test(text)) return { asOf: Number(text) };
  const moment = parseMoment(text);
  if (moment) return { asOf: epochOfMoment(moment, desk.zone(), DAY_MINUTES) };
  throw new ApiError(
    400,
    'invalid',
    `as_of: found "${text}", wanted epoch ms, or a moment such as 2026-11-05`,
  );
}

/** Of at most one of the three; throws an ApiError for more. */
export function subjectIn(query: {
  readonly contract?: string | undefined;
  readonly provider?: string | undefined;
  readonly regency?: string | undefined;
}): { readonly by: 'contract' | 'provider' | 'regency'; readonly id: string } | { readonly by: 'province' } {
  const named = (['contract', 'provider', 'regency'] as const).flatMap((by) => {
    const id = query[by];
    return id === undefined ? [] : [{ by, id }];
  });
  const [subject, other] = named;
  if (subject && other)
    throw new ApiError(
      400,
      'invalid',
      `one of ${subject.by} and ${other.by}, not both: a report is of one of them`,
    );
  return subject ?? { by: 'province' };
}

/** Tells the audit trail what was kept. */
export function noteKept(
  request: FastifyRequest,
  report: { readonly id: number; readonly about: string },
): void {
  noteForAudit(request, { target: report.about, detail: { report: report.id } });
}

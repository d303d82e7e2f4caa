// What somebody chose on the page about reports, and where such a report is asked for. Pure.

import type { ReportSubjects } from '../../../domain/report-view.ts';
import type { Language } from '../../text/words.ts';

/** Kinds of report that are not about one outage or one record. */
export const WISHED_KINDS = ['sla', 'executive', 'rollout', 'evidence'] as const;
/** One of {@link WISHED_KINDS}. */
export type WishedKind = (typeof WISHED_KINDS)[number];

/** Formats a report comes in. */
export const WISHED_FORMATS = ['pdf', 'xlsx', 'csv', 'json'] as const;
/** One of {@link WISHED_FORMATS}. */
export type WishedFormat = (typeof WISHED_FORMATS)[number];

/** What is chosen. */
export interface Wish {
  readonly kind: WishedKind;
  /** `province`, or who or what it is about: `contract marasa-2019`. */
  readonly subject: string;
  /** `2026-10`; of yearly reports its year counts. */
  readonly month: string;
}

/** What is chosen at first: the last whole month of all that is seen. */
export function firstWish(subjects: ReportSubjects): Wish {
  return { kind: 'sla', subject: 'province', month: subjects.lastMonth };
}

/** Parameters of a wish, as the API has them. */
export function paramsOf({ kind, subject, month }: Wish): Readonly<Record<string, string>> {
  if (kind === 'rollout' || kind === 'evidence') return { year: month.slice(0, 4) };
  const [by = '', id] = subject.split(' ');
  return { month, ...(kind === 'sla' && id !== undefined && { [by]: id }) };
}

/** Path of a wish in a format and a language. */
export function pathOf(wish: Wish, format: WishedFormat, lang: Language): string {
  return `/api/v1/reports/${wish.kind}?${new URLSearchParams({ ...paramsOf(wish), format, lang }).toString()}`;
}

/** Body that asks for a wish to be kept. */
export function bodyOf(wish: Wish, lang: Language): Readonly<Record<string, unknown>> {
  const { year, ...params } = paramsOf(wish);
  return { kind: wish.kind, lang, ...params, ...(year !== undefined && { year: Number(year) }) };
}

/** File name of an answer (RFC 6266), or what stands for it. */
export function fileNameOf(disposition: string | null, fallback: string): string {
  return /filename="([^"/\\]+)"/.exec(disposition ?? '')?.[1] ?? fallback;
}

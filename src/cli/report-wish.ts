// From the words after `jalur report` to what is wanted, or to a usage error that says what was meant.

import type { ReportWish } from '../api/report-port.ts';
import { askOf } from '../app/report-desk.ts';
import type { Config } from '../config/config.ts';
import { epochOfMoment, parseMoment } from '../config/local-date-time.ts';
import { didYouMean } from '../config/suggest.ts';
import { LOCALES } from '../domain/explain.ts';
import { zoneOf } from '../domain/local-time.ts';
import { isMonth } from '../domain/sla/period.ts';
import { REPORT_KINDS, type ReportKind } from '../report/document.ts';
import type { ReportAsk } from '../report/sources.ts';
import { type CommandContext, UsageError } from './command.ts';

const DAY_MINUTES = 1_440;
/** Options that say what a report is about, and the kinds they belong to. */
const ABOUT: Readonly<Record<string, readonly ReportKind[]>> = {
  month: ['sla', 'executive'],
  contract: ['sla'],
  provider: ['sla'],
  regency: ['sla'],
  year: ['rollout', 'evidence'],
};

/** What is asked for; throws a UsageError. */
export function askIn(
  context: Pick<CommandContext, 'options' | 'positionals'>,
  config: Config,
  now: number,
): ReportAsk {
  const [name = '', number] = context.positionals;
  const kind = kindOf(name);
  for (const [option, kinds] of Object.entries(ABOUT))
    if (context.options[option] !== undefined && !kinds.includes(kind))
      throw new UsageError(`--${option} belongs to ${kinds.join(' and ')}, not to ${kind}`);
  const zone = zoneOf(config.network.province.timezone);
  const asOf = momentOf(context, config, now);
  if (asOf > now) throw new UsageError('--as-of lies ahead; nothing is known of it yet');
  const locale = localeOf(context) ?? config.reports.locale;
  return askOf(wishOf(kind, number, context), { locale, asOf, now, zone, config });
}

function kindOf(name: string): ReportKind {
  const kind = REPORT_KINDS.find((each) => each === name);
  if (kind) return kind;
  throw new UsageError(`there is no report "${name}"${didYouMean(name, REPORT_KINDS)}`);
}

function wishOf(
  kind: ReportKind,
  number: string | undefined,
  context: Pick<CommandContext, 'options'>,
): ReportWish {
  const month = monthOf(context);
  const year = yearOf(context);
  if (kind !== 'incident' && kind !== 'acceptance' && number !== undefined)
    throw new UsageError(`"report ${kind}" does not know what to do with "${number}"`);
  switch (kind) {
    case 'sla':
      return { kind, subject: subjectOf(context), ...(month !== undefined && { month }) };
    case 'executive':
      return { kind, ...(month !== undefined && { month }) };
    case 'rollout':
    case 'evidence':
      return { kind, ...(year !== undefined && { year }) };
    case 'incident':
      return { kind, incident: numberOf(number, 'number of the incident (its root alert)') };
    case 'acceptance':
      return { kind, record: numberOf(number, 'number of the acceptance record') };
  }
}

function subjectOf({
  options,
}: Pick<CommandContext, 'options'>): Extract<ReportWish, { readonly kind: 'sla' }>['subject'] {
  const named = (['contract', 'provider', 'regency'] as const).flatMap((by) => {
    const id = options[by];
    return typeof id === 'string' ? [{ by, id }] : [];
  });
  const [subject, other] = named;
  if (subject && other)
    throw new UsageError(`one of --${subject.by} and --${other.by}, not both: a report is of one of them`);
  return subject ?? { by: 'province' };
}

function numberOf(text: string | undefined, what: string): number {
  if (text === undefined) throw new UsageError(`which? Give the ${what}`);
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new UsageError(`found "${text}", wanted the ${what}`);
}

function monthOf({ options }: Pick<CommandContext, 'options'>): string | undefined {
  const { month } = options;
  if (typeof month !== 'string') return undefined;
  if (isMonth(month)) return month;
  throw new UsageError(`--month is "${month}", wanted a month such as 2026-10`);
}

function yearOf({ options }: Pick<CommandContext, 'options'>): number | undefined {
  const { year } = options;
  if (typeof year !== 'string') return undefined;
  if (/^20\d\d$/.test(year)) return Number(year);
  throw new UsageError(`--year is "${year}", wanted a year such as 2026`);
}

function localeOf({ options }: Pick<CommandContext, 'options'>): ReportAsk['locale'] | undefined {
  const { lang } = options;
  if (typeof lang !== 'string') return undefined;
  const locale = LOCALES.find((each) => each === lang);
  if (locale) return locale;
  throw new UsageError(`--lang is "${lang}", wanted ${LOCALES.join(' or ')}`);
}

function momentOf({ options }: Pick<CommandContext, 'options'>, config: Config, now: number): number {
  const text = options['as-of'];
  if (typeof text !== 'string') return now;
  const moment = parseMoment(text);
  const zone = zoneOf(config.network.province.timezone);
  if (moment) {
    // The end of today lies ahead; what is meant is what is known of today.
    const end = epochOfMoment(moment, zone, DAY_MINUTES);
    const begin = epochOfMoment(moment, zone, 0);
    return end > now && begin <= now && moment.minute === undefined ? now : end;
  }
  throw new UsageError(`--as-of is "${text}", wanted a moment such as 2026-11-05 or "2026-11-05 12:00"`);
}

// What every paper of an office has around it: letterhead, hash of the data, who made it, places to sign in.

import type { ReportsConfig } from '../config/report-config.ts';
import type { Locale } from '../domain/explain.ts';
import type { Block, BuiltReport, Json, ReportDocument, ReportKind } from './document.ts';
import type { Say } from './method/format.ts';
import { type Both, textIn } from './method/language.ts';
import { hashOf } from './render/canonical.ts';
import type { ReportSources } from './sources.ts';

const MADE: Both = ['dibuat', 'made'];
/** A line for a civil servant's number, where nobody has given it: the office has one, a provider has none. */
export const NIP_TO_WRITE = `NIP ${'.'.repeat(40)}`;
const NO_SIGNATORIES: readonly { readonly role: Both; readonly office: Both; readonly number?: string }[] = [
  { role: ['Pihak Kesatu', 'First party'], office: ['Dinas', 'Office'], number: NIP_TO_WRITE },
  { role: ['Pihak Kedua', 'Second party'], office: ['Penyedia', 'Provider'] },
];

/** What a builder makes of its data. */
export type Body = Pick<
  ReportDocument,
  'fileName' | 'title' | 'subtitle' | 'facts' | 'blocks' | 'orientation'
>;

/** A report of a body and the data that it prints. */
export function framed(
  { kind, locale, data }: { readonly kind: ReportKind; readonly locale: Locale; readonly data: Json },
  body: Body,
  { sources, say }: { readonly sources: ReportSources; readonly say: Say },
): BuiltReport {
  const { config, program, now } = sources;
  return {
    kind,
    data,
    document: {
      ...body,
      kind,
      locale,
      timezone: config.network.province.timezone,
      letterhead: config.reports.letterhead,
      hash: hashOf(data),
      footer: `${program} · ${textIn(locale, MADE)} ${say.moment(now)}`,
    },
  };
}

/** Places to sign in: those of the configuration, else one for the office and, unless `provider` is null, one for the provider. */
export function signatures(
  locale: Locale,
  { place, signatories }: ReportsConfig,
  provider?: string | null,
): Block {
  const own = NO_SIGNATORIES.slice(0, provider === null ? 1 : 2).map(({ role, office, number }, index) => ({
    ...(number !== undefined && { number }),
    role: textIn(locale, role),
    office: index === 1 && provider ? provider : textIn(locale, office),
  }));
  const parties = signatories.length > 0 ? signatories : own;
  return {
    kind: 'signatures',
    place: place ?? '',
    parties: parties.map(({ role, office, ...who }) => ({ role, office, ...who })),
  };
}

/** A name for files of texts that may hold anything: lower case, digits and dashes. */
export function fileNameOf(...parts: readonly (string | number)[]): string {
  return parts
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

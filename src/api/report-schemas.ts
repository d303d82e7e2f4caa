// What may be asked about reports, and the form of the answers.

import { z } from 'zod';
import { LOCALES } from '../domain/explain.ts';
import { REPORT_FORMATS } from '../domain/kept-report.ts';
import { isMonth } from '../domain/sla/period.ts';
import { via, who } from './act-schemas.ts';

const KINDS = ['sla', 'incident', 'acceptance', 'rollout', 'evidence', 'executive'] as const;

const month = z
  .string()
  .refine(isMonth, 'a month such as 2026-10')
  .optional()
  .describe('Month by the province’s calendar, such as 2026-10; the last whole one when absent.');
const year = z.coerce
  .number('a year')
  .int('a year')
  .min(2_000, 'a year from 2000 to 2100')
  .max(2_100, 'a year from 2000 to 2100')
  .optional();
const subjectId = z.string().min(1).max(64, 'an id').optional();
const number = z.coerce.number('a number').int('a number').min(1).max(Number.MAX_SAFE_INTEGER);
const lang = z.enum(LOCALES).optional().describe('Language; that of the configuration when absent.');

const common = {
  format: z.enum(REPORT_FORMATS).default('json').describe('csv: one table, see `table`.'),
  table: z
    .string()
    .regex(/^[a-z0-9-]{1,64}$/, 'the id of a table')
    .optional()
    .describe('Of csv: id of the table; the first when absent.'),
  as_of: z
    .string()
    .max(40)
    .optional()
    .describe(
      'The report as it would have been then: epoch ms, or a moment such as 2026-11-05 or "2026-11-05 12:00" by the province’s ' +
        'clock (a day alone: its end). Now when absent.',
    ),
  lang,
};
const subjects = {
  contract: subjectId.describe('Of the links of this contract, by its id.'),
  provider: subjectId.describe('Of the links of this provider, by its id.'),
  regency: subjectId.describe('Of the links that lead into this regency, by its id.'),
};

export const slaQuery = z.strictObject({ ...common, ...subjects, month });
export const plainQuery = z.strictObject(common);
export const yearQuery = z.strictObject({ ...common, year });
export const monthQuery = z.strictObject({ ...common, month });
export const reportParams = z.object({ id: number });
export const fileParams = z.object({ id: number, name: z.string().min(1).max(200) });
export const verifyQuery = z.strictObject({
  hash: z
    .string()
    .transform((text) => text.replace(/[\s-]/g, '').toLowerCase())
    .pipe(z.string().regex(/^[0-9a-f]{64}$/, 'the 64 hexadecimal digits that the report shows'))
    .describe('As it is printed; blanks and dashes between groups do not matter.'),
});
export const registerQuery = z.strictObject({
  kind: z.enum(KINDS).optional(),
  before: number.optional().describe('Reports with a smaller number: for paging.'),
  limit: z.coerce.number().int().min(1).max(500, 'at most 500').default(100),
});

export const keepBody = z.strictObject({
  who,
  via,
  kind: z.enum(KINDS),
  month,
  year: z.int().min(2_000).max(2_100).optional(),
  ...subjects,
  id: z
    .int()
    .min(1)
    .optional()
    .describe('Of incident: number of its root alert; of acceptance: of the record.'),
  lang,
  formats: z
    .array(z.enum(REPORT_FORMATS))
    .min(1)
    .max(REPORT_FORMATS.length)
    .default(['pdf', 'xlsx'])
    .describe('Files to keep beside the data, which are always kept as JSON.'),
});

const keptReport = z.object({
  id: z.number().int(),
  kind: z.enum(KINDS),
  about: z.string().describe('The same for every revision.'),
  title: z.string(),
  locale: z.enum(LOCALES),
  revision: z.number().int(),
  replaces: z.number().int().optional().describe('The report that it takes the place of.'),
  replacedBy: z.number().int().optional().describe('The newest one that took its place.'),
  hash: z.string().describe('SHA-256 of its data in hex.'),
  madeAt: z.number(),
  asOf: z.number(),
  by: z.looseObject({ who: z.string(), via: z.string() }),
  files: z.array(
    z.object({
      name: z.string(),
      format: z.enum(REPORT_FORMATS),
      bytes: z.number().int(),
      sha256: z.string(),
    }),
  ),
  missing: z.array(z.string()).describe('Names of its files that are not there any more.'),
  runs: z.array(z.object({ schedule: z.string(), month: z.string() })),
});

const subjectList = (what: string) => z.array(z.object({ id: z.string(), name: z.string() })).describe(what);
export const subjectsReply = z.object({
  lastMonth: z.string().describe('The last whole month, such as 2026-10.'),
  province: z.boolean().describe('Whether the whole province is seen.'),
  contracts: subjectList('Contracts with a link that is seen.'),
  providers: subjectList('Providers with one.'),
  regencies: subjectList('Regencies with one.'),
});

export const registerReply = z.object({
  reports: z.array(keptReport).describe('Newest first.'),
  more: z.boolean(),
});
export const keptReply = z.object({ outcome: z.enum(['new', 'same']), report: keptReport });
export const oneReply = z.object({ report: keptReport });
export const verifyReply = z.object({
  known: z.boolean().describe('Whether a report with these data is kept.'),
  reports: z.array(
    z.object({
      id: z.number().int(),
      kind: z.enum(KINDS),
      title: z.string(),
      locale: z.enum(LOCALES),
      revision: z.number().int(),
      madeAt: z.number(),
      newest: z.boolean().describe('Whether no later revision took its place.'),
    }),
  ),
});
/** A file of the format that was asked for. */
export const fileReply = z.any().describe('The report in the format that was asked for.');

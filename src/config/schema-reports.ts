// The schema of reports: what stands at their head and foot, and which are made by themselves.

import { z } from 'zod';
import { KEPT_FORMATS, SCHEDULED_REPORTS, SLA_EACH } from './report-config.ts';
import { id, size, text } from './schema-scalars.ts';
import { section } from './section.ts';

const locale = (description: string) => z.literal(['id', 'en']).meta({ description });

const signatorySchema = section('Who signs reports.', {
  role: text('Such as Pihak Kesatu.'),
  office: text('Office or firm, such as Dinas Komunikasi dan Informatika.'),
  name: text('A line to write on when absent.').optional(),
  number: text('Printed as it is: NIP 19790101 200501 1 001.').optional(),
});

const scheduleSchema = section('A report that is made by itself, once for every month.', {
  id: id('Id; it tells what was made already, so it stays as it is.'),
  report: z.literal(SCHEDULED_REPORTS).meta({ description: 'Kind of report.' }),
  each: z
    .literal(SLA_EACH)
    .meta({ description: 'Of sla: one report each; contract when absent.' })
    .optional(),
  locale: locale('Language; that of reports when absent.').optional(),
  formats: z
    .array(z.literal(KEPT_FORMATS), `a list of ${KEPT_FORMATS.join(', ')}`)
    .min(1, 'at least one format')
    .max(KEPT_FORMATS.length, 'each format once')
    .meta({ description: 'Files to keep beside the data (JSON); pdf and xlsx when absent.' })
    .optional(),
  cron: z
    .string({ error: 'a cron expression of five fields in quotes, such as "0 6 1 * *"' })
    .meta({
      description:
        'When, by the province’s clock: minute, hour, day of month, month, day of week. Each month is reported once, at the ' +
        'first moment of the month after that this names. "0 6 1 * *" when absent; of evidence "0 6 5 1 *".',
    })
    .optional(),
  mail: section('Who gets it by mail.', {
    channel: id('Id of an e-mail channel of alerts.notify.'),
    recipients: z
      .array(text('Address.'), 'a list of addresses')
      .min(1, 'at least one address')
      .max(50, 'at most 50 addresses')
      .meta({ description: 'The channel’s own recipients when absent.' })
      .optional(),
  }).optional(),
});

/** Reports. */
export const reportsSchema = section('Reports: what they look like, and which are made by themselves.', {
  letterhead: z
    .array(text('Line.'), 'a list of lines')
    .max(6, 'at most 6 lines')
    .meta({ description: 'Lines at the top of first pages, the office’s name first.' })
    .optional(),
  place: text('Where reports are signed, such as Mamuju.').optional(),
  signatories: z
    .array(signatorySchema, 'a list of signatories')
    .max(3, 'at most 3 signatories')
    .meta({ description: 'Who signs, in this order.' })
    .optional(),
  locale: locale('Language; that of the province when absent.').optional(),
  keep: size(
    'Files of kept reports take at most so much; one more is refused then. 2GB when absent.',
  ).optional(),
  schedule: z
    .array(scheduleSchema, 'a list of reports')
    .max(50, 'at most 50 reports')
    .meta({ description: 'Reports that are made by themselves.' })
    .optional(),
});

/** The section whose form has been checked. */
export type ReportsEntry = z.output<typeof reportsSchema>;

// The schema of planned work.

import { z } from 'zod';
import { MOMENT_PATTERN, parseMoment } from './local-date-time.ts';
import { idList, timeOfDay, weekdays } from './schema-rules.ts';
import { duration, id, text, whole } from './schema-scalars.ts';
import { section } from './section.ts';

function moment(description: string, options: { readonly dayAlone: boolean }) {
  const wanted = options.dayAlone
    ? 'a day or a moment such as 2026-12-01 or 2026-12-01 22:00'
    : 'a moment such as 2026-12-01 22:00, with or without an offset such as +08:00';
  return z
    .string({ error: wanted })
    .meta({ description, pattern: MOMENT_PATTERN.source, examples: ['2026-12-01 22:00'] })
    .transform((written, context) => {
      const found = parseMoment(written);
      if (found && (options.dayAlone || found.minute !== undefined)) return found;
      context.addIssue({ code: 'custom', message: wanted });
      return z.NEVER;
    });
}

/** One window, or a row of them. */
export const maintenanceSchema = section(
  'Planned work: it holds alerts back, and hides nothing that began before it.',
  {
    id: id('Unique for ever: what was held back is kept under it.'),
    name: text('What is done, shown to people.'),
    scope: section('What it covers: any of these, and all that hangs behind it.', {
      links: idList('Links.'),
      sites: idList('Sites that links lead to.'),
      regencies: idList('Regencies, with all their links.'),
      providers: idList('Providers, with all their links.'),
    }),
    from: moment('Of a window that comes once: its begin, by the province’s clock.', {
      dayAlone: false,
    }).optional(),
    to: moment('Of a window that comes once: its end.', { dayAlone: false }).optional(),
    every: weekdays('Of a window that comes again: its days of the week.').optional(),
    monthDays: z
      .array(whole('Day of the month.', { least: 1, most: 31 }), 'a list of days of the month, 1 to 31')
      .min(1, 'at least one day')
      .meta({ description: 'Of a window that comes again: its days of the month, instead of `every`.' })
      .optional(),
    at: timeOfDay('Of a window that comes again: when it begins.').optional(),
    duration: duration('Of a window that comes again: how long it lasts.', {
      leastMs: 60_000,
      mostMs: 31 * 86_400_000,
    }).optional(),
    notBefore: moment('Of a window that comes again: none begins before.', { dayAlone: true }).optional(),
    notAfter: moment('Of a window that comes again: none begins after; of a day alone its end.', {
      dayAlone: true,
    }).optional(),
    announcedBy: text('Who announced it: a person, a provider’s letter.'),
    announcedAt: moment('When it was announced.', { dayAlone: true }),
    note: text('What else should be known.').optional(),
  },
);

/** A window whose form has been checked. */
export type MaintenanceEntry = z.output<typeof maintenanceSchema>;

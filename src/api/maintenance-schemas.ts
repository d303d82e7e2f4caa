// What may be said about planned work, checked as the configuration's is, and the form of the answers.

import { z } from 'zod';
import { WEEKDAYS } from '../domain/maintenance.ts';
import { actReply, key, line, note, via, who } from './act-schemas.ts';

/** Ids in one list; a longer scope is a regency or a provider. */
const MOST_IDS = 200;

const ids = (description: string) =>
  z
    .array(z.string('an id').max(64, 'an id'), 'a list of ids')
    .max(MOST_IDS, `at most ${MOST_IDS} ids`)
    .default([])
    .describe(description);

const moment = (description: string) =>
  z.number('epoch ms').int('epoch ms').min(0).max(8.64e15).describe(`${description}, epoch ms.`);

const once = z.strictObject({ kind: z.literal('once'), from: moment('Begin'), to: moment('End') });

const recurring = z.strictObject({
  kind: z.literal('recurring'),
  days: z
    .union(
      [z.array(z.enum(WEEKDAYS)).min(1).max(7), z.array(z.number().int().min(1).max(31)).min(1).max(31)],
      'days of the week (mon to sun) or days of the month (1 to 31)',
    )
    .describe('Days of the week, or of the month.'),
  atMinute: z
    .number()
    .int()
    .min(0)
    .max(1_439)
    .describe("Begin, minutes from midnight by the province's clock."),
  durationMs: z.number().int().describe('How long each lasts, ms: a minute to seven days.'),
  notBefore: moment('None begins before').optional(),
  notAfter: moment('None begins after').optional(),
});

/** An operator announces a window. */
export const maintenanceBody = z.strictObject({
  who,
  via,
  key,
  name: line(120, 'What is done, shown to people.'),
  scope: z.strictObject({
    links: ids('Links.'),
    sites: ids('Sites that links lead to.'),
    regencies: ids('Regencies, with all their links.'),
    providers: ids('Ids or names of providers, with all their links.'),
  }),
  time: z.discriminatedUnion('kind', [once, recurring]),
  announcedBy: line(
    120,
    'Who announced it: a person, a letter of the provider; `who` when absent.',
  ).optional(),
  note: note.optional(),
});

/** What a window would cover. */
export const checkBody = maintenanceBody.pick({ scope: true, time: true });

export const checkReply = z.object({ covered: z.array(z.string()).describe('Ids of links.') });

export const maintenanceQuery = z.strictObject({
  all: z
    .stringbool('true or false')
    .default(false)
    .describe('Also those that are over for more than 90 days.'),
});

export const maintenanceParams = z.object({ id: z.string().max(64).describe('Id of a window.') });

/** Who ends it: DELETE has no body. */
export const endQuery = z.strictObject({ who, via });

const opening = z.object({ from: z.number(), to: z.number() });

/** A window with what is true of it now. */
export const windowReply = z.looseObject({
  id: z.string(),
  name: z.string(),
  scope: z.looseObject({}),
  time: z.looseObject({ kind: z.enum(['once', 'recurring']) }),
  announcedBy: z.string(),
  announcedAt: z.number().describe('epoch ms'),
  origin: z.enum(['config', 'operator']),
  endedAt: z.number().optional().describe('Ended before its time, epoch ms.'),
  open: opening.optional().describe('The opening under way.'),
  next: opening.optional().describe('The next opening to come.'),
  overAt: z.number().optional().describe('When it is over for ever, epoch ms.'),
  links: z.number().int().describe('How many links it covers, those behind its scope included.'),
  acts: z.array(actReply.omit({ alert: true, act: true, subject: true }).extend({ kind: z.string() })),
});

export const maintenanceReply = z.object({ windows: z.array(windowReply) });
export const windowDetailReply = z.object({ window: windowReply, covered: z.array(z.string()) });

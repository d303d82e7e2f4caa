// What may be asked and said about the ledger, and the form of the answers.

import { z } from 'zod';
import { MOMENT_PATTERN } from '../config/local-date-time.ts';
import { CAUSE_CODES } from '../domain/act.ts';
import { STOP_REASONS } from '../domain/sla/ledger.ts';
import { LINK_STATES } from '../domain/state.ts';
import { key, line, note as longNote, via, who } from './act-schemas.ts';

/** Entries of one request: a year of tickets of a large office. */
export const MOST_AT_ONCE = 1_000;
/** Longest note and evidence, in characters. */
const MOST_WORDS = 500;

const moment = z
  .union([
    z.number().int().min(0).max(8.64e15),
    z.string().max(40).regex(MOMENT_PATTERN, 'epoch ms, or a moment such as "2026-10-31 08:00"'),
  ])
  .describe("Epoch ms, or `2026-10-31 08:00` by the province's clock; a day alone is included whole.");
const number = line(64, 'Number of a ticket.');
const words = longNote.max(MOST_WORDS, `at most ${MOST_WORDS} characters`);

const base = {
  link: z.string('the id of a link').min(1).max(64),
  from: moment,
  to: moment,
  note: words.describe('Why, in words; 1 to 500 characters.'),
  evidence: words.optional().describe('What proves it: the number of a letter, a ticket, a photograph.'),
};

const entry = z.discriminatedUnion('kind', [
  z.strictObject({
    ...base,
    kind: z.literal('stop'),
    reason: z.enum(STOP_REASONS),
    agreedByProvider: z.boolean().optional(),
    agreedByCustomer: z.boolean().optional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('correction'),
    state: z.enum(LINK_STATES).optional().describe('What the stretch is said to have been instead.'),
    cause: z.enum(CAUSE_CODES).optional().describe('Cause of the outages that the stretch overlaps.'),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('ticket'),
    ourNumber: number.optional(),
    providerNumber: number.optional(),
    reportedAt: moment.optional(),
    action: words.optional().describe('What was done about it.'),
    bareStopMinutes: z
      .number()
      .int()
      .min(1)
      .max(1_000_000)
      .optional()
      .describe('Stop clock without an interval: kept and flagged, taken out of nothing.'),
  }),
]);

/** What is entered. */
export const ledgerBody = z.strictObject({
  who,
  via,
  key,
  check: z.boolean().default(false).describe('Only say whether it could be entered.'),
  entries: z
    .array(entry, 'a list of entries')
    .min(1, 'at least one entry')
    .max(MOST_AT_ONCE, `at most ${MOST_AT_ONCE} entries`),
});

/** Somebody withdraws an entry. */
export const withdrawBody = z.strictObject({ who, via, key, note: words.describe('Why.') });

const id = z.coerce
  .number('the number of an entry')
  .int('the number of an entry')
  .min(1)
  .max(2 ** 52);

export const ledgerParams = z.object({ id: id.describe('Number of an entry.') });

const queried = z.coerce.number('epoch ms').int('epoch ms').min(0).max(8.64e15).optional();

/** Which entries. */
export const ledgerQuery = z.strictObject({
  link: z.string().max(64, 'an id').optional().describe('Entries about this link only.'),
  from: queried.describe('Epoch ms; with `to`: entries that overlap [from, to).'),
  to: queried,
  before: id.optional().describe('Entries with a smaller number: for paging.'),
  limit: z.coerce.number().int().min(1).max(1_000, 'at most 1000').default(500),
});

const actor = z.looseObject({ who: z.string(), via: z.string() });
const entryReply = z.looseObject({
  id: z.number().int(),
  kind: z.enum(['stop', 'correction', 'ticket']),
  link: z.string(),
  from: z.number().describe('epoch ms'),
  to: z.number().describe('epoch ms'),
  at: z.number().describe('When it was entered, epoch ms.'),
  actor,
  note: z.string(),
  evidence: z.string().optional(),
  withdrawn: z.object({ actor, at: z.number(), note: z.string() }).optional(),
});

/** Entries, in the order in which they were entered. */
export const ledgerReply = z.object({
  entries: z.array(entryReply),
  more: z.boolean().describe('Whether there are older ones.'),
  timezone: z.string().describe('IANA zone that moments are written in.'),
});

/** What became of entries. */
export const addedReply = z.object({
  added: z.array(entryReply),
  known: z.array(entryReply).describe('Those that were there and say the same already.'),
});

export const withdrawnReply = z.object({ entry: entryReply });

/** Why entries were not taken. */
export const ledgerRefusalReply = z.object({
  error: z.object({ code: z.string(), message: z.string() }),
  refusals: z
    .array(z.looseObject({ code: z.string(), message: z.string(), index: z.number().int().optional() }))
    .optional()
    .describe('All that was wrong, and which entry it was, from 0.'),
  by: z.string().optional(),
  at: z.number().optional(),
});

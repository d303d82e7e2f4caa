// What may be asked about the roll-out, and the form of the answer.

import { z } from 'zod';
import { DECLARED, MEASURED } from '../domain/rollout-village.ts';
import { LINK_STATES } from '../domain/state.ts';

/** Which part of the roll-out. */
export const rolloutQuery = z.strictObject({
  year: z.coerce
    .number('a year')
    .int('a year')
    .min(2_000, 'a year from 2000 to 2100')
    .max(2_100, 'a year from 2000 to 2100')
    .optional()
    .describe('Villages planned for this year only.'),
  programme: z
    .string()
    .min(1)
    .max(120, 'the name of a programme')
    .optional()
    .describe('Villages of this programme only.'),
  regency: z
    .string()
    .min(1)
    .max(64, 'an id')
    .optional()
    .describe('Villages of this regency only, by its id.'),
});

const count = z.number().int().min(0);

const figures = {
  villages: count.describe('All: planned, building, active and ended.'),
  target: count.optional().describe('Absent: nobody set one.'),
  towardsTarget: count.optional().describe('Connected ones of years that have a target.'),
  planned: count,
  building: count,
  active: count.describe('Declared to be in service.'),
  ended: count.describe('All links suspended or retired.'),
  connected: count.describe('Measured as connected, whatever is declared.'),
  activeSilent: count.describe('Declared active, watched for long enough, and silent.'),
  activeUnseen: count.describe('Declared active, and not watched for long enough to say.'),
  undeclared: count.describe('Measured as connected, and not declared active.'),
};

const rows = (key: z.ZodType) =>
  z.array(z.looseObject({ key: key.optional().describe('Absent: villages that have none.'), ...figures }));

/** The board. */
export const rolloutReply = z.looseObject({
  at: z.number().describe('When it was measured, epoch ms.'),
  connectedRule: z.object({
    withinMs: z.number().describe('Time that is looked back on.'),
    atLeastMs: z.number().describe('A village is connected when its links worked for so long in all, ms.'),
  }),
  targetsShown: z.boolean(),
  choices: z.looseObject({}),
  total: z.looseObject(figures),
  byYear: rows(z.number().int()),
  byProgramme: rows(z.string()),
  byRegency: rows(z.string()),
  curve: z.array(
    z.looseObject({ year: z.number().int(), target: count.optional(), active: count, connected: count }),
  ),
  villageList: z.array(
    z.looseObject({
      site: z.string(),
      name: z.string(),
      declared: z.enum(DECLARED),
      measured: z.enum(MEASURED),
      workedMs: z.number(),
      knownMs: z.number(),
      links: z.array(z.string()),
      state: z.enum(LINK_STATES).optional().describe('The best of its links now.'),
      acceptance: z.object({ id: z.number().int(), state: z.string() }).optional(),
    }),
  ),
});

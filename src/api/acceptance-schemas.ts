// What may be asked and said about acceptance records, and the form of the answers.

import { z } from 'zod';
import { ACCEPTANCE_STATES } from '../domain/acceptance.ts';
import { ACCEPTANCE_CRITERIA } from '../domain/acceptance-figures.ts';
import { LINK_STATES } from '../domain/state.ts';
import { note, via, who } from './act-schemas.ts';

const id = z.coerce
  .number('the number of a record')
  .int('the number of a record')
  .min(1)
  .max(2 ** 52);

/** Which records. */
export const acceptanceQuery = z.strictObject({
  state: z.enum(ACCEPTANCE_STATES).optional(),
  link: z.string().max(64, 'an id').optional().describe('Records of this link only.'),
  before: id.optional().describe('Records with a smaller number: for paging.'),
  limit: z.coerce.number().int().min(1).max(500, 'at most 500').default(100),
});

export const acceptanceParams = z.object({ id: id.describe('Number of a record.') });

/** Somebody puts his name to a record. */
export const signBody = z.strictObject({
  who,
  via,
  decision: z.enum(['accepted', 'refused']),
  note: note.optional().describe('Needed to accept a record that was not passed.'),
});

/** Somebody begins a record. */
export const beginBody = z.strictObject({ who, via });

const pct = z.number().describe('percent');
const figures = {
  from: z.number(),
  to: z.number(),
  durationsMs: z.record(z.string(), z.number()).describe('By state; they sum to the whole.'),
  availabilityPct: pct.optional().describe('Up and degraded of up, degraded and down.'),
  coveragePct: pct.describe('Up, degraded and down of all.'),
  outageCount: z.number().int(),
  sent: z.number().int(),
  received: z.number().int(),
  lossPct: pct.optional(),
  rttMinMs: z.number().optional(),
  rttMedianMs: z.number().optional().describe("Middle of the rounds' medians."),
  rttP95Ms: z.number().optional().describe("95th percentile of the rounds'."),
  rttMaxMs: z.number().optional(),
  jitterMs: z.number().optional(),
  rounds: z.number().int().describe('Rounds counted: those in time in which the link worked.'),
  roundsLeftOut: z.number().int(),
};

const record = {
  id: z.number().int(),
  link: z.string(),
  about: z.looseObject({ name: z.string() }).describe('The link as it was then.'),
  begunAt: z.number().describe('epoch ms'),
  dueAt: z.number().describe('epoch ms'),
  limits: z.looseObject({ lossPct: pct, availabilityPct: pct, coveragePct: pct }),
  state: z.enum(ACCEPTANCE_STATES),
  restartCount: z.number().int().describe('Restarts of the device.'),
  findings: z
    .array(
      z.object({
        criterion: z.enum(ACCEPTANCE_CRITERIA),
        value: z.number().optional(),
        limit: z.number(),
      }),
    )
    .optional()
    .describe('Limits that were not kept; empty: passed.'),
  signature: z.looseObject({ decision: z.string(), at: z.number() }).optional(),
  signable: z.string(),
  linkState: z.enum(LINK_STATES).optional(),
};

/** A list of records. */
export const acceptanceListReply = z.object({
  records: z.array(z.looseObject({ ...record, figures: z.looseObject(figures).optional() })),
  more: z.boolean(),
});

/** A record with everything. */
export const acceptanceReply = z.looseObject({
  ...record,
  restarts: z.array(z.object({ at: z.number(), bootAt: z.number().optional() })),
  figures: z
    .looseObject({ ...figures, outages: z.array(z.object({ from: z.number(), to: z.number() })) })
    .optional()
    .describe('Of a running record: those so far.'),
  waitsFor: z.string().optional().describe('Its time is over, but its figures cannot be read yet: why.'),
  fingerprint: z.string().describe('SHA-256 of the record without its signature.'),
});

// What the route about availability takes and gives.

import { z } from 'zod';
import { LINK_STATES } from '../domain/state.ts';
import { isWindow, WINDOW_MESSAGE, windowFields } from './schemas.ts';

const ms = z.number().describe('epoch ms');

export const availabilityQuery = z
  .strictObject({
    ...windowFields,
    by: z
      .enum(['link', 'regency', 'provider', 'contract', 'site', 'path'])
      .default('link')
      .describe(
        'What figures are summed over; a site is up while any of its links is, a path while all of it is.',
      ),
    link: z.string().max(64).optional().describe('Of this link only.'),
  })
  .refine(isWindow, WINDOW_MESSAGE);

export const availabilityReply = z.object({
  from: ms,
  to: ms,
  groups: z.array(
    z.object({
      key: z.string(),
      links: z.number().int(),
      durationsMs: z.record(z.enum(LINK_STATES), z.number()),
      maintenanceMs: z
        .number()
        .optional()
        .describe('How much of that lay within announced maintenance; not of sites and paths.'),
      availabilityPct: z
        .number()
        .nullable()
        .describe('Up and degraded over all that is known; null when nothing is.'),
      coveragePct: z.number().describe('Share of the time about which something is known.'),
    }),
  ),
});

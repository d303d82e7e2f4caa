// The forms of what an operator asks of one link, and of what is told about it; published at /openapi.json.

import { z } from 'zod';
import { ECHO_OUTCOMES } from '../domain/echo.ts';
import { LINK_STATES } from '../domain/state.ts';
import { MOST_CELLS } from '../domain/state-strip.ts';
import { actReply } from './act-schemas.ts';

const ms = z.number().describe('epoch ms');
const state = z.enum(LINK_STATES);

/** Cells of a strip: as many as the screen has pixels for it. */
export const stripPoints = z.coerce
  .number()
  .int()
  .min(1)
  .max(MOST_CELLS)
  .default(1_000)
  .describe('Cells; each shows the gravest state within.');

/** Newest intervals wanted; absent: all. */
export const intervalLimit = z.coerce
  .number()
  .int()
  .min(1)
  .max(5_000)
  .optional()
  .describe('At most this many, the newest; all when absent.');

export const stripReply = z.object({
  link: z.string(),
  from: ms,
  to: ms,
  runs: z.array(
    z.object({
      from: ms,
      to: ms,
      state: state.describe('The gravest within.'),
      durationsMs: z.partialRecord(state, z.number()).optional().describe('Where there were several.'),
    }),
  ),
});

export const linkActsReply = z.object({ acts: z.array(actReply) });

export const echoNowReply = z.object({
  link: z.string(),
  address: z.string(),
  startedAt: ms,
  asked: z.number().int(),
  echoes: z.array(
    z.object({
      at: ms,
      outcome: z.enum(ECHO_OUTCOMES),
      rttMs: z.number().optional(),
      tainted: z.literal(true).optional().describe('Spoiled by our own fault; says nothing about the link.'),
    }),
  ),
});

export const pollNowReply = z.object({
  link: z.string(),
  at: ms,
  durationMs: z.number(),
  result: z.looseObject({ kind: z.enum(['answered', 'failed']) }),
});

// The form of explanations: sentences, and the evidence they rest on.

import { z } from 'zod';
import { LINK_STATES } from '../domain/state.ts';
import { alertReply, linkReply } from './schemas.ts';

const ms = z.number().describe('epoch ms');
const state = z.enum(LINK_STATES);
const stateSince = z.object({ state, since: ms });

/** Why a link is in its state, and why it is or is not alerting. */
export const explainReply = z.object({
  link: z.string(),
  state,
  sentences: z.array(z.string()),
  evidence: z.object({
    link: linkReply,
    alerts: z.array(
      alertReply.extend({ told: z.boolean(), why: z.string().describe('Why it is told, or held back.') }),
    ),
    echoes: z.array(z.looseObject({ at: ms, outcome: z.string() })).describe('The newest, oldest first.'),
    ancestors: z
      .array(
        z.object({
          site: z.string(),
          name: z.string(),
          answeredAt: ms.optional(),
          links: z.array(
            z.object({
              link: z.string(),
              name: z.string(),
              atBegin: stateSince.optional().describe("When the link's state began."),
              now: stateSince,
            }),
          ),
        }),
      )
      .describe('Sites on the way from the monitor, the nearest to the link first.'),
    detection: z.object({
      lostInRow: z.number().int(),
      lostToDecide: z.number().int(),
      failedPolls: z.number().int().optional(),
      failedPollsToAlert: z.number().int().optional(),
    }),
    rules: z
      .array(
        z.looseObject({
          rule: z.string(),
          figure: z.string(),
          finding: z.enum(['no-data', 'holds', 'between', 'clear']),
          value: z.union([z.number(), z.string()]).optional(),
          distance: z.number().optional().describe('How far the value is from being raised; 0: beyond.'),
          forMs: z.number(),
          stage: z.enum(['idle', 'building', 'raised', 'clearing']),
          turningForMs: z.number().optional(),
          looks: z.enum(['now', 'outside-hours', 'blind', 'link-unknown']),
        }),
      )
      .describe('Every rule about the link, those nearest to ringing first.'),
  }),
});

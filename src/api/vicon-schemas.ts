// What may be said about video conferences, checked, and the form of the answers.

import { z } from 'zod';
import { VICON_LEVELS } from '../domain/vicon.ts';
import { MOST_EVENT_SITES } from '../domain/vicon-event.ts';
import { key, line, note, via, who } from './act-schemas.ts';

const moment = (description: string) =>
  z.number('epoch ms').int('epoch ms').min(0).max(8.64e15).describe(`${description}, epoch ms.`);

/** An operator puts an event into the calendar. */
export const eventBody = z.strictObject({
  who,
  via,
  key,
  title: line(120, 'What it is, shown to people: "Tatap muka Gubernur".'),
  startsAt: moment('Begin'),
  endsAt: moment('End'),
  sites: z
    .array(z.string('an id').max(64, 'an id'), 'a list of ids')
    .min(1, 'at least one site')
    .max(MOST_EVENT_SITES, `at most ${MOST_EVENT_SITES} sites`)
    .describe('Ids of the sites that take part.'),
  note: note.optional(),
});

export const eventsQuery = z.strictObject({
  all: z.stringbool('true or false').default(false).describe('Also those over for more than 30 days.'),
});

export const eventParams = z.object({ id: z.coerce.number().int().min(1).describe('Number of an event.') });

/** Who takes it out: DELETE has no body. */
export const removeQuery = z.strictObject({ who, via });

const ms = z.number().describe('epoch ms');
const level = z.enum(VICON_LEVELS);
const levelMs = z.record(level, z.number()).describe('How long each level lasted, ms.');

/** What decides: a figure with the limit it was held against, or why there is none. */
const decides = z.looseObject({
  kind: z.enum(['rtt', 'loss', 'jitter', 'bandwidth', 'down', 'unreachable', 'unknown']),
  value: z.number().optional().describe('ms, %, bit/s.'),
  limit: z.number().optional(),
  way: z.enum(['in', 'out']).optional().describe('Of bandwidth: towards the site, or from it.'),
  why: z.enum(['no-link', 'state', 'no-round', 'no-figure', 'not-watched']).optional(),
});

const verdict = {
  level,
  decides,
  figures: z.object({
    rttMs: z.number().optional(),
    lossPct: z.number().optional(),
    jitterMs: z.number().optional(),
    freeInBps: z.number().optional().describe('Least free bandwidth on the way to the site, bit/s.'),
    freeOutBps: z.number().optional(),
  }),
  bandwidth: z
    .enum(['whole', 'part', 'none'])
    .describe('Of how much of the way the free bandwidth is known; the verdict rests on what is.'),
};

const siteReply = z.object({
  site: z.string(),
  name: z.string(),
  link: z.string().optional().describe('The link that carries the site now.'),
  ...verdict,
});

const bounds = z.object({
  rttMs: z.number().describe('Round-trip time.'),
  lossPct: z.number(),
  jitterMs: z.number(),
  freeBps: z.number(),
});

export const boardReply = z.object({
  at: ms,
  limits: z.object({ ready: bounds, limited: bounds }),
  sites: z.array(siteReply),
  left: z.number().int().describe('Regencies beyond those that are shown.'),
  history: z.object({
    computedAt: ms.optional().describe('Absent: nothing has been worked out yet; ask again.'),
    days: z.number().int().describe('Days that `hours` stand for.'),
    ofDays: z.number().int(),
    computing: z.boolean(),
    failure: z.string().optional(),
    sites: z.array(
      z.object({
        site: z.string(),
        day: z.array(z.object({ from: ms, to: ms, level })).describe('The last 24 hours.'),
        dayMs: levelMs,
        hours: z.array(levelMs).describe("By hour of the province's day, 24."),
      }),
    ),
  }),
});

const actor = z.looseObject({ who: z.string(), via: z.string() });

export const eventReply = z.looseObject({
  id: z.number().int(),
  title: z.string(),
  startsAt: ms,
  endsAt: ms,
  sites: z.array(z.string()),
  note: z.string().optional(),
  createdBy: actor,
  createdAt: ms,
  removed: z.object({ by: actor, at: ms }).optional(),
  phase: z.enum(['planned', 'watched', 'running', 'over', 'removed']),
  watchFrom: ms,
});

export const eventsReply = z.object({ events: z.array(eventReply) });
export const createdReply = z.object({ event: eventReply });

const changeReply = z.object({ at: ms, site: z.string(), ...verdict });

export const eventDetailReply = z.object({
  at: ms,
  event: eventReply,
  sites: z.array(siteReply).describe('Verdicts now.'),
  changes: z.array(changeReply).describe('What was seen, oldest first.'),
  summary: z.array(
    z.object({
      site: z.string(),
      beforeMs: levelMs,
      duringMs: levelMs,
      changes: z.number().int(),
      worst: changeReply.optional(),
    }),
  ),
});

// Parameters of the routes, checked; and the answers' forms, published at /openapi.json and held to by tests.

import { z } from 'zod';
import { CAUSE_CODES } from '../domain/act.ts';
import { ALERT_STATUSES, BUILT_IN_RULES, SEVERITIES } from '../domain/alert.ts';
import { LOCALES } from '../domain/explain.ts';
import { METRIC_NAME } from '../domain/metric.ts';
import { LINK_STATES } from '../domain/state.ts';
import { actReply } from './act-schemas.ts';
import { intervalLimit, stripPoints } from './link-act-schemas.ts';

const DAY_MS = 86_400_000;
/** Longest window of one question: ten years, as long as history is kept. */
const MOST_MS = 3_660 * DAY_MS;

const epochMs = z.coerce.number('epoch ms').int('epoch ms').min(0).max(8.64e15);

export const windowFields = {
  from: epochMs.describe('Start, epoch ms, inclusive.'),
  to: epochMs.describe('End, epoch ms, exclusive.'),
};

export function isWindow({ from, to }: { from: number; to: number }): boolean {
  return from < to && to - from <= MOST_MS;
}

export const WINDOW_MESSAGE = 'from must lie before to, by ten years at most';

/** A window of time, `from` inclusive, `to` exclusive. */
export const windowQuery = z.strictObject(windowFields).refine(isWindow, WINDOW_MESSAGE);

export const intervalsQuery = z
  .strictObject({ ...windowFields, limit: intervalLimit })
  .refine(isWindow, WINDOW_MESSAGE);

export const stripQuery = z
  .strictObject({ ...windowFields, points: stripPoints })
  .refine(isWindow, WINDOW_MESSAGE);

export const historyQuery = z
  .strictObject({
    ...windowFields,
    points: z.coerce.number().int().min(1).max(5_000).default(300).describe('At most this many buckets.'),
  })
  .refine(isWindow, WINDOW_MESSAGE);

export const metricQuery = z
  .strictObject({
    ...windowFields,
    metric: z.string().regex(METRIC_NAME, 'the name of a metric').describe('Name of the metric.'),
    instance: z
      .string()
      .max(64)
      .optional()
      .describe("Part of the device; the device's own figure when absent."),
    points: z.coerce.number().int().min(1).max(5_000).default(300).describe('At most this many buckets.'),
  })
  .refine(isWindow, WINDOW_MESSAGE);

/** `state` takes any of them in any order: `active,closed`, or given twice. */
const alertStates = z
  .union([z.string(), z.array(z.string())])
  .default('active,returned')
  .transform((given) => [...new Set([given].flat().flatMap((each) => each.split(',')))])
  .pipe(z.array(z.enum(ALERT_STATUSES)))
  .describe('Any of active, returned, closed, parted by commas; active,returned when absent.');

export const alertsQuery = z
  .strictObject({
    state: alertStates,
    from: epochMs.optional().describe('Alerts that lasted beyond this moment, epoch ms.'),
    to: epochMs.optional().describe('Alerts that began before this moment, epoch ms.'),
    link: z.string().max(64).optional().describe('About this link only.'),
    text: z
      .string()
      .max(200)
      .optional()
      .describe('Words that all occur in its names, figures, notes or number; looks at the newest 20,000.'),
    rule: z.string().max(80).optional().describe('Of this rule only.'),
    uncaused: z
      .enum(['true', 'false'])
      .optional()
      .describe('true: announced outages that are over and whose cause nobody has confirmed.'),
    before: z.coerce.number().int().min(1).optional().describe('With a smaller number: for paging.'),
    limit: z.coerce
      .number()
      .int()
      .min(1)
      .max(10_000)
      .default(1_000)
      .describe('At most this many, the newest.'),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from < to, 'from must lie before to');

export const explainQuery = z.strictObject({
  locale: z.enum(LOCALES).optional().describe("Language; the province's when absent."),
});

export const linkParams = z.object({ id: z.string().max(64).describe('Id of a link.') });
export const alertParams = z.object({ id: z.coerce.number().int().min(1).describe('Number of an alert.') });
export const incidentParams = z.object({
  id: z.coerce.number().int().min(1).describe('Number of an incident: that of its root alert.'),
});
export const incidentQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(10_000).default(1_000).describe('Members listed, at most.'),
});
export const beatParams = z.object({ token: z.string().max(128).describe('Token of a link.') });

const ms = z.number().describe('epoch ms');
const state = z.enum(LINK_STATES);

export const errorReply = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

const mark = z.looseObject({ by: z.string(), at: ms, note: z.string().optional() });

export const alertReply = z.looseObject({
  number: z.number().int(),
  rule: z
    .union([z.enum(BUILT_IN_RULES), z.string().startsWith('rule.')])
    .describe('A built-in rule, or rule. and the id of another.'),
  subject: z.string(),
  severity: z.enum(SEVERITIES),
  status: z.enum(ALERT_STATUSES),
  since: ms,
  raisedAt: ms,
  returnedAt: ms.optional().describe('When the condition went.'),
  closedAt: ms.optional(),
  occurrences: z.number().int(),
  incident: z.number().int().describe('Number of the root alert; its own when it is the root.'),
  acknowledged: mark.optional(),
  shelved: mark.extend({ until: ms }).optional(),
  cause: mark.extend({ code: z.enum(CAUSE_CODES) }).optional(),
  suppressed: z
    .looseObject({
      by: z.enum(['ancestor', 'blind', 'flapping', 'maintenance', 'shelved', 'rule', 'settling']),
      since: ms,
    })
    .optional()
    .describe('Present while it is held back, with the proof.'),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});

export const linkReply = z.looseObject({
  id: z.string(),
  name: z.string(),
  from: z.string(),
  to: z.string(),
  stage: z.enum(['planned', 'active', 'suspended', 'retired']),
  address: z.string().optional().describe('Absent where the device beats by itself.'),
  beatEveryMs: z.number().optional().describe('Period of the beats the link is measured by, ms.'),
  state,
  since: ms,
  reason: z.looseObject({ kind: z.string() }),
  suspected: z.boolean(),
  verdictAt: ms.optional(),
  rttMs: z.number().optional(),
});

export const networkReply = z.looseObject({
  seq: z.number().int(),
  serverTime: ms,
  bootId: z.string(),
  simulated: z.boolean(),
  sites: z.array(z.looseObject({ id: z.string(), name: z.string(), kind: z.string() })),
  links: z.array(linkReply),
  alerts: z.array(alertReply),
});

export const intervalsReply = z.object({
  link: z.string(),
  intervals: z.array(
    z.object({ link: z.string(), state, from: ms, to: ms, reason: z.looseObject({ kind: z.string() }) }),
  ),
  total: z.number().int().describe('How many there are in the window, also those beyond the limit.'),
});

export const historyReply = z.object({
  link: z.string(),
  stepMs: z.number(),
  buckets: z.array(z.looseObject({ at: ms, sent: z.number(), received: z.number() })),
});

const metricReading = z.looseObject({
  metric: z.string(),
  instance: z.string().optional(),
  kind: z.enum(['gauge', 'text']),
});

export const deviceReply = z.object({
  link: z.string(),
  address: z.string().optional().describe('Absent where the device beats by itself.'),
  inventory: z
    .looseObject({
      at: ms,
      profile: z.string(),
      identity: z.record(z.string(), z.string()),
      interfaces: z.array(z.looseObject({ ifIndex: z.number(), name: z.string() })),
      neighbours: z
        .array(z.looseObject({ protocol: z.string() }))
        .describe('Proposals for the topology; nothing is changed by them.'),
    })
    .optional(),
  poll: z.looseObject({ at: ms, durationMs: z.number(), metrics: z.array(metricReading) }).optional(),
  costPerMonth: z.object({
    echoes: z.number().describe('Octets in 30 days.'),
    beats: z.number().optional(),
    polls: z.number().optional(),
  }),
});

export const metricReply = z.object({
  link: z.string(),
  metric: z.string(),
  instance: z.string().optional(),
  stepMs: z.number(),
  buckets: z.array(z.object({ at: ms, mean: z.number(), min: z.number(), max: z.number() })),
});

export const interfacesReply = z.object({
  link: z.string(),
  interfaces: z.array(z.looseObject({ ifIndex: z.number(), name: z.string() })),
});

export const healthReply = z.object({ ok: z.boolean(), reasons: z.array(z.string()) });
export const linkDetailReply = z.object({
  link: linkReply,
  echoes: z.array(z.looseObject({ at: ms, outcome: z.string() })),
  plan: z
    .looseObject({ tags: z.array(z.string()), maintenance: z.array(z.looseObject({ id: z.string() })) })
    .optional()
    .describe('Contract, cadence, limits, and the maintenance that covers it.'),
});
export const alertsReply = z.object({ alerts: z.array(alertReply) });
export const causesReply = z.object({
  causes: z.array(
    z.object({
      link: z.string(),
      at: ms,
      outageFrom: ms.describe('Start of the outage it is about.'),
      proposal: z
        .enum(['restart', 'line'])
        .describe('restart: the device came up during the outage; line: it ran through.'),
      uptimeS: z.number(),
    }),
  ),
});
export const causesQuery = z.strictObject({
  from: epochMs.describe('Since when, epoch ms; events are held for a week at least.'),
});
const messageReply = z.object({
  channel: z.string(),
  kind: z.string(),
  subject: z.string(),
  recipients: z.number().int().describe('How many it was for by name; 0: the channel’s own recipients.'),
  bornAt: z.number(),
  endedAt: z.number(),
  attempts: z.number().int(),
  outcome: z.enum(['delivered', 'digested', 'superseded', 'refused', 'expired', 'dropped']),
  detail: z.string().optional(),
});
export const alertDetailReply = alertReply.extend({
  acts: z.array(actReply),
  messages: z.array(messageReply).describe('What became of messages about it, newest first.'),
});
export const incidentReply = z.object({
  incident: z.number().int(),
  root: alertReply,
  acts: z.array(actReply),
  members: z.array(alertReply),
  total: z.number().int().describe('All members, also those beyond the limit.'),
  open: z.number().int().describe('Members that are not closed.'),
  counts: z
    .record(z.string(), z.number().int())
    .describe('Links, and the sites they lead to by kind; the root itself is not counted.'),
});

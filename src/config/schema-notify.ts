// The schema of who is told what, when and by which way.

import { z } from 'zod';
import { SEVERITIES } from '../domain/alert.ts';
import { channelSchema } from './schema-channels.ts';
import { scopeSchema, timeOfDay, weekdays } from './schema-rules.ts';
import { duration, id, secret, text } from './schema-scalars.ts';
import { section } from './section.ts';

const DAY_MS = 86_400_000;

const severity = (description: string) => z.literal(SEVERITIES).meta({ description });

const ids = (description: string) =>
  z.array(id('Id.'), 'a list of ids').min(1, 'at least one').max(100, 'at most 100').meta({ description });

const hours = {
  days: weekdays('Days on which the hours begin; every day when absent.').optional(),
  from: timeOfDay('From this time of day; 00:00 when absent.').optional(),
  to: timeOfDay(
    'To this time of day; before from, or the same: of the next day. 24:00 when absent.',
  ).optional(),
};

const personSchema = section('Somebody on a roster.', {
  id: id('Id; rosters name it.'),
  name: text('Shown to people.'),
  contacts: z
    .record(
      z.string(),
      z.union(
        [text('Address.'), z.array(text('Address.')).min(1).max(20)],
        'an address, or a list of 1 to 20; a number in quotes',
      ),
      'a mapping from channels to addresses',
    )
    .meta({ description: 'Address, or list of addresses, per channel.' }),
});

const rosterSchema = section('Who is on call when.', {
  id: id('Id; steps name it.'),
  shifts: z
    .array(section('Hours, and who has them.', { ...hours, people: ids('Who is told.') }), 'a list of shifts')
    .min(1, 'at least one shift')
    .max(200, 'at most 200 shifts')
    .meta({ description: 'The first whose hours contain the moment counts.' }),
});

const stepSchema = section('Who is told at first, or when nobody acknowledges.', {
  after: duration('Since the alert was announced; 0s, which the first step has, when absent.', {
    leastMs: 0,
    mostMs: 7 * DAY_MS,
  }).optional(),
  channels: ids('Channels.'),
  roster: id('Whom of these channels; their own recipients when absent.').optional(),
});

const routeSchema = section('What is told to whom; every route that covers an alert is taken.', {
  id: id('Id.'),
  from: severity('Alerts at least this severe; warning when absent.').optional(),
  rules: z
    .array(text('Name of a rule, * for anything.'), 'a list of rules')
    .max(200, 'at most 200 rules')
    .meta({ description: 'Rules; all when absent.' })
    .optional(),
  scope: scopeSchema.optional(),
  steps: z
    .array(stepSchema, 'a list of steps')
    .min(1, 'at least one step')
    .max(20, 'at most 20 steps')
    .meta({ description: 'The first at once, later ones while nobody has acknowledged.' }),
  cleared: z
    .boolean({ error: 'true or false' })
    .meta({
      description: 'Whether the end is told to those who were told of the beginning; true when absent.',
    })
    .optional(),
  remind: duration(
    'While nobody has acknowledged, the last step is repeated this often; never when absent.',
    {
      leastMs: 60_000,
      mostMs: 7 * DAY_MS,
    },
  ).optional(),
  quiet: section('Hours in which less severe alerts wait; they come as one message at the end.', {
    ...hours,
    below: severity('What waits is less severe than this; major when absent.').optional(),
  }).optional(),
});

/** Everything about messages. */
export const notifySchema = section('Who is told, when and by which way; without channels nobody is.', {
  pageUrl: z
    .string({ error: 'a URL such as https://jalur.example.go.id' })
    .meta({ description: 'Address of the page as its readers reach it; absent: messages carry no link.' })
    .optional(),
  wait: duration('A new alert waits this long, so that its first message tells how much it took along.', {
    leastMs: 0,
    mostMs: 300_000,
  }).optional(),
  channels: z
    .array(channelSchema, 'a list of channels')
    .max(50, 'at most 50 channels')
    .meta({ description: 'Ways on which people are told.' }),
  people: z
    .array(personSchema, 'a list of people')
    .max(500, 'at most 500 people')
    .meta({ description: 'People on rosters.' })
    .optional(),
  rosters: z
    .array(rosterSchema, 'a list of rosters')
    .max(50, 'at most 50 rosters')
    .meta({ description: 'Who is on call when.' })
    .optional(),
  routes: z
    .array(routeSchema, 'a list of routes')
    .max(100, 'at most 100 routes')
    .meta({
      description:
        'What is told to whom; absent: everything from warning to everybody, at night what is major only.',
    })
    .optional(),
});

/** The dead man's switch. */
export const deadManSchema = section(
  'A sign of life to a place outside, which raises the alarm when it stays away.',
  {
    url: secret('http or https URL; in clear only when it holds no secret.'),
    method: z.literal(['GET', 'POST', 'HEAD']).meta({ description: 'GET when absent.' }).optional(),
    every: duration('How often.', { leastMs: 10_000, mostMs: 3_600_000 }).optional(),
    timeout: duration('A call is given up after this long.', { leastMs: 1_000, mostMs: 60_000 }).optional(),
  },
);

/** A notify section whose form has been checked. */
export type NotifyEntry = z.output<typeof notifySchema>;
/** Hours whose form has been checked. */
export type HoursEntry = Pick<z.output<typeof rosterSchema>['shifts'][number], 'days' | 'from' | 'to'>;
/** A dead man's switch whose form has been checked. */
export type DeadManEntry = z.output<typeof deadManSchema>;

// The schema of the office's own alert rules.

import { z } from 'zod';
import { SEVERITIES } from '../domain/alert.ts';
import { MEDIA } from '../domain/link.ts';
import { WEEKDAYS } from '../domain/maintenance.ts';
import { METRIC_NAME } from '../domain/metric.ts';
import { QUALITY_FIGURES } from '../domain/rule.ts';
import { LINK_STATES } from '../domain/state.ts';
import { duration, id, text } from './schema-scalars.ts';
import { section } from './section.ts';

const figure = (description: string) => z.number({ error: 'a number' }).meta({ description });

/** A list of ids. */
export const idList = (description: string) =>
  z.array(id('Id.'), 'a list of ids').max(1_000, 'at most 1000 ids').meta({ description }).optional();

const textList = (description: string) =>
  z.array(text('Text.'), 'a list of texts').max(200, 'at most 200').meta({ description }).optional();

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** A time of day, as minutes from midnight. */
export const timeOfDay = (description: string) =>
  z
    .string({ error: 'a time of day such as 07:30' })
    .regex(TIME, 'a time of day such as 07:30')
    .meta({ description })
    .transform((written) => Number(written.slice(0, 2)) * 60 + Number(written.slice(3)));

/** Days of the week. */
export const weekdays = (description: string) =>
  z
    .array(z.literal(WEEKDAYS), 'a list of mon, tue, wed, thu, fri, sat, sun')
    .min(1, 'at least one day')
    .meta({ description });

const whenSchema = section('What the rule looks at: one of metric, quality, utilisation, state, age.', {
  metric: z
    .string({ error: 'the name of a metric such as temperature' })
    .regex(METRIC_NAME, 'the name of a metric such as temperature')
    .meta({ description: 'Any metric that a device profile reads.' })
    .optional(),
  instance: text(
    'Of a metric: the rows it looks at, * for anything; absent: the device, else its worst row.',
  ).optional(),
  is: textList('Of a metric in words: one of these.'),
  isNot: textList('Of a metric in words: none of these.'),
  quality: z
    .literal(QUALITY_FIGURES)
    .meta({ description: 'Figure of a round: loss in %, rtt and jitter in ms, mos 1 to 4.5, tiphon 1 to 4.' })
    .optional(),
  utilisation: z
    .literal(true)
    .meta({ description: 'Traffic of the busier direction in % of the contracted bandwidth.' })
    .optional(),
  state: z
    .array(z.literal(LINK_STATES), 'a list of states')
    .min(1, 'at least one state')
    .meta({ description: 'The link is in one of these states.' })
    .optional(),
  age: z.literal(['echo', 'snmp']).meta({ description: 'Age of what was last measured.' }).optional(),
  above: z
    .union(
      [z.number(), duration('Age.', { leastMs: 1_000, mostMs: 30 * 86_400_000 })],
      'a number, or a duration of an age',
    )
    .meta({ description: 'Raised above this.' })
    .optional(),
  below: figure('Raised below this.').optional(),
  clear: z
    .union(
      [z.number(), duration('Age.', { leastMs: 0, mostMs: 30 * 86_400_000 })],
      'a number, or a duration of an age',
    )
    .meta({ description: 'Cleared when back beyond this; the same as above or below when absent.' })
    .optional(),
});

/** Whom a rule or a route is about. */
export const scopeSchema = section('Whom it is about: all of these must hold.', {
  links: idList('Links.'),
  sites: idList('Sites that links lead to.'),
  regencies: idList('Regencies.'),
  media: z.array(z.literal(MEDIA), 'a list of media').meta({ description: 'Media.' }).optional(),
  providers: idList('Providers.'),
  tags: textList('Tags, any of them.'),
});

/** One rule. */
export const ruleSchema = section('A rule of the office.', {
  id: id('Id; that of a shipped rule takes its place.'),
  name: z
    .union(
      [
        text('Shown to people.'),
        section('Shown to people, per language.', { id: text('Indonesian.'), en: text('English.') }),
      ],
      'a text, or {id, en}',
    )
    .meta({ description: 'Shown to people: a text, or one per language.' })
    .optional(),
  when: whenSchema.optional(),
  for: duration('How long it must hold, or be gone.', { leastMs: 0, mostMs: 30 * 86_400_000 }).optional(),
  severity: z
    .literal([...SEVERITIES, 'off'])
    .meta({ description: 'Severity; off leaves a shipped rule out.' })
    .optional(),
  scope: scopeSchema.optional(),
  hours: section('When it looks; outside, nothing is raised or cleared.', {
    days: weekdays('Days.').optional(),
    from: timeOfDay('From this time of day.').optional(),
    to: timeOfDay('To this time of day; before from: over midnight.').optional(),
  }).optional(),
  dependsOn: textList('Rules whose active alert about the same link holds this one back.'),
  latched: z.boolean({ error: 'true or false' }).meta({ description: 'Stays until it is reset.' }).optional(),
});

/** A rule as written. */
export type RuleEntry = z.output<typeof ruleSchema>;
/** Whom a rule or a route is about, as written. */
export type ScopeEntry = z.output<typeof scopeSchema>;

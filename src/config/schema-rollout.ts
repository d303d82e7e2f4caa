// The schema of the roll-out: what villages are planned for, what is to be reached, and by what it is measured.

import { z } from 'zod';
import { day, duration, id, percent, text, whole } from './schema-scalars.ts';
import { section } from './section.ts';

const DAY_MS = 86_400_000;
const year = (description: string) => whole(description, { least: 2_000, most: 2_100 });

/** Keys by which a link, or a village without one, says where it stands in the roll-out. */
export const planShape = {
  programme: text('Name of the programme that pays for it.').optional(),
  year: year('Year it is planned for.').optional(),
  building: day('The day construction began; only while it is planned.').optional(),
} as const;

const targetSchema = section('How many villages are to be connected in a year.', {
  year: year('The year.'),
  villages: whole('Villages of this year alone.', { least: 0, most: 100_000 }),
  programme: text('Of this programme only.').optional(),
  regency: id('Id of a regency: in this one only.').optional(),
});

/** The roll-out. */
export const rolloutSchema = section('What is to be reached, and by what it is measured.', {
  targets: z
    .array(targetSchema, 'a list of targets')
    .max(1_000, 'at most 1000 targets')
    .meta({ description: 'Villages to be connected, by year.' })
    .optional(),
  connected: section('When a village counts as connected.', {
    within: duration('Time that is looked back on.', { leastMs: 60_000, mostMs: 30 * DAY_MS }).optional(),
    atLeast: duration('Its links must have worked for so long in all.', {
      leastMs: 10_000,
      mostMs: 30 * DAY_MS,
    }).optional(),
  }).optional(),
  acceptance: section('How acceptance records of new links are taken and judged.', {
    length: duration('How long a record runs.', { leastMs: 60_000, mostMs: 30 * DAY_MS }).optional(),
    silent: duration('Down for so long, and the record is broken off.', {
      leastMs: 10_000,
      mostMs: DAY_MS,
    }).optional(),
    availability: percent('Least share of the measured time in which the link worked.').optional(),
    coverage: percent('Least share of the time that must have been measured.').optional(),
  }).optional(),
});

/** Targets whose form has been checked. */
export type TargetEntry = z.output<typeof targetSchema>;
/** The section whose form has been checked. */
export type RolloutEntry = z.output<typeof rolloutSchema>;

// The schema of a lab: a province that is simulated, and the story told with it.

import { z } from 'zod';
import { duration, id, percent, whole } from './schema-scalars.ts';
import { section } from './section.ts';

const DAY_MS = 86_400_000;
const delay = (description: string) => duration(description, { leastMs: 1, mostMs: 10_000 }).optional();

/** What a story can do. */
export const LAB_ACTS = [
  'cut',
  'power-cut',
  'mend',
  'reboot',
  'build',
  'degrade',
  'uplink-cut',
  'uplink-mend',
] as const;

/** One act. */
export const labStepSchema = section('One act of the story.', {
  at: duration('Time since the start of the story.', { leastMs: 0, mostMs: DAY_MS }),
  do: z.literal(LAB_ACTS).meta({ description: 'What happens.' }),
  link: id('To which link; every act but uplink-cut and uplink-mend needs one.').optional(),
  loss: percent('degrade: echo loss.').optional(),
  delay: delay('degrade: added round-trip time.'),
  jitter: delay('degrade: spread of the added round-trip time.'),
});

/** The lab. */
export const labSchema = section('Simulates the devices; for demonstrations and training only.', {
  seed: whole('Start of the random numbers: the same seed tells the same story.', {
    least: 0,
    most: 2 ** 31 - 1,
  }).optional(),
  snmpPort: whole('UDP port of the simulated SNMP agents.', { least: 1, most: 65_535 }).optional(),
  absent: z
    .array(id('Id of a link.'), 'a list of link ids')
    .meta({ description: 'Links whose device does not exist until the story builds it.' })
    .optional(),
  repeat: duration('The story starts again after this time.', { leastMs: 1_000, mostMs: DAY_MS }).optional(),
  story: z
    .array(labStepSchema, 'a list of acts')
    .max(1_000, 'at most 1000 acts')
    .meta({ description: 'What happens, and when.' })
    .optional(),
});

/** A lab whose form has been checked. */
export type LabEntry = z.output<typeof labSchema>;

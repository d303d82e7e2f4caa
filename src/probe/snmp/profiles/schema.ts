// The form of a profile file (docs/profiles.md). What expressions say, and what profiles inherit, is looked at afterwards.

import { z } from 'zod';
import { id, text } from '../../../config/schema-scalars.ts';
import { section } from '../../../config/section.ts';
import { METRIC_NAME, UNITS } from '../../../domain/metric.ts';

const INSTANCE = /^(?:[01]\.[1-3]?\d|2\.(?:0|[1-9]\d{0,9}))(?:\.(?:0|[1-9]\d{0,9}))*$/;
const COLUMN_OR_INSTANCE = new RegExp(`${INSTANCE.source.slice(0, -1)}(?:\\.\\*)?$`);
/** RFC 3416: an object identifier has at most 128 arcs of 32 bits. */
const MOST_ARCS = 128;
const OID_WANTED = 'an OID such as 1.3.6.1.2.1.1.5.0, or a column ending in .*';
const INSTANCE_WANTED = 'an OID such as 1.3.6.1.4.1.14988.1';
const NAME = /^[A-Za-z][A-Za-z0-9_]{0,39}$/;

function inBounds(written: string): boolean {
  const arcs = written.replace(/\.\*$/, '').split('.');
  return arcs.length <= MOST_ARCS && arcs.every((arc) => Number(arc) < 2 ** 32);
}

const oid = (description: string) =>
  z
    .string({ error: OID_WANTED })
    .regex(COLUMN_OR_INSTANCE, OID_WANTED)
    .refine(inBounds, OID_WANTED)
    .meta({ description });

const instance = (description: string) =>
  z
    .string({ error: INSTANCE_WANTED })
    .regex(INSTANCE, INSTANCE_WANTED)
    .refine(inBounds, INSTANCE_WANTED)
    .meta({ description });

/** An expression; YAML reads a lone number or truth value as one. */
const expression = (description: string) =>
  z.union([z.string(), z.number(), z.boolean()], 'an expression').transform(String).meta({ description });

const read = z
  .record(
    z.string().regex(NAME, 'a name of letters, digits and "_"'),
    oid('Instance, or a column ending in .*'),
    'a mapping of names to OIDs',
  )
  .refine((objects) => Object.keys(objects).length <= 16, 'at most 16 objects')
  .meta({ description: 'Objects by the names that expressions give them.' });

function oneOrMany<T extends z.ZodType>(one: T, wanted: string) {
  return z.union([one, z.array(one).min(1, wanted).max(64, 'at most 64')], wanted);
}

const answer = z.union(
  [
    instance('Instance that must answer.'),
    section('Instance that must answer, and how.', {
      oid: instance('Instance.'),
      pattern: text('Pattern that its text or number matches.').optional(),
    }),
  ],
  'an OID, or {oid, pattern}',
);

const matchSchema = section('One way to know the device; all that is given must hold.', {
  sysObjectID: oneOrMany(instance('Prefix.'), 'an OID, or a list of them')
    .meta({ description: 'Prefix of sysObjectID, or several.' })
    .optional(),
  sysDescr: text('Pattern that sysDescr matches.').optional(),
  answers: oneOrMany(answer, 'an OID, {oid, pattern}, or a list of them')
    .meta({ description: 'Instances that must answer.' })
    .optional(),
  silent: oneOrMany(instance('Instance.'), 'an OID, or a list of them')
    .meta({ description: 'Instances that must not answer.' })
    .optional(),
});

const sourceSchema = section('One way to find a text.', {
  oid: oid('Object, as `value`.').optional(),
  read: read.optional(),
  where: expression('Rows for which this is not true are left out.').optional(),
  value: expression('The text; value when absent.').optional(),
});

const sources = (description: string) =>
  z.array(sourceSchema, 'a list').max(16, 'at most 16').meta({ description }).optional();

const metricSchema = section('How one metric is read.', {
  metric: z
    .string({ error: 'the name of a metric' })
    .regex(METRIC_NAME, 'a name of a-z, 0-9 and "_", first a letter')
    .meta({ description: 'Name, the same for every vendor; own names are allowed.' }),
  unit: z
    .literal([...UNITS, 'text'])
    .meta({ description: "Unit; the metric's own when absent." })
    .optional(),
  oid: oid('Object, as `value`.').optional(),
  read: read.optional(),
  where: expression('Rows for which this is not true are left out.').optional(),
  value: expression('The figure; value when absent.').optional(),
  scale: z.number({ error: 'a number' }).meta({ description: 'Multiplied with the figure.' }).optional(),
  noData: z
    .array(z.union([z.number(), z.string()], 'a number or a text'), 'a list of numbers and texts')
    .max(32, 'at most 32')
    .meta({ description: 'Raw values of the object `value` that mean nothing.' })
    .optional(),
  valid: z
    .tuple([z.number(), z.number()], 'a list of two numbers')
    .refine(([least, most]) => least < most, 'the lesser number first')
    .meta({ description: 'Least and most of the figure; outside is no data.' })
    .optional(),
  as: z
    .literal(['gauge', 'counter'])
    .meta({ description: 'Never decided by the type a device sends.' })
    .optional(),
  bits: z.literal([32, 64], '32 or 64').meta({ description: 'Width of a counter.' }).optional(),
  words: z
    .record(z.string().regex(/^-?\d+$/, 'a whole number'), text('Word.'), 'a mapping of numbers to words')
    .meta({ description: 'Words for numbers.' })
    .optional(),
  label: expression('Name of a row; the index when absent.').optional(),
  total: z
    .literal(['sum', 'mean', 'max', 'min', 'count'])
    .meta({ description: "The device's own figure, made of the rows." })
    .optional(),
  rows: z.boolean({ error: 'true or false' }).meta({ description: 'Whether rows are given.' }).optional(),
  walk: z
    .literal(['discover', 'always'])
    .meta({ description: 'always: rows come and go, a walk at each poll.' })
    .optional(),
  fixed: z
    .array(z.string(), 'a list of names')
    .meta({ description: 'Objects that never change while the device runs.' })
    .optional(),
  fallback: z
    .boolean({ error: 'true or false' })
    .meta({ description: 'Used only when earlier rules found nothing.' })
    .optional(),
  add: z
    .boolean({ error: 'true or false' })
    .meta({ description: 'Keeps inherited rules for the metric.' })
    .optional(),
});

const field = (description: string) => expression(description).optional();

const neighbourSchema = section('How neighbours are read.', {
  protocol: z.literal(['lldp', 'cdp', 'mndp']).meta({ description: 'How they find out about each other.' }),
  read,
  where: field('Rows for which this is not true are left out.'),
  localIfIndex: field('ifIndex of the own interface.'),
  localPort: field('Name of the own port.'),
  chassis: field('Chassis id.'),
  name: field('Name.'),
  port: field('Port of the neighbour.'),
  address: field('Management address.'),
  platform: field('What it is.'),
});

/** Rules of one profile; more are no device but a mistake. */
export const MOST_RULES = 200;

/** A profile file. */
export const profileSchema = section('A device profile.', {
  profile: id('Id; the name of the file without .yaml.'),
  name: text('Shown to people.'),
  extends: z
    .string({ error: 'the id of a profile, or none' })
    .meta({ description: 'Profile whose rules this one inherits; generic when absent.' })
    .optional(),
  match: z
    .array(matchSchema, 'a list')
    .max(64, 'at most 64 entries')
    .meta({ description: 'Any of these.' })
    .optional(),
  identity: section('Who the device is.', {
    vendor: text('Vendor.').optional(),
    model: sources('Model.'),
    serial: sources('Serial number.'),
    firmware: sources('Firmware.'),
  }).optional(),
  interfaces: section('Interfaces.', {
    ifSpeedUnit: z
      .number({ error: 'bit/s in one unit of ifSpeed' })
      .min(1)
      .max(1e9)
      .meta({ description: 'bit/s in one unit of ifSpeed.' })
      .optional(),
  }).optional(),
  metrics: z
    .array(metricSchema, 'a list')
    .max(MOST_RULES, `at most ${MOST_RULES} rules`)
    .meta({ description: 'What is read.' })
    .optional(),
  drop: z
    .array(z.string(), 'a list of names')
    .meta({ description: 'Inherited metrics that are left out.' })
    .optional(),
  neighbours: z
    .array(neighbourSchema, 'a list')
    .max(8, 'at most 8')
    .meta({ description: 'How neighbours are read.' })
    .optional(),
});

/** A profile as written. */
export type ProfileEntry = z.output<typeof profileSchema>;

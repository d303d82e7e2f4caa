// The schema of a whole configuration. The JSON Schema for editors is generated from it.

import { z } from 'zod';
import { BUILT_IN_RULES, SEVERITIES } from '../domain/alert.ts';
import { MEDIA } from '../domain/link.ts';
import { accessSchema, tlsSchema } from './schema-access.ts';
import { contractSchema } from './schema-contract.ts';
import { grafanaSchema } from './schema-grafana.ts';
import { labSchema } from './schema-lab.ts';
import {
  icmpSchema,
  linkSchema,
  plannedSchema,
  qualityFor,
  qualitySchema,
  snmpSchema,
} from './schema-link.ts';
import { maintenanceSchema } from './schema-maintenance.ts';
import { mapSchema } from './schema-map.ts';
import { deadManSchema, notifySchema } from './schema-notify.ts';
import { reportsSchema } from './schema-reports.ts';
import { rolloutSchema } from './schema-rollout.ts';
import { ruleSchema } from './schema-rules.ts';
import { address, duration, id, secret, size, text, whole } from './schema-scalars.ts';
import { code, providerSchema, siteSchema } from './schema-site.ts';
import { trapsSchema } from './schema-traps.ts';
import { viconSchema } from './schema-vicon.ts';
import { section } from './section.ts';
import { isTimeZone } from './time-zone.ts';

const YEAR_MS = 365 * 86_400_000;
const kept = (description: string) => duration(description, { leastMs: 3_600_000, mostMs: 100 * YEAR_MS });

const provinceSchema = section('The province.', {
  name: text('Shown to people.'),
  code: code('Kemendagri code, in quotes.'),
  timezone: z
    .string({ error: 'an IANA time zone such as Asia/Makassar' })
    .refine(isTimeZone, 'an IANA time zone such as Asia/Makassar')
    .meta({ description: 'IANA time zone; days and months of reports begin by it.' }),
  locale: z.literal(['id', 'en']).meta({ description: 'Language; id when absent.' }).optional(),
});

const monitorSchema = section('Where jalur itself stands.', {
  site: id('Id of the site the monitor stands at.'),
  anchors: z
    .array(address('Address near the monitor.'), 'a list of addresses')
    .max(16, 'at most 16 addresses')
    .meta({
      description:
        'Addresses near the monitor (own gateway, core switch, upstream). All silent: the monitor is blind.',
    }),
  icmp: icmpSchema.optional(),
  listen: z
    .string({ error: 'an address and a port such as 127.0.0.1:8080' })
    .meta({ description: 'Address and port of screens and API; 127.0.0.1:8080 when absent.' })
    .optional(),
  token: secret('Access token; without one, and without users, jalur listens on loopback only.').optional(),
  tls: tlsSchema.optional(),
  traps: trapsSchema.optional(),
  ntp: z
    .array(address('Address of an NTP server.'), 'a list of addresses')
    .max(8, 'at most 8 addresses')
    .meta({ description: 'NTP servers that the clock is compared with; absent: it is not.' })
    .optional(),
});

const storeSchema = section('Where history is kept.', {
  influx: section('InfluxDB; absent: the embedded history.', {
    url: z
      .string({ error: 'a URL such as http://127.0.0.1:8086' })
      .meta({ description: 'http or https URL, without user and password.' }),
    database: text('Database (1.x) or bucket mapped to it (2.x, 3); jalur when absent.').optional(),
    username: text('User name (1.x).').optional(),
    password: secret('Password (1.x).').optional(),
    token: secret('Token (2.x, 3).').optional(),
  }).optional(),
  spool: section('Points on disk that wait for InfluxDB.', {
    maxSize: size('Beyond this the oldest are dropped.').optional(),
    maxAge: kept('Older ones are dropped.').optional(),
  }).optional(),
  retention: section('How long the embedded history keeps each resolution.', {
    raw: kept('Rounds.').optional(),
    fiveMinutes: kept('Five-minute summaries.').optional(),
    oneHour: kept('One-hour summaries.').optional(),
  }).optional(),
});

const mediumSchema = section('Defaults of one medium.', {
  icmp: icmpSchema.optional(),
  quality: qualitySchema.optional(),
});

const defaultsSchema = section('What links do not say themselves.', {
  icmp: icmpSchema.optional(),
  snmp: snmpSchema.optional(),
  quality: section('For all media.', { for: qualityFor().optional() }).optional(),
  media: section(
    'Defaults per medium.',
    Object.fromEntries(MEDIA.map((medium) => [medium, mediumSchema.optional()])) as Record<
      (typeof MEDIA)[number],
      z.ZodOptional<typeof mediumSchema>
    >,
  ).optional(),
  planned: plannedSchema.optional(),
});

const detectionSchema = section('How outages are told from chance.', {
  round: duration('Length of a round.', { leastMs: 5_000, mostMs: 3_600_000 }).optional(),
  falseAlarmYears: whole('Chance alone calls a link down less than once in so many link-years.', {
    least: 1,
    most: 1_000_000,
  }).optional(),
  recoverEchoes: whole('Answered echoes in a row that end an outage.', { least: 1, most: 100 }).optional(),
  burst: section('Extra echoes of a suspicion.', {
    every: duration('Period.', { leastMs: 50, mostMs: 10_000 }).optional(),
    perSecond: whole('Cap of all extra echoes together per second.', { least: 10, most: 100_000 }).optional(),
  }).optional(),
  flapping: section('More changes of state than this are one alert.', {
    changes: whole('Changes.', { least: 2, most: 1_000 }).optional(),
    window: duration('Within this time.', { leastMs: 10_000, mostMs: 86_400_000 }).optional(),
  }).optional(),
});

const severity = z
  .literal([...SEVERITIES, 'off'])
  .meta({ description: 'Severity; off: never raised.' })
  .optional();

const alertsSchema = section('What operators are told.', {
  rules: z
    .array(ruleSchema, 'a list of rules')
    .max(500, 'at most 500 rules')
    .meta({ description: 'Rules beside those that jalur ships.' })
    .optional(),
  severities: section(
    'Severity per rule.',
    Object.fromEntries(BUILT_IN_RULES.map((rule) => [rule, severity])) as Record<
      (typeof BUILT_IN_RULES)[number],
      typeof severity
    >,
  ).optional(),
  acknowledge: section(
    'Which alerts stay on the list, once their condition is gone, until somebody has seen them.',
    {
      from: z
        .literal([...SEVERITIES, 'never'])
        .meta({ description: 'Announced alerts at least this severe; never: none.' })
        .optional(),
      within: duration('Nobody came for this long: they are closed.', {
        leastMs: 60_000,
        mostMs: 30 * 86_400_000,
      }).optional(),
    },
  ).optional(),
  settle: duration('How long new alerts are held back after a restart.', {
    leastMs: 0,
    mostMs: 600_000,
  }).optional(),
  notify: notifySchema.optional(),
  deadMan: deadManSchema.optional(),
  maintenance: z
    .array(maintenanceSchema, 'a list of maintenance windows')
    .max(1_000, 'at most 1000 windows')
    .meta({ description: 'Planned work.' })
    .optional(),
  snmpSilentPolls: whole('SNMP polls in a row that must fail, while echoes are answered.', {
    least: 1,
    most: 1_000,
  }).optional(),
});

/** Lists that included files may add to. */
export const LISTS = {
  providers: providerSchema,
  contracts: contractSchema,
  sites: siteSchema,
  links: linkSchema,
} as const;

/** Every section that is not a list. */
export const SECTIONS = {
  version: z.literal(1, 'the version of this form, 1').meta({ description: 'Version of this form.' }),
  province: provinceSchema,
  monitor: monitorSchema,
  store: storeSchema.optional(),
  defaults: defaultsSchema.optional(),
  detection: detectionSchema.optional(),
  alerts: alertsSchema.optional(),
  access: accessSchema.optional(),
  rollout: rolloutSchema.optional(),
  vicon: viconSchema.optional(),
  reports: reportsSchema.optional(),
  map: mapSchema.optional(),
  grafana: grafanaSchema.optional(),
  lab: labSchema.optional(),
} as const;

/** Sections whose form has been checked; one that failed is absent. */
export type Sections = { readonly [Name in keyof typeof SECTIONS]?: z.output<(typeof SECTIONS)[Name]> };

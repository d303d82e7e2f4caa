// The schema of links and of the plans and limits that defaults and links share.

import { z } from 'zod';
import { LEAST_BEAT_MS, MEDIA, MOST_BEAT_MS, STAGES } from '../domain/link.ts';
import { planShape } from './schema-rollout.ts';
import { address, bandwidth, day, duration, id, percent, secret, text, whole } from './schema-scalars.ts';
import { section } from './section.ts';

const echoEvery = () =>
  duration('Period of the echoes (ICMP echo requests).', { leastMs: 200, mostMs: 3_600_000 });

/** How a link is echoed; what is absent comes from the defaults. */
export const icmpSchema = section('How often the device is echoed.', {
  every: echoEvery().optional(),
  timeout: duration('How long one reply is waited for.', { leastMs: 100, mostMs: 30_000 }).optional(),
});

const snmpEvery = () => duration('Period of the SNMP polls.', { leastMs: 1_000, mostMs: 86_400_000 });

/** Cadence of planned links. */
export const plannedSchema = section('How often links that are only planned are probed, at most.', {
  icmp: section('Echoes.', { every: echoEvery().optional() }).optional(),
  snmp: section('Polls.', { every: snmpEvery().optional() }).optional(),
});

/** How a device is asked by SNMP; what is absent comes from the defaults. */
export const snmpSchema = section('How the device is asked by SNMP.', {
  every: snmpEvery().optional(),
  timeout: duration('How long one answer is waited for.', { leastMs: 100, mostMs: 30_000 }).optional(),
  retries: whole('Tries after the first.', { least: 0, most: 5 }).optional(),
  port: whole('UDP port.', { least: 1, most: 65_535 }).optional(),
  version: z
    .literal(['1', '2c', '3', 1, 3])
    .transform((version) => (version === 1 ? '1' : version === 3 ? '3' : version))
    .meta({ description: 'SNMP version.' })
    .optional(),
  community: secret('Community (v1, v2c).').optional(),
  user: text('User name (v3).').optional(),
  level: z
    .literal(['noAuthNoPriv', 'authNoPriv', 'authPriv'])
    .meta({ description: 'Security level (v3); absent: what the keys allow.' })
    .optional(),
  authProtocol: z
    .literal(['md5', 'sha', 'sha224', 'sha256', 'sha384', 'sha512'])
    .meta({ description: 'Authentication protocol (v3).' })
    .optional(),
  authKey: secret('Authentication passphrase (v3), at least 8 characters.').optional(),
  privProtocol: z
    .literal(['aes', 'aes256b', 'aes256r'])
    .meta({ description: 'Privacy protocol (v3); aes256b is Blumenthal, aes256r Reeder (Cisco).' })
    .optional(),
  privKey: secret('Privacy passphrase (v3), at least 8 characters.').optional(),
  context: text('Context name (v3); the default context when absent.').optional(),
  acceptFrom: z
    .union([z.literal('any'), z.array(address('Address.'))], 'the word any, or a list of addresses')
    .meta({ description: 'Further addresses the device may answer from, or any.' })
    .optional(),
});

function threshold<Value extends z.ZodType<number, string>>(description: string, value: () => Value) {
  return z
    .union([
      value(),
      section(description, {
        raise: value().optional(),
        clear: value().optional(),
      }),
    ])
    .meta({
      description: `${description} One value, or {raise, clear}; clear is 80 % of raise when absent.`,
    });
}

const limitMs = (description: string) => () => duration(description, { leastMs: 1, mostMs: 60_000 });

/** How long quality must be bad, or good again. */
export const qualityFor = () =>
  duration('How long a figure must stand above (or below again) before the state changes.', {
    leastMs: 1_000,
    mostMs: 86_400_000,
  });

/** When a link counts as degraded; what is absent comes from the medium. */
export const qualitySchema = section('When the link counts as degraded.', {
  loss: threshold('Echo loss of a round.', () => percent('Echo loss.')).optional(),
  rtt: threshold('Median round-trip time of a round.', limitMs('Round-trip time.')).optional(),
  jitter: threshold('Mean change between consecutive round-trip times.', limitMs('Jitter.')).optional(),
  for: qualityFor().optional(),
});

const beatEvery = () => duration('Period of the beats.', { leastMs: LEAST_BEAT_MS, mostMs: MOST_BEAT_MS });

/** How often a device says by itself that it is there. */
const beatSchema = z
  .union(
    [z.literal(true), beatEvery(), section('How often it beats.', { every: beatEvery().optional() })],
    'true, a duration from 10s to 1h such as 1m, or {every}',
  )
  .meta({ description: 'The device cannot be reached and beats by itself, every minute or as said here.' });

/** The device at a link's far end: it has an address, or it beats. */
export const deviceSchema = section('The router or access point at the far end.', {
  address: address('Literal IPv4 or IPv6 address.').optional(),
  beat: beatSchema.optional(),
  interface: text('ifName, ifDescr or ifAlias of the interface that carries the link.').optional(),
  profile: id('Id of the device profile, where the device is not recognised by itself.').optional(),
  snmp: z
    .union([z.literal(false), snmpSchema])
    .meta({ description: 'Settings that differ from defaults.snmp; false: not asked by SNMP.' })
    .optional(),
});

/** A link. */
export const linkSchema = section('A segment of the data path from one site to another.', {
  id: id('Stable for ever: history is kept under it.'),
  name: text('Shown to people; the name of the site it leads to when absent.').optional(),
  from: id('Id of the site nearer to the monitor.'),
  to: id('Id of the site it leads to.'),
  medium: z.literal(MEDIA).meta({ description: 'Transmission medium; decides cadence and thresholds.' }),
  role: z.literal(['primary', 'backup']).meta({ description: 'primary when absent.' }).optional(),
  stage: z
    .literal(STAGES)
    .meta({ description: 'What the office has decided; active when absent.' })
    .optional(),
  since: day('The day the stage began.').optional(),
  ...planShape,
  bandwidth: bandwidth('Contracted bandwidth.').optional(),
  provider: id('Id of the provider.').optional(),
  contract: id('Id of the contract; it names the provider too.').optional(),
  sid: text("The provider's own number of the service (SID, CID).").optional(),
  activated: day('First day of service (BAST); what is before it is not accounted for.').optional(),
  terminated: day('Last day of service; what is after it is not accounted for.').optional(),
  tags: z
    .array(id('Tag.'), 'a list of tags')
    .max(20, 'at most 20 tags')
    .meta({ description: 'Free words; "metered" (paid by volume) slows the echoes down.' })
    .optional(),
  device: deviceSchema,
  icmp: icmpSchema.optional(),
  quality: qualitySchema.optional(),
});

/** A link whose form has been checked. */
export type LinkEntry = z.output<typeof linkSchema>;
/** Beat settings whose form has been checked. */
export type BeatEntry = z.output<typeof beatSchema>;
/** SNMP settings whose form has been checked. */
export type SnmpEntry = z.output<typeof snmpSchema>;
/** Quality settings whose form has been checked. */
export type QualityEntry = z.output<typeof qualitySchema>;

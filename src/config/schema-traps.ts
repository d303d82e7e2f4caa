// The schema of the trap receiver's section. What a device is polled with is another matter (schema-link.ts).

import { z } from 'zod';
import { secret, text, whole } from './schema-scalars.ts';
import { section } from './section.ts';

const place = () =>
  z
    .string({ error: 'an address and a port such as 0.0.0.0:162 or [::]:162' })
    .meta({ description: 'Address and UDP port.', examples: ['0.0.0.0:162', '[::]:162'] });

const userSchema = section(
  'Who sends SNMP v3 traps and informs; at the device the same user, keys and protocols.',
  {
    user: text('User name.'),
    level: z
      .literal(['authNoPriv', 'authPriv'], 'authNoPriv or authPriv; traps that nobody signed are not taken')
      .meta({ description: 'Lowest security level that is taken; absent: what the keys allow.' })
      .optional(),
    authProtocol: z
      .literal(['md5', 'sha', 'sha224', 'sha256', 'sha384', 'sha512'])
      .meta({ description: 'Authentication protocol; sha256 when absent.' })
      .optional(),
    authKey: secret('Authentication passphrase, at least 8 characters.'),
    privProtocol: z
      .literal(['aes', 'aes256b', 'aes256r'])
      .meta({
        description: 'Privacy protocol; aes when absent; aes256b is Blumenthal, aes256r Reeder (Cisco).',
      })
      .optional(),
    privKey: secret('Privacy passphrase, at least 8 characters.').optional(),
  },
);

/** Where traps and informs are received, and whose are taken. */
export const trapsSchema = section('SNMP traps and informs; absent: none are received.', {
  listen: z
    .union(
      [place(), z.array(place()).min(1).max(8)],
      'an address and a port such as 0.0.0.0:162, or a list of 1 to 8',
    )
    .meta({ description: 'Where to listen; 0.0.0.0:162 and [::]:162 when absent.' })
    .optional(),
  communities: z
    .array(secret('Community.'), 'a list of secrets')
    .max(64, 'at most 64 communities')
    .meta({ description: 'Communities of v1 and v2c that are taken.' })
    .optional(),
  users: z
    .array(userSchema, 'a list of users')
    .max(64, 'at most 64 users')
    .meta({ description: 'Users of v3 that are taken.' })
    .optional(),
  perSecond: whole(
    'Traps of one device taken per second, and twice as many at once; the others are dropped unread.',
    {
      least: 1,
      most: 1_000,
    },
  ).optional(),
});

/** A traps section whose form has been checked. */
export type TrapsEntry = z.output<typeof trapsSchema>;

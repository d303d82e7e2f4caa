// The sections about who may come in: TLS, the kiosk link, and a reverse proxy that has checked who comes.

import { isIP } from 'node:net';
import { z } from 'zod';
import { ROLES } from '../domain/access.ts';
import { duration, secret } from './schema-scalars.ts';
import { section } from './section.ts';

/** Certificate files. */
export const tlsSchema = section('HTTPS instead of HTTP.', {
  cert: file('PEM file of the certificate and its chain, from this file.'),
  key: file('PEM file of its private key, without a passphrase, from this file.'),
});

const HEADER_WANTED = 'the name of a header: letters, digits and "-", such as X-Forwarded-User';

const proxySchema = section('A reverse proxy that has checked who comes.', {
  from: z
    .array(network('Address or network of the proxy.'), 'a list of addresses or networks')
    .min(1, 'at least one address or network')
    .max(16, 'at most 16 addresses or networks')
    .meta({ description: 'Where the proxy stands; the header is believed from nobody else.' }),
  userHeader: z
    .string({ error: HEADER_WANTED })
    .regex(/^[A-Za-z0-9-]{1,100}$/, HEADER_WANTED)
    .meta({ description: "Header with the user's name." }),
  unknownRole: z
    .literal(ROLES)
    .meta({ description: 'Role of a name that is no user here; absent: refused.' })
    .optional(),
});

/** Who may come in; users and tokens are made with `jalur user`. */
export const accessSchema = section('Who may come in; users and tokens are made with jalur user.', {
  kiosk: secret(
    'Secret of the link /kiosk/SECRET, which shows the wall without a log-in, at least 16 characters.',
  ).optional(),
  proxy: proxySchema.optional(),
  session: duration('How long a log-in holds.', { leastMs: 300_000, mostMs: 31 * 86_400_000 }).optional(),
});

function file(description: string) {
  const wanted = 'the path of a file';
  return z.string({ error: wanted }).trim().min(1, wanted).max(4_096, wanted).meta({ description });
}

/** An address or a network, in one spelling. */
function network(description: string) {
  const wanted = 'an address or a network of literal numbers, such as 127.0.0.1 or 10.76.0.0/24';
  return z
    .string({ error: wanted })
    .meta({ description, examples: ['127.0.0.1', '10.76.0.0/24'] })
    .transform((written, context) => {
      const [, address = '', bits] = /^([0-9a-fA-F.:]+)(?:\/(\d{1,3}))?$/.exec(written) ?? [];
      const family = isIP(address);
      const most = family === 4 ? 32 : 128;
      // IPv4-mapped addresses are told as what they are: IPv4.
      const isPlace = family !== 0 && !/^::ffff:/i.test(address);
      if (isPlace && (bits === undefined || (Number(bits) >= 1 && Number(bits) <= most))) {
        const canonical = family === 6 ? new URL(`http://[${address}]/`).hostname.slice(1, -1) : address;
        return bits === undefined ? canonical : `${canonical}/${Number(bits)}`;
      }
      const message =
        isPlace && Number(bits) === 0
          ? `${wanted}, but not everybody: the header would be anybody's`
          : wanted;
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    });
}

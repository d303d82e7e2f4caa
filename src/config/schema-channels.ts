// The schema of the ways on which people are told: one section per kind of channel.

import { z } from 'zod';
import type { ChannelConfig } from './notify-config.ts';
import { duration, id, secret, text, whole } from './schema-scalars.ts';
import { section } from './section.ts';

const line = (description: string, most: number) => {
  const wanted = `a text of 1 to ${most} characters`;
  return z.string({ error: wanted }).min(1, wanted).max(most, wanted).meta({ description });
};

const recipients = (description: string) =>
  z
    .array(text('Address.'), 'a list of addresses')
    .max(100, 'at most 100 addresses')
    .meta({ description })
    .optional();

const url = (description: string) => line(description, 2_000);

/** A way out that has a mailbox, a number or a chat at its end. */
const common = {
  id: id('Id; routes and contacts name it.'),
  locale: z
    .literal(['id', 'en'])
    .meta({ description: 'Language of its messages; the province’s when absent.' })
    .optional(),
  expire: duration('A message that could not be delivered for this long is given up.', {
    leastMs: 60_000,
    mostMs: 7 * 86_400_000,
  }).optional(),
  perMinute: whole('Most messages in a minute; what is more is put together into one.', {
    least: 1,
    most: 6_000,
  }).optional(),
  timeout: duration('An attempt is given up after this long.', {
    leastMs: 1_000,
    mostMs: 120_000,
  }).optional(),
};

const kind = <Kind extends ChannelConfig['kind']>(name: Kind, description: string) =>
  z.literal(name).meta({ description });

const webhookSchema = section('A call to a web service: a WhatsApp gateway, a ticket system, a chat.', {
  kind: kind('webhook', 'HTTP call.'),
  ...common,
  url: secret('http or https URL; in clear only when it holds no secret.'),
  method: z.literal(['POST', 'PUT']).meta({ description: 'POST when absent.' }).optional(),
  headers: z
    .record(z.string(), secret('Value of the header.'), 'a mapping of headers')
    .meta({ description: 'Further headers; those that let in, such as Authorization, as secrets.' })
    .optional(),
  secret: secret('Key of the signature in X-Jalur-Signature, at least 16 characters.').optional(),
  contentType: line('application/json when absent.', 200).optional(),
  template: line('Body with {{fields}} of the message; the message as JSON when absent.', 8_000).optional(),
  recipients: recipients('Who it is for, in the form of the service; for routes without a roster.'),
});

const telegramSchema = section('A Telegram bot.', {
  kind: kind('telegram', 'Telegram bot.'),
  ...common,
  token: secret('Token of the bot, from @BotFather.'),
  recipients: recipients('Ids of chats, or @names of channels; for routes without a roster.'),
  apiUrl: url('https://api.telegram.org when absent.').optional(),
});

const emailSchema = section('E-mail by an SMTP server.', {
  kind: kind('email', 'E-mail.'),
  ...common,
  host: line('Name or address of the SMTP server.', 253),
  port: whole('587 when absent, 465 with tls, 25 with none.', { least: 1, most: 65_535 }).optional(),
  security: z
    .literal(['tls', 'starttls', 'none'])
    .meta({ description: 'tls from the first octet, starttls (when absent), or none.' })
    .optional(),
  user: text('User name, with a password.').optional(),
  password: secret('Password.').optional(),
  from: text('Address of the sender, alone or as Name <address>.'),
  recipients: recipients('Addresses; for routes without a roster.'),
});

const alertmanagerSchema = section('Prometheus Alertmanager, which then tells people by its own ways.', {
  kind: kind('alertmanager', 'Alertmanager API v2.'),
  ...common,
  urls: z
    .array(url('Base URL.'), 'a list of URLs')
    .min(1, 'at least one URL')
    .max(16, 'at most 16 URLs')
    .meta({ description: 'Base URLs of all members of the cluster, such as http://10.76.0.9:9093.' }),
  user: text('User name, with a password.').optional(),
  password: secret('Password.').optional(),
  token: secret('Bearer token, instead of user and password.').optional(),
  resend: duration('Firing alerts are sent again this often.', {
    leastMs: 10_000,
    mostMs: 3_600_000,
  }).optional(),
});

const syslogSchema = section('A syslog server (RFC 5424).', {
  kind: kind('syslog', 'Syslog.'),
  ...common,
  host: line('Name or address of the server.', 253),
  port: whole('514 when absent.', { least: 1, most: 65_535 }).optional(),
  transport: z.literal(['udp', 'tcp']).meta({ description: 'udp when absent.' }).optional(),
  facility: whole('Facility; 16 (local0) when absent.', { least: 0, most: 23 }).optional(),
  appName: z
    .string({ error: 'a word of 1 to 48 printable characters' })
    .regex(/^[!-~]{1,48}$/, 'a word of 1 to 48 printable characters')
    .meta({ description: 'APP-NAME; jalur when absent.' })
    .optional(),
});

const commandSchema = section('A program on this machine: a GSM modem, a siren, a lamp.', {
  kind: kind('command', 'Program.'),
  ...common,
  command: z
    .array(line('Program or argument.', 1_000), 'a list: the program and its arguments')
    .min(1, 'a list: the program and its arguments')
    .max(64, 'at most 64 words')
    .meta({ description: 'Program by its whole path, and its arguments; no shell is between.' }),
  recipients: recipients('Who it is for, such as telephone numbers; for routes without a roster.'),
});

/** One channel. */
export const channelSchema = z
  .discriminatedUnion('kind', [
    webhookSchema,
    telegramSchema,
    emailSchema,
    alertmanagerSchema,
    syslogSchema,
    commandSchema,
  ])
  .meta({ description: 'One way on which people are told.' });

/** A channel whose form has been checked. */
export type ChannelEntry = z.output<typeof channelSchema>;

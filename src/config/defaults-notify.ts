// What a configuration does not say about messages, the dead man's switch and planned work. docs/configuration.md prints it.

import type { Severity } from '../domain/alert.ts';
import { WEEKDAYS } from '../domain/maintenance.ts';
import type { ChannelConfig, DeadManConfig, HoursConfig } from './notify-config.ts';

const DAY_MS = 86_400_000;

/** Figures of a channel; `perMinute` and `timeoutMs` follow from what is at its end. */
export const CHANNEL_DEFAULTS: Readonly<
  Record<ChannelConfig['kind'], { readonly perMinute: number; readonly timeoutMs: number }>
> = {
  webhook: { perMinute: 30, timeoutMs: 10_000 },
  /** Telegram takes 20 a minute into one group (core.telegram.org/bots/faq). */
  telegram: { perMinute: 20, timeoutMs: 10_000 },
  email: { perMinute: 20, timeoutMs: 30_000 },
  /** Machines read all of it. */
  alertmanager: { perMinute: 6_000, timeoutMs: 10_000 },
  syslog: { perMinute: 6_000, timeoutMs: 5_000 },
  /** A GSM modem takes some seconds for an SMS. */
  command: { perMinute: 10, timeoutMs: 30_000 },
};

/** Whoever was without messages for a day reads the page instead. */
export const EXPIRE_MS = DAY_MS;
/** Long enough for the links behind a cut one to be found out; a person loses nothing by it. */
export const WAIT_MS = 5_000;

/** Kinds of channel that people are at the end of; the others are read by machines. */
export const CHANNELS_OF_PEOPLE: readonly ChannelConfig['kind'][] = [
  'webhook',
  'telegram',
  'email',
  'command',
];

/** Port of SMTP by how it is secured (RFC 8314 §3.3, RFC 6409). */
export const SMTP_PORTS = { tls: 465, starttls: 587, none: 25 } as const;
/** Syslog: port, and facility local0. */
export const SYSLOG_DEFAULTS = { port: 514, transport: 'udp', facility: 16, appName: 'jalur' } as const;
/** As Prometheus does by itself. Alertmanager forgets an alert that was not repeated for five minutes. */
export const ALERTMANAGER_RESEND_MS = 60_000;
/** Telegram’s own. */
export const TELEGRAM_API = 'https://api.telegram.org';

/** Routes that do not say so: what is told, and what waits at night. */
export const ROUTE_FROM: Severity = 'warning';
export const QUIET_BELOW: Severity = 'major';
export const NIGHT: HoursConfig = { days: WEEKDAYS, fromMinute: 22 * 60, toMinute: 6 * 60 };

/** The dead man’s switch. */
export const DEAD_MAN_DEFAULTS: Omit<DeadManConfig, 'url'> = {
  method: 'GET',
  everyMs: 60_000,
  timeoutMs: 10_000,
};

/** Longest window that comes once; what lasts longer is no window but another plan. */
export const MOST_WINDOW_MS = 30 * DAY_MS;
/** Windows that have been over for so long only lengthen the file. */
export const STALE_WINDOW_MS = 90 * DAY_MS;

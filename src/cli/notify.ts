// `jalur notify CHANNEL`: one test message through a configured channel, and what the other side said to it.

import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Config } from '../config/config.ts';
import type { ChannelConfig } from '../config/notify-config.ts';
import { addressFault } from '../config/recipient.ts';
import { didYouMean } from '../config/suggest.ts';
import { zoneOf } from '../domain/local-time.ts';
import type { ChannelDeps } from '../notify/channels/common/deps.ts';
import { openChannel } from '../notify/channels/open.ts';
import type { Channel, Message, Receipt } from '../notify/port.ts';
import { pageLink } from '../notify/words/page-link.ts';
import { systemClock } from '../runtime/clock.ts';
import { createLog } from '../runtime/log.ts';
import { systemTimers } from '../runtime/timers.ts';
import { alertsReport, type ChannelRow } from './check-alerts.ts';
import { momentText } from './check-alerts-text.ts';
import { type Command, type CommandContext, UsageError } from './command.ts';
import { CONFIG_OPTION, configPath, loadOrFail } from './load.ts';
import { json, table } from './output.ts';
import { VERSION } from './version.ts';

/** How a channel is opened; a test hands in its own. */
export type ChannelOpener = (config: ChannelConfig, deps: ChannelDeps) => Channel;

/** The command, with the real channels. */
export const notifyCommand: Command = notifyCommandWith(openChannel);

/** The command, with channels opened as told. */
export function notifyCommandWith(open: ChannelOpener): Command {
  return {
    name: 'notify',
    summary: 'send one test message through a channel, and tell what the other side answers',
    positionals: ['[CHANNEL]'],
    options: {
      config: CONFIG_OPTION,
      to: {
        type: 'string',
        value: 'ADDRESS',
        help: 'whom to send it to; the channel’s own recipients when absent',
      },
      list: { type: 'boolean', help: 'list the channels there are' },
      json: { type: 'boolean', help: 'print JSON' },
    },
    details:
      'The message says that it is a test. Nothing is tried again: what the other side answers to this one attempt is ' +
      'told, and the exit status is 1 when it did not take the message. The running jalur is not needed.',
    run: (context) => notify(context, open),
  };
}

async function notify(context: CommandContext, open: ChannelOpener): Promise<0 | 1> {
  const [name] = context.positionals;
  const config = loadOrFail(configPath(context), context.env);
  if (context.options['list'] === true) return list(context, config);
  if (name === undefined) throw new UsageError('"notify" wants CHANNEL, or --list');
  const channel = channelOf(config, name);
  const message = testMessage(config, channel, toOf(context, channel));
  const receipt = await send(message, { channel, open, signal: context.signal });
  if (context.options['json'] === true)
    context.print(json({ channel: channel.id, kind: channel.kind, message, receipt }));
  else context.print(`${channel.id} (${channel.kind}): ${receiptText(receipt)}`);
  return receipt.kind === 'delivered' ? 0 : 1;
}

function list(context: CommandContext, config: Config): 0 {
  const { channels } = alertsReport(config, systemClock.wallMs());
  if (context.options['json'] === true) context.print(json(channels));
  else if (channels.length === 0) context.print('there are no channels; alerts.notify names them');
  else for (const line of table(channels.map(channelCells))) context.print(line);
  return 0;
}

function channelCells({ id, kind, to, recipients, routes }: ChannelRow): readonly string[] {
  return [id, kind, to, recipients > 0 ? `to ${recipients}` : '', routes.join(', ') || 'no route'];
}

function channelOf(config: Config, name: string): ChannelConfig {
  const { channels } = config.notify;
  const found = channels.find(({ id }) => id === name);
  if (found) return found;
  const ids = channels.map(({ id }) => id);
  const known =
    ids.length === 0 ? 'the configuration has none (alerts.notify)' : `there are ${ids.join(', ')}`;
  throw new UsageError(`there is no channel "${name}"${didYouMean(name, ids) || `; ${known}`}`);
}

function toOf(context: CommandContext, channel: ChannelConfig): readonly string[] {
  const { to } = context.options;
  if (to === undefined) return [];
  const fault = typeof to === 'string' && to !== '' ? addressFault(channel.kind, to) : 'wanted an address';
  if (fault !== undefined) throw new UsageError(`--to: ${fault}`);
  return [String(to)];
}

/** A message that nobody takes for an alert. */
function testMessage(config: Config, { id, locale }: ChannelConfig, recipients: readonly string[]): Message {
  const now = systemClock.wallMs();
  const { name, timezone } = config.network.province;
  const at = `${momentText(now, zoneOf(timezone))} (${timezone})`;
  const url = pageLink(config.notify.pageUrl);
  const words = WORDS[locale];
  return {
    id: `test-${randomUUID()}`,
    kind: 'test',
    locale,
    severity: 'info',
    incident: 0,
    subject: words.subject(name),
    body: words.body(id, at, hostname()),
    ...(url !== undefined && { url }),
    startsAt: now,
    labels: { channel: id },
    recipients,
  };
}

const WORDS = {
  id: {
    subject: (province: string) => `Uji coba jalur: ${province}`,
    body: (channel: string, at: string, host: string) =>
      `Pesan uji coba lewat saluran "${channel}", dikirim ${at} dari ${host}.\nTidak ada gangguan, tidak perlu ditindaklanjuti.`,
  },
  en: {
    subject: (province: string) => `Test of jalur: ${province}`,
    body: (channel: string, at: string, host: string) =>
      `Test message through the channel "${channel}", sent ${at} from ${host}.\nNothing is wrong; nothing needs to be done.`,
  },
} as const;

async function send(
  message: Message,
  way: { readonly channel: ChannelConfig; readonly open: ChannelOpener; readonly signal: AbortSignal },
): Promise<Receipt> {
  const channel = way.open(way.channel, {
    clock: systemClock,
    timers: systemTimers,
    log: createLog({ level: 'error' }),
    userAgent: `jalur/${VERSION}`,
    hostname: hostname(),
  });
  try {
    return await channel.send(message, way.signal);
  } finally {
    await channel.close();
  }
}

function receiptText(receipt: Receipt): string {
  switch (receipt.kind) {
    case 'delivered':
      return `the other side took the message${receipt.reference === undefined ? '' : ` (${receipt.reference})`}`;
    case 'later':
      return `not now: ${receipt.detail}${receipt.afterMs === undefined ? '' : `; it asks for a pause of ${Math.ceil(receipt.afterMs / 1_000)} s`}`;
    case 'refused':
      return `refused: ${receipt.detail}`;
  }
}

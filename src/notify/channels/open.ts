// Opens a channel of any kind. A new kind is one file, and one line here.

import type { ChannelConfig } from '../../config/notify-config.ts';
import type { Channel } from '../port.ts';
import { openAlertmanager } from './alertmanager.ts';
import { openCommand } from './command.ts';
import type { ChannelDeps } from './common/deps.ts';
import { openEmail } from './email.ts';
import { openSyslog } from './syslog.ts';
import { openTelegram } from './telegram.ts';
import { openWebhook } from './webhook.ts';

/** Opens the channel that a configuration describes. Nothing is connected or started before the first message. */
export function openChannel(config: ChannelConfig, deps: ChannelDeps): Channel {
  switch (config.kind) {
    case 'webhook':
      return openWebhook(config, deps);
    case 'telegram':
      return openTelegram(config, deps);
    case 'email':
      return openEmail(config, deps);
    case 'alertmanager':
      return openAlertmanager(config, deps);
    case 'syslog':
      return openSyslog(config, deps);
    case 'command':
      return openCommand(config, deps);
  }
}

// Addresses of people, by the kind of channel that reaches them.

import type { ChannelConfig } from './notify-config.ts';

const EMAIL =
  /^[^\s@<>,;:"()[\]\\]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/i;
/** A user's or group's number, or the public name of a channel. */
const TELEGRAM_CHAT = /^(?:-?\d{1,20}|@[A-Za-z]\w{3,31})$/;

/** What is wrong with an address; undefined when nothing is, as far as its form can tell. */
export function addressFault(kind: ChannelConfig['kind'], address: string): string | undefined {
  switch (kind) {
    case 'email':
      return EMAIL.test(address) && !address.includes('..')
        ? undefined
        : `found "${address}", wanted an e-mail address such as piket@sulbarprov.go.id`;
    case 'telegram':
      return TELEGRAM_CHAT.test(address)
        ? undefined
        : `found "${address}", wanted the id of a chat such as "-1001234567890", or @name of a public channel`;
    case 'alertmanager':
    case 'syslog':
      return `a channel of kind ${kind} has no addresses: machines read it`;
    case 'webhook':
    case 'command':
      return undefined;
  }
}

/** Whether nothing can be sent through a channel as long as nobody is named. */
export function needsRecipients(channel: ChannelConfig): boolean {
  switch (channel.kind) {
    case 'email':
    case 'telegram':
      return channel.recipients.length === 0;
    case 'webhook':
      return channel.recipients.length === 0 && /\{\{\s*recipient\s*\}\}/.test(channel.template ?? '');
    case 'alertmanager':
    case 'syslog':
    case 'command':
      return false;
  }
}

// What every channel is handed, and how the configuration of one kind is named.

import type { ChannelConfig } from '../../../config/notify-config.ts';
import type { Clock } from '../../../runtime/clock.ts';
import type { Log } from '../../../runtime/log.ts';
import type { Timers } from '../../../runtime/timers.ts';
import type { ReadAttachment } from '../../attachment.ts';

/** What a channel needs of the rest of the program. */
export interface ChannelDeps {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  /** Name and version of this program, for User-Agent and X-Mailer: `jalur/0.1.0`. */
  readonly userAgent: string;
  /** Name of this machine, as syslog receivers are told. */
  readonly hostname: string;
  /** Reads the files of messages; absent: there are none. */
  readonly readAttachment?: ReadAttachment;
}

/** The configuration of a channel of one kind. */
export type ConfigOf<K extends ChannelConfig['kind']> = Extract<ChannelConfig, { kind: K }>;

// A message, and what channels are handed in tests: real timers, a silent log that can be read.

import type { Secret } from '../../../src/config/config.ts';
import type { ChannelCommon } from '../../../src/config/notify-config.ts';
import type { ChannelDeps } from '../../../src/notify/channels/common/deps.ts';
import type { Message } from '../../../src/notify/port.ts';
import { systemClock } from '../../../src/runtime/clock.ts';
import type { Log } from '../../../src/runtime/log.ts';
import { systemTimers } from '../../../src/runtime/timers.ts';

/** When the sample outage began: 2026-11-24 02:15:00 UTC. */
export const BEGAN_AT = Date.UTC(2026, 10, 24, 2, 15);

/** A message about a regency that was cut off. */
export function sample(over: Partial<Message> = {}): Message {
  return {
    id: 'm-17-1',
    kind: 'raised',
    locale: 'id',
    severity: 'critical',
    incident: 17,
    alert: 17,
    subject: 'Putus: Provinsi–Majene. 14 desa, 9 kantor ikut terputus',
    body: 'Gangguan #17\nSejak 10.15 WITA\nSebab: "serat putus" di km 12\\Tubo',
    url: 'http://10.76.0.9:8080/alarm/17',
    startsAt: BEGAN_AT,
    labels: { rule: 'link.down', link: 'prov-majene', regency: 'Majene' },
    recipients: [],
    ...over,
  };
}

/** What every channel's configuration has. */
export const COMMON: ChannelCommon = {
  id: 'test',
  locale: 'id',
  expireMs: 3_600_000,
  perMinute: 60,
  timeoutMs: 5_000,
};

/** A secret, as the configuration hands it. */
export function secret(text: string): Secret {
  return { reveal: () => text };
}

/** A log that keeps its lines. */
export class KeptLog implements Log {
  readonly lines: string[] = [];
  debug(message: string, data?: object): void {
    this.#keep('debug', message, data);
  }
  info(message: string, data?: object): void {
    this.#keep('info', message, data);
  }
  warn(message: string, data?: object): void {
    this.#keep('warn', message, data);
  }
  error(message: string, data?: object): void {
    this.#keep('error', message, data);
  }
  child(): Log {
    return this;
  }
  #keep(level: string, message: string, data: object = {}): void {
    this.lines.push(`${level} ${message} ${JSON.stringify(data)}`);
  }
}

/** The machine's own clock and timers, unless told otherwise. */
export function channelDeps(over: Partial<ChannelDeps> = {}): ChannelDeps {
  return {
    clock: systemClock,
    timers: systemTimers,
    log: new KeptLog(),
    userAgent: 'jalur/0.0.0',
    hostname: 'noc',
    ...over,
  };
}

/** A signal that nobody aborts. */
export function noAbort(): AbortSignal {
  return new AbortController().signal;
}

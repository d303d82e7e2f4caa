// Configurations of messages for tests, made from a few words.

import type {
  ChannelConfig,
  HoursConfig,
  NotifyConfig,
  RouteConfig,
} from '../../../src/config/notify-config.ts';
import { WEEKDAYS } from '../../../src/domain/maintenance.ts';
import type { RuleScope } from '../../../src/domain/rule.ts';

export const EVERYWHERE: RuleScope = {
  links: [],
  sites: [],
  regencies: [],
  media: [],
  providers: [],
  tags: [],
};

/** 22:00 to 06:00, every night. */
export const NIGHT: HoursConfig = { days: WEEKDAYS, fromMinute: 22 * 60, toMinute: 6 * 60 };

/** A command channel: whoever it reaches is in `recipients`. */
export function channel(
  id: string,
  recipients: readonly string[] = [],
  locale: 'id' | 'en' = 'id',
): ChannelConfig {
  return {
    id,
    kind: 'command',
    command: ['/bin/true'],
    recipients,
    locale,
    expireMs: 3_600_000,
    perMinute: 60,
    timeoutMs: 10_000,
  };
}

/** An Alertmanager. */
export const ALERTMANAGER: ChannelConfig = {
  id: 'am',
  kind: 'alertmanager',
  urls: ['http://127.0.0.1:9093'],
  resendMs: 60_000,
  locale: 'en',
  expireMs: 3_600_000,
  perMinute: 600,
  timeoutMs: 10_000,
};

/** Routes `r0`, `r1`…, each to the channel `sms` at once, the end included, unless it says otherwise. */
export function notifyConfig(
  routes: readonly Partial<RouteConfig>[],
  changes: Partial<NotifyConfig> = {},
): NotifyConfig {
  return {
    waitMs: 5_000,
    channels: [channel('sms'), channel('mail', ['ops@example.id']), channel('siren'), ALERTMANAGER],
    people: [],
    rosters: [],
    routes: routes.map((route, index) => ({
      id: `r${index}`,
      from: 'info',
      rules: [],
      scope: EVERYWHERE,
      steps: [{ afterMs: 0, channels: ['sms'] }],
      cleared: true,
      ...route,
    })),
    ...changes,
  };
}

// Who is told of alerts, when, and by which way: what `alerts.notify` says, every default resolved.

import type { Severity } from '../domain/alert.ts';
import type { Locale } from '../domain/explain.ts';
import type { Weekday } from '../domain/maintenance.ts';
import type { RuleScope } from '../domain/rule.ts';
import type { Secret } from './config.ts';

/** Hours of some days. Minutes from midnight in the province's time zone; `toMinute` ≤ `fromMinute` runs over midnight. */
export interface HoursConfig {
  /** Days on which the hours begin. */
  readonly days: readonly Weekday[];
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** What every channel has. */
export interface ChannelCommon {
  /** Unique among channels. */
  readonly id: string;
  readonly locale: Locale;
  /** A message that could not be delivered for this long is given up, counted and told, ms. */
  readonly expireMs: number;
  /** Most messages in a minute; what is more is put together into one. */
  readonly perMinute: number;
  /** An attempt is given up after this long, ms. */
  readonly timeoutMs: number;
}

/** One way out. Recipients are those of the channel itself, for routes without a roster. */
export type ChannelConfig = ChannelCommon &
  (
    | {
        readonly kind: 'webhook';
        readonly url: Secret;
        readonly method: 'POST' | 'PUT';
        readonly headers: ReadonlyMap<string, Secret>;
        /** Key of the HMAC-SHA256 in `X-Jalur-Signature`; absent: unsigned. */
        readonly secret?: Secret;
        readonly contentType: string;
        /** `{{name}}` is replaced by a field of the message; absent: the message as JSON. */
        readonly template?: string;
        readonly recipients: readonly string[];
      }
    | {
        readonly kind: 'telegram';
        readonly token: Secret;
        /** Chat ids. */
        readonly recipients: readonly string[];
        readonly apiUrl: string;
      }
    | {
        readonly kind: 'email';
        readonly host: string;
        readonly port: number;
        readonly security: 'tls' | 'starttls' | 'none';
        readonly user?: string;
        readonly password?: Secret;
        readonly from: string;
        readonly recipients: readonly string[];
      }
    | {
        readonly kind: 'alertmanager';
        /** Base URLs of all members of a cluster: each is sent everything. */
        readonly urls: readonly string[];
        readonly user?: string;
        readonly password?: Secret;
        readonly token?: Secret;
        /** Firing alerts are sent again this often, ms. */
        readonly resendMs: number;
      }
    | {
        readonly kind: 'syslog';
        readonly host: string;
        readonly port: number;
        readonly transport: 'udp' | 'tcp';
        /** RFC 5424 facility, 0 to 23. */
        readonly facility: number;
        readonly appName: string;
      }
    | {
        readonly kind: 'command';
        /** Program and arguments, no shell; the message comes as JSON on stdin and as JALUR_… variables. */
        readonly command: readonly [program: string, ...args: string[]];
        readonly recipients: readonly string[];
      }
  );

/** A person on a roster. */
export interface PersonConfig {
  readonly id: string;
  readonly name: string;
  /** Address by channel id. */
  readonly contacts: ReadonlyMap<string, readonly string[]>;
}

/** Who is on call when. The first shift whose hours contain the moment counts; none: the channel's own recipients. */
export interface RosterConfig {
  readonly id: string;
  readonly shifts: readonly { readonly hours: HoursConfig; readonly people: readonly string[] }[];
}

/** One step of a route. */
export interface StepConfig {
  /** Since the alert was announced, ms; the first step has 0. Later ones are taken only while nobody has acknowledged. */
  readonly afterMs: number;
  readonly channels: readonly string[];
  /** Whom of these channels; absent: the channel's own recipients. */
  readonly roster?: string;
}

/** What is told to whom. Every route that covers an alert is taken. */
export interface RouteConfig {
  readonly id: string;
  /** Alerts at least this severe. */
  readonly from: Severity;
  /** Names of rules, `*` for anything; empty: all. */
  readonly rules: readonly string[];
  /** Monitor alerts are covered when every list is empty. */
  readonly scope: RuleScope;
  readonly steps: readonly StepConfig[];
  /** Whether the end is told to those who were told of the beginning. */
  readonly cleared: boolean;
  /** While nobody has acknowledged, the last step taken is repeated this often, ms; absent: never. */
  readonly remindMs?: number;
  /** Alerts less severe than `below` wait for the end of these hours, and come as one message then. */
  readonly quiet?: { readonly hours: HoursConfig; readonly below: Severity };
}

/** Everything about messages. Without channels nobody is told; the page shows all the same. */
export interface NotifyConfig {
  /** Address of the page as its readers reach it; absent: messages carry no link. */
  readonly pageUrl?: string;
  /** A new alert waits this long, so that its first message tells how much it took along, ms. */
  readonly waitMs: number;
  readonly channels: readonly ChannelConfig[];
  readonly people: readonly PersonConfig[];
  readonly rosters: readonly RosterConfig[];
  readonly routes: readonly RouteConfig[];
}

/** A sign of life to a place outside, which raises the alarm when it stays away. */
export interface DeadManConfig {
  readonly url: Secret;
  readonly method: 'GET' | 'POST' | 'HEAD';
  readonly everyMs: number;
  readonly timeoutMs: number;
}

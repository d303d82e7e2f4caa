// Which routes cover an alert, whom a step reaches at a moment, and until when a route keeps quiet: the configuration of
// messages, made ready for questions.

import type {
  ChannelConfig,
  HoursConfig,
  NotifyConfig,
  RouteConfig,
  StepConfig,
} from '../../config/notify-config.ts';
import type { Alert, Severity } from '../../domain/alert.ts';
import { isAtLeast } from '../../domain/alert-life.ts';
import { addDays, type Zone } from '../../domain/local-time.ts';
import type { Network } from '../../domain/network.ts';
import { covers } from '../../domain/rule-book.ts';
import { withinHours } from '../../domain/rule-judge.ts';

/** Addresses by channel id. A channel without recipients of its own has the empty address. */
export type Targets = ReadonlyMap<string, readonly string[]>;

/** Answers from one configuration and one network. */
export class Routing {
  readonly config: NotifyConfig;
  readonly #network: Network;
  readonly #zone: Zone;
  readonly #routes: ReadonlyMap<string, RouteConfig>;
  readonly #channels: ReadonlyMap<string, ChannelConfig>;
  readonly #patterns: ReadonlyMap<string, readonly RegExp[]>;

  constructor(config: NotifyConfig, network: Network, zone: Zone) {
    this.config = config;
    this.#network = network;
    this.#zone = zone;
    this.#routes = new Map(config.routes.map((route) => [route.id, route]));
    this.#channels = new Map(config.channels.map((channel) => [channel.id, channel]));
    this.#patterns = new Map(config.routes.map((route) => [route.id, route.rules.map(patternOf)]));
  }

  route(id: string): RouteConfig | undefined {
    return this.#routes.get(id);
  }

  channel(id: string): ChannelConfig | undefined {
    return this.#channels.get(id);
  }

  /** Whether a route is about an alert as it is now. */
  covers(route: RouteConfig, alert: Alert): boolean {
    if (!isAtLeast(alert.severity, route.from)) return false;
    const patterns = this.#patterns.get(route.id) ?? [];
    if (patterns.length > 0 && !patterns.some((pattern) => pattern.test(alert.rule))) return false;
    if (Object.values(route.scope).every((list) => list.length === 0)) return true;
    const link = alert.subject === 'monitor' ? undefined : this.#network.links.get(alert.subject);
    return link !== undefined && covers(route, link, this.#network);
  }

  /** Whom a step reaches at this moment; channels that are not configured any more are left out. */
  targets(step: StepConfig, at: number): Targets {
    const onCall = step.roster === undefined ? [] : this.#onCall(step.roster, at);
    const targets = new Map<string, readonly string[]>();
    for (const id of step.channels) {
      const channel = this.#channels.get(id);
      if (!channel) continue;
      const own = ownRecipients(channel);
      const addresses =
        onCall.length === 0 ? own : onCall.flatMap((person) => person.contacts.get(id) ?? own);
      targets.set(id, [...new Set(addresses.length === 0 ? [''] : addresses)]);
    }
    return targets;
  }

  /** What a message carries: nothing where it goes to the channel's own recipients. */
  recipients(channel: ChannelConfig, addresses: ReadonlySet<string>): readonly string[] {
    const named = [...addresses].filter((address) => address !== '');
    const own = ownRecipients(channel);
    return named.length === own.length && own.every((address) => addresses.has(address)) ? [] : named;
  }

  /** End of the quiet hours in which a route tells nothing of this severity, epoch ms; undefined outside of them. */
  quietUntil({ quiet }: RouteConfig, severity: Severity, at: number): number | undefined {
    if (!quiet || isAtLeast(severity, quiet.below)) return undefined;
    return hoursEnd(quiet.hours, at, this.#zone);
  }

  /** The first shift that contains the moment. */
  #onCall(roster: string, at: number): NotifyConfig['people'] {
    const local = this.#zone.at(at);
    const { rosters, people } = this.config;
    const shift = rosters
      .find(({ id }) => id === roster)
      ?.shifts.find(({ hours }) => withinHours(hours, local));
    return people.filter(({ id }) => shift?.people.includes(id));
  }
}

/** When the hours that contain a moment end, epoch ms; undefined outside of them. */
export function hoursEnd(hours: HoursConfig, at: number, zone: Zone): number | undefined {
  const local = zone.at(at);
  if (!withinHours(hours, local)) return undefined;
  const { fromMinute, toMinute } = hours;
  const isTomorrow = toMinute <= fromMinute && local.minute >= fromMinute;
  return zone.epochOf(isTomorrow ? addDays(local, 1) : local, toMinute);
}

function ownRecipients(channel: ChannelConfig): readonly string[] {
  return 'recipients' in channel ? channel.recipients : [];
}

/** `*` stands for anything. */
function patternOf(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'u');
}

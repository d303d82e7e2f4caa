// From who is told what, as written, to channels, people, rosters and routes that fit each other.

import { BUILT_IN_RULES, SEVERITIES } from '../domain/alert.ts';
import { WEEKDAYS } from '../domain/maintenance.ts';
import type { Rule } from '../domain/rule.ts';
import { alertRuleOf } from '../domain/rule-book.ts';
import { CHANNELS_OF_PEOPLE, NIGHT, QUIET_BELOW, ROUTE_FROM, WAIT_MS } from './defaults-notify.ts';
import type { RawConfig } from './include.ts';
import type {
  ChannelConfig,
  HoursConfig,
  NotifyConfig,
  PersonConfig,
  RosterConfig,
  RouteConfig,
  StepConfig,
} from './notify-config.ts';
import type { Path } from './place.ts';
import { addressFault } from './recipient.ts';
import { resolveChannel } from './resolve-channels.ts';
import { EVERYWHERE, Scopes } from './resolve-scope.ts';
import type { HoursEntry, NotifyEntry } from './schema-notify.ts';
import { didYouMean } from './suggest.ts';
import { type Tell, tellOf } from './tell.ts';
import { formatDuration } from './units.ts';
import type { Validated } from './validate.ts';
import { plainUrlFault, withoutSlash } from './web-address.ts';
import { reachesBeyond, stretchesOf } from './week.ts';

const SILENT: NotifyConfig = { waitMs: WAIT_MS, channels: [], people: [], rosters: [], routes: [] };
const BASE: Path = ['alerts', 'notify'];
type RouteEntry = NonNullable<NotifyEntry['routes']>[number];

/** Who is told; nobody when the section is absent. Mistakes leave parts that nobody uses. */
export function resolveNotify(raw: RawConfig, valid: Validated, rules: readonly Rule[]): NotifyConfig {
  const entry = valid.sections.alerts?.notify;
  if (!entry) return SILENT;
  const resolver = new NotifyResolver(raw, valid, rules);
  const { pageUrl } = entry;
  const fault = pageUrl === undefined ? undefined : plainUrlFault(pageUrl, 'https://jalur.example.go.id');
  if (fault !== undefined) resolver.add(['pageUrl'], `pageUrl: ${fault}`);
  const channels = resolver.channels(entry);
  const people = resolver.people(entry, channels);
  const rosters = resolver.rosters(entry);
  return {
    ...(pageUrl !== undefined && { pageUrl: withoutSlash(pageUrl) }),
    waitMs: entry.wait ?? WAIT_MS,
    channels,
    people,
    rosters,
    routes: entry.routes ? resolver.routes(entry.routes, channels, rosters) : defaultRoutes(channels),
  };
}

/** Everybody at once when it is severe, in the morning when it is not; machines always. */
export function defaultRoutes(channels: readonly ChannelConfig[]): readonly RouteConfig[] {
  const idsOf = (ofPeople: boolean) =>
    channels.filter(({ kind }) => CHANNELS_OF_PEOPLE.includes(kind) === ofPeople).map(({ id }) => id);
  const common = { from: ROUTE_FROM, rules: [], scope: EVERYWHERE, cleared: true };
  const routes: readonly RouteConfig[] = [
    {
      ...common,
      id: 'people',
      steps: [{ afterMs: 0, channels: idsOf(true) }],
      quiet: { hours: NIGHT, below: QUIET_BELOW },
    },
    { ...common, id: 'machines', steps: [{ afterMs: 0, channels: idsOf(false) }] },
  ];
  return routes.filter(({ steps }) => steps.some((step) => step.channels.length > 0));
}

class NotifyResolver {
  readonly #tell: Tell;
  readonly #scopes: Scopes;
  readonly #valid: Validated;
  /** Names that alerts may have. */
  readonly #rules: readonly string[];

  constructor(raw: RawConfig, valid: Validated, rules: readonly Rule[]) {
    this.#tell = tellOf(raw);
    this.#scopes = new Scopes(valid, this.#tell);
    this.#valid = valid;
    this.#rules = [...BUILT_IN_RULES, ...rules.map(alertRuleOf)];
  }

  add(path: Path, message: string): void {
    this.#tell.add([...BASE, ...path], message);
  }

  channels({ channels }: NotifyEntry): readonly ChannelConfig[] {
    this.#unique('channels', channels);
    const locale = this.#valid.sections.province?.locale ?? 'id';
    const deps = { tell: this.#tell, locale, clearIsMistake: this.#valid.sections.lab === undefined };
    return channels.map((channel, index) => resolveChannel(channel, [...BASE, 'channels', index], deps));
  }

  people({ people = [] }: NotifyEntry, channels: readonly ChannelConfig[]): readonly PersonConfig[] {
    this.#unique('people', people);
    const kinds = new Map(channels.map(({ id, kind }) => [id, kind]));
    return people.map(({ id, name, contacts }, index) => {
      const path: Path = ['people', index, 'contacts'];
      if (Object.keys(contacts).length === 0)
        this.add(path, `"${id}" has no contact, wanted an address for at least one channel`);
      const resolved = new Map<string, readonly string[]>();
      for (const [channel, written] of Object.entries(contacts)) {
        const addresses = typeof written === 'string' ? [written] : written;
        const kind = kinds.get(channel);
        resolved.set(channel, addresses);
        if (kind === undefined) this.#unknown([...path, channel], 'channel', channel, kinds.keys());
        else
          addresses.forEach((address, at) => {
            const fault = addressFault(kind, address);
            const place = typeof written === 'string' ? [...path, channel] : [...path, channel, at];
            if (fault !== undefined) this.add(place, fault);
          });
      }
      return { id, name, contacts: resolved };
    });
  }

  rosters({ rosters = [], people = [] }: NotifyEntry): readonly RosterConfig[] {
    this.#unique('rosters', rosters);
    const known = people.map(({ id }) => id);
    return rosters.map(({ id, shifts }, index) => {
      const resolved = shifts.map((shift) => ({ hours: hoursOf(shift), people: shift.people }));
      shifts.forEach((shift, at) => {
        const path: Path = ['rosters', index, 'shifts', at];
        this.#references([...path, 'people'], 'person', shift.people, known);
        const own = resolved[at];
        const before = resolved.slice(0, at).flatMap(({ hours }) => stretchesOf(hours));
        if (own && !reachesBeyond(stretchesOf(own.hours), before))
          this.add(path, 'the shift covers no time: those before it have all of its hours');
      });
      return { id, shifts: resolved };
    });
  }

  routes(
    entries: readonly RouteEntry[],
    channels: readonly ChannelConfig[],
    rosters: readonly RosterConfig[],
  ): readonly RouteConfig[] {
    this.#unique('routes', entries);
    return entries.map((entry, index) => {
      const path: Path = ['routes', index];
      return {
        id: entry.id,
        from: entry.from ?? ROUTE_FROM,
        rules: this.#ruleNames(entry.rules ?? [], [...path, 'rules']),
        scope: this.#scopes.rule(entry.scope, [...BASE, ...path, 'scope']),
        steps: this.#steps(entry.steps, [...path, 'steps'], {
          channels: channels.map(({ id }) => id),
          rosters: rosters.map(({ id }) => id),
        }),
        cleared: entry.cleared ?? true,
        ...(entry.remind !== undefined && { remindMs: entry.remind }),
        ...(entry.quiet && { quiet: this.#quiet(entry, [...path, 'quiet']) }),
      };
    });
  }

  #quiet({ quiet, from }: RouteEntry, path: Path): NonNullable<RouteConfig['quiet']> {
    const below = quiet?.below ?? QUIET_BELOW;
    if (SEVERITIES.indexOf(from ?? ROUTE_FROM) <= SEVERITIES.indexOf(below))
      this.add(
        [...path, 'below'],
        `nothing that this route tells (from ${from ?? ROUTE_FROM}) is less severe than ${below}, wanted a more severe "below", or no quiet hours`,
      );
    if (quiet?.from === undefined && quiet?.to === undefined)
      this.add(path, 'quiet hours from 00:00 to 24:00 would never end, wanted from and to');
    return { hours: hoursOf(quiet ?? {}), below };
  }

  #steps(
    entries: RouteEntry['steps'],
    path: Path,
    known: { readonly channels: readonly string[]; readonly rosters: readonly string[] },
  ): readonly StepConfig[] {
    return entries.map(({ after, channels, roster }, index) => {
      const place: Path = [...path, index];
      const afterMs = after ?? 0;
      const before = index === 0 ? undefined : (entries[index - 1]?.after ?? 0);
      if (before === undefined && afterMs !== 0)
        this.add(
          [...place, 'after'],
          `after: found ${formatDuration(afterMs)}, wanted 0s: the first step is at once`,
        );
      if (before !== undefined && afterMs <= before)
        this.add(
          [...place, 'after'],
          `after: found ${after === undefined ? 'nothing' : formatDuration(afterMs)}, wanted more than ${formatDuration(before)}, which the step before has`,
        );
      this.#references([...place, 'channels'], 'channel', channels, known.channels);
      if (roster !== undefined) this.#unknown([...place, 'roster'], 'roster', roster, known.rosters);
      return { afterMs, channels, ...(roster !== undefined && { roster }) };
    });
  }

  /** A rule may be named as its alerts are, or by its id; `link.*` are all that begin so. */
  #ruleNames(names: readonly string[], path: Path): readonly string[] {
    return names.map((name, index) => {
      const full = this.#rules.includes(`rule.${name}`) ? `rule.${name}` : name;
      const parts = full.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
      const pattern = new RegExp(`^${parts.join('.*')}$`, 'u');
      if (!this.#rules.some((rule) => pattern.test(rule)))
        this.add(
          [...path, index],
          `there is no rule "${name}"${didYouMean(name, [...this.#rules, ...this.#rules.map((rule) => rule.replace(/^rule\./, ''))])}`,
        );
      return full;
    });
  }

  #references(path: Path, what: string, ids: readonly string[], known: readonly string[]): void {
    ids.forEach((id, index) => {
      this.#unknown([...path, index], what, id, known);
      if (ids.indexOf(id) !== index) this.add([...path, index], `the ${what} "${id}" stands here twice`);
    });
  }

  #unknown(path: Path, what: string, id: string, known: Iterable<string>): void {
    const ids = [...known];
    if (!ids.includes(id)) this.add(path, `there is no ${what} "${id}"${didYouMean(id, ids)}`);
  }

  #unique(
    list: 'channels' | 'people' | 'rosters' | 'routes',
    entries: readonly { readonly id: string }[],
  ): void {
    entries.forEach(({ id }, index) => {
      if (entries.findIndex((entry) => entry.id === id) !== index)
        this.add([list, index, 'id'], `the id "${id}" is taken already among ${list}`);
    });
  }
}

function hoursOf({ days, from, to }: HoursEntry): HoursConfig {
  return { days: days ?? WEEKDAYS, fromMinute: from ?? 0, toMinute: to ?? 1_440 };
}

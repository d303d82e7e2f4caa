// From who is told what, as written, to channels, people, rosters and routes that fit each other.

import type { Rule } from '../domain/rule.ts';
import { WAIT_MS } from './defaults-notify.ts';
import { hoursOf } from './hours.ts';
import type { RawConfig } from './include.ts';
import type {
  ChannelConfig,
  NotifyConfig,
  PersonConfig,
  RosterConfig,
  RouteConfig,
} from './notify-config.ts';
import type { Path } from './place.ts';
import { addressFault, needsRecipients } from './recipient.ts';
import { References } from './references.ts';
import { resolveChannel } from './resolve-channels.ts';
import { defaultRoutes, resolveRoutes } from './resolve-routes.ts';
import { Scopes } from './resolve-scope.ts';
import type { NotifyEntry } from './schema-notify.ts';
import { tellOf } from './tell.ts';
import type { Validated } from './validate.ts';
import { plainUrlFault, withoutSlash } from './web-address.ts';
import { reachesBeyond, stretchesOf } from './week.ts';

const SILENT: NotifyConfig = { waitMs: WAIT_MS, channels: [], people: [], rosters: [], routes: [] };
const BASE: Path = ['alerts', 'notify'];

/** Who is told; nobody when the section is absent. Mistakes leave parts that nobody uses. */
export function resolveNotify(raw: RawConfig, valid: Validated, rules: readonly Rule[]): NotifyConfig {
  const entry = valid.sections.alerts?.notify;
  if (!entry) return SILENT;
  const tell = tellOf(raw);
  const references = new References(BASE, tell);
  const { pageUrl } = entry;
  const fault = pageUrl === undefined ? undefined : plainUrlFault(pageUrl, 'https://jalur.example.go.id');
  if (fault !== undefined) references.add(['pageUrl'], `pageUrl: ${fault}`);
  references.unique('channels', entry.channels);
  const deps = {
    tell,
    locale: valid.sections.province?.locale ?? 'id',
    clearIsMistake: valid.sections.lab === undefined,
  };
  const channels = entry.channels.map((channel, index) =>
    resolveChannel(channel, [...BASE, 'channels', index], deps),
  );
  const people = resolvePeople(entry, channels, references);
  const rosters = resolveRosters(entry, references);
  const routes = entry.routes
    ? resolveRoutes(entry.routes, {
        references,
        scopes: new Scopes(valid, tell),
        base: BASE,
        rules,
        channels: channels.map(({ id }) => id),
        rosters: rosters.map(({ id }) => id),
      })
    : defaultRoutes(channels);
  checkRecipients(channels, routes, references);
  return {
    ...(pageUrl !== undefined && { pageUrl: withoutSlash(pageUrl) }),
    waitMs: entry.wait ?? WAIT_MS,
    channels,
    people,
    rosters,
    routes,
  };
}

function resolvePeople(
  { people = [] }: NotifyEntry,
  channels: readonly ChannelConfig[],
  references: References,
): readonly PersonConfig[] {
  references.unique('people', people);
  const kinds = new Map(channels.map(({ id, kind }) => [id, kind]));
  return people.map(({ id, name, contacts }, index) => {
    const path: Path = ['people', index, 'contacts'];
    if (Object.keys(contacts).length === 0)
      references.add(path, `"${id}" has no contact, wanted an address for at least one channel`);
    const resolved = new Map<string, readonly string[]>();
    for (const [channel, written] of Object.entries(contacts)) {
      references.one([...path, channel], 'channel', channel, kinds.keys());
      const kind = kinds.get(channel);
      const addresses = typeof written === 'string' ? [written] : written;
      addresses.forEach((address, at) => {
        const fault = kind && addressFault(kind, address);
        const place = typeof written === 'string' ? [...path, channel] : [...path, channel, at];
        if (fault !== undefined) references.add(place, fault);
      });
      resolved.set(channel, addresses);
    }
    return { id, name, contacts: resolved };
  });
}

function resolveRosters(
  { rosters = [], people = [] }: NotifyEntry,
  references: References,
): readonly RosterConfig[] {
  references.unique('rosters', rosters);
  const known = people.map(({ id }) => id);
  return rosters.map(({ id, shifts }, index) => {
    const resolved = shifts.map((shift) => ({ hours: hoursOf(shift), people: shift.people }));
    resolved.forEach((shift, at) => {
      const path: Path = ['rosters', index, 'shifts', at];
      references.all([...path, 'people'], 'person', { ids: shift.people, known });
      const before = resolved.slice(0, at).flatMap(({ hours }) => stretchesOf(hours));
      if (!reachesBeyond(stretchesOf(shift.hours), before))
        references.add(path, 'the shift covers no time: those before it have all of its hours');
    });
    return { id, shifts: resolved };
  });
}

/** A chat or mailbox that a step without a roster would have to guess. */
function checkRecipients(
  channels: readonly ChannelConfig[],
  routes: readonly RouteConfig[],
  references: References,
): void {
  const alone = new Set(
    routes.flatMap(({ steps }) => steps.flatMap((step) => (step.roster === undefined ? step.channels : []))),
  );
  channels.forEach((channel, index) => {
    if (alone.has(channel.id) && needsRecipients(channel))
      references.add(
        ['channels', index],
        `the channel "${channel.id}" has no recipients, and a route uses it without a roster: it would tell nobody`,
      );
  });
}

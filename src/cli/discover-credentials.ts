// With what a discovery asks: the credentials of the configuration's links and those of the command line.

import type { Config } from '../config/config.ts';
import { unprinted } from '../config/secret.ts';
import type { Link } from '../domain/link.ts';
import { MOST_CREDENTIALS } from '../probe/discover/ask.ts';
import type { Credential } from '../probe/discover/sighting.ts';
import { UsageError } from './command.ts';

/** Credentials for an address, and what was left out of those that the configuration has. */
export interface Credentials {
  readonly of: (address: string) => readonly Credential[];
  /** Names of those tried at addresses that no link has. */
  readonly general: readonly string[];
  /** How many of the configuration's are not tried there. */
  readonly leftOut: number;
}

/** A link's own credentials come first at its address; then those most links use; then the communities given. */
export function credentialsOf(config: Config | undefined, communities: readonly string[]): Credentials {
  if (communities.length > MOST_CREDENTIALS)
    throw new UsageError(
      `--community takes at most ${MOST_CREDENTIALS}, found ${communities.length}: more wrong ones in a row, and devices lock jalur out`,
    );
  const links = [...(config?.network.links.values() ?? [])].filter(({ device }) => device.snmp);
  const given = communities.map(
    (community, index): Credential => ({
      name: communities.length === 1 ? 'the community given' : `community ${index + 1} of those given`,
      access: unprinted({ version: '2c', community }),
    }),
  );
  const common = commonOf(links);
  const room = MOST_CREDENTIALS - given.length;
  const general = [...common.slice(0, room), ...given];
  const own = new Map(links.flatMap((link) => ownOf(link)));
  return {
    of: (address) => {
      const first = own.get(address);
      if (!first) return general;
      const others = general.filter(({ access }) => !isSame(access, first.access));
      return [first, ...others].slice(0, MOST_CREDENTIALS);
    },
    general: general.map(({ name }) => name),
    leftOut: Math.max(0, common.length - room),
  };
}

/** Different credentials of the links, those of most links first. */
function commonOf(links: readonly Link[]): readonly Credential[] {
  const counted = new Map<string, { readonly credential: Credential; count: number }>();
  for (const link of links) {
    const access = link.device.snmp?.access;
    if (!access) continue;
    const key = JSON.stringify(access);
    const known = counted.get(key);
    if (known) known.count++;
    else counted.set(key, { credential: { name: nameOf(access, link), access }, count: 1 });
  }
  return [...counted.values()].sort((a, b) => b.count - a.count).map(({ credential }) => credential);
}

function ownOf(link: Link): [string, Credential][] {
  const { address, snmp } = link.device;
  if (address === undefined || !snmp) return [];
  return [[address, { name: nameOf(snmp.access, link), access: snmp.access }]];
}

/** Says where the secret stands, never what it is. */
function nameOf(access: Credential['access'], link: Link): string {
  return access.version === '3'
    ? `user ${access.user} of the configuration`
    : `the community of ${link.id} in the configuration`;
}

function isSame(a: Credential['access'], b: Credential['access']): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

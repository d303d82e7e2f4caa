// What a configuration has already, so that an import neither doubles it nor gives a place a new id: history hangs on ids.

import type { Network } from '../../domain/network.ts';
import type { Region } from './regions.ts';
import { plain } from './words.ts';

/** Sites and links that are there. */
export interface Known {
  /**
   * Whether they are there because the configuration includes the very file that is being written: then they keep their
   * ids, and nothing of it clashes.
   */
  readonly isIncluded: boolean;
  siteById(id: string): string | undefined;
  siteByCode(code: string): string | undefined;
  /** All of that name: it may stand in two districts. */
  sitesByName(name: string, region: Region): readonly string[];
  linkById(id: string): string | undefined;
  linkByAddress(address: string): string | undefined;
}

/** Nothing is known. */
export const NOTHING_KNOWN: Known = {
  isIncluded: false,
  siteById: () => undefined,
  siteByCode: () => undefined,
  sitesByName: () => [],
  linkById: () => undefined,
  linkByAddress: () => undefined,
};

/** Looks a network up. The values are ids. */
export function knownNetwork(network: Network, isIncluded: boolean): Known {
  const sites = [...network.sites.values()];
  const byId = new Map(sites.map(({ id }): [string, string] => [id, id]));
  const byCode = new Map(
    sites.flatMap(({ id, code }): [string, string][] => (code === undefined ? [] : [[code, id]])),
  );
  const byName = Map.groupBy(sites, ({ name, parent }) => nameKey(parent, name));
  const links = [...network.links.values()];
  const linkIds = new Map(links.map(({ id }): [string, string] => [id, id]));
  const byAddress = new Map(
    links.flatMap(({ id, device }): [string, string][] =>
      device.address === undefined ? [] : [[device.address, id]],
    ),
  );
  return {
    isIncluded,
    siteById: (id) => byId.get(id),
    siteByCode: (code) => byCode.get(code),
    sitesByName: (name, region) => (byName.get(nameKey(region.ref, name)) ?? []).map(({ id }) => id),
    linkById: (id) => linkIds.get(id),
    linkByAddress: (address) => byAddress.get(address),
  };
}

function nameKey(parent: string | undefined, name: string): string {
  return `${parent ?? ''}/${plain(name)}`;
}

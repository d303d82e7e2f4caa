// The fake province on the ground: its regencies where their capitals are, villages scattered around them the same way every
// time, some links doubled, some planned, some without a position.

import { linkId } from '../../../src/domain/ids.ts';
import type { LinkView, NetworkView, SiteView } from '../../../src/stream/protocol.ts';
import { fakeProvince } from './province.ts';
import { troubled } from './story.ts';

/** Where the capitals are (GeoNames, CC BY 4.0). */
const CAPITALS: Readonly<Record<string, readonly [number, number]>> = {
  diskominfo: [-2.68056, 118.88611],
  pasangkayu: [-1.20899, 119.37742],
  mamuju: [-2.68056, 118.88611],
  mamasa: [-2.942, 119.3776],
  polewali: [-3.4324, 119.3435],
  majene: [-3.5403, 118.9707],
  mateng: [-2.08944, 119.34722],
};
/** Villages lie so far around their capital, degrees. */
const SPREAD_DEG = 0.38;

/** Numbers from 0 to 1 that are the same every time (a linear congruential generator). */
function scatter(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The fake province with positions. Every 40th village has none. */
export function mappedProvince(villages = 30): NetworkView {
  const network = fakeProvince(villages);
  const random = scatter(76);
  let count = 0;
  const sites = network.sites.map((site): SiteView => {
    const capital = CAPITALS[site.id];
    if (capital) return { ...site, position: capital };
    const around = CAPITALS[site.parent ?? ''];
    const [north, east] = [random() - 0.5, random() - 0.5];
    if (!around || ++count % 40 === 0) return site;
    return { ...site, position: [around[0] + north * SPREAD_DEG, around[1] + Math.abs(east) * SPREAD_DEG] };
  });
  return { ...network, sites, links: withBackups(network.links) };
}

/** Two regencies have a second way, one of which is full. */
function withBackups(links: readonly LinkView[]): readonly LinkView[] {
  return links.flatMap((link) => {
    if (link.id !== 'prov-majene' && link.id !== 'prov-mamasa') return [link];
    return [
      link,
      {
        ...link,
        id: linkId(`${link.id}-2`),
        name: `${link.name} 2`,
        role: 'backup',
        medium: 'vsat',
      } as const,
    ];
  });
}

/** The bad afternoon on the map. */
export function mappedTrouble(villages = 30): NetworkView {
  return troubled(mappedProvince(villages));
}

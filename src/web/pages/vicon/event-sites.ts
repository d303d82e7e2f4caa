// Sites that can take part in an event: those that an active link leads to. Pure.

import type { Province } from '../../model/screen.ts';

/** The sites, in the order of the configuration. */
export function eventSites(province: Province | undefined) {
  if (!province) return [];
  const reached = new Set(
    [...province.links.values()].flatMap(({ to, stage }) => (stage === 'active' ? [to] : [])),
  );
  return [...province.sites.values()].filter(({ id }) => reached.has(id));
}

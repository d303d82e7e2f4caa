// How many links are in each state, and which of them an operator has to look at.

import type { LinkState } from '../../domain/state.ts';
import type { LinkView } from '../../stream/protocol.ts';

/** How many links are in each state. Only active links count: nobody has promised the others. */
export type StateCounts = Readonly<Record<LinkState, number>>;

/** Counts of all active links. */
export function countStates(links: Iterable<LinkView>): StateCounts {
  const counts = { up: 0, degraded: 0, down: 0, unreachable: 0, unknown: 0 };
  for (const link of links) if (link.stage === 'active') counts[link.state]++;
  return counts;
}

/** Whether an operator has to look at a link. */
export function isProblem(link: LinkView): boolean {
  return link.stage === 'active' && link.state !== 'up';
}

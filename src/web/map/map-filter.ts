// What of the province the map shows, kept in the address of its page.

import { MEDIA, type Medium } from '../../domain/link.ts';
import { LINK_STATES, type LinkState } from '../../domain/state.ts';
import type { LinkView } from '../../stream/protocol.ts';
import { isBroken, type Look, linkLook } from './look.ts';

/** By what a link's look is chosen; `problems`: whatever an operator has to look at. */
export const LOOK_CHOICES = ['problems', ...LINK_STATES, 'planned'] as const;
/** One of {@link LOOK_CHOICES}. */
export type LookChoice = 'problems' | LinkState | 'planned';

/** What is shown; an absent part restricts nothing. */
export interface MapFilter {
  readonly look?: LookChoice;
  readonly medium?: Medium;
  /** Name of a provider, as links carry it. */
  readonly provider?: string;
}

/** Shows everything. */
export const NO_FILTER: MapFilter = {};

/** Reads the filter of an address; what is unknown restricts nothing. */
export function filterOf(query: URLSearchParams): MapFilter {
  const look = LOOK_CHOICES.find((each) => each === query.get('state'));
  const medium = MEDIA.find((each) => each === query.get('medium'));
  const provider = query.get('provider');
  return { ...(look && { look }), ...(medium && { medium }), ...(provider && { provider }) };
}

/** Whether anything is left out. */
export function isFiltered({ look, medium, provider }: MapFilter): boolean {
  return look !== undefined || medium !== undefined || provider !== undefined;
}

/** Whether a link is shown. */
export function isShown(link: LinkView, { look, medium, provider }: MapFilter): boolean {
  return (
    (medium === undefined || link.medium === medium) &&
    (provider === undefined || link.provider === provider) &&
    (look === undefined || matches(linkLook(link), look))
  );
}

function matches(found: Look, wanted: LookChoice): boolean {
  return wanted === 'problems' ? isBroken(found) : found === wanted;
}

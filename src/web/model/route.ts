// Addresses within the page: `#/links/prov-majene`, `#/alerts/7`, `#/wall?kiosk=1`. Pure.

/** The page's pages, in the order of the navigation; `link` and `incident` are reached through others. */
export const PAGES = [
  'wall',
  'map',
  'links',
  'link',
  'alerts',
  'incident',
  'vicon',
  'rollout',
  'reports',
  'maintenance',
  'settings',
] as const;
/** One of {@link PAGES}. */
export type PageName = (typeof PAGES)[number];

/** Where somebody is. */
export interface Route {
  readonly page: PageName;
  /** Link id, number of an alert, an incident, an event or a record: whatever the page is about one of. */
  readonly id?: string;
  /** The view a page keeps in the address, as a query without `?`; empty when it is the usual one. */
  readonly query: string;
}

/** Where the page begins. */
export const HOME: Route = { page: 'wall', query: '' };

/** First part of the address; `link` and `incident` have one with a number or id behind it. */
const FIRST: Readonly<Record<PageName, string>> = {
  wall: 'wall',
  map: 'map',
  links: 'links',
  link: 'links',
  alerts: 'alerts',
  incident: 'incidents',
  vicon: 'vicon',
  rollout: 'rollout',
  reports: 'reports',
  maintenance: 'maintenance',
  settings: 'settings',
};

/** Longest id in an address: whatever is longer names nothing of ours. */
const LONGEST_ID = 64;

/**
 * Reads the part after `#`. Undefined for places within the page, as the skip link has them; what begins like an address
 * of ours but names no page is the beginning.
 */
export function parseRoute(hash: string): Route | undefined {
  if (hash === '' || hash === '#') return HOME;
  const parts = /^#\/([a-z]*)(?:\/([^?]*))?(?:\?(.*))?$/.exec(hash);
  if (!parts) return hash.startsWith('#/') ? HOME : undefined;
  const [, first, text, query = ''] = parts;
  const id = text === undefined || text === '' ? undefined : decoded(text);
  const named = (page: PageName): boolean => FIRST[page] === first;
  if (id !== undefined && first === 'links') return { page: 'link', id, query };
  if (first === 'incidents') return id === undefined ? HOME : { page: 'incident', id, query };
  const page = PAGES.find((each) => each !== 'link' && each !== 'incident' && named(each));
  if (!page) return HOME;
  return { page, query, ...(id !== undefined && { id }) };
}

/** The address of a route, with its `#`. */
export function hashOf({ page, id, query }: Route): string {
  const path = id === undefined ? FIRST[page] : `${FIRST[page]}/${encodeURIComponent(id)}`;
  return `#/${path}${query === '' ? '' : `?${query}`}`;
}

/** Number of the alert that lies open on a route. */
export function alertOf(route: Route): number | undefined {
  if (route.page !== 'alerts' || !/^\d{1,15}$/.test(route.id ?? '')) return undefined;
  const number = Number(route.id);
  return number > 0 ? number : undefined;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text).slice(0, LONGEST_ID);
  } catch {
    return undefined;
  }
}

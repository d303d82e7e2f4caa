// What a site is called on the page.

import type { SiteId } from '../../domain/ids.ts';
import { BEYOND_SITE } from '../../domain/scope-cut.ts';
import type { Words } from './words.ts';

/** Its name; words for one that may not be seen; its id where there is none of that id (any more). */
export function siteName(
  site: SiteId,
  sites: ReadonlyMap<SiteId, { readonly name: string }> | undefined,
  { ui }: Pick<Words, 'ui'>,
): string {
  return sites?.get(site)?.name ?? (site === BEYOND_SITE ? ui.beyondSite : site);
}

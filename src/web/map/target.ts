// What of a map somebody points at, focuses or opens.

import type { LinkId, SiteId } from '../../domain/ids.ts';

/** A link or a site. */
export type MapTarget =
  | { readonly kind: 'link'; readonly id: LinkId }
  | { readonly kind: 'site'; readonly id: SiteId };

/** What is pointed at: also several sites that are drawn as one. `x` and `y`: px from the map's corner. */
export type MapPointing = { readonly x: number; readonly y: number } & (
  | MapTarget
  | { readonly kind: 'cluster'; readonly sites: readonly SiteId[] }
);

/** Whether both are the same. */
export function isSameTarget(a: MapTarget | undefined, b: MapTarget | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a.kind === b.kind && a.id === b.id);
}

// What the things of a scene look like now. Every message replaces the map of links, but few links in it: only those are
// looked at again.

import type { LinkId } from '../../domain/ids.ts';
import type { LinkView } from '../../stream/protocol.ts';
import { type Load, type Look, linkLook, loadOf, siteLook } from './look.ts';
import { isFiltered, isShown, type MapFilter } from './map-filter.ts';
import type { Scene } from './scene.ts';

/** What an update changed. `shown`: other sites are there to be drawn; `looks`: they or lines look otherwise; `loads`: only their width. */
export interface LiveChange {
  readonly shown: boolean;
  readonly looks: boolean;
  readonly loads: boolean;
}

/** Looks of a scene's lines and points, by their indexes. Bounded by the scene. */
export class Live {
  readonly lineLooks: Look[];
  readonly lineLoads: Load[];
  readonly lineShown: boolean[];
  readonly pointLooks: Look[];
  readonly pointShown: boolean[];
  /** The link of each line, as it was last seen. */
  readonly links: (LinkView | undefined)[];
  readonly #scene: Scene;
  #filter: MapFilter | undefined;
  #blind = false;

  /** Knows nothing yet: everything is hidden. */
  constructor(scene: Scene) {
    this.#scene = scene;
    const { lines, points } = scene;
    this.lineLooks = lines.map(() => 'unknown');
    this.lineLoads = lines.map(() => 0);
    this.lineShown = lines.map(() => false);
    this.pointLooks = points.map(() => 'none');
    this.pointShown = points.map(() => false);
    this.links = lines.map(() => undefined);
  }

  /** Takes the links as they are now. */
  update(
    links: ReadonlyMap<LinkId, LinkView>,
    filter: MapFilter,
    options: { readonly blind: boolean },
  ): LiveChange {
    const all = filter !== this.#filter;
    const blindChanged = this.#blind !== options.blind;
    this.#filter = filter;
    this.#blind = options.blind;
    let looks = blindChanged;
    let loads = false;
    const touched = new Set<number>();
    const { lines } = this.#scene;
    for (let index = 0; index < lines.length; index++) {
      const line = lines[index];
      const link = line && links.get(line.link);
      if (!link || (link === this.links[index] && !all)) continue;
      this.links[index] = link;
      const look = linkLook(link);
      const load = loadOf(link);
      const shown = isShown(link, filter);
      if (
        look === this.lineLooks[index] &&
        load === this.lineLoads[index] &&
        shown === this.lineShown[index] &&
        !all
      )
        continue;
      if (load !== this.lineLoads[index]) loads = true;
      if (look !== this.lineLooks[index] || shown !== this.lineShown[index]) {
        looks = true;
        const to = this.#scene.pointOf.get(link.to);
        if (to !== undefined) touched.add(to);
      }
      this.lineLooks[index] = look;
      this.lineLoads[index] = load;
      this.lineShown[index] = shown;
    }
    const points = all || blindChanged ? this.#scene.points.keys() : touched;
    let shown = false;
    for (const index of points) if (this.#look(index, links, filter)) shown = true;
    return { shown, looks: looks || shown || all, loads };
  }

  /** Looks at a point again; whether it came or went. */
  #look(index: number, links: ReadonlyMap<LinkId, LinkView>, filter: MapFilter): boolean {
    const point = this.#scene.points[index];
    if (!point) return false;
    // Links that cannot be drawn, because their other end has no position, count all the same.
    const inbound = (this.#scene.inbound.get(point.site.id) ?? []).flatMap((id) => links.get(id) ?? []);
    const isMonitor = point.site.id === this.#scene.monitorSite;
    const look = isMonitor ? (this.#blind ? 'unknown' : 'monitor') : siteLook(inbound.map(linkLook));
    const shown = point.isLarge || !isFiltered(filter) ? true : inbound.some((link) => isShown(link, filter));
    const changed = this.pointShown[index] !== shown;
    this.pointLooks[index] = look;
    this.pointShown[index] = shown;
    return changed;
  }
}

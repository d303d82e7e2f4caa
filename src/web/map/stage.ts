// What is drawn, and where at a zoom level: a scene, its looks, its clusters. Made anew only as far as something has changed.

import type { LinkId, SiteId } from '../../domain/ids.ts';
import type { LinkView } from '../../stream/protocol.ts';
import { type Layout, layoutOf } from './clusters.ts';
import { curveOf, placeOf, pointOn } from './geometry.ts';
import { hitAt } from './hit.ts';
import { Live, type LiveChange } from './live.ts';
import type { MapFilter } from './map-filter.ts';
import type { Scene } from './scene.ts';
import type { MapTarget } from './target.ts';

/** A scene at a zoom level. */
export interface LaidOut {
  readonly scene: Scene;
  readonly live: Live;
  readonly layout: Layout;
}

/** px at a zoom level. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** What lies at a place: a site, several that are drawn as one at `place`, or a link. */
export type Found =
  | { readonly kind: 'sites'; readonly sites: readonly SiteId[]; readonly place: Place }
  | { readonly kind: 'link'; readonly id: LinkId };

/** The stage. */
export class Stage {
  readonly #scale: number;
  #scene: Scene | undefined;
  #live: Live | undefined;
  #layout: Layout | undefined;

  /** `scale`: size of marks, 1 for a desk. */
  constructor(scale: number) {
    this.#scale = scale;
  }

  /** The plan that is shown. */
  get scene(): Scene | undefined {
    return this.#scene;
  }

  /** Shows another plan. Nothing of it is seen before its links are told. */
  set(scene: Scene): void {
    this.#scene = scene;
    this.#live = new Live(scene);
    this.#layout = undefined;
  }

  /** Takes what links do now. */
  update(
    links: ReadonlyMap<LinkId, LinkView>,
    options: { readonly filter: MapFilter; readonly blind: boolean },
  ): LiveChange {
    const change = this.#live?.update(links, options.filter, options) ?? {
      shown: false,
      looks: false,
      loads: false,
    };
    if (change.shown) this.#layout = undefined;
    return change;
  }

  /** The scene at a zoom level; undefined before there is one. */
  at(zoom: number): LaidOut | undefined {
    const scene = this.#scene;
    const live = this.#live;
    if (!scene || !live) return undefined;
    const scale = this.#scale;
    const shown = live.pointShown;
    if (this.#layout?.zoom !== zoom) this.#layout = layoutOf(scene, { zoom, scale, shown });
    return { scene, live, layout: this.#layout };
  }

  /** What lies at a place. */
  find(place: Place, zoom: number): Found | undefined {
    const laidOut = this.at(zoom);
    const hit = laidOut && hitAt(place, laidOut);
    if (!laidOut || !hit) return undefined;
    const { scene, layout } = laidOut;
    if (hit.kind === 'line') {
      const id = scene.lines[hit.line]?.link;
      return id && { kind: 'link', id };
    }
    const mark = layout.marks[hit.mark];
    if (!mark) return undefined;
    return {
      kind: 'sites',
      sites: mark.members.flatMap((member) => scene.points[member]?.site.id ?? []),
      place: mark,
    };
  }

  /** Where a target is drawn: a site within a cluster at the cluster; undefined for what is not on the map. */
  placeOf(target: MapTarget, zoom: number): Place | undefined {
    const laidOut = this.at(zoom);
    if (!laidOut) return undefined;
    const { scene, layout } = laidOut;
    if (target.kind === 'link') {
      const line = scene.lines[scene.lineOf.get(target.id) ?? -1];
      return line && pointOn(curveOf(scene, layout, line), 0.5);
    }
    const point = scene.pointOf.get(target.id);
    if (point === undefined) return undefined;
    return layout.marks[layout.markOf[point] ?? -1] ?? placeOf(scene, layout, point);
  }
}

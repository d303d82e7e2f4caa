// What there is to draw, before anything is known of states and zoom: sites as points, links as lines between them.

import { boundsOf, type GeoBounds, unwrapDeg } from '../../domain/geo.ts';
import type { LinkId, SiteId } from '../../domain/ids.ts';
import type { LinkView, SiteView } from '../../stream/protocol.ts';
import { worldX, worldY } from './mercator.ts';

/** A site with a position. */
export interface MapPoint {
  readonly site: SiteView;
  readonly position: readonly [latitudeDeg: number, longitudeDeg: number];
  /** px at zoom 0. */
  readonly x: number;
  readonly y: number;
  /** Province and regencies: never clustered, always named. */
  readonly isLarge: boolean;
  /** Indexes of the lines that lead here. */
  readonly inbound: readonly number[];
}

/** A link between two points. */
export interface MapLine {
  readonly link: LinkId;
  /** Indexes of points; `from` and `to` in the order of the indexes, so that lanes of both directions count alike. */
  readonly from: number;
  readonly to: number;
  /** How far the line bends, in steps to the right of its way from the smaller index to the larger; 0 is straight. */
  readonly lane: number;
}

/** The scene. */
export interface Scene {
  readonly points: readonly MapPoint[];
  readonly lines: readonly MapLine[];
  readonly pointOf: ReadonlyMap<SiteId, number>;
  readonly lineOf: ReadonlyMap<LinkId, number>;
  /** Sites without a position. */
  readonly unplaced: readonly SiteView[];
  readonly monitorSite: SiteId;
  /** Links that lead to each site, drawn or not. */
  readonly inbound: ReadonlyMap<SiteId, readonly LinkId[]>;
  /** Around all points; absent without any. */
  readonly bounds?: GeoBounds;
}

/** Sets the scene of a plan. */
export function sceneOf(plan: {
  readonly sites: ReadonlyMap<SiteId, SiteView>;
  readonly links: ReadonlyMap<LinkId, Pick<LinkView, 'id' | 'from' | 'to'>>;
  readonly monitorSite: SiteId;
}): Scene {
  const placed = [...plan.sites.values()].filter((site) => site.position !== undefined);
  const bounds = boundsOf(placed.flatMap(({ position }) => (position ? [position] : [])));
  const westDeg = bounds?.westDeg ?? -180;
  const pointOf = new Map<SiteId, number>();
  const inbound: number[][] = [];
  const points: MapPoint[] = [];
  for (const site of placed) {
    if (!site.position) continue;
    const [latitude, longitude] = site.position;
    const position = [latitude, unwrapDeg(longitude, westDeg)] as const;
    const into: number[] = [];
    inbound.push(into);
    pointOf.set(site.id, points.length);
    points.push({
      site,
      position,
      x: worldX(position[1]),
      y: worldY(latitude),
      isLarge: site.kind === 'province' || site.kind === 'regency',
      inbound: into,
    });
  }
  const lines = linesOf(plan.links.values(), pointOf);
  for (const [index, { link }] of lines.entries()) {
    const to = plan.links.get(link)?.to;
    const point = to === undefined ? undefined : pointOf.get(to);
    if (point !== undefined) inbound[point]?.push(index);
  }
  return {
    points,
    lines,
    pointOf,
    lineOf: new Map(lines.map(({ link }, index) => [link, index])),
    unplaced: [...plan.sites.values()].filter(({ position }) => position === undefined),
    monitorSite: plan.monitorSite,
    inbound: inboundOf(plan.links.values()),
    ...(bounds && { bounds }),
  };
}

/** Links between the same two sites share the room between them: 0; -½, ½; -1, 0, 1; … */
function linesOf(
  links: Iterable<Pick<LinkView, 'id' | 'from' | 'to'>>,
  pointOf: ReadonlyMap<SiteId, number>,
): MapLine[] {
  const pairs = new Map<string, { link: LinkId; from: number; to: number }[]>();
  for (const link of links) {
    const ends = [pointOf.get(link.from), pointOf.get(link.to)].sort((a = 0, b = 0) => a - b);
    const [from, to] = ends;
    if (from === undefined || to === undefined || from === to) continue;
    const key = `${from} ${to}`;
    const pair = pairs.get(key);
    if (pair) pair.push({ link: link.id, from, to });
    else pairs.set(key, [{ link: link.id, from, to }]);
  }
  return [...pairs.values()].flatMap((pair) =>
    pair.map((line, index) => ({ ...line, lane: index - (pair.length - 1) / 2 })),
  );
}

function inboundOf(links: Iterable<Pick<LinkView, 'id' | 'to'>>): ReadonlyMap<SiteId, readonly LinkId[]> {
  const into = new Map<SiteId, LinkId[]>();
  for (const { id, to } of links) {
    const list = into.get(to);
    if (list) list.push(id);
    else into.set(to, [id]);
  }
  return into;
}

/** A site's name on the map, which shows itself what is a regency. */
export function nameOf({ kind, name }: Pick<SiteView, 'kind' | 'name'>): string {
  return kind === 'regency' ? name.replace(/^(?:Kabupaten|Kab\.)\s+/, '') : name;
}

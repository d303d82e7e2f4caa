// Marks of a zoom level: large sites as they are, small ones gathered where they would cover each other, and all moved apart
// just far enough to be told from each other. Pure, for a given zoom; where the map is moved to does not matter.

import Supercluster from 'supercluster';
import { worldX, worldY } from './mercator.ts';
import { merged } from './merge.ts';
import { nameOf, type Scene } from './scene.ts';

/** A mark: one site, or several that would cover each other. */
export interface Mark {
  /** px at this zoom. */
  readonly x: number;
  readonly y: number;
  /** Half its width and height, px. */
  readonly halfWidth: number;
  readonly halfHeight: number;
  readonly isLarge: boolean;
  /** Room to the right that is kept free for its name, px; 0 for small ones, whose names go where they can. */
  readonly namePx: number;
  /** Indexes of points; one for a site. */
  readonly members: readonly number[];
}

/** Where everything is at a zoom level. */
export interface Layout {
  readonly zoom: number;
  readonly marks: readonly Mark[];
  /** Index of the mark that shows a point; -1 where none does. */
  readonly markOf: Int32Array;
}

/** Sizes in px, before `scale`: halves, and of clusters by the length of what is written on them. */
export const SIZES = {
  large: 11,
  small: 6.5,
  clusterHeight: 10,
  clusterLeast: 16,
  perCharacter: 3.2,
} as const;
/** Nearer than this small sites are gathered, px. */
const GATHER_PX = 34;
/** From this zoom on only marks that would cover each other are gathered. */
const DEEP_ZOOM = 13;
/** About the width of a letter of a regency's name. */
const PX_PER_LETTER = 10;
/** Two large sites in the same place (an office and its town) stand so far apart, px. */
const APART_PX = 4;

type ClusterIndex = Supercluster<{ readonly index: number }>;

/** What marks are made for. */
export interface LayoutOptions {
  readonly zoom: number;
  /** Size of marks; 1 for a desk. */
  readonly scale: number;
  /** Whether each point is shown. */
  readonly shown: readonly boolean[];
}

/** The marks of a zoom level. */
export function layoutOf(scene: Scene, { zoom, scale, shown }: LayoutOptions): Layout {
  const factor = 2 ** zoom;
  const marks: Mark[] = [];
  for (const [at, point] of scene.points.entries()) {
    if (!point.isLarge || !shown[at]) continue;
    const half = SIZES.large * scale;
    marks.push(
      beside(marks, {
        x: point.x * factor,
        y: point.y * factor,
        ...square(half),
        isLarge: true,
        namePx: point.site.kind === 'regency' ? nameOf(point.site).length * PX_PER_LETTER * scale : 0,
        members: [at],
      }),
    );
  }
  const { index, level } = gather(scene, { zoom, scale, shown });
  const small = index
    .getClusters([-180, -90, 180, 90], level)
    .map((feature) => away(markOf(feature, index, { scene, scale, factor }), marks));
  const together = merged(small, ({ x, y }, members) =>
    away({ x, y, ...pill(members.length, scale), isLarge: false, namePx: 0, members }, marks),
  );
  marks.push(...together);
  const byPoint = new Int32Array(scene.points.length).fill(-1);
  for (const [at, { members }] of marks.entries()) for (const member of members) byPoint[member] = at;
  return { zoom, marks, markOf: byPoint };
}

/** Supercluster knows whole zoom levels only: one level is made, with the radius that is right for the zoom between two. */
function gather(
  scene: Scene,
  { zoom, scale, shown }: LayoutOptions,
): { readonly index: ClusterIndex; readonly level: number } {
  const level = Math.floor(zoom);
  const px = zoom < DEEP_ZOOM ? GATHER_PX : 2 * SIZES.small;
  const index: ClusterIndex = new Supercluster({
    radius: px * scale * 2 ** (level - zoom),
    extent: 256,
    minZoom: level,
    maxZoom: level,
    minPoints: 2,
  });
  index.load(
    scene.points.flatMap(({ position, isLarge }, at) =>
      isLarge || !shown[at]
        ? []
        : [
            {
              type: 'Feature' as const,
              geometry: { type: 'Point' as const, coordinates: [wrapped(position[1]), position[0]] },
              properties: { index: at },
            },
          ],
    ),
  );
  return { index, level };
}

type Feature = ReturnType<ClusterIndex['getClusters']>[number];

function markOf(
  feature: Feature,
  index: ClusterIndex,
  { scene, scale, factor }: { readonly scene: Scene; readonly scale: number; readonly factor: number },
): Mark {
  const { properties } = feature;
  if ('cluster_id' in properties) {
    const members = index
      .getLeaves(properties.cluster_id, Number.POSITIVE_INFINITY)
      .map((leaf) => leaf.properties.index);
    const [longitude = 0, latitude = 0] = feature.geometry.coordinates;
    const first = scene.points[members[0] ?? 0];
    const turn = first ? Math.round((first.position[1] - longitude) / 360) * 360 : 0;
    return {
      x: worldX(longitude + turn) * factor,
      y: worldY(latitude) * factor,
      ...pill(members.length, scale),
      isLarge: false,
      namePx: 0,
      members,
    };
  }
  const point = scene.points[properties.index];
  return {
    x: (point?.x ?? 0) * factor,
    y: (point?.y ?? 0) * factor,
    ...square(SIZES.small * scale),
    isLarge: false,
    namePx: 0,
    members: [properties.index],
  };
}

/** A large mark that would cover another one stands to the right of it. */
function beside(marks: readonly Mark[], mark: Mark): Mark {
  let { x } = mark;
  for (const other of marks)
    if (
      Math.abs(other.x - x) < other.halfWidth + mark.halfWidth &&
      Math.abs(other.y - mark.y) < mark.halfHeight
    )
      x = other.x + other.halfWidth + mark.halfWidth + APART_PX;
  return { ...mark, x };
}

/** A small mark that lies under a large one or its name is pushed out from under it, the shorter way. */
function away(mark: Mark, large: readonly Mark[]): Mark {
  let { x, y } = mark;
  for (const other of large) {
    const reachPx = other.halfWidth + other.namePx / 2 + mark.halfWidth;
    const middle = other.x + other.namePx / 2;
    const roomX = reachPx - Math.abs(x - middle);
    const roomY = other.halfHeight + mark.halfHeight - Math.abs(y - other.y);
    if (roomX <= 0 || roomY <= 0) continue;
    if (roomX < roomY) x += x < middle ? -roomX : roomX;
    else y += y < other.y ? -roomY : roomY;
  }
  return { ...mark, x, y };
}

/** A cluster's size: room for the mark and the longest that may be written, `12/12`. */
function pill(sites: number, scale: number): Pick<Mark, 'halfWidth' | 'halfHeight'> {
  const characters = 2 * String(sites).length - 1;
  return {
    halfWidth: (SIZES.clusterLeast + SIZES.perCharacter * characters) * scale,
    halfHeight: SIZES.clusterHeight * scale,
  };
}

function square(half: number): Pick<Mark, 'halfWidth' | 'halfHeight'> {
  return { halfWidth: half, halfHeight: half };
}

function wrapped(longitudeDeg: number): number {
  return longitudeDeg > 180 ? longitudeDeg - 360 : longitudeDeg;
}

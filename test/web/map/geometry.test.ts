import { describe, expect, it } from 'vitest';
import { linkId, siteId } from '../../../src/domain/ids.ts';
import { layoutOf } from '../../../src/web/map/clusters.ts';
import { curveOf, distanceTo, pointOn, touches } from '../../../src/web/map/geometry.ts';
import { hitAt } from '../../../src/web/map/hit.ts';
import { Live } from '../../../src/web/map/live.ts';
import { NO_FILTER } from '../../../src/web/map/map-filter.ts';
import {
  latitudeOf,
  longitudeOf,
  metresPerPx,
  scaleBar,
  worldX,
  worldY,
} from '../../../src/web/map/mercator.ts';
import { withoutCuts } from '../../../src/web/map/paint-base.ts';
import { sceneOf } from '../../../src/web/map/scene.ts';
import { Stage } from '../../../src/web/map/stage.ts';
import { planOf } from './plan.ts';

const ZOOM = 9;

function stage() {
  const plan = planOf([
    ['a', 'office', 'majene'],
    ['b', 'office', 'majene'],
    ['majene-pamboang', 'majene', 'pamboang'],
  ]);
  const scene = sceneOf(plan);
  const live = new Live(scene);
  live.update(plan.links, NO_FILTER, { blind: false });
  const layout = layoutOf(scene, { zoom: ZOOM, scale: 1, shown: live.pointShown });
  return { plan, scene, live, layout };
}

describe('mercator', () => {
  it.each([
    // As Leaflet's CRS.EPSG3857 has them at zoom 0.
    [0, 0, 128, 128],
    [-2.68056, 118.88611, 212.541234, 129.906884],
    [66.51326044311186, 180, 256, 64],
    [-18, 181, 256.711111, 141.0159],
  ])('%d°, %d°', (latitude, longitude, x, y) => {
    expect(worldX(longitude)).toBeCloseTo(x, 5);
    expect(worldY(latitude)).toBeCloseTo(y, 3);
    expect(latitudeOf(worldY(latitude))).toBeCloseTo(latitude, 9);
    expect(longitudeOf(worldX(longitude))).toBeCloseTo(longitude, 9);
  });

  it('has an end towards the poles', () => {
    expect(worldY(90)).toBe(worldY(85));
    expect(worldY(-90)).toBe(worldY(-85));
  });

  it('measures: at the equator a pixel of zoom 0 is 156.5 km', () => {
    expect(metresPerPx(0, 0)).toBeCloseTo(156_543, 0);
    expect(metresPerPx(60, 1)).toBeCloseTo(156_543 / 4, 0);
  });

  it.each([
    [600, 110, 50_000],
    [1_000, 110, 100_000],
    [1, 110, 100],
    [2.3, 110, 200],
  ])('a scale bar at %d m per px within %d px is %d m', (perPx, most, metres) => {
    const bar = scaleBar(perPx, most);
    expect(bar).toEqual({ metres, px: metres / perPx });
    expect(bar.px).toBeLessThanOrEqual(most);
    expect(bar.px).toBeGreaterThan(most / 2.6);
  });
});

describe('lines', () => {
  it('run side by side between the same sites, and straight where they are alone', () => {
    const { scene, layout } = stage();
    const [a, b, alone] = scene.lines.map((line) => curveOf(scene, layout, line));
    if (!a || !b || !alone) throw new Error('there are three');
    const [middleA, middleB] = [pointOn(a, 0.5), pointOn(b, 0.5)];
    expect(Math.hypot(middleA.x - middleB.x, middleA.y - middleB.y)).toBeGreaterThan(10);
    expect([alone.cx, alone.cy]).toEqual([(alone.x1 + alone.x2) / 2, (alone.y1 + alone.y2) / 2]);
    expect(distanceTo(a, middleA.x, middleA.y)).toBeLessThan(0.5);
    expect(distanceTo(a, middleB.x, middleB.y)).toBeGreaterThan(10);
  });

  it('are left out when they cannot be in view', () => {
    const { scene, layout } = stage();
    const [line] = scene.lines;
    if (!line) throw new Error('there is one');
    const curve = curveOf(scene, layout, line);
    expect(touches(curve, { left: curve.x1 - 5, top: curve.y1 - 5, width: 10, height: 10 })).toBe(true);
    expect(touches(curve, { left: 0, top: 0, width: 100, height: 100 })).toBe(false);
  });
});

describe('what lies under the pointer', () => {
  it('is a mark before a line, and a line within some px', () => {
    const all = stage();
    const { scene, layout } = all;
    const majene = layout.marks[layout.markOf[scene.pointOf.get(siteId('majene')) ?? -1] ?? -1];
    if (!majene) throw new Error('it is there');
    expect(hitAt(majene, all)).toEqual({ kind: 'mark', mark: layout.markOf[1] });
    const [line] = scene.lines;
    if (!line) throw new Error('there is one');
    const middle = pointOn(curveOf(scene, layout, line), 0.5);
    expect(hitAt({ x: middle.x + 3, y: middle.y }, all)).toEqual({ kind: 'line', line: 0 });
    expect(hitAt({ x: middle.x + 60, y: middle.y + 60 }, all)).toBeUndefined();
  });

  it('is told by id, with where it is drawn', () => {
    const { plan, scene } = stage();
    const own = new Stage(1);
    expect(own.at(ZOOM)).toBeUndefined();
    expect(own.find({ x: 0, y: 0 }, ZOOM)).toBeUndefined();
    own.set(scene);
    own.update(plan.links, { filter: NO_FILTER, blind: false });
    const place = own.placeOf({ kind: 'site', id: siteId('pamboang') }, ZOOM);
    if (!place) throw new Error('it is on the map');
    expect(own.find(place, ZOOM)).toEqual({
      kind: 'sites',
      sites: ['pamboang'],
      place: expect.objectContaining(place),
    });
    const onLine = own.placeOf({ kind: 'link', id: linkId('b') }, ZOOM);
    if (!onLine) throw new Error('it is on the map');
    expect(own.find(onLine, ZOOM)).toEqual({ kind: 'link', id: 'b' });
    expect(own.placeOf({ kind: 'site', id: siteId('tubo') }, ZOOM)).toBeUndefined();
    expect(own.placeOf({ kind: 'link', id: linkId('nowhere') }, ZOOM)).toBeUndefined();
  });
});

describe('withoutCuts()', () => {
  const box = { westDeg: 115, southDeg: -7, eastDeg: 123, northDeg: 3 };

  it('leaves the edges out along which the coast was cut off', () => {
    const ring = [
      [115, -2],
      [118, -2],
      [118, 0],
      [115, 0],
      [115, -2],
    ] as const;
    expect(withoutCuts(ring, box)).toEqual([
      [
        [115, -2],
        [118, -2],
        [118, 0],
        [115, 0],
      ],
    ]);
  });

  it('keeps an island whole, and nothing of a ring that is all edge', () => {
    const island = [
      [118, -2],
      [119, -2],
      [119, -1],
      [118, -2],
    ] as const;
    expect(withoutCuts(island, box)).toEqual([island]);
    const all = [
      [115, -7],
      [123, -7],
      [123, 3],
      [115, 3],
      [115, -7],
    ] as const;
    expect(withoutCuts(all, box)).toEqual([]);
  });
});

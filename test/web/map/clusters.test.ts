import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { siteId } from '../../../src/domain/ids.ts';
import type { SiteView } from '../../../src/stream/protocol.ts';
import { type Layout, layoutOf, type Mark } from '../../../src/web/map/clusters.ts';
import { type Scene, sceneOf } from '../../../src/web/map/scene.ts';
import { clusterText, summaryOf } from '../../../src/web/map/summary.ts';
import { planOf, siteAt } from './plan.ts';

/** A province of villages at these places, and two regencies. */
function sceneAt(places: readonly (readonly [number, number])[]): Scene {
  const sites: SiteView[] = [
    siteAt('office', 'province', [-2.68, 118.89]),
    siteAt('town', 'regency', [-2.68, 118.89]),
    siteAt('majene', 'regency', [-3.54, 118.97]),
    ...places.map((place, index) => siteAt(`v${index}`, 'village', place)),
  ];
  return sceneOf({ ...planOf([]), sites: new Map(sites.map((site) => [site.id, site])) });
}

const layout = (scene: Scene, zoom: number, shown = scene.points.map(() => true)): Layout =>
  layoutOf(scene, { zoom, scale: 1, shown });

function overlap(a: Mark, b: Mark): boolean {
  const slack = 0.01;
  return (
    Math.abs(a.x - b.x) < a.halfWidth + b.halfWidth - slack &&
    Math.abs(a.y - b.y) < a.halfHeight + b.halfHeight - slack
  );
}

const village = fc.tuple(
  fc.double({ min: -3.6, max: -0.9, noNaN: true }),
  fc.double({ min: 118.7, max: 119.9, noNaN: true }),
);
const zoom = fc.double({ min: 5, max: 15, noNaN: true });

describe('layoutOf()', () => {
  it('gathers villages that would cover each other, and parts them further in', () => {
    const scene = sceneAt([
      [-1.5, 119.3],
      [-1.505, 119.302],
      [-2.2, 119.4],
    ]);
    const members = (at: number): number[][] =>
      layout(scene, at)
        .marks.filter(({ isLarge }) => !isLarge)
        .map((mark) => mark.members.toSorted())
        .toSorted();
    expect(members(8)).toEqual([[3, 4], [5]]);
    expect(members(15)).toEqual([[3], [4], [5]]);
  });

  it('keeps villages of the very same place together however far in', () => {
    const scene = sceneAt([
      [-1.5, 119.3],
      [-1.5, 119.3],
    ]);
    expect(layout(scene, 16).marks.filter(({ isLarge }) => !isLarge)).toHaveLength(1);
  });

  it('puts an office beside its town, not upon it', () => {
    const scene = sceneAt([]);
    const [office, town] = layout(scene, 8).marks;
    if (!office || !town) throw new Error('there are two');
    expect(overlap(office, town)).toBe(false);
    expect(town.x).toBeGreaterThan(office.x);
  });

  it('shows every site that is shown exactly once, and no other', () => {
    fc.assert(
      fc.property(
        fc.array(village, { maxLength: 60 }),
        zoom,
        fc.infiniteStream(fc.boolean()),
        (places, at, dice) => {
          const scene = sceneAt(places);
          const shown = scene.points.map(() => dice.next().value !== false);
          const { marks, markOf } = layout(scene, at, shown);
          const members = marks.flatMap((mark) => mark.members).toSorted((a, b) => a - b);
          expect(members).toEqual([...shown.keys()].filter((index) => shown[index]));
          for (const [index, isShown] of shown.entries())
            expect(marks[markOf[index] ?? -1]?.members.includes(index) ?? false).toBe(isShown);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('lets no small mark cover another, but where there is no room at all', () => {
    fc.assert(
      fc.property(fc.array(village, { maxLength: 80 }), zoom, (places, at) => {
        const small = layout(sceneAt(places), at).marks.filter(({ isLarge }) => !isLarge);
        const pairs = small.flatMap((a, index) => small.slice(index + 1).filter((b) => overlap(a, b)));
        expect(pairs).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('gathers on both sides of the antimeridian at one place', () => {
    const sites = [siteAt('a', 'village', [-16.8, 179.9999]), siteAt('b', 'village', [-16.8, -179.9999])];
    const scene = sceneOf({ ...planOf([]), sites: new Map(sites.map((site) => [site.id, site])) });
    const [first] = scene.points;
    for (const mark of layout(scene, 7).marks)
      expect(Math.abs(mark.x - (first?.x ?? 0) * 2 ** 7)).toBeLessThan(2);
  });

  it('lays 10,000 villages out', () => {
    const places = Array.from({ length: 10_000 }, (_, index) => {
      const turn = index * 2.399963;
      const far = Math.sqrt(index / 10_000) * 1.3;
      return [-2.2 + far * Math.sin(turn), 119.3 + far * Math.cos(turn)] as const;
    });
    const scene = sceneAt(places);
    for (const at of [7.5, 10, 14]) {
      const { marks } = layout(scene, at);
      expect(marks.reduce((sum, mark) => sum + mark.members.length, 0)).toBe(10_003);
    }
    expect(layout(scene, 7.5).marks.length).toBeLessThan(200);
  });
});

describe('summaryOf()', () => {
  it('a cluster with one broken village looks broken, and says how many of how many', () => {
    const summary = summaryOf({ members: [0, 1, 2, 3] }, { pointLooks: ['up', 'down', 'up', 'planned'] });
    expect(summary).toEqual({
      look: 'down',
      counts: new Map([
        ['down', 1],
        ['up', 2],
        ['planned', 1],
      ]),
      sites: 4,
      broken: 1,
    });
    expect([...summary.counts.keys()]).toEqual(['down', 'up', 'planned']);
    expect(clusterText(summary)).toBe('1/4');
    expect(clusterText({ sites: 12, broken: 0 })).toBe('12');
  });
});

it('a site is found by its id', () => {
  expect(sceneAt([]).pointOf.get(siteId('majene'))).toBe(2);
});

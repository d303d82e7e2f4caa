import { describe, expect, it } from 'vitest';
import { linkId, siteId } from '../../../src/domain/ids.ts';
import { worldX } from '../../../src/web/map/mercator.ts';
import { nameOf, sceneOf } from '../../../src/web/map/scene.ts';
import { planOf, siteAt } from './plan.ts';

describe('sceneOf()', () => {
  it('has a point for each site with a position, and knows the others', () => {
    const scene = sceneOf(planOf());
    expect(scene.points.map(({ site }) => site.id)).toEqual(['office', 'majene', 'pamboang', 'sendana']);
    expect(scene.points.map(({ isLarge }) => isLarge)).toEqual([true, true, false, false]);
    expect(scene.unplaced.map(({ id }) => id)).toEqual(['tubo']);
    expect(scene.bounds).toEqual({ westDeg: 118.8, southDeg: -3.54, eastDeg: 118.97, northDeg: -2.68 });
  });

  it('gives links between the same sites lanes of their own, whichever way they lead', () => {
    const scene = sceneOf(
      planOf([
        ['a', 'office', 'majene'],
        ['b', 'majene', 'office'],
        ['c', 'office', 'majene'],
        ['d', 'majene', 'pamboang'],
      ]),
    );
    expect(scene.lines.map(({ link, lane }) => [link, lane])).toEqual([
      ['a', -1],
      ['b', 0],
      ['c', 1],
      ['d', 0],
    ]);
    // All three run from the smaller index to the larger, so that their lanes do not meet.
    expect(new Set(scene.lines.slice(0, 3).map(({ from, to }) => `${from} ${to}`)).size).toBe(1);
    expect(scene.points[scene.pointOf.get(siteId('majene')) ?? -1]?.inbound).toEqual([0, 2]);
    expect(scene.points[scene.pointOf.get(siteId('office')) ?? -1]?.inbound).toEqual([1]);
  });

  it('draws no line to a site without a position or to itself, but counts the link there', () => {
    const scene = sceneOf(
      planOf([
        ['a', 'majene', 'tubo'],
        ['b', 'majene', 'majene'],
      ]),
    );
    expect(scene.lines).toEqual([]);
    expect(scene.inbound.get(siteId('tubo'))).toEqual([linkId('a')]);
  });

  it('is empty without positions', () => {
    const sites = new Map([[siteId('x'), siteAt('x', 'village')]]);
    const scene = sceneOf({ ...planOf(), sites });
    expect(scene.points).toEqual([]);
    expect(scene.bounds).toBeUndefined();
  });

  it('keeps both sides of the antimeridian together', () => {
    const sites = new Map([
      [siteId('suva'), siteAt('suva', 'village', [-18, 178])],
      [siteId('rabi'), siteAt('rabi', 'village', [-16, -179])],
    ]);
    const { points } = sceneOf({ ...planOf(), sites });
    expect(points.map(({ x }) => x)).toEqual([worldX(178), worldX(181)]);
  });
});

it('nameOf() leaves out what the mark of a regency says already', () => {
  expect(nameOf({ kind: 'regency', name: 'Kabupaten Majene' })).toBe('Majene');
  expect(nameOf({ kind: 'regency', name: 'Kab. Polewali Mandar' })).toBe('Polewali Mandar');
  expect(nameOf({ kind: 'office', name: 'Kabupaten Majene' })).toBe('Kabupaten Majene');
});

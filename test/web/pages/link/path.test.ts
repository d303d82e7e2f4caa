// The way from the office, hop by hop; and who hangs behind a link.

import { describe, expect, it } from 'vitest';
import { linkId, type SiteId, siteId } from '../../../../src/domain/ids.ts';
import type { SiteKind } from '../../../../src/domain/site.ts';
import type { LinkView, SiteView } from '../../../../src/stream/protocol.ts';
import { behind, pathTo } from '../../../../src/web/pages/link/path.ts';
import { fakeProvince } from '../../support/province.ts';

const [MODEL] = fakeProvince(6).links;

/** `a: hq>r1` with marks: `b` backup, `p` planned. */
function provinceOf(...sketches: readonly string[]) {
  if (!MODEL) throw new Error('the fake province has no links');
  const links = new Map<LinkView['id'], LinkView>();
  const sites = new Map<SiteId, SiteView>();
  for (const sketch of sketches) {
    const [, id = '', from = '', to = '', marks = ''] = /^(\w+): (\w+)>(\w+) ?(\w*)$/.exec(sketch) ?? [];
    for (const name of [from, to]) {
      const kind: SiteKind = name === 'hq' ? 'province' : name.startsWith('r') ? 'regency' : 'village';
      sites.set(siteId(name), { id: siteId(name), name, kind });
    }
    links.set(linkId(id), {
      ...MODEL,
      id: linkId(id),
      from: siteId(from),
      to: siteId(to),
      role: marks.includes('b') ? 'backup' : 'primary',
      stage: marks.includes('p') ? 'planned' : 'active',
    });
  }
  return { links, sites, monitorSite: siteId('hq') };
}

function look(id: string, ...sketches: readonly string[]) {
  const province = provinceOf(...sketches);
  const link = province.links.get(linkId(id));
  if (!link) throw new Error(`no link ${id}`);
  return { province, link };
}

describe('pathTo()', () => {
  it.each<[string, string, readonly string[], string, boolean]>([
    ['one hop', 'a', ['a: hq>r1'], 'hq>r1 a', true],
    ['from the office down', 'c', ['a: hq>r1', 'b: r1>v1', 'c: v1>v2'], 'hq>r1 a, r1>v1 b, v1>v2 c', true],
    [
      'along the primary, with the backup beside it',
      'c',
      ['b: hq>r1 b', 'a: hq>r1', 'c: r1>v1'],
      'hq>r1 a|b, r1>v1 c',
      true,
    ],
    ['over the backup when that is what is looked at', 'b', ['a: hq>r1', 'b: hq>r1 b'], 'hq>r1 b|a', true],
    [
      'a planned way is shown, not passed',
      'c',
      ['p: hq>r1 p', 'a: hq>r1 b', 'c: r1>v1'],
      'hq>r1 a|p, r1>v1 c',
      true,
    ],
    ['what does not reach the office says so', 'c', ['c: r1>v1'], 'r1>v1 c', false],
    ['a loop ends', 'a', ['a: r1>r2', 'b: r2>r1'], '…', false],
  ])('%s', (_name, id, sketches, expected, whole) => {
    const { province, link } = look(id, ...sketches);
    const path = pathTo(province, link);
    expect(path.whole).toBe(whole);
    if (expected === '…') expect(path.hops.length).toBeLessThanOrEqual(64);
    else
      expect(
        path.hops
          .map(
            ({ from, to, link: passed, others }) =>
              `${from}>${to} ${[passed, ...others].map((each) => each.id).join('|')}`,
          )
          .join(', '),
      ).toBe(expected);
  });
});

describe('behind()', () => {
  it.each<[string, string, readonly string[], string, number]>([
    ['everything below', 'a', ['a: hq>r1', 'b: r1>v1', 'c: r1>v2'], '1 regency, 2 village', 0],
    ['a leaf has itself', 'b', ['a: hq>r1', 'b: r1>v1'], '1 village', 0],
    ['a backup keeps those behind', 'a', ['a: hq>r1', 'x: hq>r1 b', 'b: r1>v1'], '', 2],
    ['a planned link keeps nobody', 'a', ['a: hq>r1', 'x: hq>r1 p', 'b: r1>v1'], '1 regency, 1 village', 0],
    ['a village with a way of its own', 'a', ['a: hq>r1', 'b: r1>v1', 'x: hq>v1 b'], '1 regency', 1],
    ['a planned link counts as if it were there', 'p', ['p: hq>r1 p', 'b: r1>v1'], '1 regency, 1 village', 0],
    ['nobody behind what is cut off from the office', 'b', ['b: r1>v1'], '', 0],
  ])('%s', (_name, id, sketches, expected, otherWay) => {
    const { province, link } = look(id, ...sketches);
    const found = behind(province, link);
    expect(found.byKind.map(([kind, count]) => `${count} ${kind}`).join(', ')).toBe(expected);
    expect(found.otherWay).toBe(otherWay);
    expect(found.total).toBe(found.byKind.reduce((sum, [, count]) => sum + count, 0));
  });
});

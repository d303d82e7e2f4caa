// What the form of an entry cannot show: clashes, references to nothing, circles, links that nobody can be reached by.

import { describe, expect, it } from 'vitest';
import { base, configOf, lineOf, mistakesOf } from './support.ts';

const site = (id: string, more = ''): string => `  - { id: ${id}, name: ${id}, kind: village${more} }`;
const link = (id: string, way: string, more = ''): string => {
  const [from, to] = way.split('>');
  return `  - { id: ${id}, from: ${from}, to: ${to}, medium: fiber, device: { address: 10.1.1.${id.length} }${more} }`;
};
const network = (sites: readonly string[], links: readonly string[]): string =>
  base({
    sites: ['sites:', '  - { id: pusat, name: Pusat, kind: province, code: "76" }', ...sites].join('\n'),
    links: ['links:', ...links].join('\n'),
  });

describe('mistakes', () => {
  it.each<[rule: string, file: string, mistakes: string[]]>([
    ['a site twice', network([site('a'), site('a')], []), ['7:11: the id "a" is taken already, at a.yaml:6']],
    [
      'a link twice',
      network([site('a')], [link('x', 'pusat>a'), link('x', 'pusat>a')]),
      ['9:11: the id "x" is taken already, at a.yaml:8'],
    ],
    [
      'a parent that does not exist',
      network([site('a', ', parent: pusta')], []),
      ['6:46: there is no site "pusta"; did you mean "pusat"?'],
    ],
    [
      'sites above each other',
      network([site('a', ', parent: b'), site('b', ', parent: a')], []),
      ['6:46: "a" is above itself: a → b', '7:46: "b" is above itself: b → a'],
    ],
    [
      'a link to a site that does not exist',
      network([site('a')], [link('x', 'pusat>aa')]),
      ['8:31: there is no site "aa"'],
    ],
    [
      'a link to itself',
      network([site('a')], [link('x', 'a>a')]),
      ['8:27: the link leads from "a" to itself'],
    ],
    [
      'a link to the monitor',
      network([site('a')], [link('x', 'a>pusat')]),
      ["8:27: the link leads to the monitor's own site; turn it round, it is measured at its far end"],
    ],
    [
      'links in a circle',
      network([site('a'), site('b')], [link('x', 'pusat>a'), link('xx', 'a>b'), link('xxx', 'b>a')]),
      ['11:29: the links go in a circle: a → b → a'],
    ],
    [
      'an island',
      network([site('a'), site('b')], [link('x', 'a>b')]),
      ['9:20: no chain of links leads from "pusat" to "a"'],
    ],
    [
      'a provider and a contract that do not exist',
      network([site('a')], [link('x', 'pusat>a', ', provider: p, contract: k')]),
      ['8:90: there is no provider "p"', '8:103: there is no contract "k"'],
    ],
    [
      'clear above raise',
      network([site('a')], [link('x', 'pusat>a', ', quality: { rtt: { raise: 10ms, clear: 20ms } }')]),
      ['8:96: clear (20) is above raise (10); wanted it below or equal'],
    ],
    [
      'polls that last longer than their period',
      base({ x: 'defaults: { snmp: { every: 5s, timeout: 3s, retries: 1, community: !env C } }' }),
      [
        '9:19: defaults.snmp: 2 tries of 3s last longer than the period of 5s, wanted a shorter timeout or a longer period',
      ],
    ],
  ])('%s', (_, file, mistakes) => {
    expect(mistakesOf(file, { C: 'secret-enough' })).toEqual(mistakes.map((each) => `a.yaml:${each}`));
  });

  it('a way of more than 32 links', () => {
    const names = Array.from({ length: 40 }, (_, n) => `s${n}`);
    const links = names.map((name, n) => link(`l${n}`, `${n === 0 ? 'pusat' : names[n - 1]}>${name}`));
    const mistakes = mistakesOf(
      network(
        names.map((name) => site(name)),
        links,
      ),
    );
    expect(mistakes[0]).toMatch(/the way here is more than 32 links long$/);
  });

  it('a mistake in an entry does not make what refers to it look lost', () => {
    const sites = [`  - { id: a, name: A, kind: hut }`];
    const mistakes = mistakesOf(network(sites, [link('x', 'pusat>a')]));
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toMatch(/kind: found "hut"/);
  });
});

describe('warnings', () => {
  it.each<[rule: string, file: string, warning: RegExp]>([
    [
      'no anchors',
      base({ monitor: 'monitor: { site: pusat, anchors: [] }' }),
      /^a.yaml:3:34: without anchors/,
    ],
    [
      'one anchor',
      base({ monitor: 'monitor: { site: pusat, anchors: [10.0.0.1] }' }),
      /3:34: with a single anchor/,
    ],
    [
      'an anchor that is a device',
      base({ monitor: 'monitor: { site: pusat, anchors: [10.76.5.1, 10.0.0.1] }' }),
      /^a.yaml:8:\d+: 10.76.5.1 is an anchor too/,
    ],
    [
      'two links with one address',
      network([site('a')], [link('x', 'pusat>a'), link('y', 'pusat>a')]),
      /^a.yaml:9:68: the address 10.1.1.1 is that of another link too, at a.yaml:8$/,
    ],
    [
      'a code that is not below its parent',
      base({
        sites:
          'sites:\n  - { id: pusat, name: P, kind: province, code: "76" }\n  - { id: majene, name: M, kind: regency, code: "77.05", parent: pusat }',
      }),
      /^a.yaml:6:\d+: the code 77.05 does not begin with that of its parent "pusat", 76$/,
    ],
    [
      'a code twice',
      network([site('a', ', code: "76.01"'), site('b', ', code: "76.01"')], []),
      /^a.yaml:7:\d+: the code 76.01 is that of "a" too$/,
    ],
    [
      'an active link that lies in the future',
      network([site('a')], [link('x', 'pusat>a', ', since: 2026-11-25')]),
      /is not yet; is it planned\?$/,
    ],
    [
      'an active link behind a planned one',
      network([site('a'), site('b')], [link('x', 'pusat>a', ', stage: planned'), link('xx', 'a>b')]),
      /^a.yaml:10:21: the link is active, but no active link leads to "a"/,
    ],
  ])('%s', (_, file, warning) => {
    expect(configOf(file).warnings.map(lineOf)).toEqual([expect.stringMatching(warning)]);
  });

  it('none for the smallest province', () => {
    expect(configOf(base()).warnings).toEqual([]);
  });
});

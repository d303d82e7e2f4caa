// YAML as it is read here: secrets by tag, anchors and merges with bounds, included files.

import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { linkId } from '../../src/domain/ids.ts';
import { base, configOf, mistakesOf } from './support.ts';

const INFLUX = (password: string): string =>
  base({ x: `store: { influx: { url: "http://127.0.0.1:8086", username: u, password: ${password} } }` });

describe('secrets', () => {
  it('come from the environment or a file, and show themselves to nobody', () => {
    const fromFile = configOf(
      { 'a.yaml': INFLUX('!file /run/secrets/influx'), '/run/secrets/influx': 'from a file\n' },
      {},
    );
    expect(fromFile.influx?.password?.reveal()).toBe('from a file');
    expect(fromFile.files).toEqual(['a.yaml', '/run/secrets/influx']);
    const config = configOf(INFLUX('!env PW'), { PW: 'hush-hush' });
    expect(config.influx?.password?.reveal()).toBe('hush-hush');
    for (const shown of [
      inspect(config, { depth: 9 }),
      JSON.stringify(config.influx),
      `${config.influx?.password}`,
    ])
      expect(shown).not.toContain('hush-hush');
  });

  it.each<[what: string, password: string, mistake: string]>([
    [
      'a variable that is not set',
      '!env NOPE',
      'a.yaml:9:78: !env wants the name of an environment variable that is set; the variable NOPE is not set',
    ],
    [
      'an empty variable',
      '!env EMPTY',
      'a.yaml:9:78: !env wants the name of an environment variable that is set; the variable EMPTY is empty',
    ],
    [
      'no name',
      '!env "a b"',
      'a.yaml:9:78: !env wants the name of an environment variable that is set; no name',
    ],
    ['a missing file', '!file /nope', 'a.yaml:9:79: cannot read "/nope": there is no such file'],
    [
      'a secret in clear',
      'hush-hush',
      'a.yaml:9:73: password: the secret stands in the file, wanted !env NAME or !file PATH',
    ],
    [
      'a number, which is not repeated',
      '12345678',
      'a.yaml:9:73: store.influx.password: found a number that is not shown here, wanted a secret: !env NAME or !file PATH; put it in quotes',
    ],
  ])('%s', (_, password, mistake) => {
    expect(mistakesOf(INFLUX(password), { EMPTY: '' })).toEqual([mistake]);
  });

  it('a secret where none belongs', () => {
    expect(
      mistakesOf(base({ province: 'province: { name: !env N, code: "76", timezone: UTC }' }), { N: 'x' }),
    ).toEqual([
      'a.yaml:2:24: province.name: found a secret (!env or !file), wanted a text of 1 to 120 characters',
    ]);
  });
});

describe('anchors', () => {
  it('own keys win over merged ones, and mistakes are told where they stand', () => {
    const links = `links:
  - &usual { id: a, from: pusat, to: majene, medium: fiber, icmp: { every: 2s }, device: { address: 10.1.1.1 } }
  - { <<: *usual, id: b, medium: radio, device: { address: 10.1.1.2 } }`;
    const { network } = configOf(base({ links }));
    expect(network.links.get(linkId('b'))).toMatchObject({ medium: 'radio', echo: { everyMs: 2_000 } });
    expect(mistakesOf(base({ links: links.replace('every: 2s', 'every: 2') }))).toEqual([
      'a.yaml:8:76: icmp.every: found the number 2, wanted a duration from 200ms to 1h, such as 200ms, 5s, 2m, 1h, 30d',
    ]);
  });

  it('a bomb of aliases is refused quickly', () => {
    const levels = Array.from(
      { length: 12 },
      (_, n) => `a${n + 1}: &a${n + 1} [${Array(10).fill(`*a${n}`)}]`,
    );
    const startMs = performance.now();
    const mistakes = mistakesOf(`a0: &a0 [x]\n${levels.join('\n')}\n`);
    expect(mistakes.some((each) => /aliases repeat more than 2000000 values/.test(each))).toBe(true);
    expect(performance.now() - startMs).toBeLessThan(5_000);
  });

  it.each<[what: string, file: string, mistake: string]>([
    [
      'an anchor that contains itself',
      'a: &x [*x]\n',
      'a.yaml:1:8: the alias *x stands inside its own anchor',
    ],
    [
      'a merge of something else',
      'a: { <<: 5 }\n',
      'a.yaml:1:6: "<<" wants an alias such as *name of a mapping, or a list of them',
    ],
    ['a key that would be inherited', '__proto__: 1\n', 'a.yaml:1:1: a key cannot be "__proto__"'],
    [
      'deep nesting',
      `a: ${'['.repeat(40)}${']'.repeat(40)}\n`,
      'a.yaml:1:35: nested more than 32 levels deep',
    ],
  ])('%s', (_, file, mistake) => {
    expect(mistakesOf(file)).toContain(mistake);
  });

  it('nesting of a hundred thousand levels is a mistake, not a crash', () => {
    expect(mistakesOf('['.repeat(100_000)).length).toBeGreaterThan(0);
  });
});

describe('included files', () => {
  const main = base({
    sites: 'sites:\n  - { id: pusat, name: P, kind: province }',
    x: 'include: [kab/majene.yaml]',
  });
  const part = 'sites:\n  - { id: majene, name: M, kind: regency, parent: pusat }\n';

  it('add to the lists, with paths from the file that includes them', () => {
    const files = {
      'a.yaml': main,
      'kab/majene.yaml': `${part}include: [desa.csv]\n`,
      'kab/desa.csv': 'id,desa,induk,media,ip\nlombang,Lombang,majene,radio,10.1.1.1\n',
    };
    const config = configOf(files);
    expect([...config.network.sites.keys()]).toEqual(['pusat', 'majene', 'lombang']);
    expect(config.files).toEqual(['a.yaml', 'kab/majene.yaml', 'kab/desa.csv']);
  });

  it.each<[what: string, file: string, mistake: string]>([
    [
      'itself',
      `${part}include: [../a.yaml]\n`,
      'kab/majene.yaml:3:11: cannot include "../a.yaml": it includes itself',
    ],
    [
      'settings',
      `${part}monitor: {}\n`,
      'kab/majene.yaml:3:1: "monitor" belongs into the main file; an included file holds providers, contracts, sites, links',
    ],
    ['an unknown key', `${part}link: []\n`, 'kab/majene.yaml:3:1: unknown key "link"; did you mean "links"?'],
    ['no list', `${part}links: 5\n`, 'kab/majene.yaml:3:1: links: wanted a list'],
    [
      'an include that is no list',
      `${part}include: x.csv\n`,
      'kab/majene.yaml:3:10: include: wanted a list, such as [villages.csv]',
    ],
    [
      'an include that is no path',
      `${part}include: [5]\n`,
      'kab/majene.yaml:3:11: include[0]: wanted the path of a *.yaml, *.yml or *.csv file',
    ],
    [
      'another kind of file',
      `${part}include: [x.txt]\n`,
      'kab/majene.yaml:3:11: cannot include "x.txt": wanted a file named *.yaml, *.yml or *.csv',
    ],
    [
      'a file twice',
      `${part}include: [x.csv, x.csv]\n`,
      'kab/majene.yaml:3:18: cannot include "x.csv": it is included already',
    ],
  ])('refuses %s', (_, file, mistake) => {
    const files = { 'a.yaml': main, 'kab/majene.yaml': file, 'kab/x.csv': 'id,desa,induk\n' };
    expect(mistakesOf(files)).toEqual([mistake]);
  });

  it('a main file that does not exist is one mistake', () => {
    expect(mistakesOf({})).toEqual(['a.yaml:1:1: cannot read "a.yaml": there is no such file']);
  });

  it('no more than a hundred files, and none deeper than eight', () => {
    const many = Array.from({ length: 120 }, (_, n) => `f${n}.csv`);
    const tables = Object.fromEntries(many.map((name) => [name, 'id,desa\n']));
    const wide = mistakesOf({ 'a.yaml': base({ x: `include: [${many}]` }), ...tables });
    expect(wide).toHaveLength(21);
    expect(wide[0]).toMatch(/more than 100 files/);
    const chain = Object.fromEntries(
      Array.from({ length: 9 }, (_, n) => [`d${n}.yaml`, `include: [d${n + 1}.yaml]\n`]),
    );
    expect(mistakesOf({ 'a.yaml': base({ x: 'include: [d0.yaml]' }), ...chain })).toEqual([
      'd6.yaml:1:11: cannot include "d7.yaml": includes are more than 8 files deep',
    ]);
  });
});

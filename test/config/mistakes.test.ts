// One bad file per rule: each mistake with its place, what was found and what was wanted.

import { describe, expect, it } from 'vitest';
import { base, mistakesOf } from './support.ts';

const link = (rest: string): string => base({ links: `links:\n  - { id: a, from: pusat, ${rest} }` });
const DEVICE = 'device: { address: 10.76.5.1 }';

describe('the form of a file', () => {
  it.each<[rule: string, file: string, mistakes: string[]]>([
    ['an empty file', '', ['1:1: wanted a mapping of sections at the top of the file']],
    ['a list', '- 1\n', ['1:1: wanted a mapping of sections at the top of the file']],
    [
      'an open bracket',
      'a: [1\nb: 2\n',
      ['2:1: the indentation does not fit, or a bracket before this line was not closed'],
    ],
    ['a tab', 'a:\n\tb: 1\n', ['2:1: found a tab; YAML is indented with spaces']],
    ['two documents', 'a: 1\n---\nb: 2\n', ['2:1: found a second document after "---"; one file holds one']],
    [
      'two colons',
      'a: b: c\n',
      ['1:4: found a second ":" in one line; put texts that contain ": " in quotes'],
    ],
    ['a key twice', base({ x: 'version: 1' }), ['9:1: the key "version" stands here already, in line 1']],
    [
      'an unknown tag',
      base({ x: 'lab: !foo x' }),
      ['9:6: unknown tag !foo; known are !env NAME and !file PATH'],
    ],
    ['an unknown anchor', base({ x: 'lab: *nope' }), ['9:6: no anchor &nope before this alias']],
    [
      'a key that is a list',
      '? [a]\n: 2\n',
      ['1:3: not valid YAML: With stringKeys, all keys must be strings'],
    ],
    ['no section at all', 'a: 1\n', expect.arrayContaining([expect.stringMatching(/province is missing/)])],
  ])('%s', (_, file, mistakes) => {
    const expected = Array.isArray(mistakes) ? mistakes.map((each) => `a.yaml:${each}`) : mistakes;
    expect(mistakesOf(file)).toEqual(expected);
  });
});

describe('keys and scalars', () => {
  it.each<[rule: string, file: string, mistakes: string[]]>([
    ['an unknown section', base({ x: 'montor: 1' }), ['9:1: unknown key "montor"; did you mean "monitor"?']],
    [
      'a missing section',
      base({ province: '' }),
      ['1:1: province is missing, wanted a mapping (lines of "key: value")'],
    ],
    [
      'a misspelt key, and what is therefore missing',
      link('to: majene, medim: fiber, device: { adress: 10.76.5.1 }'),
      [
        '8:5: medium is missing, wanted one of fiber, radio, lte, vsat, copper, other',
        '8:39: unknown key "medim"; did you mean "medium"?',
        '8:63: unknown key "adress"; did you mean "address"?',
      ],
    ],
    [
      'a word that is not one of a few',
      link(`to: majene, medium: fibre, ${DEVICE}`),
      [
        '8:47: medium: found "fibre", wanted one of fiber, radio, lte, vsat, copper, other; did you mean "fiber"?',
      ],
    ],
    [
      'a duration without a unit',
      base({ x: 'defaults: { icmp: { every: 60 } }' }),
      [
        '9:28: defaults.icmp.every: found the number 60, wanted a duration from 200ms to 1h, such as 200ms, 5s, 2m, 1h, 30d',
      ],
    ],
    [
      'a code without quotes, as it was written',
      base({ province: 'province: { name: S, code: 76.10, timezone: UTC }' }),
      [
        '2:28: province.code: found the number 76.10, wanted a code in quotes, such as "76", "76.05" or "76.05.06.2002"',
      ],
    ],
    [
      'a time zone that does not exist',
      base({ province: 'province: { name: S, code: "76", timezone: Asia/Makasar }' }),
      ['2:44: province.timezone: found "Asia/Makasar", wanted an IANA time zone such as Asia/Makassar'],
    ],
    [
      'another version',
      base({ version: 'version: 2' }),
      ['1:10: version: found the number 2, wanted the version of this form, 1'],
    ],
    [
      'longitude before latitude',
      base({ sites: 'sites:\n  - { id: pusat, name: P, kind: province, at: [118.8, -2.6] }', links: '' }),
      ['5:48: at[0]: found the number 118.8, wanted latitude in degrees from -90 to 90'],
    ],
    [
      'a day that does not exist',
      link(`to: majene, medium: fiber, since: 2021-02-29, ${DEVICE}`),
      ['8:61: since: found "2021-02-29", wanted a day of the calendar as YYYY-MM-DD, such as 2020-03-01'],
    ],
    [
      'either a scalar or a mapping',
      link('to: majene, medium: fiber, device: { address: 10.76.5.1, snmp: { port: 0 } }'),
      ['8:98: device.snmp.port: found the number 0, wanted a whole number from 1 to 65535'],
    ],
    ['a mapping for a list', base({ links: 'links: { a: 1 }' }), ['7:8: links: wanted a list']],
  ])('%s', (_, file, mistakes) => {
    expect(mistakesOf(file)).toEqual(mistakes.map((each) => `a.yaml:${each}`));
  });

  it('says all of it at once, in the order of the file', () => {
    const file = base({
      province: 'province: { name: S, code: 76, timezone: Nowhere }',
      links: 'links:\n  - { id: A, from: pusat, to: majene, medium: air, device: { address: x.y } }',
      x: 'alerts: { snmpSilentPolls: 0 }',
    });
    const places = mistakesOf(file).map((each) => each.split(': ')[0]);
    expect(places).toEqual([
      'a.yaml:2:28',
      'a.yaml:2:42',
      'a.yaml:8:11',
      'a.yaml:8:47',
      'a.yaml:8:71',
      'a.yaml:9:28',
    ]);
  });

  it('tells the first 500 mistakes and counts the rest', () => {
    const rows = Array.from({ length: 700 }, (_, n) => `  - { id: d${n}, name: D, kind: hut }`).join('\n');
    const mistakes = mistakesOf(base({ sites: `sites:\n${rows}`, links: '' }));
    expect(mistakes).toHaveLength(501);
    expect(mistakes.at(-1)).toMatch(/and \d+ more, not shown$/);
  });
});

// The roll-out in a configuration: plans of links and of villages without one, targets, and what cannot be meant. It is
// 24 November 2026.

import { describe, expect, it } from 'vitest';
import { linkId, siteId } from '../../src/domain/ids.ts';
import { base, configOf, lineOf, mistakesOf } from './support.ts';

const VILLAGE = '  - { id: lombang, name: Lombang, kind: village, code: "76.05.04.2004", parent: majene';
const LINK =
  '  - { id: majene-lombang, from: majene, to: lombang, medium: fiber, device: { address: 10.76.105.1 }';
const SITES = `sites:
  - { id: pusat, name: Pusat, kind: province, code: "76" }
  - { id: majene, name: Majene, kind: regency, code: "76.05", parent: pusat }
  - { id: mamasa, name: Mamasa, kind: regency, code: "76.03", parent: pusat }`;
const LINKS = `links:
  - { id: prov-majene, from: pusat, to: majene, medium: fiber, device: { address: 10.76.5.1 } }`;

/** A province with one village; what its site and its link say beside the usual (`undefined`: no link). */
function withVillage(site: string, link: string | undefined, rollout = ''): string {
  return base({
    sites: `${SITES}\n${VILLAGE}${site} }`,
    links: link === undefined ? LINKS : `${LINKS}\n${LINK}${link} }`,
    rollout,
  });
}

/** A configuration with these targets. */
function withTargets(...targets: readonly string[]): string {
  return withVillage(
    '',
    ', programme: Desa Marasa',
    `rollout:\n  targets:${targets.map((target) => `\n    - { ${target} }`).join('')}`,
  );
}

describe('the plan', () => {
  it('of a link is what the file says', () => {
    const { network, warnings } = configOf(
      withVillage('', ', stage: planned, programme: " Desa Marasa ", year: 2026, building: 2026-11-24'),
    );
    expect(warnings).toEqual([]);
    expect(network.links.get(linkId('majene-lombang'))).toMatchObject({
      programme: 'Desa Marasa',
      year: 2026,
      building: '2026-11-24',
    });
    expect(network.sites.get(siteId('lombang'))).not.toHaveProperty('year');
  });

  it('of a village without a link stands with the village', () => {
    const { network } = configOf(
      withVillage(', programme: Desa Marasa, year: 2027, building: 2026-11-01', undefined),
    );
    expect(network.sites.get(siteId('lombang'))).toMatchObject({
      programme: 'Desa Marasa',
      year: 2027,
      building: '2026-11-01',
    });
  });

  it.each<[string, string, string | undefined, string]>([
    ['a year of the last century', '', ', year: 1999', 'a whole number from 2000 to 2100'],
    ['a year in words', '', ', year: dua ribu', 'a whole number from 2000 to 2100'],
    [
      'building on a link in service',
      '',
      ', building: 2026-11-01',
      'the link is active, wanted building with the stage planned only',
    ],
    [
      'building on a link that is given up',
      '',
      ', stage: retired, building: 2026-11-01',
      'the link is retired',
    ],
    ['a day there is not', '', ', stage: planned, building: 2026-02-30', 'a day of the calendar'],
    [
      'building on the village beside its link',
      ', building: 2026-11-01',
      '',
      'a link leads to "lombang" already, wanted building with that link',
    ],
  ])('is a mistake with %s', (_, site, link, message) => {
    expect(mistakesOf(withVillage(site, link))).toEqual([expect.stringContaining(message)]);
  });

  it.each<[string, string, string | undefined]>([
    ['a link', '', ', stage: planned, building: 2026-11-25'],
    ['a village', ', building: 2026-11-25', undefined],
  ])('is doubted where %s is being built from tomorrow on', (_, site, link) => {
    expect(configOf(withVillage(site, link)).warnings.map(lineOf)).toEqual([
      expect.stringContaining('construction began on 2026-11-25, which is not yet'),
    ]);
  });
});

describe('targets', () => {
  it('are those of the file, with what they are measured by', () => {
    expect(configOf(base()).rollout).toEqual({
      targets: [],
      connected: { withinMs: 604_800_000, atLeastMs: 86_400_000 },
      acceptance: { lengthMs: 86_400_000, silentMs: 3_600_000, availabilityPct: 99, coveragePct: 90 },
    });
    const { rollout, warnings } = configOf(
      base({
        sites: `${SITES}`,
        rollout: `rollout:
  targets: [{ year: 2026, villages: 12 }, { year: 2026, villages: 5, programme: Desa Marasa, regency: majene }]
  connected: { within: 3d, atLeast: 12h }
  acceptance: { length: 48h, silent: 30m, availability: 99.5%, coverage: 80% }`,
      }),
    );
    expect(warnings).toEqual([]);
    expect(rollout).toEqual({
      targets: [
        { year: 2026, villages: 12 },
        { year: 2026, villages: 5, programme: 'Desa Marasa', regency: 'majene' },
      ],
      connected: { withinMs: 259_200_000, atLeastMs: 43_200_000 },
      acceptance: { lengthMs: 172_800_000, silentMs: 1_800_000, availabilityPct: 99.5, coveragePct: 80 },
    });
  });

  it.each<[string, string[], string]>([
    ['without villages', ['year: 2026'], 'villages'],
    ['of half a village', ['year: 2026, villages: 0.5'], 'a whole number from 0 to 100000'],
    [
      'in a regency there is not',
      ['year: 2026, villages: 1, regency: mamassa'],
      'there is no regency "mamassa"; did you mean "mamasa"?',
    ],
    ['in a village', ['year: 2026, villages: 1, regency: lombang'], 'there is no regency "lombang"'],
    [
      'twice',
      ['year: 2026, villages: 1, regency: majene', 'year: 2026, villages: 2, regency: majene'],
      'a.yaml:15:7: there is a target of 2026 for the same villages already',
    ],
    ['with a key that is none', ['year: 2026, villages: 1, kabupaten: majene'], 'unknown key "kabupaten"'],
  ])('are a mistake %s', (_, targets, message) => {
    expect(mistakesOf(withTargets(...targets))).toEqual([expect.stringContaining(message)]);
  });

  it('may differ in programme or regency alone', () => {
    const all = [
      '',
      ', programme: Desa Marasa',
      ', regency: majene',
      ', programme: Desa Marasa, regency: mamasa',
    ];
    expect(mistakesOf(withTargets(...all.map((part) => `year: 2026, villages: 1${part}`)))).toEqual([]);
  });

  it.each<[string, string[], string]>([
    [
      'a programme is misspelt',
      ['year: 2026, villages: 1, programme: Desa Marassa'],
      'no village belongs to the programme "Desa Marassa"; did you mean "Desa Marasa"?',
    ],
    [
      'the parts of a year are more than the whole',
      [
        'year: 2026, villages: 4',
        'year: 2026, villages: 3, regency: majene',
        'year: 2026, villages: 2, regency: mamasa',
      ],
      'the target of 2026 is 4, but its programmes or regencies sum up to 5',
    ],
  ])('are doubted where %s', (_, targets, message) => {
    expect(configOf(withTargets(...targets)).warnings.map(lineOf)).toEqual([
      expect.stringContaining(message),
    ]);
  });

  it('cannot want more time than is looked back on', () => {
    expect(mistakesOf(base({ rollout: 'rollout: { connected: { within: 12h } }' }))).toEqual([
      expect.stringContaining('no link works for 1d within 12h'),
    ]);
  });
});

describe('a table of villages', () => {
  const files = (table: string) => ({ 'a.yaml': base({ x: 'include: [desa.csv]' }), 'desa.csv': table });
  const HEAD = 'id,desa,induk,media,ip,tahap,Nama Program,Tahun Anggaran,Mulai Dibangun';

  it('gives the plan to the link, or to the village where there is none', () => {
    const { network, warnings } = configOf(
      files(
        `${HEAD}\na,A,majene,fo,10.1.1.1,rencana,Desa Marasa,2026,1/11/2026\nb,B,majene,,,,Desa Marasa,2027,\n`,
      ),
    );
    expect(warnings).toEqual([]);
    expect(network.links.get(linkId('a'))).toMatchObject({
      programme: 'Desa Marasa',
      year: 2026,
      building: '2026-11-01',
    });
    expect(network.sites.get(siteId('a'))).not.toHaveProperty('programme');
    expect(network.sites.get(siteId('b'))).toMatchObject({ programme: 'Desa Marasa', year: 2027 });
    expect(network.links.has(linkId('b'))).toBe(false);
  });

  it('tells every mistake at its cell', () => {
    expect(
      mistakesOf(
        files(
          `${HEAD}\na,A,majene,fo,10.1.1.1,aktif,Desa Marasa,2026,1/11/2026\nb,B,majene,,,,,26,\nc,C,majene,,,,,,31/2/2026\n`,
        ),
      ),
    ).toEqual([
      'desa.csv:2:47: the link is active, wanted building with the stage planned only; is it still planned?',
      'desa.csv:3:16: year: found "26", wanted a whole number from 2000 to 2100',
      'desa.csv:4:17: building: found "2026-02-31", wanted a day of the calendar as YYYY-MM-DD, such as 2020-03-01',
    ]);
  });
});

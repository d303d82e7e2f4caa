// Profile files: what they become, what they inherit, and everything that is wrong with them at once.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadProfiles, SHIPPED_PROFILES } from '../../../../src/probe/snmp/profiles/load.ts';
import { MOST_RULES } from '../../../../src/probe/snmp/profiles/schema.ts';

const GENERIC = `profile: generic
name: Standard
extends: none
metrics:
  - { metric: cpu, oid: 1.3.6.1.2.1.25.3.3.1.2.*, total: mean, rows: false }
  - { metric: temperature, oid: 1.3.6.1.2.1.99.1.1.1.4.* }
neighbours:
  - { protocol: lldp, read: { name: 1.0.8802.1.1.2.1.4.1.1.9.* }, name: name }
`;

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'jalur-profiles-'));
  mkdirSync(join(directory, 'shipped'));
  mkdirSync(join(directory, 'own'));
  put('shipped/generic.yaml', GENERIC);
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function put(name: string, content: string): void {
  writeFileSync(join(directory, name), content);
}

const load = () => loadProfiles({ shipped: join(directory, 'shipped'), own: join(directory, 'own') });
const profile = (id: string) => load().profiles.find((each) => each.id === id);

/** Mistakes of a file whose text this is, as line:column: message. */
function mistakes(content: string): readonly string[] {
  put('own/x.yaml', content);
  return load()
    .problems.filter(({ file }) => file.endsWith('x.yaml'))
    .map(({ line, column, message }) => `${line}:${column}: ${message}`);
}

const metric = (fields: string) => `profile: x\nname: X\nmetrics:\n  - { ${fields} }\n`;

describe('profiles', () => {
  it('inherit what they do not say for themselves, metric by metric', () => {
    put(
      'shipped/a.yaml',
      'profile: a\nname: A\nidentity: { vendor: V }\nmetrics:\n  - { metric: temperature, oid: 1.3.6.1.4.1.9.1.0 }\n',
    );
    put(
      'shipped/b.yaml',
      'profile: b\nname: B\nextends: a\ndrop: [cpu]\nmetrics:\n  - { metric: temperature, oid: 1.3.6.1.4.1.9.2.0, add: true, scale: 0.1 }\n',
    );
    expect(profile('a')?.metrics.map(({ metric: name }) => name)).toEqual(['cpu', 'temperature']);
    const b = profile('b');
    expect(b).toMatchObject({ lineage: ['b', 'a', 'generic'], vendor: 'V' });
    expect(b?.metrics.map(({ scale, read }) => [scale, read.get('value')?.oid])).toEqual([
      [1, '1.3.6.1.4.1.9.1.0'],
      [0.1, '1.3.6.1.4.1.9.2.0'],
    ]);
    expect(b?.neighbours).toHaveLength(1);
  });

  it('of the operator take the place of shipped ones, also for those that extend them', () => {
    put('shipped/a.yaml', 'profile: a\nname: A\n');
    put('own/mine.yaml', `${GENERIC.replace('Standard', 'Mine')}drop: []\n`);
    expect(profile('generic')).toMatchObject({ name: 'Mine', origin: 'own' });
    expect(profile('a')?.lineage).toEqual(['a', 'generic']);
  });

  it('with a mistake are left out, with those that extend them, and no others', () => {
    put('own/bad.yaml', 'profile: bad\nname: B\nmetrics:\n  - { metric: cpu, oid: 1.3.x }\n');
    put('own/child.yaml', 'profile: child\nname: C\nextends: bad\n');
    put('own/good.yaml', 'profile: good\nname: G\n');
    const loaded = load();
    expect(loaded.profiles.map(({ id }) => id).sort()).toEqual(['generic', 'good']);
    expect(loaded.problems).toHaveLength(2);
  });

  it.each<[string, string, string]>([
    ['broken YAML', 'profile: [', '1:'],
    [
      'an unknown key',
      'profile: x\nname: X\nmetrik: []\n',
      '3:1: unknown key "metrik"; did you mean "metrics"?',
    ],
    ['an OID of no tree', metric('metric: cpu, oid: 1.40.1.0'), 'an OID such as'],
    ['an OID too long', metric(`metric: cpu, oid: 1.3${'.1'.repeat(127)}`), 'an OID such as'],
    [
      'the width of a gauge',
      metric('metric: cpu, oid: 1.3.6.1.2.0, bits: 32'),
      '"bits" is the width of a counter',
    ],
    [
      'too many rules',
      `profile: x\nname: X\nmetrics:\n${'  - { metric: cpu, oid: 1.3.6.1.2.0 }\n'.repeat(MOST_RULES + 1)}`,
      `at most ${MOST_RULES} rules`,
    ],
    [
      'an IMEI that may not answer',
      'profile: x\nname: X\nmatch: [{ silent: 1.3.6.1.4.1.48690.2.2.1.3.1 }]\n',
      'never read',
    ],
    ['a prefix that covers an IMEI', metric('metric: cpu, oid: 1.3.6.1.4.1.48690.2.2.*'), 'never read'],
    ['an unknown ancestor', 'profile: x\nname: X\nextends: generik\n', 'did you mean "generic"?'],
    ['itself as its ancestor', 'profile: x\nname: X\nextends: x\n', 'extends itself: x → x'],
    [
      'another unit',
      metric('metric: cpu, unit: V, oid: 1.3.6.1.2.0'),
      '"cpu" is in % for every vendor, found V',
    ],
    [
      'an own metric without a unit',
      metric('metric: temprature, oid: 1.3.6.1.2.0'),
      'did you mean "temperature"?',
    ],
    ['nothing to read', metric('metric: cpu'), 'wanted "oid" or "read"'],
    ['two ways to read', metric('metric: cpu, oid: 1.3.6.1.2.0, read: { value: 1.3.6.1.2.0 }'), 'found both'],
    ['a wrong OID', metric('metric: cpu, oid: .1.3.6.1'), 'an OID such as'],
    ['an arc beyond 32 bits', metric('metric: cpu, oid: 1.3.6.1.4294967296.0'), 'an OID such as'],
    [
      'an expression',
      metric('metric: cpu, oid: 1.3.6.1.2.0, value: 100 - vaule'),
      '4:51: there is no "vaule"',
    ],
    [
      'a quoted expression',
      metric('metric: cpu, oid: 1.3.6.1.2.0, value: "100 - vaule"'),
      '4:52: there is no "vaule"',
    ],
    ['a total without rows', metric('metric: cpu, oid: 1.3.6.1.2.0, total: sum'), '"total" is about rows'],
    ['neither rows nor total', metric('metric: cpu, oid: 1.3.6.1.2.*, rows: false'), 'nothing is given'],
    [
      'a fixed object there is not',
      metric('metric: cpu, oid: 1.3.6.1.2.*, fixed: [scale]'),
      'no "scale" in "read"',
    ],
    ['an entry for every device', 'profile: x\nname: X\nmatch: [{}]\n', 'would match every device'],
    ['a pattern', 'profile: x\nname: X\nmatch: [{ sysDescr: "(" }]\n', 'no pattern'],
    ['an IMEI', metric('metric: imei, unit: text, oid: 1.3.6.1.4.1.14988.1.1.16.1.1.11.*'), 'never read'],
    ['a metric that is not inherited', 'profile: x\nname: X\ndrop: [cpus]\n', 'did you mean "cpu"?'],
  ])('with %s are refused', (_name, content, message) => {
    expect(mistakes(content).join('\n')).toContain(message);
  });

  it('say nothing of what is dropped when their ancestor is wrong', () => {
    expect(mistakes('profile: x\nname: X\nextends: generik\ndrop: [cpu]\n')).toHaveLength(1);
  });

  it('say all that is wrong at once', () => {
    const found = mistakes(
      'profile: x\nname: X\nmetrics:\n  - { metric: cpu }\n  - { metric: memory, oid: 1.3.6.1.2.0, where: a }\n',
    );
    expect(found).toHaveLength(2);
  });

  it('that cannot be read, or are no files of profiles, do no harm', () => {
    put('own/empty.yaml', '');
    put('own/list.yaml', '- a\n');
    put('own/large.yaml', `# ${'x'.repeat(600_000)}\n`);
    put('own/readme.txt', 'hello');
    expect(load().profiles.map(({ id }) => id)).toEqual(['generic']);
    expect(load().problems).toHaveLength(3);
    const nowhere = loadProfiles({ shipped: join(directory, 'none') });
    expect(nowhere.problems[0]?.message).toContain('no profile "generic"');
  });
});

describe('the shipped profiles', () => {
  const shipped = loadProfiles({ shipped: SHIPPED_PROFILES });

  it('are right, every one of them', () => {
    expect(shipped.problems).toEqual([]);
    expect(shipped.profiles.length).toBe(shipped.files.length);
  });

  it('are loaded in well under a second', () => {
    const startMs = performance.now();
    loadProfiles({ shipped: SHIPPED_PROFILES });
    expect(performance.now() - startMs).toBeLessThan(1_000);
  });

  it.each(shipped.profiles.filter(({ id }) => id !== 'generic').map((each) => [each.id, each] as const))(
    '%s can be recognised, or is there to be extended',
    (id, { match }) => {
      const extended = shipped.profiles.some(({ lineage }) => lineage.indexOf(id) > 0);
      expect(match.length > 0 || extended).toBe(true);
    },
  );

  it.each(shipped.profiles.filter(({ id }) => id !== 'jalur-lab').map((each) => [each.id, each] as const))(
    '%s bounds every figure that could be a number for "no data"',
    (_, { metrics }) => {
      const open = metrics.filter(
        ({ unit, as, valid, total, rows }) =>
          unit !== 'text' && as === 'gauge' && valid === undefined && !(total === 'count' && !rows),
      );
      expect(open.map(({ metric, value }) => `${metric}: ${value.source}`)).toEqual([]);
    },
  );
});

// The operator's own profiles beside the shipped ones: which counts, and that a mistake in one takes no other down.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LoadedProfiles, loadProfiles, MOST_FILES } from '../../../../src/probe/snmp/profiles/load.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'jalur-resolve-'));
  for (const folder of ['shipped', 'own']) mkdirSync(join(directory, folder));
  shipped('generic', 'name: Standard\nextends: none');
  shipped('a', 'name: A');
  shipped('b', 'name: B\nextends: a');
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

function put(folder: string, name: string, id: string, rest: string): string {
  const path = join(directory, folder, `${name}.yaml`);
  writeFileSync(path, `profile: ${id}\n${rest}\n`);
  return path;
}
const shipped = (id: string, rest: string) => put('shipped', id, id, rest);
const own = (id: string, rest: string, name = id) => put('own', name, id, rest);

function load(file?: string): LoadedProfiles {
  const folders = { shipped: join(directory, 'shipped'), own: join(directory, 'own') };
  return loadProfiles({ ...folders, ...(file !== undefined && { file }) });
}

/** Profiles by id, with where each came from and what it extends. */
function profiles({ profiles: all }: LoadedProfiles): Readonly<Record<string, string>> {
  return Object.fromEntries(
    all.map(({ id, name, lineage }) => [id, `${name}: ${lineage.slice(1).join(' ')}`]),
  );
}

function problems(loaded: LoadedProfiles): readonly string[] {
  return loaded.problems.map(({ file, message }) => `${basename(file)}: ${message}`);
}

const WRONG = 'metrics: [{ metric: cpu, oid: 1.3.6.1.2.0, value: vaule }]';

describe('an own profile', () => {
  it('takes the place of the shipped one, also below those that extend it', () => {
    own('a', 'name: Mine\nextends: none', 'any-name');
    expect(profiles(load())).toEqual({ generic: 'Standard: ', a: 'Mine: ', b: 'B: a' });
    expect(problems(load())).toEqual([]);
  });

  it.each([
    ['form', 'nmae: Mine'],
    ['expressions', `name: Mine\n${WRONG}`],
    ['ancestor', 'name: Mine\nextends: nobody'],
  ])('with a mistake in its %s leaves the shipped one in place', (_, rest) => {
    own('a', rest);
    own('generic', `name: Mine\nextends: none\n${WRONG}`);
    const loaded = load();
    expect(profiles(loaded)).toEqual({ generic: 'Standard: ', a: 'A: generic', b: 'B: a generic' });
    expect(new Set(loaded.problems.map(({ file }) => relative(directory, file)))).toEqual(
      new Set(['own/a.yaml', 'own/generic.yaml']),
    );
  });

  it('that closes a circle with shipped ones is the mistake, not they', () => {
    own('generic', 'name: Mine\nextends: b');
    const loaded = load();
    expect(problems(loaded)).toEqual(['generic.yaml: the profile extends itself: generic → b → a → generic']);
    expect(profiles(loaded)).toEqual({ generic: 'Standard: ', a: 'A: generic', b: 'B: a generic' });
  });

  it('and another that extend each other are left out', () => {
    own('x', 'name: X\nextends: y');
    own('y', 'name: Y\nextends: x');
    const loaded = load();
    expect(Object.keys(profiles(loaded)).sort()).toEqual(['a', 'b', 'generic']);
    expect(problems(loaded).join()).toContain('the profile extends itself');
  });

  it('ends an inheritance that is too deep, and no one above it', () => {
    for (let n = 1; n <= 10; n++) own(`c${n}`, `name: C\nextends: ${n === 1 ? 'b' : `c${n - 1}`}`);
    const loaded = load();
    expect(Object.keys(profiles(loaded)).sort()).toEqual(['a', 'b', 'c1', 'c2', 'c3', 'c4', 'c5', 'generic']);
    expect(problems(loaded)).toContain('c6.yaml: more than 8 profiles extend one another');
  });

  it('that is twice in the folder counts once', () => {
    own('x', 'name: First', '1');
    own('x', 'name: Second', '2');
    expect(profiles(load())['x']).toBe('First: generic');
    expect(problems(load())).toEqual(['2.yaml: the profile "x" is in 1.yaml already']);
  });

  it('under test counts before the one in the folder, and is nobody when it has a mistake', () => {
    const path = own('a', 'name: Mine');
    writeFileSync(join(directory, 'draft.yaml'), 'profile: a\nname: Draft\n');
    expect(load(join(directory, 'draft.yaml')).ofFile?.name).toBe('Draft');
    expect(load(relative(process.cwd(), path))).toMatchObject({ ofFile: { name: 'Mine' }, problems: [] });
    writeFileSync(join(directory, 'draft.yaml'), `profile: a\nname: Draft\n${WRONG}\n`);
    expect(load(join(directory, 'draft.yaml')).ofFile).toBeUndefined();
  });
});

describe('the folder of own profiles', () => {
  it('may hold so many files: the rest is told', () => {
    for (let n = 0; n <= MOST_FILES; n++) own(`p${1_000 + n}`, 'name: P');
    const loaded = load();
    expect(loaded.profiles).toHaveLength(MOST_FILES + 3);
    expect(problems(loaded).join()).toContain(
      `found ${MOST_FILES + 1} profiles, wanted at most ${MOST_FILES}`,
    );
  });

  it('that is no folder is told, the shipped profiles are used', () => {
    rmSync(join(directory, 'own'), { recursive: true });
    expect(problems(load())).toEqual([]);
    writeFileSync(join(directory, 'own'), '');
    expect(problems(load()).join()).toContain('cannot be listed');
    expect(load().profiles).toHaveLength(3);
  });
});

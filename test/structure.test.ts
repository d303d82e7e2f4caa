// Holds the layout of the tree: which folder may import which, and how long a file may be.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const SRC = join(ROOT, 'src');

/** Tiers from the top down; a folder imports from lower tiers and from itself only. */
const TIERS: readonly (readonly string[])[] = [
  ['main.ts'],
  ['cli'],
  ['app.ts'],
  ['app'],
  ['api', 'stream', 'notify', 'report', 'grafana'],
  ['engine', 'schedule', 'probe', 'store'],
  ['config'],
  ['domain'],
];
/** May be imported from anywhere, and import the domain only. */
const ANYWHERE = ['runtime'];
/** The API answers with the stream's own views, and hangs its WebSocket on the same server. */
const SIDEWAYS: readonly (readonly [from: string, to: string])[] = [['api', 'stream']];
/** What the browser's code may know of the rest: types of the stream and the domain. */
const WEB_MAY_IMPORT = ['web', 'domain', 'stream'];

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name));
}

function folderOf(file: string): string {
  return relative(SRC, file).split('/')[0] ?? '';
}

function imports(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g)].map((match) =>
    resolve(dirname(file), match[1] ?? ''),
  );
}

function tierOf(folder: string): number {
  return TIERS.findIndex((tier) => tier.includes(folder));
}

function mayImport(from: string, to: string): boolean {
  if (from === to) return true;
  if (SIDEWAYS.some(([a, b]) => a === from && b === to)) return true;
  if (from === 'web') return WEB_MAY_IMPORT.includes(to);
  if (ANYWHERE.includes(from)) return to === 'domain';
  if (ANYWHERE.includes(to)) return true;
  return tierOf(from) >= 0 && tierOf(to) > tierOf(from);
}

describe('the tree', () => {
  it('knows every folder', () => {
    const known = [...TIERS.flat(), ...ANYWHERE, 'web'];
    const unknown = readdirSync(SRC).filter(
      (name) => !known.includes(name) && sources(SRC).some((file) => folderOf(file) === name),
    );
    expect(unknown).toEqual([]);
  });

  it('imports only downward', () => {
    const wrong: string[] = [];
    for (const file of sources(SRC)) {
      for (const target of imports(file)) {
        if (!target.startsWith(SRC)) continue;
        if (!mayImport(folderOf(file), folderOf(target)))
          wrong.push(`${relative(ROOT, file)} → ${relative(ROOT, target)}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('keeps the domain pure: no built-in module and no package', () => {
    const wrong = sources(join(SRC, 'domain')).filter((file) =>
      /from '(?!\.)/.test(readFileSync(file, 'utf8')),
    );
    expect(wrong).toEqual([]);
  });

  it('reads the clock and chance in src/runtime only', () => {
    const wrong = sources(SRC).filter(
      (file) =>
        !['runtime', 'web'].includes(folderOf(file)) &&
        /\bDate\.now\(|new Date\(\)|Math\.random\(|performance\.now\(/.test(readFileSync(file, 'utf8')),
    );
    expect(wrong.map((file) => relative(ROOT, file))).toEqual([]);
  });

  it('has no file above 300 lines', () => {
    const long = [...sources(SRC), ...sources(join(ROOT, 'test'))]
      .map((file) => [relative(ROOT, file), readFileSync(file, 'utf8').split('\n').length - 1] as const)
      .filter(([, lines]) => lines > 300);
    expect(long).toEqual([]);
  });
});

// A configuration in memory: files by name, an environment, and a day that does not move.

import type { Config, ConfigProblem } from '../../src/config/config.ts';
import type { ConfigDeps } from '../../src/config/deps.ts';
import { loadConfig } from '../../src/config/load.ts';

/** Files by the path they are read under; bytes for what is no UTF-8 text. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** 24 November 2026, 08:00 UTC. */
export const NOW = Date.UTC(2026, 10, 24, 8);

/** What a loader is given when its files are these. */
export function depsOf(files: Files, env: ConfigDeps['env'] = {}): ConfigDeps {
  return {
    env,
    clock: { wallMs: () => NOW },
    files: {
      read: (path, maxBytes) => {
        const content = Object.hasOwn(files, path) ? files[path] : undefined;
        if (content === undefined) return { ok: false, detail: 'there is no such file' };
        const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
        return bytes.length > maxBytes ? { ok: false, detail: 'too large' } : { ok: true, bytes };
      },
      stamp: (path) => Promise.resolve(String(files[path]?.length ?? 'absent')),
    },
  };
}

/** The smallest province: one line each, so that a test can put another in its place by the first word. */
export const BASE: Readonly<Record<string, string>> = {
  version: 'version: 1',
  province: 'province: { name: Sulbar, code: "76", timezone: Asia/Makassar }',
  monitor: 'monitor: { site: pusat, anchors: [10.76.0.1, 10.76.0.2] }',
  sites: `sites:
  - { id: pusat, name: Pusat, kind: province, code: "76" }
  - { id: majene, name: Majene, kind: regency, code: "76.05", parent: pusat }`,
  links: `links:
  - { id: prov-majene, from: pusat, to: majene, medium: fiber, device: { address: 10.76.5.1 } }`,
};

/** The smallest province with sections replaced or added; an empty text leaves a section out. */
export function base(sections: Readonly<Record<string, string>> = {}): string {
  return `${Object.values({ ...BASE, ...sections })
    .filter((section) => section !== '')
    .join('\n')}\n`;
}

/** `file:line:column: message`. */
export function lineOf(problem: ConfigProblem): string {
  return `${problem.file}:${problem.line}:${problem.column}: ${problem.message}`;
}

/** The mistakes of a configuration; none when it is right. */
export function mistakesOf(files: Files | string, env: ConfigDeps['env'] = {}): readonly string[] {
  const loaded = loadConfig('a.yaml', depsOf(typeof files === 'string' ? { 'a.yaml': files } : files, env));
  return loaded.ok ? [] : loaded.problems.map(lineOf);
}

/** A configuration that must be right. */
export function configOf(files: Files | string, env: ConfigDeps['env'] = {}): Config {
  const loaded = loadConfig('a.yaml', depsOf(typeof files === 'string' ? { 'a.yaml': files } : files, env));
  if (!loaded.ok) throw new Error(loaded.problems.map(lineOf).join('\n'));
  return loaded.config;
}

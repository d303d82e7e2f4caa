// Reads the main file and everything it includes into one raw configuration. Included files add to lists; settings stand
// in the main file only, so that there is one place to look for them.

import { dirname, extname, isAbsolute, join, normalize } from 'node:path';
import { readCsv } from './csv-source.ts';
import type { ConfigDeps } from './deps.ts';
import { Origins, type Place } from './place.ts';
import { Problems } from './problems.ts';
import { LISTS, SECTIONS } from './schema.ts';
import { SecretResolver } from './secret-tags.ts';
import { unknownKey } from './section.ts';
import { tableEntries } from './table.ts';
import { completeTables } from './table-parents.ts';
import { readText } from './text-file.ts';
import { readYaml } from './yaml-source.ts';

/** A province has a file per regency and a few more. */
const MOST_FILES = 100;
/** The main file includes regencies, which include tables; deeper is a maze. */
const MOST_DEPTH = 8;

type ListName = keyof typeof LISTS;
const LIST_NAMES = Object.keys(LISTS) as ListName[];

/** A configuration as it was written: nothing is checked yet but the syntax. */
export interface RawConfig {
  /** The main file's mapping, its lists completed by those of the included files. */
  readonly root: Readonly<Record<string, unknown>>;
  readonly origins: Origins;
  readonly problems: Problems;
  readonly files: readonly string[];
}

/** Reads a configuration and all that it includes. */
export function readSources(path: string, deps: ConfigDeps): RawConfig {
  return new SourceReader(deps).read(path);
}

class SourceReader {
  readonly #deps: ConfigDeps;
  readonly #origins = new Origins();
  readonly #problems = new Problems();
  readonly #secrets: SecretResolver;
  readonly #files = new Set<string>();
  readonly #lists: Record<ListName, unknown[]> = { providers: [], contracts: [], sites: [], links: [] };
  readonly #tableSites: object[] = [];
  readonly #tableLinks: object[] = [];

  constructor(deps: ConfigDeps) {
    this.#deps = deps;
    this.#secrets = new SecretResolver(deps, this.#problems);
  }

  read(path: string): RawConfig {
    const main = this.#yaml(path, { file: path, line: 1, column: 1 });
    if (main) this.#addLists(main, { path, opened: [normalize(path)] });
    const root: Record<string, unknown> = { ...main };
    const origin = this.#origins.of(main);
    if (origin) this.#origins.note(root, origin);
    for (const name of LIST_NAMES) {
      const own = root[name];
      if (own !== undefined && !Array.isArray(own)) continue;
      const place = this.#origins.of(own)?.here() ?? { file: path, line: 1, column: 1 };
      this.#origins.note(this.#lists[name], {
        here: () => place,
        key: () => undefined,
        value: (part) => this.#origins.of(this.#lists[name][Number(part)])?.here(),
        written: () => undefined,
      });
      root[name] = this.#lists[name];
    }
    completeTables({ sites: this.#lists.sites, tableSites: this.#tableSites, tableLinks: this.#tableLinks });
    return {
      root,
      origins: this.#origins,
      problems: this.#problems,
      files: [...this.#files, ...this.#secrets.files()],
    };
  }

  #yaml(path: string, asked: Place): object | undefined {
    const lines = this.#text(path, asked);
    if (!lines) return undefined;
    const value = readYaml(lines, {
      origins: this.#origins,
      problems: this.#problems,
      secrets: this.#secrets,
    });
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
    if (!this.#problems.any)
      this.#problems.add(lines.place(0), 'wanted a mapping of sections at the top of the file');
    return undefined;
  }

  #csv(path: string, asked: Place): void {
    const lines = this.#text(path, asked);
    if (!lines) return;
    const entries = tableEntries(readCsv(lines, this.#problems), {
      origins: this.#origins,
      problems: this.#problems,
    });
    for (const site of entries.sites) this.#lists.sites.push(site);
    for (const link of entries.links) this.#lists.links.push(link);
    for (const site of entries.sites) this.#tableSites.push(site);
    for (const link of entries.links) this.#tableLinks.push(link);
  }

  #text(path: string, asked: Place): ReturnType<typeof readText> {
    this.#files.add(path);
    this.#problems.file(path);
    return readText(path, { files: this.#deps.files, problems: this.#problems, asked });
  }

  /** Takes over the lists of a file, then follows its includes in order. */
  #addLists(from: object, file: { readonly path: string; readonly opened: readonly string[] }): void {
    for (const name of LIST_NAMES) {
      const list: unknown = Reflect.get(from, name);
      if (Array.isArray(list)) for (const entry of list) this.#lists[name].push(entry);
    }
    const includes: unknown = Reflect.get(from, 'include');
    if (includes === undefined) return;
    if (!Array.isArray(includes)) {
      this.#problems.add(
        this.#origins.place(from, ['include']),
        'include: wanted a list, such as [villages.csv]',
      );
      return;
    }
    for (const index of includes.keys()) {
      const target: unknown = includes[index];
      const asked = this.#origins.place(from, ['include', index]);
      if (typeof target === 'string' && target.trim() !== '') this.#include(target, { ...file, asked });
      else this.#problems.add(asked, `include[${index}]: wanted the path of a *.yaml, *.yml or *.csv file`);
    }
  }

  #include(
    target: string,
    by: { readonly path: string; readonly opened: readonly string[]; readonly asked: Place },
  ): void {
    const path = isAbsolute(target) ? normalize(target) : join(dirname(by.path), target);
    const refusal = this.#refusal(path, by.opened);
    if (refusal) {
      this.#problems.add(by.asked, `cannot include "${target}": ${refusal}`);
      return;
    }
    if (extname(path).toLowerCase() === '.csv') {
      this.#csv(path, by.asked);
      return;
    }
    const part = this.#yaml(path, by.asked);
    if (!part) return;
    this.#checkPart(part);
    this.#addLists(part, { path, opened: [...by.opened, normalize(path)] });
  }

  #refusal(path: string, opened: readonly string[]): string | undefined {
    if (opened.includes(normalize(path))) return 'it includes itself';
    if (this.#files.has(path)) return 'it is included already';
    if (opened.length >= MOST_DEPTH) return `includes are more than ${MOST_DEPTH} files deep`;
    if (this.#files.size >= MOST_FILES) return `more than ${MOST_FILES} files`;
    if (!['.csv', '.yaml', '.yml'].includes(extname(path).toLowerCase()))
      return 'wanted a file named *.yaml, *.yml or *.csv';
    return undefined;
  }

  #checkPart(part: object): void {
    for (const [key, value] of Object.entries(part)) {
      const place = this.#origins.keyPlace(part, [key]);
      const isList = LIST_NAMES.some((name) => name === key) || key === 'include';
      if (isList && key !== 'include' && !Array.isArray(value))
        this.#problems.add(place, `${key}: wanted a list`);
      else if (!isList && key !== 'version')
        this.#problems.add(
          place,
          Object.hasOwn(SECTIONS, key)
            ? `"${key}" belongs into the main file; an included file holds ${LIST_NAMES.join(', ')}`
            : unknownKey(key, [...LIST_NAMES, 'include', 'version']),
        );
    }
  }
}

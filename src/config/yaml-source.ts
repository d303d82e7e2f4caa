// Reads YAML into plain values, strictly, and notes where everything stands. Anchors, aliases and `<<` are followed here
// rather than by the library, so that their bounds, and the positions behind them, are our own.

import { isAlias, isMap, isScalar, isSeq, type Pair, parseDocument, type YAMLMap } from 'yaml';
import type { Lines } from './lines.ts';
import type { Origin, Origins, Place } from './place.ts';
import type { Problems } from './problems.ts';
import { SecretReference, type SecretResolver, secretTags } from './secret-tags.ts';
import { explainYaml } from './yaml-errors.ts';

/** Deeper than any configuration; what is deeper was written to break a parser. */
const MOST_DEPTH = 32;
/** Values in one file with all aliases written out: room for 10,000 links with `<<: *defaults`. */
const MOST_VALUES = 2_000_000;

/** What reading YAML needs. */
export interface YamlDeps {
  readonly origins: Origins;
  readonly problems: Problems;
  readonly secrets: SecretResolver;
}

/** A value read, and how many values it is with its aliases written out. */
interface Converted {
  readonly value: unknown;
  readonly size: number;
}

const NOTHING: Converted = { value: undefined, size: 1 };

/** Reads one document; undefined when its syntax is broken, in which case the problems say so. */
export function readYaml(lines: Lines, deps: YamlDeps): unknown {
  try {
    const document = parseDocument(lines.text, {
      customTags: secretTags,
      prettyErrors: false,
      strict: true,
      stringKeys: true,
      // The library compares every key with every other; one map with 100,000 keys would take minutes.
      uniqueKeys: false,
      version: '1.2',
    });
    for (const fault of [...document.errors, ...document.warnings])
      deps.problems.add(lines.place(fault.pos[0]), explainYaml(fault));
    if (document.errors.length > 0 || document.warnings.length > 0) return undefined;
    return new YamlReader(lines, deps).convert(document.contents, 0).value;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    deps.problems.add(lines.place(0), 'the file is nested too deeply to be read');
    return undefined;
  }
}

class YamlReader {
  readonly #lines: Lines;
  readonly #deps: YamlDeps;
  /** What each anchor stands for; `open` while it is being read, so that no anchor contains itself. */
  readonly #anchors = new Map<string, Converted | 'open'>();
  #size = 0;

  constructor(lines: Lines, deps: YamlDeps) {
    this.#lines = lines;
    this.#deps = deps;
  }

  convert(node: unknown, depth: number): Converted {
    if (isAlias(node)) return this.#alias(node.source, offsetOf(node));
    const anchor = isMap(node) || isSeq(node) || isScalar(node) ? node.anchor : undefined;
    if (anchor !== undefined) this.#anchors.set(anchor, 'open');
    const converted = this.#convert(node, depth);
    if (anchor !== undefined) this.#anchors.set(anchor, converted);
    return converted;
  }

  #convert(node: unknown, depth: number): Converted {
    if (isScalar(node)) {
      const value = node.value;
      if (!(value instanceof SecretReference)) return { value: value ?? undefined, size: 1 };
      const place = this.#lines.place(offsetOf(node));
      return { value: this.#deps.secrets.resolve(value, place), size: 1 };
    }
    if (!isMap(node) && !isSeq(node)) return NOTHING;
    if (depth >= MOST_DEPTH) {
      this.#problem(offsetOf(node), `nested more than ${MOST_DEPTH} levels deep`);
      return NOTHING;
    }
    return isMap(node) ? this.#map(node, depth) : this.#list(node.items, offsetOf(node), depth);
  }

  #list(items: readonly unknown[], offset: number, depth: number): Converted {
    const list: unknown[] = [];
    let size = 1;
    for (const item of items) {
      const converted = this.convert(item, depth + 1);
      list.push(converted.value);
      size += converted.size;
    }
    this.#deps.origins.note(
      list,
      this.#origin(offset, (part) => [undefined, items[Number(part)]]),
    );
    return { value: list, size };
  }

  #map(node: YAMLMap, depth: number): Converted {
    const map: Record<string, unknown> = {};
    const pairs = new Map<PropertyKey, Pair>();
    const merged: Converted[] = [];
    let size = 1;
    for (const pair of node.items) {
      const key = isScalar(pair.key) ? String(pair.key.value ?? '') : '';
      const first = pairs.get(key);
      if (first !== undefined || key === '__proto__') {
        const line = this.#lines.place(offsetOf(first?.key)).line;
        const why = first
          ? `the key "${key}" stands here already, in line ${line}`
          : `a key cannot be "${key}"`;
        this.#problem(offsetOf(pair.key), why);
        continue;
      }
      pairs.set(key, pair);
      const converted = this.convert(pair.value, depth + 1);
      size += converted.size;
      if (key === '<<') merged.push(...this.#mergeable(converted, offsetOf(pair.key)));
      else if (converted.value !== undefined) map[key] = converted.value;
    }
    const inherited = this.#inherit(map, pairs, merged);
    const own = this.#origin(offsetOf(node), (part) => [pairs.get(part)?.key, pairs.get(part)?.value]);
    this.#deps.origins.note(map, inherited.size === 0 ? own : withInherited(own, inherited));
    return { value: map, size };
  }

  #mergeable(from: Converted, offset: number): readonly Converted[] {
    const values: readonly unknown[] = Array.isArray(from.value) ? from.value : [from.value];
    if (values.every((value) => typeof value === 'object' && value !== null && !Array.isArray(value)))
      return values.map((value) => ({ value, size: 0 }));
    this.#problem(offset, '"<<" wants an alias such as *name of a mapping, or a list of them');
    return [];
  }

  /** YAML 1.1 merge: own keys win, and of the merged mappings the first that has a key. */
  #inherit(
    map: Record<string, unknown>,
    pairs: ReadonlyMap<PropertyKey, Pair>,
    merged: readonly Converted[],
  ): ReadonlyMap<PropertyKey, Origin> {
    const inherited = new Map<PropertyKey, Origin>();
    for (const { value } of merged) {
      const origin = this.#deps.origins.of(value);
      for (const [key, part] of Object.entries(value ?? {})) {
        if (pairs.has(key) || inherited.has(key)) continue;
        map[key] = part;
        if (origin) inherited.set(key, origin);
      }
    }
    return inherited;
  }

  #alias(name: string, offset: number): Converted {
    const target = this.#anchors.get(name);
    if (target === 'open' || target === undefined) {
      this.#problem(
        offset,
        target ? `the alias *${name} stands inside its own anchor` : `no anchor &${name} before this alias`,
      );
      return NOTHING;
    }
    this.#size += target.size;
    if (this.#size <= MOST_VALUES) return target;
    this.#problem(offset, `aliases repeat more than ${MOST_VALUES} values: use "defaults" instead`);
    return NOTHING;
  }

  #origin(offset: number, find: (part: PropertyKey) => readonly [key: unknown, value: unknown]): Origin {
    const lines = this.#lines;
    const placeOf = (node: unknown): Place | undefined => {
      const at = rangeOf(node);
      return at === undefined ? undefined : lines.place(at);
    };
    return {
      here: () => lines.place(offset),
      key: (part) => placeOf(find(part)[0]),
      value: (part) => placeOf(find(part)[1]) ?? placeOf(find(part)[0]),
      written: (part) => {
        const node = find(part)[1];
        return isScalar(node) ? node.source : undefined;
      },
    };
  }

  #problem(offset: number, message: string): void {
    this.#deps.problems.add(this.#lines.place(offset), message);
  }
}

function withInherited(own: Origin, inherited: ReadonlyMap<PropertyKey, Origin>): Origin {
  return {
    here: own.here,
    key: (part) => own.key(part) ?? inherited.get(part)?.key(part),
    value: (part) => own.value(part) ?? inherited.get(part)?.value(part),
    written: (part) => own.written(part) ?? inherited.get(part)?.written(part),
  };
}

function rangeOf(node: unknown): number | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range?.[0] : undefined;
}

function offsetOf(node: unknown): number {
  return rangeOf(node) ?? 0;
}

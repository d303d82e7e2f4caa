// Checks the form of every section and list entry: each by itself, so that one mistake hides no other.

import type { z } from 'zod';
import type { RawConfig } from './include.ts';
import { type Report, reportIssues, wantedOf } from './issue.ts';
import type { Path } from './place.ts';
import { LISTS, SECTIONS, type Sections } from './schema.ts';
import { unknownKey } from './section.ts';

/** A list entry whose form is right, and its index for later messages. */
export interface Entry<T> {
  readonly index: number;
  readonly value: T;
}

/** Everything whose form is right. */
export interface Validated {
  readonly sections: Sections;
  readonly lists: { readonly [Name in keyof typeof LISTS]: readonly Entry<z.output<(typeof LISTS)[Name]>>[] };
}

/** Validates a raw configuration; what is wrong goes into its problems. */
export function validate(raw: RawConfig): Validated {
  checkKeys(raw);
  const sections = Object.fromEntries(
    Object.entries(SECTIONS).map(([name, schema]) => [name, parse(raw, schema as z.ZodType, [name])]),
  ) as Sections;
  return {
    sections,
    lists: {
      providers: entries(raw, 'providers'),
      contracts: entries(raw, 'contracts'),
      sites: entries(raw, 'sites'),
      links: entries(raw, 'links'),
    },
  };
}

/** The ids that a list mentions, also of entries with mistakes elsewhere: those must not look as if they were missing. */
export function writtenIds(raw: RawConfig, list: keyof typeof LISTS): ReadonlySet<string> {
  const entries: unknown = raw.root[list];
  const ids = Array.isArray(entries)
    ? entries.map((entry: unknown): unknown =>
        typeof entry === 'object' && entry !== null ? Reflect.get(entry, 'id') : undefined,
      )
    : [];
  return new Set(ids.filter((id) => typeof id === 'string'));
}

function checkKeys(raw: RawConfig): void {
  const known = [...Object.keys(SECTIONS), ...Object.keys(LISTS), 'include'];
  for (const key of Object.keys(raw.root))
    if (!known.includes(key)) raw.problems.add(raw.origins.keyPlace(raw.root, [key]), unknownKey(key, known));
}

function entries<Name extends keyof typeof LISTS>(
  raw: RawConfig,
  name: Name,
): Entry<z.output<(typeof LISTS)[Name]>>[] {
  const list: unknown = raw.root[name];
  if (!Array.isArray(list)) {
    raw.problems.add(raw.origins.place(raw.root, [name]), `${name}: wanted a list`);
    return [];
  }
  const schema = LISTS[name] as unknown as z.ZodType<z.output<(typeof LISTS)[Name]>>;
  return list.flatMap((_, index) => {
    const value = parse(raw, schema, [name, index]);
    return value === undefined ? [] : [{ index, value }];
  });
}

function parse<T>(raw: RawConfig, schema: z.ZodType<T>, path: Path): T | undefined {
  let value: unknown = raw.root;
  for (const part of path) value = Reflect.get(value as object, part);
  const parsed = schema.safeParse(value, { error: wantedOf });
  if (parsed.success) return parsed.data;
  const report: Report = { root: raw.root, base: path, origins: raw.origins, problems: raw.problems };
  reportIssues(parsed.error.issues, report);
  return undefined;
}

// Makes a point fit for any store. Texts come from devices and may hold anything: what line protocol cannot say is
// replaced here, for both stores alike, so that they give the same answers.

import type { MetricPoint } from './port.ts';
import { type FieldKind, type Measurement, SCHEMA } from './schema.ts';

/** One value fit for its field. */
export type CleanValue = number | bigint | string;

/** A point whose every part is known to the schema and can be written as it is. */
export interface CleanPoint {
  readonly measurement: Measurement;
  /** In the schema's order; empty ones left out. */
  readonly tags: readonly (readonly [name: string, value: string])[];
  readonly fields: readonly (readonly [name: string, kind: FieldKind, value: CleanValue])[];
  /** Epoch ms, a whole number. */
  readonly at: number;
}

/** Why a point was refused: a bug of ours, which the log must show. */
export interface Unfit {
  readonly unfit: string;
}

/** Line protocol allows 65,535 bytes for measurement and tags together; ids are far below this. */
const MAX_TAG_CHARACTERS = 256;
const MAX_TEXT_CHARACTERS = 4_096;
const INT64_MAX = 2n ** 63n - 1n;

/**
 * Checks and cleans a point. A figure that is not finite, or beyond 64 bits, is left out, as one that was not measured;
 * an unknown name, a wrong type or a point without any field is refused.
 */
export function cleanPoint(point: MetricPoint): CleanPoint | Unfit {
  const spec = SCHEMA[point.measurement];
  if (!spec) return { unfit: `measurement "${point.measurement}" is not in the schema` };
  if (!Number.isFinite(point.at)) return { unfit: `${point.measurement}: time ${point.at} is not a number` };
  for (const name of Object.keys(point.tags)) {
    if (!spec.tags.includes(name))
      return { unfit: `${point.measurement}: tag "${name}" is not in the schema` };
  }
  const tags: [string, string][] = [];
  for (const name of spec.tags) {
    const value = cleanTag(point.tags[name] ?? '');
    if (value !== '') tags.push([name, value]);
  }
  const fields: [string, FieldKind, CleanValue][] = [];
  for (const name in point.fields) {
    const kind = spec.fields[name]?.kind;
    const value = point.fields[name];
    if (kind === undefined || value === undefined)
      return { unfit: `${point.measurement}: field "${name}" is not in the schema, or undefined` };
    if ((kind === 'text') !== (typeof value === 'string'))
      return { unfit: `${point.measurement}: field "${name}" is a ${typeof value}, wanted ${kind}` };
    const fit = typeof value === 'string' ? cleanText(value, MAX_TEXT_CHARACTERS) : cleanNumber(value, kind);
    if (fit !== undefined) fields.push([name, kind, fit]);
  }
  if (fields.length === 0) return { unfit: `${point.measurement}: no field holds a finite value` };
  return { measurement: point.measurement, tags, fields, at: Math.round(point.at) };
}

function cleanNumber(value: number | bigint, kind: FieldKind): number | bigint | undefined {
  if (typeof value === 'bigint') {
    if (kind === 'float') return Number(value);
    return value > INT64_MAX || value < -INT64_MAX ? undefined : value;
  }
  if (!Number.isFinite(value)) return undefined;
  if (kind === 'float') return value;
  const whole = Math.round(value);
  return Number.isSafeInteger(whole) ? whole : undefined;
}

/** Tags that were cleaned before: the same few come with every point. One more than this begins anew. */
const MOST_KNOWN_TAGS = 50_000;
const knownTags = new Map<string, string>();

/** A tag as it is stored. */
export function cleanTag(value: string): string {
  const known = knownTags.get(value);
  if (known !== undefined) return known;
  const clean = cleanedTag(value);
  // What is longer than a tag may be is a device's nonsense: keeping it would take memory without bound.
  if (value.length > MAX_TAG_CHARACTERS) return clean;
  if (knownTags.size === MOST_KNOWN_TAGS) knownTags.clear();
  knownTags.set(value, clean);
  return clean;
}

function cleanedTag(value: string): string {
  // A trailing backslash would escape the separator after it; line protocol has no way to write one.
  return cleanText(value, MAX_TAG_CHARACTERS)
    .replace(/[\\\s]+$/, '')
    .trimStart();
}

function cleanText(value: string, maxCharacters: number): string {
  // Control characters include CR, LF and NUL; toWellFormed replaces lone surrogates, which UTF-8 cannot hold.
  return value
    .slice(0, maxCharacters)
    .toWellFormed()
    .replace(/\p{Cc}/gu, ' ');
}

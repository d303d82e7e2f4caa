// One way to write data down, so that the same data has the same hash on every machine: RFC 8785 (JSON Canonicalization Scheme).

import { createHash } from 'node:crypto';
import type { Json } from '../document.ts';

/**
 * JSON as RFC 8785 writes it: keys sorted by UTF-16 code units, no space between, numbers as ECMAScript prints them. A lone surrogate,
 * which the RFC refuses, is escaped (`\udead`): a device's odd name must not cost the report.
 * @throws {TypeError} with the path, where a number is not finite or a value is none of JSON's: a bug of the builder's.
 */
export function canonicalJson(data: Json): string {
  return write(data, '$');
}

/** SHA-256 of {@link canonicalJson} in UTF-8, in lower-case hex: 64 characters. */
export function hashOf(data: Json): string {
  return createHash('sha256').update(canonicalJson(data), 'utf8').digest('hex');
}

function write(data: Json, path: string): string {
  if (data === null || typeof data === 'boolean' || typeof data === 'string') return JSON.stringify(data);
  if (typeof data === 'number') {
    if (Number.isFinite(data)) return JSON.stringify(data);
    throw new TypeError(`cannot write report data: ${path} is ${data}, wanted a finite number`);
  }
  if (isList(data)) return `[${data.map((item, index) => write(item, `${path}[${index}]`)).join(',')}]`;
  if (typeof data !== 'object')
    throw new TypeError(`cannot write report data: ${path} is ${typeof data}, wanted what JSON can hold`);
  const members = Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, value]) => `${JSON.stringify(key)}:${write(value, `${path}.${key}`)}`).join(',')}}`;
}

/** Array.isArray does not narrow readonly arrays out of a union. */
function isList(data: Json): data is readonly Json[] {
  return Array.isArray(data);
}

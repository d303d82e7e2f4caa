// The committed schema for editors is the one the loader's schemas make, and it takes the shipped files.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, type ScalarTag } from 'yaml';
import { z } from 'zod';
import { JSON_SCHEMA_FILE, jsonSchemaText } from '../../src/config/json-schema.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const committed = readFileSync(resolve(ROOT, JSON_SCHEMA_FILE), 'utf8');
const schema = z.fromJSONSchema(JSON.parse(committed));

/** As editors read them: the tags are plain texts. */
const customTags: ScalarTag[] = ['!env', '!file'].map((tag) => ({ tag, resolve: (text) => text }));

function takes(text: string): boolean {
  return schema.safeParse(parse(text, { customTags })).success;
}

describe('config/schema.json', () => {
  it('is up to date (else run: npx node src/config/write-schema.ts)', () => {
    expect(committed).toBe(jsonSchemaText());
  });

  it.each(['config/demo.yaml', 'config/sulbar.yaml'])('takes %s', (file) => {
    expect(takes(readFileSync(resolve(ROOT, file), 'utf8'))).toBe(true);
  });

  it.each([
    ['an unknown key', 'detecton: {}'],
    ['a duration without a unit', 'detection: { round: 60 }'],
    [
      'a medium that is none',
      'links: [{ id: a, from: b, to: c, medium: kawat, device: { address: 10.0.0.1 } }]',
    ],
    ['a string for a list', 'include: desa.csv'],
  ])('refuses %s', (_, wrong) => {
    const right = readFileSync(resolve(ROOT, 'config/sulbar.yaml'), 'utf8').replace(/\nlinks:[\s\S]*$/, '\n');
    expect(takes(right)).toBe(true);
    expect(takes(`${right.replace(/\ndetection:.*/, '')}${wrong}\n`)).toBe(false);
  });

  it('describes every key', () => {
    const bare: string[] = [];
    const walk = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return;
      const properties: unknown = Reflect.get(node, 'properties');
      for (const [key, value] of Object.entries(properties ?? {}))
        if (typeof value !== 'object' || value === null || !('description' in value))
          bare.push(`${path}.${key}`);
      for (const [key, value] of Object.entries(node)) walk(value, `${path}.${key}`);
    };
    walk(JSON.parse(committed), '');
    expect(bare).toEqual([]);
  });
});

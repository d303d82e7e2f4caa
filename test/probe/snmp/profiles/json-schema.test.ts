// The committed schema of profile files for editors is the one the loader's schema makes, and it takes the shipped files.

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { PROFILE_SCHEMA_FILE, profileSchemaText } from '../../../../src/probe/snmp/profiles/json-schema.ts';
import { SHIPPED_PROFILES } from '../../../../src/probe/snmp/profiles/load.ts';

const committed = readFileSync(resolve(import.meta.dirname, '../../../..', PROFILE_SCHEMA_FILE), 'utf8');
const schema = z.fromJSONSchema(JSON.parse(committed));
const shipped = readdirSync(SHIPPED_PROFILES).filter((name) => name.endsWith('.yaml'));

const takes = (text: string): boolean => schema.safeParse(parse(text)).success;
const profile = (rest: string): string => `profile: x\nname: X\n${rest}\n`;

describe('config/profiles/schema.json', () => {
  it('is up to date (else run: npx node src/probe/snmp/profiles/json-schema-write.ts)', () => {
    expect(committed).toBe(profileSchemaText());
  });

  it.each(shipped)('takes %s', (name) => {
    expect(takes(readFileSync(join(SHIPPED_PROFILES, name), 'utf8'))).toBe(true);
  });

  it.each([
    ['an unknown key', 'metrik: []'],
    ['a metric without a name', 'metrics: [{ oid: 1.3.6.1.2.0 }]'],
    ['an OID with a leading dot', 'metrics: [{ metric: cpu, oid: .1.3.6.1 }]'],
    ['a unit there is not', 'metrics: [{ metric: mine, unit: furlong, oid: 1.3.6.1.2.0 }]'],
    ['a column where an instance must answer', 'match: [{ answers: 1.3.6.1.2.* }]'],
    ['a protocol there is not', 'neighbours: [{ protocol: edp, read: { name: 1.3.6.1.2.* } }]'],
  ])('refuses %s', (_, wrong) => {
    expect(takes(profile('metrics: []'))).toBe(true);
    expect(takes(profile(wrong))).toBe(false);
  });

  it('describes every key of a profile', () => {
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

// docs/configuration.md names everything a configuration may say, and its tables hold the defaults that are in force.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COLUMNS } from '../../src/config/csv-columns.ts';
import { ECHO_DEFAULTS, QUALITY_DEFAULTS, SEVERITY_DEFAULTS } from '../../src/config/defaults.ts';
import { jsonSchemaText } from '../../src/config/json-schema.ts';
import { formatDuration } from '../../src/config/units.ts';
import { MEDIA } from '../../src/domain/link.ts';

const text = readFileSync(resolve(import.meta.dirname, '../../docs/configuration.md'), 'utf8');

/** Every word between backticks, split at dots too: `influx.url` names `influx` and `url`. */
const words = new Set(
  [...text.matchAll(/`([^`\n]+)`/g)].flatMap(([, code = '']) => [code, ...code.split(/[.\s,{}]+/)]),
);

function keysOf(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const properties: unknown = Reflect.get(node, 'properties');
  const own = typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
  return [...own, ...Object.values(node).flatMap(keysOf)];
}

function choicesOf(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const choices: unknown = Reflect.get(node, 'enum');
  return [...(Array.isArray(choices) ? choices.map(String) : []), ...Object.values(node).flatMap(choicesOf)];
}

describe('docs/configuration.md', () => {
  const schema: unknown = JSON.parse(jsonSchemaText());

  it('names every key', () => {
    expect([...new Set(keysOf(schema))].filter((key) => !words.has(key))).toEqual([]);
  });

  it('names every word that a key may take', () => {
    expect([...new Set(choicesOf(schema))].filter((word) => !words.has(word))).toEqual([]);
  });

  it('names every column of a table in both languages', () => {
    expect(
      Object.values(COLUMNS)
        .flat()
        .filter((name) => !words.has(name)),
    ).toEqual([]);
  });

  it.each(MEDIA)('has the defaults of %s', (medium) => {
    const { everyMs, timeoutMs } = ECHO_DEFAULTS[medium];
    const { lossPct, rttMs, jitterMs } = QUALITY_DEFAULTS[medium];
    const row = [
      `\`${medium}\``,
      formatDuration(everyMs),
      formatDuration(timeoutMs),
      `${lossPct.raise}% / ${lossPct.clear}%`,
      `${rttMs.raise}ms / ${rttMs.clear}ms`,
      `${jitterMs.raise}ms / ${jitterMs.clear}ms`,
    ];
    expect(text).toContain(`| ${row.join(' | ')} |`);
  });

  it.each(Object.entries(SEVERITY_DEFAULTS))('has the severity of %s', (rule, severity) => {
    expect(text).toContain(`| \`${rule}\` | ${severity} |`);
  });
});

// docs/history.md names every measurement, tag and field; nothing enters the history unexplained.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SCHEMA } from '../../src/store/metrics/schema.ts';

const DOC = readFileSync(join(import.meta.dirname, '../../docs/history.md'), 'utf8');

it.each(Object.entries(SCHEMA))('docs/history.md explains %s', (measurement, { tags, fields }) => {
  const section = DOC.split('\n### ').find((part) => part.startsWith(`\`${measurement}\``)) ?? '';
  const missing = [...tags, ...Object.keys(fields)].filter((name) => !section.includes(`\`${name}\``));
  expect(missing).toEqual([]);
});

// Whatever a file says, loading it ends with a configuration or with problems that have a place in a file that was read.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { base, depsOf, type Files } from './support.ts';

function mustHold(files: Files): void {
  const loaded = loadConfig('a.yaml', depsOf(files));
  if (loaded.ok) return;
  expect(loaded.problems.length).toBeGreaterThan(0);
  for (const { file, line, column, message } of loaded.problems) {
    expect(Object.keys(files)).toContain(file);
    expect(line).toBeGreaterThan(0);
    expect(column).toBeGreaterThan(0);
    expect(message).not.toMatch(/undefined|\[object|\.$/);
  }
}

const KEYS = ['version', 'province', 'monitor', 'sites', 'links', 'id', 'snmp', 'lab', 'story', '<<', 'x'];
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, 1, -0.5, '', '1s', '5%', 'a', '76'),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie('any'), { maxKeys: 4 }),
  ),
})).any;

it('takes any text for YAML', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => mustHold({ 'a.yaml': text })));
});

it('takes any bytes', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => mustHold({ 'a.yaml': bytes })));
});

it('takes a right file with any part of it cut out', () => {
  const text = base();
  fc.assert(
    fc.property(fc.nat(text.length), fc.nat(40), (start, length) =>
      mustHold({ 'a.yaml': text.slice(0, start) + text.slice(start + length) }),
    ),
  );
});

it('takes any values under the keys it knows', () => {
  const section = fc.constantFrom(
    'province',
    'monitor',
    'sites',
    'links',
    'defaults',
    'lab',
    'include',
    'store',
  );
  fc.assert(
    fc.property(section, value, (name, any) =>
      mustHold({ 'a.yaml': base({ [name]: `${name}: ${JSON.stringify(any)}` }) }),
    ),
  );
});

it('takes any text for a table', () => {
  const main = base({ include: 'include: [d.csv]' });
  const cell = fc.oneof(
    fc.string(),
    fc.constantFrom('id', 'desa', 'media', '"', ';', '\t', ',', '\r\n', '-'),
  );
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 30 }), fc.constantFrom(',', ';', '\t'), (cells, delimiter) =>
      mustHold({ 'a.yaml': main, 'd.csv': `id;desa\n${cells.join(delimiter)}` }),
    ),
  );
});

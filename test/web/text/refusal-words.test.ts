// Every refusal that the API's desks know has its sentence on the page, in both languages.

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../../..');
const WORDS = readFileSync(join(ROOT, 'src/web/text/refusal-words.ts'), 'utf8');
/** What is not there at all is said by kind: the answer is a 404. */
const MISSING = /^no-(?:link|event|window|record)$/;

/** Codes of the refusals in a port: the union behind `readonly code:`. */
function codesOf(port: string): readonly string[] {
  const text = readFileSync(join(ROOT, 'src/api', port), 'utf8');
  const [, union = ''] = /readonly code:([^;]+);/.exec(text) ?? [];
  return [...union.matchAll(/'([a-z-]+)'/g)].map(([, code = '']) => code);
}

describe('a refusal', () => {
  it.each(['maintenance-port.ts', 'vicon-port.ts', 'acceptance-port.ts', 'link-act-port.ts'])(
    'of %s is told in words of the page',
    (port) => {
      const codes = codesOf(port);
      expect(codes.length).toBeGreaterThan(3);
      const named = (code: string): number => WORDS.match(new RegExp(`^ {4}'?${code}'?:`, 'gm'))?.length ?? 0;
      expect(codes.filter((code) => !MISSING.test(code) && named(code) !== 2)).toEqual([]);
    },
  );
});

// Patterns of profiles: those that operators write are taken, those that could take for ever are not, and what is taken
// ends soon on texts made to almost match.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patternOf } from '../../../../src/probe/snmp/profiles/expression-pattern.ts';

function taken(source: string): RegExp {
  const pattern = patternOf(source);
  if (typeof pattern === 'string') throw new Error(`${source}: ${pattern}`);
  return pattern;
}

/** Far above what an accepted pattern takes, far below what a catastrophe does, on a loaded machine too. */
const SOON_MS = 1_000;

function millisecondsOf(work: () => void): number {
  const startMs = performance.now();
  work();
  return performance.now() - startMs;
}

describe('a pattern', () => {
  it.each([
    ['^RouterOS (.+)$', 'RouterOS RB433GL', 'RB433GL'],
    ['[0-9]+[.][0-9]+[.][0-9]+[.][0-9]+$', '::10.76.5.1', '10.76.5.1'],
    ['\\d{1,3}(?:\\.\\d{1,3}){3}', 'at 10.76.5.1:22', '10.76.5.1'],
    ['60 *[Ss]ec[a-z]* *[(:]? *([0-9.]+) *%', '5 Secs ( 6.5%) 60 Secs ( 6.7%)', '6.7'],
    ['Soft[Ww]are Version (?:[^ ]*_)?([0-9][^ ,]*)', 'Software Version S5_7.1.045, Release', '7.1.045'],
    ['(a|b|ab)+?c{2,}', 'abcc', undefined],
    ['(RUT|TRB){1,2}', 'RUTTRB', 'TRB'],
    ['(?<board>[A-Z]+)\\b', 'x RB', 'RB'],
    ['[\\])]+$', 'x)]', ')]'],
    ['[\\u00e9\\x41]+', 'bé', 'é'],
  ])('%s is looked for in %s', (source, text, found) => {
    if (found === undefined) expect(patternOf(source)).toContain('could take for ever');
    else {
      const match = taken(source).exec(text);
      expect(match?.[1] ?? match?.[0]).toBe(found);
    }
  });

  it.each([
    ['(a+)+$', 'could take for ever'],
    ['((a+))+$', 'could take for ever'],
    ['(a|a)*$', 'could take for ever'],
    ['(?:a?){30}a{30}', 'could take for ever'],
    ['a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?aaaaaaaaaaaaaaaaaaaaaX', 'could take for ever'],
    ['.*.*.*x', 'could take for ever'],
    [`${'('.repeat(12)}a?${'){9}'.repeat(12)}`, 'could take for ever'],
    ['(?=a)a', 'cannot look around'],
    ['(?<!a)a', 'cannot look around'],
    ['(a+)\\1', 'cannot refer back'],
    ['(', 'no pattern'],
    ['x'.repeat(201), 'at most 200 characters'],
  ])('%s is refused: it %s', (source, why) => {
    expect(patternOf(source)).toContain(why);
  });

  it('looks at the first 512 characters of a text, at fewer when it repeats much', () => {
    expect(taken('b').test(`${'a'.repeat(511)}b`)).toBe(true);
    expect(taken('b').test(`${'a'.repeat(512)}b`)).toBe(false);
    expect(taken('^.*.*.*b').test(`${'a'.repeat(100)}b`)).toBe(true);
    expect(taken('^.*.*.*b').test(`${'a'.repeat(500)}b`)).toBe(false);
  });

  it('that is taken ends soon, whatever it is put together of', () => {
    const piece = fc.constantFrom(
      'a',
      'b',
      '.',
      '[ab]',
      '[^a]',
      '\\d',
      'ab',
      '(a|b)',
      '(ab|a)',
      '(?:a+b)',
      '(a*)',
    );
    const times = fc.constantFrom('', '', '*', '+', '?', '{2,5}', '{0,300}', '+?', '{3}');
    const pattern = fc
      .array(fc.tuple(piece, times), { minLength: 1, maxLength: 7 })
      .map((parts) => `${parts.flat().join('')}X`);
    const text = fc.constantFrom('a', 'ab', 'b', 'aab', 'a1').map((unit) => unit.repeat(600));
    fc.assert(
      fc.property(pattern, text, (source, almost) => {
        const found = patternOf(source);
        if (typeof found !== 'string') expect(millisecondsOf(() => found.test(almost))).toBeLessThan(SOON_MS);
      }),
      { numRuns: 300 },
    );
  });
});

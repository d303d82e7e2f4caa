import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/report/document.ts';
import { canonicalJson, hashOf } from '../../../src/report/render/canonical.ts';

describe('canonicalJson()', () => {
  it.each<[string, Json, string]>([
    // RFC 8785, section 3.2.2 and 3.2.3.
    [
      'the sample of RFC 8785',
      {
        numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
        string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
        literals: [null, true, false],
      },
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    ],
    [
      'keys in the order of UTF-16 code units',
      { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 },
      '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
    ],
    ['a negative zero as zero', [-0, 0], '[0,0]'],
    [
      'the largest and the least number',
      [1.7976931348623157e308, 5e-324],
      '[1.7976931348623157e+308,5e-324]',
    ],
    ['a lone surrogate escaped', ['\udead'], '["\\udead"]'],
    ['an empty object and list', { a: {}, b: [] }, '{"a":{},"b":[]}'],
  ])('writes %s', (_, data, text) => {
    expect(canonicalJson(data)).toBe(text);
  });

  it.each<[string, Json, string]>([
    ['not a number', { links: [{ downMs: Number.NaN }] }, '$.links[0].downMs is NaN'],
    ['endless', [Number.POSITIVE_INFINITY], '$[0] is Infinity'],
    // What a builder lets slip past the types.
    ['nothing', { a: undefined } as unknown as Json, '$.a is undefined'],
  ])('refuses what is %s, and says where', (_, data, message) => {
    expect(() => canonicalJson(data)).toThrow(message);
  });

  it('reads back as the same data, in whatever order its keys were made', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = canonicalJson(value as Json); // fast-check's JsonValue is Json with mutable members
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(turned(JSON.parse(text)))).toBe(text);
      }),
    );
  });
});

describe('hashOf()', () => {
  it.each<[string, Json, string]>([
    // sha256sum of `{}` and of `{"a":1,"b":"é"}` in UTF-8.
    ['an empty object', {}, '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a'],
    [
      'keys in any order',
      { b: 'é', a: 1 },
      '09ad9fd2fb648cb2f62141215828ea00a62c299db05d20aa9ade2f527a301cc6',
    ],
  ])('hashes %s', (_, data, hash) => {
    expect(hashOf(data)).toBe(hash);
  });
});

/** The same value, every object's keys the other way round. */
function turned(value: Json): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(turned);
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, turned(member)]),
  );
}

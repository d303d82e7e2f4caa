// Secrets stay out of texts, in every form in which another program may repeat them.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeError, maskFor, quote, secretsOfUrl } from '../../../../src/notify/channels/common/mask.ts';

const WORD = fc.stringMatching(/^[ -~]{9,30}$/).map((text) => `q${text.trim()}z`);

describe('a mask', () => {
  it('hides a secret in plain, in a URL, in JSON and in base64', () => {
    fc.assert(
      fc.property(WORD, fc.string(), (secret, around) => {
        const mask = maskFor([secret]);
        const forms = [
          secret,
          encodeURIComponent(secret),
          JSON.stringify(secret).slice(1, -1),
          Buffer.from(secret).toString('base64'),
        ];
        for (const form of forms) expect(mask(`${around}${form}${around}`)).not.toContain(form);
      }),
    );
  });

  it('hides the token of a header without its scheme', () => {
    expect(maskFor(['Bearer abc123'])('got abc123, wanted Bearer x')).toBe('got ***, wanted Bearer x');
  });

  it('hides the longer of two secrets whole, and takes empty ones for none', () => {
    expect(maskFor(['abc', 'abcdef', '', undefined])('abcdef abc')).toBe('*** ***');
    expect(maskFor(['', undefined])('nothing: here')).toBe('nothing: here');
  });

  it('finds what of a URL may be secret', () => {
    const url = new URL('https://us%40er:p%2Fw@h.example/send/T0KEN-0123/x?key=k-12&n=%20');
    const mask = maskFor(secretsOfUrl(url));
    for (const secret of ['us@er', 'us%40er', 'p/w', 'p%2Fw', 'T0KEN-0123', 'k-12', url.href])
      expect(mask(`<${secret}>`), secret).toBe('<***>');
    expect(mask('send x h.example')).toBe('send x h.example');
    expect(maskFor(secretsOfUrl(new URL('http://h/%E0%A4%A')))('a:b')).toBe('a:b');
  });
});

describe('quote()', () => {
  it('gives one line of at most 200 characters, or nothing', () => {
    const mask = maskFor([]);
    expect(quote(' a\r\n\u0000b\t', mask)).toBe(': "a b"');
    expect(quote(' \n', mask)).toBe('');
    expect(quote('x'.repeat(500), mask)).toBe(`: "${'x'.repeat(199)}…"`);
  });
});

describe('describeError()', () => {
  const cases = [
    {
      name: 'the cause of a fetch',
      error: new Error('fetch failed', { cause: new Error('why') }),
      wanted: 'why',
    },
    {
      name: 'the code where there is no message',
      error: Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }),
      wanted: 'ECONNREFUSED',
    },
    { name: 'anything that was thrown', error: 'odd', wanted: 'odd' },
  ];
  it.each(cases)('tells $name', ({ error, wanted }) => {
    expect(describeError(error)).toBe(wanted);
  });
});

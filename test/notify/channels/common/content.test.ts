// Texts of messages: whole, in one line, and cut between characters; and waits that other ends ask for.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut, messageText, oneLine } from '../../../../src/notify/channels/common/content.ts';
import { parseRetryAfter } from '../../../../src/notify/channels/common/http.ts';
import { sample } from '../../support/sample.ts';

describe('a text', () => {
  it('is cut to fit, never within a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, max) => {
        const kept = cut(text, max);
        expect(kept.length).toBeLessThanOrEqual(max);
        expect(kept.isWellFormed()).toBe(true);
        expect(text.startsWith(kept.replace(/…$/, ''))).toBe(true);
      }),
    );
  });

  it('holds subject, body and address once each', () => {
    const { subject, body, url } = sample();
    expect(messageText(sample(), 4_096)).toBe(`${subject}\n${body}\n${url}`);
    expect(messageText(sample({ body: `${subject}\nmore ${url}` }), 4_096)).toBe(`${subject}\nmore ${url}`);
    expect(messageText(sample({ body: 'x'.repeat(500) }), 150)).toMatch(/x…\nhttp:\/\/10\.76\.0\.9\S+$/);
  });

  it('becomes one line', () => {
    expect(oneLine(' a\r\nBcc: x\u0000\u0085b ')).toBe('a Bcc: x b');
  });
});

describe('Retry-After', () => {
  const now = Date.UTC(2026, 10, 24, 2, 15);
  const cases = [
    { value: undefined, wanted: undefined },
    { value: '30', wanted: 30_000 },
    { value: '0', wanted: 0 },
    { value: 'Tue, 24 Nov 2026 02:16:00 GMT', wanted: 60_000 },
    { value: 'Tue, 24 Nov 2026 02:00:00 GMT', wanted: 0 },
    { value: 'soon', wanted: undefined },
    { value: '99999999999999999999', wanted: undefined },
  ];
  it.each(cases)('$value', ({ value, wanted }) => {
    expect(parseRetryAfter(value, now)).toBe(wanted);
  });
});

// The NTP header: RFC 5905 section 7.3, RFC 4330 section 5, and whatever else comes in 48 bytes.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeAnswer, encodeQuestion } from '../../../src/probe/ntp/packet.ts';
import { type AnswerChanges, answerOf } from './fake-server.ts';

const COOKIE = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]);
const QUESTION = encodeQuestion(COOKIE);
const AT = Date.UTC(2026, 10, 24, 16, 0, 0, 250);
const near = { cookie: COOKIE, nearAt: AT };

describe('encodeQuestion()', () => {
  it('is a client of version 4 that tells nothing but its cookie', () => {
    expect(QUESTION.toString('hex')).toBe(`23${'00'.repeat(39)}0102030405060708`);
  });
});

describe('decodeAnswer()', () => {
  it('reads when the question came and when the answer went', () => {
    const bytes = answerOf(QUESTION, AT, { sentAt: AT + 2 });
    const decoded = decodeAnswer(bytes, near);
    expect(decoded).toMatchObject({ answer: { stratum: 2 } });
    if (!('answer' in decoded)) return;
    expect(decoded.answer.receivedAt).toBeCloseTo(AT, 3);
    expect(decoded.answer.sentAt).toBeCloseTo(AT + 2, 3);
  });

  it.each([
    ['the last second of era 0', Date.UTC(2036, 1, 7, 6, 28, 15)],
    ['the first of era 1', Date.UTC(2036, 1, 7, 6, 28, 17)],
    ['a clock that woke up in 1970', Date.UTC(2026, 0, 1), Date.UTC(1970, 0, 1)],
  ])('takes the era that lies nearest: %s', (_, at, nearAt = at) => {
    const decoded = decodeAnswer(answerOf(QUESTION, at), { cookie: COOKIE, nearAt });
    expect('answer' in decoded && decoded.answer.sentAt).toBeCloseTo(at, 3);
  });

  const REFUSED: readonly (readonly [name: string, changes: AnswerChanges, refusal: string])[] = [
    ['another client', { first: 0x23 }, 'malformed'],
    ['a broadcast', { first: 0x25 }, 'malformed'],
    ['version 2', { first: 0x14 }, 'malformed'],
    ['somebody who did not see the question', { cookie: new Uint8Array(8) }, 'forged'],
    ["a kiss-o'-death", { stratum: 0, kiss: 'RATE' }, 'kiss'],
    ['a server that is not synchronised', { first: 0xe4 }, 'unsynchronised'],
    ['stratum 16', { stratum: 16 }, 'unsynchronised'],
    ['a server that may be wrong by seconds', { rootDispersionS: 3 }, 'unsynchronised'],
    ['times that run backwards', { receivedAt: AT + 5, sentAt: AT }, 'absurd'],
    ['no times', { receivedAt: 0, sentAt: 0 }, 'absurd'],
  ];
  it.each(REFUSED)('refuses %s', (_, changes, refusal) => {
    expect(decodeAnswer(answerOf(QUESTION, AT, changes), near)).toMatchObject({ refusal });
  });

  it('prints no more of a kiss than its letters', () => {
    expect(decodeAnswer(answerOf(QUESTION, AT, { stratum: 0, kiss: 'R\x1b[A' }), near)).toMatchObject({
      detail: 'RA',
    });
  });

  it('never throws, and takes nothing without the cookie', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => {
        const decoded = decodeAnswer(Buffer.from(bytes), near);
        if ('answer' in decoded) expect([...bytes.subarray(24, 32)]).toEqual([...COOKIE]);
      }),
    );
  });

  it('never gives times that are no numbers, whatever a server says that knows the cookie', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 48, maxLength: 68 }), (bytes) => {
        bytes.set(COOKIE, 24);
        bytes[0] = 0x24;
        const decoded = decodeAnswer(Buffer.from(bytes), near);
        if (!('answer' in decoded)) return;
        expect(Number.isFinite(decoded.answer.receivedAt) && Number.isFinite(decoded.answer.sentAt)).toBe(
          true,
        );
        expect(Math.abs(decoded.answer.sentAt - AT)).toBeLessThanOrEqual(2 ** 31 * 1000);
      }),
    );
  });
});

// The hot path's codec: known bytes, round trips, and any bytes at all.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BerError, decodeOid, encodeOid, TAG } from '../../../src/probe/snmp/ber.ts';
import { judge, readEnvelope } from '../../../src/probe/snmp/envelope.ts';
import { counter64, decodeGetAnswer, getTemplate, patchRequestId } from '../../../src/probe/snmp/message.ts';
import { int, message, type RawValue } from './fake-agent.ts';

const ID = 2 ** 30 + 5;
const OIDS = ['1.3.6.1.2.1.1.3.0', '1.3.6.1.2.1.31.1.1.1.6.4294967295'];
const template = getTemplate('2c', 'public', OIDS);
const answer = (values: readonly RawValue[], oids = OIDS) =>
  message(
    1,
    'public',
    TAG.response,
    ID,
    0,
    0,
    oids.map((oid, i) => [oid, values[i] ?? int(0)] as const),
  );
const decode = (datagram: Buffer) => decodeGetAnswer(template, ID, datagram);
const datagrams = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));

describe('a GET', () => {
  it('is these bytes (RFC 1157 section 4.1.2 by hand)', () => {
    const one = getTemplate('1', 'ab', ['1.3.6.1']);
    patchRequestId(one, 0x41020304);
    expect(one.datagram.toString('hex')).toBe(
      '3020 020100 04026162 a017 020441020304 020100 020100 3009 3007 06032b0601 0500'.replaceAll(' ', ''),
    );
  });

  it('carries the id that was patched in, whatever the sizes of its parts', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.integer({ min: 0, max: 40 }), (community, count) => {
        const many = getTemplate('2c', community, new Array(count).fill('1.3.6.1.2.1.1.1.0'));
        patchRequestId(many, ID);
        expect(readEnvelope(many.datagram)).toEqual({ version: 1, id: ID, pduTag: TAG.get, flags: 0 });
      }),
    );
  });
});

describe('an answer', () => {
  it('gives values in the order asked', () => {
    const values = [int(2 ** 32 - 1, TAG.timeTicks), int(2n ** 64n - 1n, TAG.counter64)];
    expect(decode(answer(values))).toEqual({
      kind: 'values',
      values: [
        { kind: 'integer', value: 2 ** 32 - 1 },
        { kind: 'counter64', value: 2n ** 64n - 1n },
      ],
    });
  });

  it.each([
    ['another id', message(1, 'public', TAG.response, ID + 1, 0, 0, [])],
    ['another community', message(1, 'private', TAG.response, ID, 0, 0, [])],
    ['another version', message(0, 'public', TAG.response, ID, 0, 0, [])],
    ['a Report', message(1, 'public', TAG.report, ID, 0, 0, [])],
    ['other objects', answer([], [...OIDS].reverse())],
    ['more objects', answer([], [...OIDS, '1.3.6.1'])],
    ['no objects', answer([], [])],
    ['nothing', Buffer.alloc(0)],
  ])('with %s is unsound', (_, datagram) => {
    expect(decode(datagram)).toMatchObject({ kind: 'unsound' });
  });

  it('is an error where the agent says so', () => {
    expect(decode(message(1, 'public', TAG.response, ID, 5, 2, []))).toEqual({
      kind: 'error',
      status: 5,
      index: 2,
    });
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(datagrams, (bytes) => {
        expect(decode(bytes).kind).toBe('unsound');
      }),
      { numRuns: 2_000 },
    );
  });

  it('never throws and never gives more than asked when a sound one is cut or changed', () => {
    const sound = answer([int(1, TAG.timeTicks), int(2, TAG.counter64)]);
    const at = fc.nat(sound.length - 1);
    fc.assert(
      fc.property(at, fc.nat(255), fc.nat(sound.length), (place, byte, length) => {
        const spoilt = Buffer.from(sound.subarray(0, length));
        if (place < length) spoilt[place] = byte;
        const got = decode(spoilt);
        if (got.kind === 'values') expect(got.values.length).toBeLessThanOrEqual(OIDS.length);
        else expect(['error', 'unsound']).toContain(got.kind);
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('an OID', () => {
  it('survives encoding', () => {
    const arc = fc.integer({ min: 0, max: 2 ** 32 - 1 });
    const oids = fc.tuple(fc.constantFrom('0.0', '1.3', '2.999', '2.5'), fc.array(arc, { maxLength: 60 }));
    fc.assert(
      fc.property(oids, ([start, rest]) => {
        const oid = [start, ...rest].join('.');
        expect(decodeOid(encodeOid(oid))).toBe(oid);
      }),
    );
  });

  it.each([[[]], [[0x2b, 0x86]], [new Array(130).fill(1)], [[0x2b, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]]])(
    'of content %j is refused',
    (content) => {
      expect(() => decodeOid(Buffer.from(content))).toThrow(BerError);
    },
  );
});

it('reads a Counter64 of 1 to 9 bytes', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (value) => {
      expect(counter64(Buffer.from(int(value).content))).toEqual({ kind: 'counter64', value });
    }),
  );
  expect(counter64(Buffer.alloc(0))).toEqual({ kind: 'none' });
  expect(counter64(Buffer.alloc(10))).toEqual({ kind: 'none' });
});

describe('an envelope', () => {
  it('is read or refused with a reason, whatever the bytes', () => {
    fc.assert(
      fc.property(datagrams, (bytes) => {
        const envelope = readEnvelope(bytes);
        if (typeof envelope === 'string') expect(envelope).not.toBe('');
        else expect([0, 1, 3]).toContain(envelope.version);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['a v2c response', { version: 1, id: 1, flags: 0, pduTag: TAG.response }, 1, 0, 'pass'],
    ['a v2c Report', { version: 1, id: 1, flags: 0, pduTag: TAG.report }, 1, 0, 'malformed'],
    ['a v3 message to a v2c request', { version: 3, id: 1, flags: 1 }, 1, 0, 'malformed'],
    [
      'a v1 response to a v2c request',
      { version: 0, id: 1, flags: 0, pduTag: TAG.response },
      1,
      0,
      'malformed',
    ],
    ['an encrypted v3 message', { version: 3, id: 1, flags: 3 }, 3, 3, 'pass'],
    ['a v3 Report in the clear', { version: 3, id: 1, flags: 0, pduTag: TAG.report }, 3, 3, 'pass'],
    ['a v3 response in the clear', { version: 3, id: 1, flags: 0, pduTag: TAG.response }, 3, 3, 'downgrade'],
    [
      'a signed but clear v3 response',
      { version: 3, id: 1, flags: 1, pduTag: TAG.response },
      3,
      3,
      'downgrade',
    ],
    ['an encrypted, unsigned v3 message', { version: 3, id: 1, flags: 2 }, 3, 3, 'downgrade'],
  ])('%s', (_, envelope, version, flags, verdict) => {
    expect(judge(envelope, version, flags)).toBe(verdict);
  });
});

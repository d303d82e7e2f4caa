// The agent's answers by the table of RFC 3416, from bytes to bytes, and hostile bytes.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerTo, type MibObject } from '../../../src/probe/lab/agent-answer.ts';
import {
  BerReader,
  MalformedError,
  objectIdentifier,
  wholeNumber,
} from '../../../src/probe/lab/agent-ber.ts';
import {
  PDU,
  readRequest,
  type SnmpRequest,
  TAG,
  writeAnswer,
} from '../../../src/probe/lab/agent-message.ts';

const MIB: readonly MibObject[] = [
  { oid: [1, 3, 1, 1], read: () => ({ tag: TAG.integer, value: 11 }) },
  { oid: [1, 3, 1, 2], read: () => ({ tag: TAG.counter64, value: 2n ** 63n }) },
  { oid: [1, 3, 1, 3], read: (monoMs) => ({ tag: TAG.ticks, value: monoMs / 10 }) },
];

function ask(pdu: number, oids: readonly string[], more: Partial<SnmpRequest> = {}): string {
  const request: SnmpRequest = {
    version: 1,
    community: 'public',
    pdu,
    requestId: 7,
    nonRepeaters: 0,
    maxRepetitions: 0,
    oids: oids.map((oid) => oid.split('.').map(Number)),
    ...more,
  };
  const answer = answerTo(request, MIB, 500);
  if (!answer) return 'none';
  const values = answer.varbinds.map(
    ({ oid, value }) => `${oid.join('.')}=${value.tag}${'value' in value ? `:${value.value}` : ''}`,
  );
  return [`${answer.errorStatus}/${answer.errorIndex}`, ...values].join(' ');
}

describe('an agent answers', () => {
  const v1 = { version: 0 } as const;
  it.each([
    ['GET', ask(PDU.get, ['1.3.1.1', '1.3.1.3']), '0/0 1.3.1.1=2:11 1.3.1.3=67:50'],
    ['GET of an instance that is not', ask(PDU.get, ['1.3.1.9']), '0/0 1.3.1.9=129'],
    ['GET of an object that is not', ask(PDU.get, ['1.4.1.9']), '0/0 1.4.1.9=128'],
    ['v1 GET of one that is not', ask(PDU.get, ['1.3.1.1', '1.4.1.9'], v1), '2/2 1.3.1.1=5 1.4.1.9=5'],
    ['v1 GET of a Counter64', ask(PDU.get, ['1.3.1.2'], v1), '2/1 1.3.1.2=5'],
    ['GETNEXT', ask(PDU.getNext, ['1.3.1.1', '1.3']), '0/0 1.3.1.2=70:9223372036854775808 1.3.1.1=2:11'],
    ['v1 GETNEXT over a Counter64', ask(PDU.getNext, ['1.3.1.1'], v1), '0/0 1.3.1.3=67:50'],
    ['GETNEXT at the end', ask(PDU.getNext, ['1.3.1.3']), '0/0 1.3.1.3=130'],
    ['v1 GETNEXT at the end', ask(PDU.getNext, ['1.3.1.3'], v1), '2/1 1.3.1.3=5'],
    [
      'GETBULK',
      ask(PDU.getBulk, ['1.3', '1.3.1.1'], { nonRepeaters: 1, maxRepetitions: 9 }),
      '0/0 1.3.1.1=2:11 1.3.1.2=70:9223372036854775808 1.3.1.3=67:50 1.3.1.3=130',
    ],
    ['GETBULK of nothing', ask(PDU.getBulk, ['1.3'], { maxRepetitions: 0 }), '0/0'],
    ['v1 GETBULK', ask(PDU.getBulk, ['1.3'], { ...v1, maxRepetitions: 2 }), 'none'],
    ['SET', ask(PDU.set, ['1.3.1.1']), '17/1 1.3.1.1=5'],
    ['a response', ask(PDU.response, ['1.3.1.1']), 'none'],
    ['too many names for a datagram', ask(PDU.get, Array(200).fill('1.3.1.1')), '1/0'],
  ])('%s', (_, found, wanted) => {
    expect(found).toBe(wanted);
  });
});

describe('bytes', () => {
  // GET of sysUpTime.0, as net-snmp's snmpget sends it.
  const GET = '302602010104067075626c6963a019020107020100020100300e300c06082b060102010103000500';

  it('of a request are read, and an answer is written', () => {
    const request = readRequest(Buffer.from(GET, 'hex'));
    expect(request).toMatchObject({
      version: 1,
      community: 'public',
      pdu: PDU.get,
      requestId: 7,
      oids: [[1, 3, 6, 1, 2, 1, 1, 3, 0]],
    });
    const answer = writeAnswer(request, {
      errorStatus: 0,
      errorIndex: 0,
      varbinds: [{ oid: [1, 3, 6, 1, 2, 1, 1, 3, 0], value: { tag: TAG.ticks, value: 0xffff_ffff } }],
    });
    expect(answer.toString('hex')).toBe(
      '302b02010104067075626c6963a21e0201070201000201003013301106082b06010201010300430500ffffffff',
    );
  });

  it.each([
    [0n, '020100'],
    [127n, '02017f'],
    [128n, '02020080'],
    [-1n, '0201ff'],
    [-129n, '0202ff7f'],
    [2n ** 64n - 1n, '020900ffffffffffffffff'],
  ])('of the integer %s', (value, hex) => {
    expect(wholeNumber(value).toString('hex')).toBe(hex);
  });

  it('of any object identifier come back', () => {
    const oid = fc
      .tuple(
        fc.nat({ max: 2 }),
        fc.nat({ max: 39 }),
        fc.array(fc.nat({ max: 0xffff_ffff }), { maxLength: 20 }),
      )
      .map(([top, second, rest]) => [top, second, ...rest]);
    fc.assert(
      fc.property(oid, (arcs) => {
        expect(new BerReader(objectIdentifier(arcs)).oid()).toEqual(arcs);
      }),
    );
  });

  it('however damaged, end as a request or a MalformedError', () => {
    const good = Buffer.from(GET, 'hex');
    const damage = fc.array(fc.tuple(fc.nat({ max: good.length - 1 }), fc.nat({ max: 255 })), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(damage, fc.nat({ max: good.length }), (changes, length) => {
        const bytes = Buffer.from(good);
        for (const [at, value] of changes) bytes[at] = value;
        try {
          const request = readRequest(bytes.subarray(0, length));
          answerTo(request, MIB, 500);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedError);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

// Datagrams that are no traps, or traps made to do harm: each ends as one counted reason, and the next trap is taken.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Trap } from '../../../../src/domain/trap.ts';
import { TAG, tagged } from '../../../../src/probe/snmp/ber.ts';
import { TrapIntake } from '../../../../src/probe/snmp/traps/intake.ts';
import type { DropReason, TrapCounts } from '../../../../src/probe/snmp/traps/status.ts';
import type { TrapUserKeys } from '../../../../src/probe/snmp/traps/usm.ts';
import { byCommunity, byUser, head, int, octets, oid, PDU, pduOf, varbind } from './messages.ts';

const USERS: readonly TrapUserKeys[] = [
  { user: 'signed', level: 'authNoPriv', authProtocol: 'sha256', authKey: 'authpass-1' },
  {
    ...{ user: 'sealed', level: 'authPriv', authProtocol: 'sha256', authKey: 'authpass-1' },
    ...{ privProtocol: 'aes', privKey: 'privpass-1' },
  },
];

function intake(): {
  take(datagram: Buffer, port?: number): readonly Buffer[];
  readonly traps: readonly Trap[];
  counts(): TrapCounts;
} {
  const traps: Trap[] = [];
  let nowMs = 0;
  const setup = { listen: [], communities: ['public'], users: USERS, perSecond: 1_000 };
  const own = new TrapIntake(setup, { monoMs: () => nowMs, onTrap: (trap) => traps.push(trap) });
  return {
    take: (datagram, port = 40_000) => {
      // A second apart, so that no rate limit is in the way.
      nowMs += 1_000;
      const answers: Buffer[] = [];
      own.take(datagram, { address: '10.76.5.1', port, reply: (answer) => answers.push(answer) });
      return answers;
    },
    traps,
    counts: () => own.counts(),
  };
}

const allDropped = ({ dropped }: TrapCounts): number => Object.values(dropped).reduce((a, b) => a + b, 0);
const notification = (tag: number, more: readonly Buffer[] = [], id?: Buffer): Buffer =>
  byCommunity(pduOf(tag, [...head(), ...more], id));

const BIT_STRING = varbind('1.3.6.1.4.1.1', tagged(0x03, Buffer.from([0, 0xff])));
const BIG_INTEGER = varbind('1.3.6.1.4.1.1', tagged(TAG.integer, Buffer.from([1, 0, 0, 0, 0])));
const EMPTY_OID = varbind('1.3.6.1.4.1.1', tagged(TAG.oid));
const ID_33_BITS = tagged(TAG.integer, Buffer.from([1, 0, 0, 0, 0]));

describe('an inform that net-snmp cannot acknowledge', () => {
  it.each([
    ['a BIT STRING', notification(PDU.inform, [BIT_STRING])],
    ['an integer beyond 32 bits', notification(PDU.inform, [BIG_INTEGER])],
    ['an empty object identifier', notification(PDU.inform, [EMPTY_OID])],
    ['a request id of 33 bits', notification(PDU.inform, [], ID_33_BITS)],
    ['the same, signed', byUser(pduOf(PDU.inform, [...head(), BIT_STRING]))],
  ])('%s', (_, datagram) => {
    const own = intake();
    expect(own.take(datagram)).toEqual([]);
    expect(own.counts().dropped.malformed).toBe(1);
    own.take(notification(PDU.trapV2));
    expect(own.traps).toHaveLength(1);
  });
});

describe('a datagram', () => {
  const right = notification(PDU.trapV2);
  const get = pduOf(PDU.get, []);
  const trap = pduOf(PDU.trapV2, head());
  const trapNamed = (subIds: number): Buffer =>
    byCommunity(pduOf(PDU.trapV2, head(`1.3${'.9'.repeat(subIds - 2)}`)));
  it.each<[what: string, reason: DropReason, datagram: Buffer, port?: number]>([
    ['from port 0', 'source-port', notification(PDU.inform), 0],
    ['a question for the engine id from port 0', 'source-port', byUser(get, { user: '', flags: 4 }), 0],
    ['of nothing', 'malformed', Buffer.alloc(0)],
    ['of text', 'malformed', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['larger than any trap', 'oversized', Buffer.concat([right, Buffer.alloc(16_384)])],
    ['of version 2', 'malformed', byCommunity(trap, { version: 2 })],
    ['without an snmpTrapOID', 'malformed', byCommunity(pduOf(PDU.trapV2, []))],
    ['whose snmpTrapOID has 129 sub-identifiers', 'malformed', trapNamed(129)],
    ['whose snmpTrapOID fills the datagram', 'malformed', trapNamed(16_000)],
    ['a GET', 'unexpected', byCommunity(get)],
    ['a trap of v2 in a message of v1', 'unexpected', byCommunity(trap, { version: 0 })],
    ['a signed GET', 'unexpected', byUser(get)],
    ['of another security model', 'unexpected', byUser(trap, { model: 2 })],
    ['unsigned, of no user', 'user', byUser(trap, { user: '', flags: 0 })],
    ['unsigned, of no user, that wants an answer', 'user', byUser(trap, { user: '', flags: 4 })],
    ['unsigned', 'level', byUser(trap, { flags: 0 })],
    ['signed by another password', 'digest', byUser(trap, { password: 'authpass-2' })],
    ['signed and not sealed, of a user who seals', 'level', byUser(trap, { user: 'sealed' })],
    ['sealed by nothing', 'decryption', byUser(trap, { flags: 3 })],
  ])('%s is dropped', (_, reason, datagram, port) => {
    const own = intake();
    own.take(datagram, port);
    expect(own.counts()).toMatchObject({ received: 1, accepted: 0, dropped: { [reason]: 1 } });
    expect(own.traps).toEqual([]);
  });

  it('whose snmpTrapOID is as long as one may be is taken', () => {
    const own = intake();
    own.take(trapNamed(128));
    expect(own.traps).toMatchObject([{ kind: 'other' }]);
  });

  it('signed by a user is taken, whatever engine it names', () => {
    const own = intake();
    for (const byte of [1, 2, 3]) own.take(byUser(trap, { engineId: Buffer.alloc(12, byte) }));
    expect(own.traps).toHaveLength(3);
  });

  it('asking for the engine id is answered, and is no trap', () => {
    const own = intake();
    const [answer] = own.take(byUser(get, { user: '', flags: 4, engineId: Buffer.alloc(0) }));
    expect(answer?.toString('hex')).toContain('8000b983046a616c7572');
    expect(own.counts()).toMatchObject({ discoveries: 1, accepted: 0 });
  });

  it('keeps its answers smaller than twice what was asked: nobody is flooded by way of us', () => {
    const own = intake();
    const asked = byUser(get, { user: '', flags: 4, engineId: Buffer.alloc(0) });
    const sent = own.take(asked).reduce((sum, { length }) => sum + length, 0);
    expect(sent).toBeLessThan(2 * asked.length);
  });
});

describe('whatever the bytes', () => {
  const samples = [
    notification(PDU.trapV2, [varbind('1.3.6.1.2.1.2.2.1.1.7', int(7)), BIT_STRING]),
    notification(PDU.inform, [varbind('1.3.6.1.2.1.31.1.1.1.1.7', octets('sfp1'))]),
    byCommunity(
      tagged(
        PDU.trapV1,
        oid('1.3.6.1.4.1.318'),
        tagged(TAG.ipAddress, Buffer.from([10, 0, 0, 1])),
        int(6),
        int(5),
        tagged(TAG.timeTicks, Buffer.from([1])),
        tagged(TAG.sequence),
      ),
      { version: 0 },
    ),
    byUser(pduOf(PDU.inform, head())),
    byUser(pduOf(PDU.get, []), { user: '', flags: 4 }),
    byUser(pduOf(PDU.trapV2, head()), { user: 'nobody', flags: 5 }),
  ];
  const sample = fc.constantFrom(...samples);
  const own = intake();
  const taken = (datagram: Buffer): void => {
    own.take(datagram);
    const counts = own.counts();
    expect(counts.accepted + counts.discoveries + allDropped(counts)).toBe(counts.received);
  };

  it('takes the samples as they are', () => {
    const fresh = intake();
    for (const each of samples) fresh.take(each);
    expect(fresh.counts()).toMatchObject({ accepted: 4, discoveries: 1, dropped: { user: 1 } });
  });

  it('every cut of a message ends as a count', () => {
    for (const each of samples) for (let end = 0; end < each.length; end++) taken(each.subarray(0, end));
  });

  it('noise ends as a count', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => taken(Buffer.from(bytes))),
      { numRuns: 500 },
    );
  });

  it('a message with some bytes changed ends as a count', () => {
    const changes = fc.array(fc.tuple(fc.nat(400), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(sample, changes, (right, edits) => {
        const bytes = Buffer.from(right);
        for (const [at, byte] of edits) bytes[at % bytes.length] = byte;
        taken(bytes);
      }),
      { numRuns: 2_000 },
    );
  });

  it('what a signed message holds may be anything', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), fc.constantFrom(PDU.trapV2, PDU.inform), (bytes, tag) =>
        taken(byUser(tagged(tag, Buffer.from(bytes)))),
      ),
      { numRuns: 100 },
    );
  });
});

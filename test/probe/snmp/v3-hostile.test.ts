// SNMPv3 answers spoilt between a real snmpd and the poller: none is believed, each is a counted failure of that poll,
// and the next sound answer is taken.

import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { UsmAccess } from '../../../src/domain/link.ts';
import type { SnmpResult } from '../../../src/domain/reading.ts';
import { encodeOid, TAG, tagged } from '../../../src/probe/snmp/ber.ts';
import { readEnvelope } from '../../../src/probe/snmp/envelope.ts';
import type { SnmpPoller } from '../../../src/probe/snmp/port.ts';
import { int } from './fake-agent.ts';
import { randomBytesOf } from './noise.ts';
import { hasSnmpd, Snmpd } from './snmpd-daemon.ts';
import { deviceAt, realPoller } from './support.ts';

const ACCESS: UsmAccess = {
  version: '3',
  user: 'sealed',
  level: 'authPriv',
  authProtocol: 'sha256',
  authKey: 'authpass-2',
  privProtocol: 'aes',
  privKey: 'privpass-2',
};
const noise = randomBytesOf(3);
const number = (value: number) => tagged(TAG.integer, int(value).content);

/** usmStatsNotInTimeWindows (RFC 3414), by which an engine asks to be synchronised with. */
const NOT_IN_TIME_WINDOWS = tagged(
  TAG.sequence,
  tagged(TAG.oid, encodeOid('1.3.6.1.6.3.15.1.1.2.0')),
  tagged(TAG.counter32, Buffer.from([1])),
);

/** An unprotected message with these flags that answers `answer`'s request. */
function forged(answer: Buffer, flags: number, pduTag: number, boots = 0): Buffer {
  const envelope = readEnvelope(answer);
  const id = typeof envelope === 'string' ? 0 : envelope.id;
  const engine = tagged(TAG.octets, Buffer.from('8000000001020304', 'hex'));
  const empty = tagged(TAG.octets);
  const security = tagged(TAG.sequence, engine, number(boots), number(boots), empty, empty, empty);
  return tagged(
    TAG.sequence,
    number(3),
    tagged(TAG.sequence, number(id), number(65_507), tagged(TAG.octets, Buffer.from([flags])), number(3)),
    tagged(TAG.octets, security),
    tagged(
      TAG.sequence,
      engine,
      empty,
      tagged(pduTag, number(id), number(0), number(0), tagged(TAG.sequence, NOT_IN_TIME_WINDOWS)),
    ),
  );
}

/** An answer with one byte changed, another one each time. */
function flipped(answer: Buffer): Buffer {
  const [high = 0, low = 0, value = 0] = noise(3);
  const spoilt = Buffer.from(answer);
  const at = (high * 256 + low) % spoilt.length;
  spoilt[at] = (spoilt[at] ?? 0) ^ (value | 1);
  return spoilt;
}

describe.skipIf(!hasSnmpd)('SNMPv3 behind a relay that spoils answers (needs Debian package snmpd)', () => {
  let daemon: Snmpd;
  let front: Socket;
  let back: Socket;
  let poller: SnmpPoller;
  let spoil: (answer: Buffer) => Buffer;
  const sound = (answer: Buffer): Buffer => answer;

  beforeAll(async () => {
    daemon = await Snmpd.start();
    [front, back] = [createSocket('udp4'), createSocket('udp4')];
    for (const socket of [front, back]) socket.bind(0, '127.0.0.1');
    await Promise.all([once(front, 'listening'), once(back, 'listening')]);
    let asker = 0;
    front.on('message', (datagram, from) => {
      asker = from.port;
      back.send(datagram, daemon.port, '127.0.0.1');
    });
    back.on('message', (datagram) => front.send(spoil(datagram), asker, '127.0.0.1'));
    poller = realPoller();
  });
  afterAll(async () => {
    await poller.close();
    front.close();
    back.close();
    await daemon.dispose();
  });
  const poll = async (): Promise<SnmpResult> => {
    const plan = { timeoutMs: 60, retries: 0 };
    return (await poller.poll('link', deviceAt(front.address().port, { access: ACCESS, plan }))).result;
  };
  const answered = async (): Promise<void> => {
    spoil = sound;
    for (let tries = 0; tries < 40; tries++) if ((await poll()).kind === 'answered') return;
    throw new Error('snmpd did not answer 40 polls');
  };
  beforeEach(answered);

  it.each<[string, (answer: Buffer) => Buffer, 'malformed' | 'auth']>([
    ['a response in the clear', (answer) => forged(answer, 0, TAG.response), 'malformed'],
    ['a response that only says it is sealed', (answer) => forged(answer, 3, TAG.response), 'malformed'],
    ['a Report of another engine', (answer) => forged(answer, 0, TAG.report, 5), 'auth'],
    ['a Report of the highest boots', (answer) => forged(answer, 0, TAG.report, 2 ** 31 - 1), 'auth'],
    ['a Report with a wrong digest', (answer) => forged(answer, 1, TAG.report), 'auth'],
  ])('%s fails the poll, before and after the engine is known', async (_, tamper, failure) => {
    for (const known of [true, false]) {
      if (!known) poller.forget('link');
      spoil = tamper;
      const result = await poll();
      expect(result).toMatchObject({ kind: 'failed', failure });
      // net-snmp's own text of a wrong digest quotes the right one.
      if (result.kind === 'failed') expect(result.detail).not.toMatch(/[0-9a-f]{16}/i);
      await answered();
    }
  });

  it('counts answers below the agreed level', async () => {
    const before = poller.status().downgrades;
    spoil = (answer) => forged(answer, 0, TAG.response);
    await poll();
    expect(poller.status().downgrades).toBe(before + 1);
  });

  it('believes no answer of which a byte was changed, and survives all of them', async () => {
    for (let i = 0; i < 100; i++) {
      if (i % 4 === 0) poller.forget('link');
      spoil = flipped;
      const result = await poll();
      if (result.kind === 'answered') expect(result.system.sysName).toBe('jalur-test');
    }
    await answered();
    expect(poller.status().deadlines).toBe(0);
  });
});

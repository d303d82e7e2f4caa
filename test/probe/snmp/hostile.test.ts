// Agents that answer with anything but what they should. Whatever comes, each poll settles in time with a failure that
// says what happened, it is counted, and the next poll of a sound agent works.

import { createSocket } from 'node:dgram';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TAG, tagged } from '../../../src/probe/snmp/ber.ts';
import { IF_COLUMNS } from '../../../src/probe/snmp/oids.ts';
import { hardDeadlineMs } from '../../../src/probe/snmp/poller.ts';
import type { SnmpPoller } from '../../../src/probe/snmp/port.ts';
import { FakeAgent, int, message, REQUEST, type Request, type Tamper, text } from './fake-agent.ts';
import { randomBytesOf } from './noise.ts';
import { deviceAt, interfaceValues, must, realPoller, systemValues } from './support.ts';

let agent: FakeAgent;
let poller: SnmpPoller;
beforeEach(async () => {
  agent = await FakeAgent.start();
  agent.serve([...systemValues(), ...interfaceValues(1, 'lo')]);
  poller = realPoller();
});
afterEach(async () => {
  await poller.close();
  agent.close();
});

const device = () => deviceAt(agent.port, { interface: 'lo', plan: { timeoutMs: 60, retries: 0 } });
const noise = randomBytesOf(1);

/** A v3 message with this flag byte and the request's id as msgID. */
function v3(request: Request, flags: number): Buffer {
  const number = (value: number) => tagged(TAG.integer, int(value).content);
  const empty = tagged(TAG.octets);
  const global = tagged(
    TAG.sequence,
    number(request.id),
    number(65_507),
    tagged(TAG.octets, Buffer.from([flags])),
    number(3),
  );
  const security = tagged(TAG.sequence, empty, number(0), number(0), empty, empty, empty);
  const list = tagged(TAG.sequence);
  const pdu = tagged(TAG.response, number(request.id), number(0), number(0), list);
  return tagged(
    TAG.sequence,
    number(3),
    global,
    tagged(TAG.octets, security),
    tagged(TAG.sequence, empty, empty, pdu),
  );
}

const SPOILT: readonly (readonly [string, Tamper])[] = [
  ['an empty datagram', () => [Buffer.alloc(0)]],
  ['noise', () => [noise(200), noise(3), noise(1_400)]],
  ['a cut-off answer', (answer) => [answer.subarray(0, answer.length - 9)]],
  ['64 KB of zeros', () => [Buffer.alloc(65_000)]],
  [
    'a length that lies',
    (answer) => [Buffer.concat([Buffer.from([0x30, 0x84, 0xff, 0xff, 0xff, 0xff]), answer])],
  ],
  ['a v2c Report', (_, { id }) => [message(1, 'public', TAG.report, id, 0, 0, [])]],
  ['a v3 message', (_, request) => [v3(request, 0)]],
  ['a v3 message with auth flag', (_, request) => [v3(request, 1)]],
  ['a v3 message with priv flag', (_, request) => [v3(request, 3)]],
  ['another community', (_, { id }) => [message(1, 'private', TAG.response, id, 0, 0, [])]],
  ['another version', (_, { id }) => [message(0, 'public', TAG.response, id, 0, 0, [])]],
  ['another object', (_, { id }) => [message(1, 'public', TAG.response, id, 0, 0, [['1.3.6.1.1', int(1)]])]],
  ['an unknown PDU', (_, { id }) => [message(1, 'public', 0xaf, id, 0, 0, [])]],
];

describe.each(SPOILT)('%s', (_, tamper) => {
  it('fails the GET as malformed, is counted, and harms nothing after it', async () => {
    agent.tamper = tamper;
    const first = await poller.poll('link', device());
    expect(first.result).toMatchObject({ kind: 'failed', failure: 'malformed' });
    expect(first.durationMs).toBeLessThan(must(hardDeadlineMs(must(device().snmp))));
    expect(poller.status().malformed).toBeGreaterThan(0);
    agent.tamper = (answer) => [answer];
    expect((await poller.poll('link', device())).result).toMatchObject({ interface: { ifName: 'lo' } });
  });

  it('in a walk leaves the system group and proves no interface missing', async () => {
    agent.tamper = (answer, request) =>
      request.pduTag === REQUEST.bulk ? tamper(answer, request) : [answer];
    const { result } = await poller.poll('link', device());
    expect(result).toMatchObject({ kind: 'answered', system: { sysName: 'cilacap-1' } });
    expect(result).not.toHaveProperty('interfaceMissing');
  });
});

describe('answers that are not for us', () => {
  it('a wrong request id is silence', async () => {
    agent.tamper = (_, { id }) => [message(1, 'public', TAG.response, id ^ 1, 0, 0, [])];
    const { result } = await poller.poll('link', device());
    expect(result).toMatchObject({ kind: 'failed', failure: 'silent' });
  });

  it('an answer that comes late is ignored', async () => {
    const late: (() => void)[] = [];
    const socket = createSocket('udp4');
    agent.tamper = (answer) => {
      late.push(() => socket.send(answer, agent.port, '127.0.0.1'));
      return [];
    };
    const { result } = await poller.poll('link', device());
    expect(result).toMatchObject({ kind: 'failed', failure: 'silent' });
    for (const send of late) send();
    agent.tamper = (answer) => [answer];
    expect((await poller.poll('link', device())).result).toMatchObject({ kind: 'answered' });
    socket.close();
  });

  it('garbage before the sound answer does not spoil it', async () => {
    agent.tamper = (answer) => [noise(50), Buffer.alloc(0), answer, answer];
    expect((await poller.poll('link', device())).result).toMatchObject({ interface: { ifName: 'lo' } });
    expect(poller.status().malformed).toBeGreaterThan(0);
  });
});

describe('walks without end', () => {
  const walking = (rows: (request: Request) => Parameters<typeof message>[6]): void => {
    agent.tamper = (answer, request) =>
      request.pduTag === REQUEST.bulk
        ? [message(1, 'public', TAG.response, request.id, 0, 0, rows(request))]
        : [answer];
  };

  it('an object that repeats ends the walk of each column', async () => {
    walking(({ oids }) => [[`${must(oids[0]).replace(/\.5$/, '')}.5`, text('x')]]);
    const { result } = await poller.poll('link', device());
    expect(result).toMatchObject({ kind: 'answered' });
    expect(result).not.toHaveProperty('interfaceMissing');
    expect(agent.requests.length).toBeLessThan(12);
  });

  it('an index that no interface can have is no interface', async () => {
    walking(() => [[`${IF_COLUMNS.ifName}.4294967295`, text('lo')]]);
    const { result } = await poller.poll('link', device());
    expect(result).toMatchObject({ kind: 'answered', system: { sysName: 'cilacap-1' } });
    expect(result).not.toHaveProperty('interface');
  });

  it('an endless column ends at the row cap or the time a poll has', async () => {
    let row = 0;
    walking(() => Array.from({ length: 200 }, () => [`${IF_COLUMNS.ifName}.${++row}`, text('x')] as const));
    const { result, durationMs } = await poller.poll('link', device());
    expect(result).toMatchObject({ kind: 'answered' });
    expect(row).toBeLessThan(12_000);
    expect(durationMs).toBeLessThan(hardDeadlineMs(must(device().snmp)));
  });
});

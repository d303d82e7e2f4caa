// Inspections of agents that are slow, broken or malicious: each ends, costs no more than it may, and harms no poll.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeOid, TAG } from '../../../src/probe/snmp/ber.ts';
import { IF_COLUMNS } from '../../../src/probe/snmp/oids.ts';
import type { SnmpInspector, SnmpPoller } from '../../../src/probe/snmp/port.ts';
import { FakeAgent, int, message, type RawValue, REQUEST, type Request, text } from './fake-agent.ts';
import { randomBytesOf } from './noise.ts';
import { named, profile, reads, rule } from './profiles/support.ts';
import { deviceAt, interfaceValues, must, realPoller, systemValues } from './support.ts';

const TABLE = '1.3.6.1.4.1.9.9.1';
const COLUMN = `${TABLE}.3`;
const LABELS = `${TABLE}.4`;
const PROFILES = [
  profile('generic', {
    metrics: [
      rule({ value: `${COLUMN}.*`, name: `${LABELS}.*` }, { label: named('name') }),
      rule({ value: '1.3.6.1.4.1.9.2.0' }, { metric: 'cpu', unit: '%' }),
    ],
  }),
];
const SERIAL = { read: reads({ value: `${COLUMN}.*` }), value: named('value') };

let agent: FakeAgent;
let poller: SnmpPoller & SnmpInspector;
beforeEach(async () => {
  agent = await FakeAgent.start();
  agent.serve([
    ...systemValues(),
    ...interfaceValues(3, 'ether1'),
    ...rows(3),
    ['1.3.6.1.4.1.9.2.0', int(12)],
  ]);
  poller = realPoller({ profiles: PROFILES, inspectionMs: 5_000 });
});
afterEach(async () => {
  await poller.close();
  agent.close();
});

const device = (plan = {}) => deviceAt(agent.port, { interface: 'ether1', plan });
const poll = () => poller.poll('link', device());
const inspect = () => poller.inspect('link', device());

function rows(count: number, label = 'row'): [string, RawValue][] {
  return Array.from({ length: count }, (_, at): [string, RawValue][] => [
    [`${COLUMN}.${at + 1}`, int(at)],
    [`${LABELS}.${at + 1}`, text(`${label} ${at + 1}`)],
  ]).flat();
}

/** Answers every walk with these varbinds. */
function answerWalks(varbinds: (request: Request) => readonly (readonly [string, RawValue])[]): void {
  agent.tamper = (answer, request) =>
    request.pduTag === REQUEST.get
      ? [answer]
      : [message(request.version, 'public', TAG.response, request.id, 0, 0, varbinds(request))];
}

describe('an inspection of', () => {
  it('an endless table ends at the cap', async () => {
    answerWalks(({ oids: [oid = ''], maxRepetitions }) => {
      const column = oid.startsWith(`${COLUMN}.`) ? COLUMN : oid;
      const last = oid.startsWith(`${COLUMN}.`) ? Number(oid.slice(COLUMN.length + 1)) : 0;
      if (column !== COLUMN) return [[oid, { tag: TAG.endOfMibView, content: Buffer.alloc(0) }]];
      return Array.from(
        { length: maxRepetitions },
        (_, at) => [`${COLUMN}.${last + at + 1}`, int(at)] as const,
      );
    });
    expect(await inspect()).toMatchObject({
      kind: 'inspected',
      inventory: { leftOut: expect.arrayContaining([expect.stringMatching(/512 rows/)]) as unknown },
    });
    expect(agent.requests.length).toBeLessThan(200);
  });

  it('an agent that repeats an object stops at it', async () => {
    answerWalks(() => [[`${COLUMN}.1`, int(1)]]);
    expect(await inspect()).toMatchObject({ kind: 'inspected' });
    expect(agent.requests.length).toBeLessThan(60);
  });

  it('an agent that turns back behind a table holds all rows of it', async () => {
    agent.tamper = (answer, request) =>
      request.oids[0] === COLUMN
        ? [
            message(request.version, 'public', TAG.response, request.id, 0, 0, [
              ...rows(3).filter(([oid]) => oid.startsWith(COLUMN)),
              ['1.3.6.1.2.1.1.1.0', text('again')],
            ]),
          ]
        : [answer];
    await inspect();
    agent.tamper = (answer) => [answer];
    expect((await poll()).result).toMatchObject({ metrics: [{ instance: 'row 1' }, {}, {}, {}] });
  });

  it('an agent whose answers are too big gets on with smaller requests', async () => {
    agent.mostVarbinds = 3;
    agent.tamper = (answer, { pduTag, maxRepetitions, version, id }) =>
      pduTag === REQUEST.bulk && maxRepetitions > 3
        ? [message(version, 'public', TAG.response, id, 1, 0, [])]
        : [answer];
    expect(await inspect()).toMatchObject({ kind: 'inspected', inventory: { leftOut: [] } });
    expect((await poll()).result).toMatchObject({ metrics: [{}, {}, {}, { metric: 'cpu', value: 12 }] });
  });

  it('an agent that is silent about one table reads the others', async () => {
    agent.tamper = (answer, { oids }) => (oids[0]?.startsWith(COLUMN) ? [] : [answer]);
    expect(await inspect()).toMatchObject({
      kind: 'inspected',
      inventory: {
        interfaces: [{ name: 'ether1' }],
        leftOut: [`column ${COLUMN} after 0 rows: no answer`],
      },
    });
    expect((await poll()).result).toMatchObject({ metrics: [{ metric: 'cpu', value: 12 }] });
  });

  it.each([
    ['interfaces', IF_COLUMNS.ifName],
    ['identity', COLUMN],
  ])('an agent that is silent about its %s once says that they are incomplete', async (part, silent) => {
    const careful = realPoller({ profiles: [{ ...must(PROFILES[0]), serial: [SERIAL] }] });
    const inspected = async () => {
      const inspection = await careful.inspect('link', device());
      return inspection.kind === 'inspected' ? inspection.inventory.incomplete : inspection;
    };
    expect(await inspected()).toBeUndefined();
    agent.tamper = (answer, { oids }) => (oids[0]?.startsWith(silent) ? [] : [answer]);
    expect(await inspected()).toEqual([part]);
    await careful.close();
  });

  it('an agent that talks garbage fails as malformed', async () => {
    const noise = randomBytesOf(7);
    agent.tamper = () => [noise(100)];
    expect(await inspect()).toMatchObject({ kind: 'failed', failure: 'malformed' });
  });

  it.each<[string, RawValue]>([
    ['NULL', { tag: TAG.null, content: Buffer.alloc(0) }],
    ['an object identifier', { tag: TAG.oid, content: encodeOid('1.3.6.1') }],
    ['an Opaque', { tag: TAG.opaque, content: Buffer.from([0x9f, 0x78, 4, 0, 0, 0, 0]) }],
    ['a text that is none', { tag: TAG.octets, content: Buffer.from([0xff, 0xfe, 0, 0x80]) }],
    ['an empty Counter64', { tag: TAG.counter64, content: Buffer.alloc(0) }],
  ])('values of another type (%s) is no data, and nothing worse', async (_, value) => {
    agent.change({ [`${COLUMN}.1`]: value, [`${LABELS}.2`]: value, '1.3.6.1.4.1.9.2.0': value });
    expect(await inspect()).toMatchObject({ kind: 'inspected' });
    const { result } = await poll();
    expect(result).toMatchObject({ interface: { ifName: 'ether1' }, metrics: [{ value: 1 }, { value: 2 }] });
  });

  it('huge labels keeps 64 characters of them', async () => {
    agent.change(Object.fromEntries(rows(3, 'ü'.repeat(400)).filter(([oid]) => oid.startsWith(LABELS))));
    await inspect();
    const { result } = await poll();
    expect(result).toMatchObject({ metrics: [{ instance: `${'ü'.repeat(62)} 1` }, {}, {}, {}] });
  });

  it('a device that is slower than its deadline keeps what was read so far', async () => {
    const hasty = realPoller({ profiles: PROFILES, inspectionMs: 0 });
    expect(await hasty.inspect('link', device())).toMatchObject({
      kind: 'inspected',
      inventory: { leftOut: [expect.stringContaining('the time for the inspection was over')] },
    });
    await hasty.close();
  });
});

it('polls go on while a slow agent is inspected, and no two requests overlap', async () => {
  let underWay = 0;
  let most = 0;
  const waiting: (() => void)[] = [];
  agent.hold = (release) => {
    most = Math.max(most, ++underWay);
    waiting.push(() => {
      underWay--;
      release();
    });
  };
  const pump = setInterval(() => waiting.shift()?.(), 10);
  const slow = device({ timeoutMs: 2_000 });
  let done = false;
  const inspection = poller.inspect('link', slow).finally(() => {
    done = true;
  });
  let polls = 0;
  while (!done) {
    const { result } = await poller.poll('link', slow);
    expect(result).toMatchObject({ kind: 'answered', interface: { ifName: 'ether1' } });
    polls++;
  }
  clearInterval(pump);
  for (const release of waiting) release();
  expect(await inspection).toMatchObject({ kind: 'inspected', inventory: { leftOut: [] } });
  expect(polls).toBeGreaterThan(5);
  expect(most).toBe(1);
});

it('a table whose rows vanish and come back is read as it is', async () => {
  await inspect();
  agent.change({ [`${COLUMN}.2`]: undefined, [`${COLUMN}.3`]: undefined });
  expect((await poll()).result).toMatchObject({ metrics: [{ instance: 'row 1' }, { metric: 'cpu' }] });
  agent.change({ [`${COLUMN}.2`]: int(7) });
  expect((await poll()).result).toMatchObject({ metrics: [{}, { instance: 'row 2', value: 7 }, {}] });
});

it('a large plan is read in several datagrams, and a path that loses large ones is found out', async () => {
  agent.serve([...systemValues(), ...interfaceValues(3, 'ether1'), ...rows(120)]);
  await inspect();
  agent.requests.length = 0;
  agent.tamper = (answer) => (answer.length > 700 ? [] : [answer]);
  const before = (await poll()).result;
  expect(before).toMatchObject({ kind: 'answered', interface: { ifName: 'ether1' } });
  expect((await poll()).result).toMatchObject({ metrics: { length: 120 } });
});

it('20 devices are inspected at once, and the others wait', async () => {
  let underWay = 0;
  let most = 0;
  agent.hold = (release) => {
    most = Math.max(most, ++underWay);
    setImmediate(() => {
      underWay--;
      release();
    });
  };
  const patient = device({ timeoutMs: 2_000 });
  const all = Array.from({ length: 50 }, (_, at) => poller.inspect(`link-${at}`, patient));
  expect(new Set((await Promise.all(all)).map(({ kind }) => kind))).toEqual(new Set(['inspected']));
  expect(most).toBeLessThanOrEqual(20);
  expect(most).toBeGreaterThan(5);
});

// The poller's own life: whose answers it takes, what it forgets, its deadline in virtual time, and its end.

import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSnmpPoller, hardDeadlineMs } from '../../../src/probe/snmp/poller.ts';
import type { SnmpPoller } from '../../../src/probe/snmp/port.ts';
import { FakeTimers } from '../../support/fake-timers.ts';
import { FakeAgent } from './fake-agent.ts';
import { deviceAt, interfaceValues, must, quiet, realPoller, systemValues } from './support.ts';

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

describe('an answer from another address', () => {
  let other: Socket;
  let asker: Promise<number>;
  beforeEach(async () => {
    other = createSocket('udp4');
    other.bind(agent.port, '127.0.0.9');
    await once(other, 'listening');
    // The agent stays silent; what it would have said comes from 127.0.0.9 to whoever asked.
    asker = new Promise((resolve) => {
      agent.heard = (from) => resolve(from.port);
    });
    agent.tamper = (answer) => {
      void asker.then((port) => other.send(answer, port, '127.0.0.1'));
      return [];
    };
  });
  afterEach(() => other.close());

  const poll = async (acceptFrom?: readonly string[] | 'any') => {
    const plan = { retries: 0, ...(acceptFrom && { acceptFrom }) };
    return (await poller.poll('link', deviceAt(agent.port, { plan }))).result;
  };

  it('is counted as a stray and not taken', async () => {
    expect(await poll()).toMatchObject({ kind: 'failed', failure: 'silent' });
    expect(poller.status()).toMatchObject({ strays: 1, timeouts: 1 });
  });

  it.each<{ acceptFrom: readonly string[] | 'any' }>([{ acceptFrom: ['127.0.0.9'] }, { acceptFrom: 'any' }])(
    'is taken where the plan has $acceptFrom',
    async ({ acceptFrom }) => {
      expect(await poll(acceptFrom)).toMatchObject({ kind: 'answered' });
      expect(poller.status().strays).toBe(0);
    },
  );
});

it('forgets the interface of a device that was changed', async () => {
  const plan = { timeoutMs: 500 };
  await poller.poll('link', deviceAt(agent.port, { interface: 'lo', plan }));
  agent.requests.length = 0;
  await poller.poll('link', deviceAt(agent.port, { interface: 'lo', plan }));
  expect(agent.requests).toHaveLength(1);
  const { result } = await poller.poll('link', deviceAt(agent.port, { interface: 'alias lo', plan }));
  expect(result).toMatchObject({ interface: { ifName: 'alias lo' } });
});

it('keeps no more devices than it may, and still polls them all', async () => {
  const small = realPoller({ maxDevices: 2 });
  for (const key of ['a', 'b', 'c', 'a', 'b', 'c']) {
    const { result } = await small.poll(key, deviceAt(agent.port, { interface: 'lo' }));
    expect(result).toMatchObject({ interface: { ifName: 'lo' } });
  }
  await small.close();
});

it('answers two polls of one device at a time with one request', async () => {
  const device = deviceAt(agent.port);
  const both = await Promise.all([poller.poll('link', device), poller.poll('link', device)]);
  expect(both.map(({ result }) => result.kind)).toEqual(['answered', 'answered']);
  expect(agent.requests).toHaveLength(1);
});

it('gives silent devices up after their tries, in virtual time', async () => {
  const timers = new FakeTimers();
  const virtual = createSnmpPoller({}, { clock: timers, timers, log: quiet });
  agent.tamper = () => [];
  const device = deviceAt(agent.port, { plan: { timeoutMs: 1_000, retries: 2 } });
  const polled = virtual.poll('link', device);
  await timers.advance(hardDeadlineMs(must(device.snmp)));
  const { result, durationMs } = await polled;
  expect(result).toMatchObject({ kind: 'failed', failure: 'silent' });
  expect(durationMs).toBe(1_000 + 1_500 + 2_250);
  expect(virtual.status()).toMatchObject({ requests: 3, timeouts: 3, deadlines: 0 });
  expect(timers.pending).toBe(0);
  await virtual.close();
});

it('ends polls under way when it is closed, and answers later ones at once', async () => {
  agent.tamper = () => [];
  const device = deviceAt(agent.port, { plan: { timeoutMs: 60_000 } });
  const under = poller.poll('link', device);
  await poller.close();
  await poller.close();
  const failure = { kind: 'failed', failure: 'local' };
  expect((await under).result).toMatchObject(failure);
  expect((await poller.poll('link', device)).result).toMatchObject(failure);
});

it.each([
  ['no plan', { address: '127.0.0.1' }],
  ['an address that is none', deviceAt(1, { address: 'router.example' })],
  ['keys that are missing', deviceAt(1, { access: { version: '3', user: 'a', level: 'authPriv' } })],
])('fails locally with %s', async (_, device) => {
  expect((await poller.poll('link', device)).result).toMatchObject({ kind: 'failed', failure: 'local' });
});

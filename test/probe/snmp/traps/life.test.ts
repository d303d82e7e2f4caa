// The receiver over its life: a thread that dies, ports that are taken and let go, and an end in order.

import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import type { Listening as Places } from '../../../../src/probe/snmp/traps/protocol.ts';
import { bindFault, TrapSockets } from '../../../../src/probe/snmp/traps/sockets.ts';
import { FakeTimers } from '../../../support/fake-timers.ts';
import { byCommunity, head, PDU, pduOf } from './messages.ts';
import { freePort, type Listening, listen, sendTo, until } from './support.ts';

const DYING = new URL('./dying-worker.ts', import.meta.url);
const TRAP = byCommunity(pduOf(PDU.trapV2, head()));

describe('the thread', () => {
  let it4: Listening | undefined;
  afterEach(() => it4?.receiver.close());

  it('is started again when it dies, ever later, and knows again what it was told', async () => {
    const timers = new FakeTimers();
    it4 = await listen({}, { entry: DYING, timers });
    const { receiver, faults, port, traps } = it4;
    expect(faults).toEqual([]);
    await sendTo(port, TRAP);
    await until(() => receiver.status().accepted === 1, 'a trap');

    receiver.expect(['die']);
    await until(() => faults.length === 1, 'its death');
    expect(faults[0]).toContain('told to die');
    expect(receiver.status()).toMatchObject({ listening: [], restarts: 0, fault: faults[0] });

    await timers.advance(1_000);
    // It listens, is told the same addresses, and dies of them.
    await until(() => faults.length === 3, 'its second death');
    expect(faults).toEqual([faults[0], undefined, faults[0]]);
    receiver.expect([]);
    await timers.advance(1_000);
    expect(receiver.status().restarts).toBe(1);
    await timers.advance(1_000);
    await until(() => faults.length === 4, 'a third thread');
    expect(faults[3]).toBeUndefined();
    expect(receiver.status()).toMatchObject({ restarts: 2, listening: { length: 2 } });

    await sendTo(port, TRAP);
    await until(() => traps.length === 2, 'a trap after its deaths');
    await until(() => receiver.status().accepted === 2, 'counters that go on');
  });

  it('ends twice without complaint, and hands nothing on then', async () => {
    it4 = await listen();
    const { receiver, port, traps } = it4;
    await receiver.close();
    await receiver.close();
    await sendTo(port, TRAP);
    expect(traps).toEqual([]);
  });
});

describe('a place', () => {
  it('that is taken is told of, others work, and it is tried again', async () => {
    const port = await freePort();
    const other = createSocket('udp4');
    other.bind(port, '127.0.0.1');
    await once(other, 'listening');
    const timers = new FakeTimers();
    const told: Places[] = [];
    const sockets = new TrapSockets({
      timers,
      onDatagram: () => {},
      onChange: (places) => told.push(places),
    });
    try {
      sockets.open([
        { host: '127.0.0.1', port },
        { host: '::1', port },
      ]);
      await until(() => told.length === 1, 'the first attempts');
      expect(told[0]?.places).toEqual([`[::1]:${port}`]);
      expect(told[0]?.fault).toContain('another program has the port');
      const closed = once(other, 'close');
      other.close();
      await closed;
      await timers.advance(10_000);
      await until(() => told.length === 2, 'the second attempt');
      expect(told[1]).toEqual({ places: [`127.0.0.1:${port}`, `[::1]:${port}`] });
    } finally {
      sockets.close();
    }
  });

  it('that stays taken is told of once, however often it is tried', async () => {
    const port = await freePort();
    const other = createSocket('udp4');
    other.bind(port, '127.0.0.1');
    await once(other, 'listening');
    const timers = new FakeTimers();
    const told: Places[] = [];
    const sockets = new TrapSockets({
      timers,
      onDatagram: () => {},
      onChange: (places) => told.push(places),
    });
    try {
      sockets.open([
        { host: '127.0.0.1', port },
        { host: '::1', port },
      ]);
      await until(() => told.length === 1, 'the first attempts');
      for (let attempt = 0; attempt < 3; attempt++) {
        await until(() => timers.pending === 1, 'an attempt in vain');
        await timers.advance(10_000);
      }
      await until(() => timers.pending === 1, 'the last one');
      expect(told).toHaveLength(1);
    } finally {
      sockets.close();
      other.close();
    }
  });

  it.each([
    [['127.0.0.1', '127.0.0.2'], 'at 127.0.0.1:PORT and 127.0.0.2:PORT: another program'],
    [['127.0.0.1', '192.0.2.1'], 'at 127.0.0.1:PORT: another program'],
  ])('%j: what fails for one reason is told once', async (hosts, wanted) => {
    const others = hosts
      .filter((host) => host.startsWith('127.'))
      .map((host) => [host, createSocket('udp4')] as const);
    const port = await freePort();
    for (const [host, socket] of others) {
      socket.bind(port, host);
      await once(socket, 'listening');
    }
    const it4 = await listen({ listen: hosts.map((host) => ({ host, port })) });
    try {
      expect(it4.faults).toHaveLength(1);
      expect(it4.faults[0]).toContain(wanted.replaceAll('PORT', String(port)));
      expect(it4.logged.map(({ message }) => message)).toEqual(['Traps cannot be received']);
    } finally {
      await it4.receiver.close();
      for (const [, socket] of others) socket.close();
    }
  });

  it('that is no address of this machine is told of by the receiver, which lives on', async () => {
    const it4 = await listen({ listen: [{ host: '192.0.2.1', port: 10_162 }] });
    expect(it4.faults).toEqual([
      'traps cannot be received at 192.0.2.1:10162: this machine has no such address; ' +
        'correct monitor.traps.listen, or wait until the address is up',
    ]);
    expect(it4.receiver.status()).toMatchObject({ listening: [], fault: it4.faults[0] });
    await it4.receiver.close();
  });

  it.each([
    ['EACCES', 'give the service CAP_NET_BIND_SERVICE (deploy/jalur-traps.conf)'],
    ['EADDRINUSE', 'snmptrapd'],
    ['ENOBUFS', 'no room'],
  ])('that cannot be had (%s) says what to do', (code, wanted) => {
    const text = bindFault(code, 'no room');
    expect(text).toContain(wanted);
  });
});

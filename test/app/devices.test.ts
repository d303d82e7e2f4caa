// When devices are inspected, and what is told of what they say.

import { describe, expect, it } from 'vitest';
import { DeviceDesk, type DeviceDeskDeps } from '../../src/app/devices.ts';
import { type LinkId, linkId } from '../../src/domain/ids.ts';
import type { Inventory } from '../../src/domain/inventory.ts';
import type { Inspection } from '../../src/probe/snmp/port.ts';
import { createLog } from '../../src/runtime/log.ts';
import { networkOf } from '../support/network.ts';

const SNMP = {
  everyMs: 60_000,
  timeoutMs: 1_000,
  retries: 1,
  port: 161,
  access: { version: '2c', community: 'public' },
} as const;
const A = linkId('a');
const B = linkId('b');

function inventory(serial: string, ...interfaces: string[]): Inventory {
  return {
    profile: 'generic',
    identity: { vendor: 'V', serial },
    interfaces: interfaces.map((name, index) => ({ ifIndex: index + 1, name })),
    neighbours: [],
    addresses: [],
    objects: 10,
    requests: 1,
    leftOut: [],
  };
}

function desk(inspect: (key: string) => Promise<Inspection>, save: () => void = () => undefined) {
  const kept = new Map<LinkId, { inventory: Inventory }>();
  const given: Parameters<DeviceDeskDeps['give']>[0][] = [];
  const asked: string[] = [];
  const clock = { monoMs: 0 };
  const network = networkOf([
    { id: 'a', from: 'hq', to: 'r1', device: { address: '10.0.0.1', snmp: SNMP } },
    { id: 'b', from: 'hq', to: 'r2', device: { address: '10.0.0.2', snmp: SNMP } },
    { id: 'silent', from: 'hq', to: 'r3', device: { address: '10.0.0.3' } },
    { id: 'gone', from: 'hq', to: 'r4', stage: 'retired', device: { address: '10.0.0.4', snmp: SNMP } },
  ]);
  const subject = new DeviceDesk({
    inspector: {
      inspect: (key) => {
        asked.push(key);
        return inspect(key);
      },
    },
    store: {
      inventory: (id) => kept.get(id),
      saveInventory: (id, _at, found) => {
        save();
        kept.set(id, { inventory: found });
      },
    },
    network: () => network,
    give: (input) => given.push(input),
    now: () => ({ at: 1_700_000_000_000 + clock.monoMs, monoMs: clock.monoMs }),
    log: createLog({ level: 'silent' }),
  });
  return { subject, kept, given, asked, clock };
}

const found = (inventory: Inventory): Inspection => ({ kind: 'inspected', inventory });
const SILENT: Inspection = { kind: 'failed', failure: 'silent', detail: 'no answer' };

describe('the device desk', () => {
  it('keeps what a device says, and tells the first time without changes', async () => {
    const { subject, kept, given } = desk(async () => found(inventory('1', 'ether1')));
    await subject.changed(A);
    expect(given).toMatchObject([{ kind: 'inventory', link: 'a', profile: 'generic', changes: [] }]);
    expect(kept.get(A)?.inventory.identity.serial).toBe('1');
  });

  it('tells that a router was swapped, and which interfaces came and went', async () => {
    const said = [inventory('1', 'ether1', 'ether2'), inventory('2', 'ether1', 'sfp1')];
    const { subject, given } = desk(async () => found(said.shift() ?? inventory('?')));
    await subject.changed(A);
    await subject.changed(A);
    expect(given[1]?.changes).toEqual([
      { what: 'serial', before: '1', after: '2' },
      { what: 'interface-added', after: 'sfp1' },
      { what: 'interface-removed', before: 'ether2' },
    ]);
  });

  it('keeps the last twenty changes with their times, latest first', async () => {
    let serial = 0;
    const { subject, kept, clock } = desk(async () => found(inventory(String(serial++), 'ether1')));
    for (let i = 0; i < 25; i++) {
      clock.monoMs = i * 1_000;
      await subject.changed(A);
    }
    const history = kept.get(A)?.inventory.history ?? [];
    expect(history).toHaveLength(20);
    expect(history[0]).toEqual({
      at: 1_700_000_024_000,
      changes: [{ what: 'serial', before: '23', after: '24' }],
    });
    expect(history.at(-1)?.changes).toEqual([{ what: 'serial', before: '4', after: '5' }]);
  });

  it('does not take what a device left out for a change', async () => {
    const { serial: _, ...rest } = inventory('1').identity;
    const said = [inventory('1', 'ether1'), { ...inventory('1'), identity: rest }, inventory('1', 'ether1')];
    const { subject, given } = desk(async () => found(said.shift() ?? inventory('?')));
    for (let i = 0; i < 3; i++) await subject.changed(A);
    expect(given.flatMap((input) => input.changes)).toEqual([]);
  });

  it('does not take what was read or kept in part for a change', async () => {
    const whole = inventory('1', 'Gi0/1', 'Gi0/2');
    const said = [
      whole,
      { ...inventory('1', 'GigabitEthernet0/1'), incomplete: ['interfaces'] as const },
      whole,
      { ...inventory('other', 'Gi0/1', 'Gi0/2'), incomplete: ['identity'] as const },
      whole,
    ];
    const { subject, given } = desk(async () => found(said.shift() ?? inventory('?')));
    for (let i = 0; i < 5; i++) await subject.changed(A);
    expect(given.flatMap((input) => input.changes)).toEqual([]);
  });

  it('inspects a device once at a time, and one that fails again after ten minutes only', async () => {
    const { subject, asked, clock } = desk(async () => SILENT);
    await Promise.all([subject.changed(A), subject.changed(A)]);
    expect(asked).toEqual(['a']);
    clock.monoMs = 599_000;
    await subject.changed(A);
    expect(asked).toEqual(['a']);
    clock.monoMs = 601_000;
    await subject.changed(A);
    expect(asked).toEqual(['a', 'a']);
  });

  it('inspects at night every device that is asked by SNMP and probed', async () => {
    const { subject, asked } = desk(async () => found(inventory('1')));
    await subject.all();
    expect(asked.sort()).toEqual(['a', 'b']);
  });

  it('survives a store that cannot be written', async () => {
    const { subject, given } = desk(
      async () => found(inventory('1')),
      () => {
        throw new Error('disk full');
      },
    );
    await subject.changed(B);
    expect(given).toHaveLength(1);
  });

  it('tells nothing once it is closed, whatever is still under way', async () => {
    let answer: (inspection: Inspection) => void = () => undefined;
    const { subject, given } = desk(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    const inspected = subject.changed(A);
    subject.close();
    answer(found(inventory('1')));
    await inspected;
    expect(given).toEqual([]);
  });
});

// What differs from what was known.

import { describe, expect, it } from 'vitest';
import {
  type Difference,
  describeDifference,
  differencesOf,
  type KnownDevice,
} from '../../../src/probe/discover/compare.ts';
import type { FoundDevice } from '../../../src/probe/discover/device.ts';
import { device, inventory } from './fakes.ts';

const known: KnownDevice = {
  id: 'majene',
  addresses: ['10.76.5.1'],
  sysName: 'rtr-majene',
  identity: { vendor: 'MikroTik', serial: 'S1', firmware: '7.1' },
  macs: ['aa:bb:cc:00:00:01'],
};
const swept = new Set(['10.76.5.1', '10.76.5.9']);
const at = (address: string, serial: string, firmware = '7.1', name = 'rtr-majene'): FoundDevice =>
  device(address, name, { inventory: inventory({ serial, firmware }) });

const silent = (address: string): FoundDevice => ({ address, addresses: [address], rttMs: 2, joined: [] });

describe('differences', () => {
  it.each<[what: string, before: KnownDevice[], now: FoundDevice[], differences: Partial<Difference>[]]>([
    ['nothing', [known], [at('10.76.5.1', 'S1')], []],
    [
      'a new device',
      [],
      [at('10.76.5.9', 'S2')],
      [{ kind: 'new', address: '10.76.5.9', what: 'rtr-majene, MikroTik' }],
    ],
    ['a vanished one', [known], [], [{ kind: 'vanished', id: 'majene', address: '10.76.5.1' }]],
    ['one that was not looked for', [{ ...known, addresses: ['10.99.0.1'] }], [], []],
    [
      'another serial and firmware',
      [known],
      [at('10.76.5.1', 'S2', '7.2')],
      [
        { kind: 'changed', what: 'serial', before: 'S1', after: 'S2' },
        { kind: 'changed', what: 'firmware', before: '7.1', after: '7.2' },
      ],
    ],
    [
      'another name',
      [known],
      [at('10.76.5.1', 'S1', '7.1', 'rtr-new')],
      [{ kind: 'changed', what: 'name', before: 'rtr-majene', after: 'rtr-new' }],
    ],
    [
      'another address',
      [known],
      [at('10.76.5.9', 'S1')],
      [{ kind: 'moved', before: '10.76.5.1', after: '10.76.5.9', by: 'serial number S1' }],
    ],
    [
      'another address, by MAC',
      [{ id: 'majene', addresses: ['10.76.5.1'], macs: ['aa:bb:cc:00:00:01'] }],
      [device('10.76.5.9', 'x', { inventory: inventory({ macs: ['aa:bb:cc:00:00:01'] }) })],
      [{ kind: 'moved', by: 'MAC aa:bb:cc:00:00:01' }],
    ],
    [
      'another device of the same name',
      [known],
      [at('10.76.5.9', 'S2')],
      [{ kind: 'vanished' }, { kind: 'new' }],
    ],
    [
      'nothing written down about it',
      [{ id: 'majene', addresses: ['10.76.5.1'] }],
      [at('10.76.5.1', 'S9')],
      [],
    ],
    ['a device that says less today', [known], [device('10.76.5.1', 'rtr-majene')], []],
    [
      'a known address that is not joined with the others today, since the device is silent by SNMP',
      [{ ...known, addresses: ['10.76.5.1', '10.76.5.9'] }],
      [silent('10.76.5.1'), silent('10.76.5.9')],
      [],
    ],
    [
      'another device at one of the known addresses',
      [{ ...known, addresses: ['10.76.5.1', '10.76.5.9'] }],
      [at('10.76.5.1', 'S1'), at('10.76.5.9', 'S2')],
      [{ kind: 'changed', address: '10.76.5.9', what: 'serial', before: 'S1', after: 'S2' }],
    ],
    [
      'one device at two known addresses',
      [known, { ...known, id: 'majene-backup', addresses: ['10.76.5.9'] }],
      [{ ...at('10.76.5.1', 'S1'), addresses: ['10.76.5.1', '10.76.5.9'] }],
      [],
    ],
  ])('%s', (_, before, now, differences) => {
    expect(differencesOf(before, now, swept)).toMatchObject(differences);
    expect(differencesOf(before, now, swept)).toHaveLength(differences.length);
  });

  it('are told in a line each', () => {
    const lines = differencesOf([known], [at('10.76.5.9', 'S1', '7.2')], swept).map(describeDifference);
    expect(lines).toEqual([
      'moved     majene: from 10.76.5.1 to 10.76.5.9, known again by its serial number S1',
      'changed   majene (10.76.5.9): firmware was "7.1", is "7.2"',
    ]);
  });
});

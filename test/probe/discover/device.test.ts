// Which addresses are one device.

import { describe, expect, it } from 'vitest';
import { devicesOf, macsOf, sameDevice } from '../../../src/probe/discover/device.ts';
import type { Sighting } from '../../../src/probe/discover/sighting.ts';
import { around, inventory, sighting } from './fakes.ts';

const A = 'aa:bb:cc:00:00:01';
const B = 'aa:bb:cc:00:00:02';
const VRRP = '00:00:5e:00:01:07';
const echoOnly = (address: string): Sighting => ({
  address,
  rttMs: 1,
  snmp: { kind: 'failed', failure: 'silent', detail: 'x' },
});

describe('two addresses', () => {
  it.each<[what: string, a: Sighting, b: Sighting, reason: RegExp | undefined]>([
    [
      'the same serial number',
      sighting('10.0.0.1', 'r1', { inventory: inventory({ serial: 'S1' }) }),
      sighting('10.0.0.2', 'other', { inventory: inventory({ serial: 'S1' }) }),
      /serial number S1/,
    ],
    [
      'two serial numbers, one name and MAC',
      sighting('10.0.0.1', 'r1', { inventory: inventory({ serial: 'S1', macs: [A] }) }),
      sighting('10.0.0.2', 'r1', { inventory: inventory({ serial: 'S2', macs: [A] }) }),
      undefined,
    ],
    [
      'the same name and MAC',
      sighting('10.0.0.1', 'r1', { inventory: inventory({ macs: [A, B] }) }),
      sighting('10.0.0.2', 'r1', { inventory: inventory({ macs: [B] }) }),
      /name r1 and MAC aa:bb:cc:00:00:02/,
    ],
    [
      'the same name, and only a virtual MAC',
      sighting('10.0.0.1', 'r1', { inventory: inventory({ macs: [A, VRRP] }) }),
      sighting('10.0.0.2', 'r1', { inventory: inventory({ macs: [B, VRRP] }) }),
      undefined,
    ],
    [
      'the same MAC, and two names',
      sighting('10.0.0.1', 'r1', { inventory: inventory({ macs: [A] }) }),
      sighting('10.0.0.2', 'r2', { inventory: inventory({ macs: [A] }) }),
      undefined,
    ],
    [
      'the same engine and name',
      sighting('10.0.0.1', 'r1', { surroundings: around({ engineId: '80001f88' }) }),
      sighting('10.0.0.2', 'r1', { surroundings: around({ engineId: '80001f88' }) }),
      /same SNMP engine/,
    ],
    [
      'two engines, one factory name',
      sighting('10.0.0.1', 'MikroTik', {
        surroundings: around({ engineId: '80003a8c01' }),
        inventory: inventory({ addresses: ['10.0.0.2'] }),
      }),
      sighting('10.0.0.2', 'MikroTik', { surroundings: around({ engineId: '80003a8c02' }) }),
      undefined,
    ],
    [
      'a name, and the address in its table',
      sighting('10.0.0.1', 'r1', { inventory: inventory({ addresses: ['10.0.0.1', '10.0.0.2'] }) }),
      sighting('10.0.0.2', 'r1'),
      /has this address too/,
    ],
    ['a name alone', sighting('10.0.0.1', 'MikroTik'), sighting('10.0.0.2', 'MikroTik'), undefined],
    ['nothing said', echoOnly('10.0.0.1'), echoOnly('10.0.0.2'), undefined],
  ])('with %s', (_, a, b, reason) => {
    if (reason) expect(sameDevice(a, b)).toMatch(reason);
    else expect(sameDevice(a, b)).toBeUndefined();
  });
});

describe('devices', () => {
  it('are asked at their lowest address, and say why addresses were taken together', () => {
    const found = inventory({ serial: 'S1', addresses: ['10.0.0.20', '10.0.0.3', '10.0.0.100'] });
    const devices = devicesOf([
      sighting('10.0.0.20', 'r1', { inventory: found }, 5),
      sighting('10.0.0.3', 'r1', { inventory: found }, 7),
      echoOnly('10.0.0.100'),
      echoOnly('10.0.0.200'),
    ]);
    expect(devices).toMatchObject([
      {
        address: '10.0.0.3',
        addresses: ['10.0.0.3', '10.0.0.20', '10.0.0.100'],
        rttMs: 1,
        joined: ['10.0.0.20: the same serial number S1', '10.0.0.100: 10.0.0.3 has this address too'],
      },
      { address: '10.0.0.200', addresses: ['10.0.0.200'], silence: 'silent: x' },
    ]);
    expect(devices[0]).not.toHaveProperty('silence');
  });

  it('leave an address alone that two devices claim', () => {
    const claims = (serial: string) => ({ inventory: inventory({ serial, addresses: ['192.168.88.1'] }) });
    const devices = devicesOf([
      sighting('10.0.0.1', 'a', claims('1')),
      sighting('10.0.0.2', 'b', claims('2')),
      echoOnly('192.168.88.1'),
    ]);
    expect(devices.map(({ addresses }) => addresses)).toEqual([['10.0.0.1'], ['10.0.0.2'], ['192.168.88.1']]);
  });

  it('count no MAC that is nobody’s own', () => {
    expect([...macsOf(inventory({ macs: [A, VRRP, '00:00:00:00:00:00', '00:00:0c:07:ac:01'] }))]).toEqual([
      A,
    ]);
  });
});

// Devices that beat by themselves: how it is written, what follows from it, and what contradicts it.

import { describe, expect, it } from 'vitest';
import { linkId } from '../../src/domain/ids.ts';
import type { Link } from '../../src/domain/link.ts';
import { base, configOf, mistakesOf } from './support.ts';

function links(device: string, more = ''): string {
  return `links:
  - { id: prov-majene, from: pusat, to: majene, medium: lte${more}, device: ${device} }`;
}

function linkOf(file: string, id = 'prov-majene'): Link | undefined {
  return configOf(file).network.links.get(linkId(id));
}

describe('device.beat', () => {
  it.each([
    ['true', '{ beat: true }', 60_000, 30_000],
    ['a period', '{ beat: 5m }', 300_000, 30_000],
    ['a mapping', '{ beat: { every: 20s } }', 20_000, 10_000],
    ['an empty mapping', '{ beat: {} }', 60_000, 30_000],
  ])('takes %s: the period, and half of it as grace, at most 30 s', (_, device, everyMs, timeoutMs) => {
    expect(linkOf(base({ links: links(device) }))).toMatchObject({
      device: { beat: { everyMs } },
      echo: { everyMs, timeoutMs },
    });
  });

  it('leaves SNMP away, whatever the defaults say', () => {
    const defaults = 'defaults: { snmp: { community: !env C } }';
    const file = base({ defaults, links: links('{ beat: true, snmp: false }') });
    const device = configOf({ 'a.yaml': file }, { C: 'geheim' }).network.links.get(
      linkId('prov-majene'),
    )?.device;
    expect(device).toEqual({ beat: { everyMs: 60_000 } });
  });

  it('is not slowed down for a planned link: the device keeps its own time', () => {
    const link = linkOf(base({ links: links('{ beat: 30s }', ', stage: planned') }));
    expect(link?.echo.everyMs).toBe(30_000);
  });

  it.each([
    ['neither address nor beat', links('{ interface: ether1 }'), ['8:70', 'neither an address nor a beat']],
    ['both', links('{ address: 10.0.0.1, beat: true }'), ['8:97', 'an address and a beat']],
    ['SNMP beside it', links('{ beat: true, snmp: { port: 161 } }'), ['8:90', 'cannot be asked by SNMP']],
    ['an interface', links('{ beat: true, interface: ether1 }'), ['8:95', 'interface: is read by SNMP']],
    ['a profile', links('{ beat: true, profile: mikrotik }'), ['8:93', 'profile: is read by SNMP']],
    ['echoes', links('{ beat: true }', ', icmp: { every: 1s }'), ['8:68', 'is not echoed']],
    ['too short a period', links('{ beat: 1s }'), ['8:78', 'a duration from 10s to 1h']],
    ['a plain no', links('{ beat: false }'), ['8:78', 'a duration from 10s to 1h']],
  ])('refuses %s', (_, section, [place = '', message = '']) => {
    const [first = ''] = mistakesOf(base({ links: section }));
    expect(first).toContain(message);
    expect(first).toContain(`a.yaml:${place}`);
  });

  it('is refused in a lab, where nobody would send it', () => {
    const monitor = 'monitor: { site: pusat, anchors: [127.76.0.1, 127.76.0.2] }';
    const mistakes = mistakesOf(base({ monitor, lab: 'lab: {}', links: links('{ beat: true }') }));
    expect(mistakes.join('\n')).toContain('a lab simulates devices that are asked');
  });
});

describe('the column beat of a table', () => {
  const table = (cells: string): string => `id,name,parent,medium,ip,denyut\n${cells}`.replaceAll(';', '\n');
  const load = (cells: string) => ({
    'a.yaml': base({ include: 'include: [desa.csv]' }),
    'desa.csv': table(cells),
  });

  it('takes a tick or a period, and its absence', () => {
    const { network } = configOf(
      load(
        'd1,Satu,majene,lte,,ya;d2,Dua,majene,lte,,2m;d3,Tiga,majene,lte,10.76.5.9,tidak;d4,Empat,majene,lte,10.76.5.8,',
      ),
    );
    const devices = ['d1', 'd2', 'd3', 'd4'].map((id) => network.links.get(linkId(id))?.device);
    expect(devices).toEqual([
      { beat: { everyMs: 60_000 } },
      { beat: { everyMs: 120_000 } },
      { address: '10.76.5.9' },
      { address: '10.76.5.8' },
    ]);
  });

  it('makes a link without an address, and tells where a mistake stands', () => {
    expect(mistakesOf(load('d1,Satu,majene,lte,,besok'))[0]).toMatch(
      /^desa\.csv:2:\d+: device\.beat: found "besok"/,
    );
  });
});

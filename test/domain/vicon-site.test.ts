// Which link carries a site, and how much bandwidth is free on the whole way.

import { describe, expect, it } from 'vitest';
import { type LinkId, linkId, siteId } from '../../src/domain/ids.ts';
import type { LinkState } from '../../src/domain/state.ts';
import { topologyOf } from '../../src/domain/topology.ts';
import { VICON_LIMITS } from '../../src/domain/vicon.ts';
import { judgeSite, type ViconLook } from '../../src/domain/vicon-site.ts';
import { type LinkSketch, networkOf } from '../support/network.ts';

const GOOD = { rttMs: 20, lossPct: 0, jitterMs: 2 };

function judge(
  site: string,
  sketches: readonly LinkSketch[],
  looks: Readonly<Record<string, Partial<ViconLook> & { readonly state: LinkState }>>,
  ownBps = 0,
) {
  const topology = topologyOf(networkOf(sketches));
  const look = (id: LinkId): ViconLook | undefined => {
    const known = looks[id];
    return known && { reason: 'answering', echoes: GOOD, ...known };
  };
  const { link, verdict } = judgeSite(siteId(site), { topology, look, limits: VICON_LIMITS, ownBps });
  return { link, ...verdict };
}

const CHAIN: LinkSketch[] = [
  { id: 'hq-r1', from: 'hq', to: 'r1', bandwidthBps: 100e6 },
  { id: 'r1-v1', from: 'r1', to: 'v1', bandwidthBps: 5e6 },
];
const PAIR: LinkSketch[] = [
  { id: 'main', from: 'hq', to: 'r1' },
  { id: 'spare-1', from: 'hq', to: 'r1', role: 'backup' },
  { id: 'spare-2', from: 'hq', to: 'r1', role: 'backup' },
];

describe('the link that carries a site', () => {
  it.each([
    ['the primary one', { main: 'up', 'spare-1': 'up', 'spare-2': 'up' }, 'main', 'ready'],
    [
      'the primary one, also degraded',
      { main: 'degraded', 'spare-1': 'up', 'spare-2': 'up' },
      'main',
      'ready',
    ],
    ['the primary one while nothing is known of it', { main: 'unknown', 'spare-1': 'up' }, 'main', 'unknown'],
    [
      'a backup while the primary is down',
      { main: 'down', 'spare-1': 'up', 'spare-2': 'up' },
      'spare-1',
      'ready',
    ],
    ['a backup that works', { main: 'unreachable', 'spare-1': 'down', 'spare-2': 'up' }, 'spare-2', 'ready'],
    [
      'the primary one when none works',
      { main: 'down', 'spare-1': 'down', 'spare-2': 'down' },
      'main',
      'unfit',
    ],
  ] as const)('is %s', (_, states, link, level) => {
    const looks = Object.fromEntries(Object.entries(states).map(([id, state]) => [id, { state }]));
    expect(judge('r1', PAIR, looks)).toMatchObject({ link: linkId(link), level });
  });

  it('is the best of several backups', () => {
    const looks = {
      main: { state: 'down' },
      'spare-1': { state: 'up', echoes: { ...GOOD, rttMs: 600 } },
      'spare-2': { state: 'up', echoes: { ...GOOD, rttMs: 400 } },
    } as const;
    expect(judge('r1', PAIR, looks)).toMatchObject({ link: 'spare-2', level: 'limited' });
  });

  it('is missing where only planned ones lead, which is unknown and not ready', () => {
    const planned = [{ id: 'new', from: 'hq', to: 'r1', stage: 'planned' }] as const;
    const found = judge('r1', planned, { new: { state: 'up' } });
    expect(found).toMatchObject({ level: 'unknown', decides: { why: 'no-link' } });
    expect(found.link).toBeUndefined();
  });

  it('says nothing before its first round', () => {
    const topology = topologyOf(networkOf(PAIR));
    const look = (): ViconLook => ({ state: 'up', reason: 'answering' });
    const { verdict } = judgeSite(siteId('r1'), { topology, look, limits: VICON_LIMITS, ownBps: 0 });
    expect(verdict).toMatchObject({ level: 'unknown', decides: { why: 'no-round' } });
  });
});

describe('free bandwidth', () => {
  const rates = (inBps: number, outBps: number) => ({ rates: { inBps, outBps } });

  it('is the least of all hops, each way by itself', () => {
    const found = judge('v1', CHAIN, {
      'hq-r1': { state: 'up', ...rates(99e6, 1e6) },
      'r1-v1': { state: 'up', ...rates(1e6, 4e6) },
    });
    expect(found).toMatchObject({
      level: 'limited',
      decides: { kind: 'bandwidth', way: 'in', value: 1e6 },
      figures: { freeInBps: 1e6, freeOutBps: 1e6 },
      bandwidth: 'whole',
    });
  });

  it('is never below nothing, also where more is carried than was contracted', () => {
    const found = judge('v1', CHAIN, {
      'hq-r1': { state: 'up', ...rates(0, 0) },
      'r1-v1': { state: 'up', ...rates(7e6, 0) },
    });
    expect(found).toMatchObject({ level: 'unfit', figures: { freeInBps: 0, freeOutBps: 5e6 } });
  });

  it('is known in part where a hop is not polled, and in no part where none is', () => {
    const one = judge('v1', CHAIN, { 'hq-r1': { state: 'up', ...rates(0, 0) }, 'r1-v1': { state: 'up' } });
    expect(one).toMatchObject({ level: 'ready', bandwidth: 'part', figures: { freeInBps: 100e6 } });
    const none = judge('v1', CHAIN, { 'hq-r1': { state: 'up' }, 'r1-v1': { state: 'up' } });
    expect(none).toMatchObject({ level: 'ready', bandwidth: 'none', figures: GOOD });
  });

  it('is that of the line where nothing is contracted, unless its speed is nominal', () => {
    const links = [{ id: 'hq-r1', from: 'hq', to: 'r1' }];
    const line = { state: 'up', ...rates(9e6, 0), interface: { speedBps: 10e6, ifType: 6 } } as const;
    expect(judge('r1', links, { 'hq-r1': line })).toMatchObject({
      level: 'limited',
      figures: { freeInBps: 1e6 },
    });
    const tunnel = { ...line, interface: { speedBps: 10e6, ifType: 131 } };
    expect(judge('r1', links, { 'hq-r1': tunnel })).toMatchObject({ level: 'ready', bandwidth: 'none' });
  });

  it('does not hold the traffic of the conference against itself', () => {
    const links = [{ id: 'hq-r1', from: 'hq', to: 'r1', bandwidthBps: 2e6 }];
    const busy = { 'hq-r1': { state: 'up', ...rates(1.4e6, 1.4e6) } } as const;
    expect(judge('r1', links, busy)).toMatchObject({ level: 'limited' });
    expect(judge('r1', links, busy, 1.5e6)).toMatchObject({ level: 'ready', figures: { freeInBps: 2e6 } });
    const full = { 'hq-r1': { state: 'up', ...rates(3e6, 0) } } as const;
    expect(judge('r1', links, full, 1.5e6)).toMatchObject({ level: 'unfit', figures: { freeInBps: 0.5e6 } });
  });

  it('goes by the backup of a hop whose primary is down', () => {
    const links: LinkSketch[] = [
      ...CHAIN,
      { id: 'hq-r1-vsat', from: 'hq', to: 'r1', role: 'backup', bandwidthBps: 1e6 },
    ];
    const found = judge('v1', links, {
      'hq-r1': { state: 'down' },
      'hq-r1-vsat': { state: 'up', ...rates(0, 0) },
      'r1-v1': { state: 'up', ...rates(0, 0) },
    });
    expect(found).toMatchObject({ level: 'limited', figures: { freeInBps: 1e6 }, bandwidth: 'whole' });
  });
});

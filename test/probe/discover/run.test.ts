// A whole discovery with fakes: who is asked with what, and what becomes of it.

import { describe, expect, it } from 'vitest';
import { type DiscoveryProgress, discover } from '../../../src/probe/discover/run.ts';
import type { Credential } from '../../../src/probe/discover/sighting.ts';
import { around, type FakeDevice, FakeEchoes, FakeSnmp, inventory } from './fakes.ts';

const CREDENTIALS = ['wrong', 'public', 'third', 'fourth'].map(
  (community): Credential => ({ name: `credential ${community}`, access: { version: '2c', community } }),
);
const ADDRESSES = ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4'];

async function run(
  devices: Readonly<Record<string, FakeDevice>>,
  options: { readonly alive?: readonly string[]; readonly signal?: AbortSignal } = {},
) {
  const alive = options.alive ?? Object.keys(devices);
  const echoes = new FakeEchoes((address) => (alive.includes(address) ? 'answered' : 'lost'));
  const snmp = new FakeSnmp(devices);
  const progress: DiscoveryProgress[] = [];
  const discovery = await discover(
    {
      addresses: ADDRESSES,
      perSecond: 50,
      echoTimeoutMs: 2_500,
      credentials: () => CREDENTIALS,
      snmpPort: 161,
      snmpTimeoutMs: 3_000,
      near: ['10.0.0.1'],
    },
    {
      open: echoes.open,
      wait: echoes.wait,
      log: { info() {}, warn() {} },
      signal: options.signal ?? new AbortController().signal,
      onProgress: (each) => progress.push(each),
      ...snmp.deps,
    },
  );
  return { discovery, snmp, progress };
}

describe('a discovery', () => {
  it('tries credentials in order, once each, and no more than three', async () => {
    const { snmp, discovery } = await run({
      '10.0.0.1': { community: 'nobody knows' },
      '10.0.0.2': { system: { sysName: 'two' } },
    });
    expect(snmp.polls.filter((each) => each.startsWith('10.0.0.1 '))).toEqual([
      '10.0.0.1 wrong retries 0',
      '10.0.0.1 public retries 0',
      '10.0.0.1 third retries 0',
    ]);
    expect(snmp.polls.filter((each) => each.startsWith('10.0.0.2 '))).toEqual([
      '10.0.0.2 wrong retries 0',
      '10.0.0.2 public retries 0',
    ]);
    expect(discovery.devices).toMatchObject([
      { address: '10.0.0.1', silence: 'silent: nothing came' },
      { address: '10.0.0.2', sysName: 'two', credential: 'credential public' },
    ]);
  });

  it('asks nobody who does not answer echoes', async () => {
    const { snmp } = await run({ '10.0.0.2': {}, '10.0.0.3': {} }, { alive: ['10.0.0.3'] });
    expect(new Set(snmp.polls.map((each) => each.split(' ')[0]))).toEqual(new Set(['10.0.0.3']));
  });

  it('takes addresses together and proposes what they hang on', async () => {
    const core = {
      system: { sysName: 'core' },
      inventory: inventory({ serial: 'C', addresses: ['10.0.0.1', '10.0.0.4'] }),
    };
    const { discovery, progress } = await run({
      '10.0.0.1': core,
      '10.0.0.4': core,
      '10.0.0.2': {
        system: { sysName: 'desa' },
        inventory: inventory({ serial: 'D' }),
        surroundings: around({ defaultNextHops: ['10.0.0.4'] }),
      },
    });
    expect(discovery).toMatchObject({
      complete: true,
      devices: [{ addresses: ['10.0.0.1', '10.0.0.4'] }, { sysName: 'desa' }],
    });
    expect(discovery.proposals).toEqual([
      {
        child: 1,
        parent: 0,
        strength: 'strong',
        evidence: ['route: the default route of desa leads to 10.0.0.4'],
      },
    ]);
    expect(progress.at(-1)).toMatchObject({ done: 1, answered: 3 });
  });

  it('ends with what is known when it is broken off before it asked', async () => {
    const control = new AbortController();
    control.abort();
    const { discovery, snmp } = await run({ '10.0.0.1': {} }, { signal: control.signal });
    expect(discovery).toMatchObject({ complete: false, devices: [] });
    expect(snmp.polls).toEqual([]);
  });
});

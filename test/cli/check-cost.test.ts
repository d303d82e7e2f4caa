// What watching a metered link costs.

import { describe, expect, it } from 'vitest';
import { costOf, costRows, costsOf, meteredLinks } from '../../src/cli/check-cost.ts';
import { linkId } from '../../src/domain/ids.ts';
import { FakeAgent, REQUEST } from '../probe/snmp/fake-agent.ts';
import { deviceAt, interfaceValues, must, systemValues } from '../probe/snmp/support.ts';
import { networkOf } from '../support/network.ts';

const SNMP = {
  everyMs: 60_000,
  timeoutMs: 1_000,
  retries: 1,
  port: 161,
  access: { version: '2c', community: 'public' },
} as const;

const network = networkOf([
  { id: 'fiber', from: 'hq', to: 'r1' },
  { id: 'vsat', from: 'r1', to: 'v1', medium: 'vsat', echo: { everyMs: 5_000, timeoutMs: 3_000 } },
  { id: 'lte', from: 'r1', to: 'v2', medium: 'lte', device: { address: '10.0.0.2', snmp: SNMP } },
  { id: 'tagged', from: 'r1', to: 'v3', tags: ['metered'], device: { address: 'fd76::1' } },
  { id: 'later', from: 'r1', to: 'v4', medium: 'vsat', stage: 'retired' },
]);

function cost(id: string, octets?: number) {
  const link = network.links.get(linkId(id));
  if (!link) throw new Error('no link');
  return costOf(link, octets);
}

describe('cost', () => {
  it('is told of links that are paid by volume and probed', () => {
    expect(meteredLinks(network).map((link) => link.id)).toEqual(['vsat', 'lte', 'tagged']);
  });

  it('of echoes counts requests and replies with their headers', () => {
    // 2 × (20 + 24) octets every 5 s for 30 days.
    expect(cost('vsat')).toMatchObject({ echoes: 45_619_200, polls: 0 });
    expect(cost('tagged').echoes).toBe(2 * (40 + 24) * 30 * 86_400);
  });

  it('of polls is what a poll takes once the interface is known', async () => {
    const agent = await FakeAgent.start();
    const others = Array.from({ length: 100 }, (_, at) => interfaceValues(at + 2, `ether${at + 2}`));
    agent.serve([...systemValues(), ...interfaceValues(200, 'sfp1'), ...others.flat()]);
    const device = deviceAt(agent.port, { interface: 'sfp1' });
    const [link] = networkOf([{ id: 'lte', from: 'hq', to: 'r1', medium: 'lte', device }]).links.values();
    const [measured] = await costsOf([must(link)], true);
    const last = must(agent.requests.at(-1));
    agent.close();
    expect(last.pduTag).toBe(REQUEST.get);
    expect(measured).toMatchObject({ measured: true });
    // The answer to eighteen objects or a few more, not the names of a hundred interfaces.
    expect((measured?.polls ?? 0) / (30 * 24 * 60)).toBeLessThan(2.5 * last.datagram.length);
  });

  it('of polls is what the device answered, or the least there is', () => {
    expect(cost('lte', 1_500)).toMatchObject({ polls: 64_800_000, measured: true });
    expect(cost('lte')).toMatchObject({ polls: 38_880_000, measured: false });
    expect(costRows([cost('lte'), cost('vsat')]).map((row) => row.at(-1))).toEqual([
      'echoes 228.1 MB, SNMP 38.9 MB at least',
      'echoes 45.6 MB, SNMP 0.0 MB',
    ]);
  });
});

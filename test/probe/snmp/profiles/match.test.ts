// Which profile a device gets: by sysObjectID, by sysDescr, by what answers, and by whose is more specific.

import { describe, expect, it } from 'vitest';
import { candidates, choose, probeOids } from '../../../../src/probe/snmp/profiles/match.ts';
import type { Profile } from '../../../../src/probe/snmp/profiles/profile.ts';
import type { SnmpValue } from '../../../../src/probe/snmp/value.ts';
import { integer, octets, profile } from './support.ts';

const LINUX = '1.3.6.1.4.1.8072.3.2.10';
const PROFILES: readonly Profile[] = [
  profile('generic'),
  profile('enterprise', { match: [{ sysObjectID: ['1.3.6.1.4.1.9', '1.3.6.1.4.1.9.1'] }] }),
  profile('product', { match: [{ sysObjectID: ['1.3.6.1.4.1.9.1.634'] }] }),
  profile('described', { match: [{ sysObjectID: ['1.3.6.1.4.1.9'], sysDescr: /IOS-XE|Bengaluru/ }] }),
  profile('linux', { match: [{ sysObjectID: [LINUX] }] }),
  profile('probed', { match: [{ sysObjectID: [LINUX], answers: [{ oid: '1.1', pattern: /^RUT/ }] }] }),
  profile('counted', { match: [{ sysObjectID: [LINUX], answers: [{ oid: '1.2', pattern: /^7$/ }] }] }),
  profile('silent', {
    match: [{ sysObjectID: ['1.3.6.1.4.1.41112'], silent: ['1.3'], answers: [{ oid: '1.4' }] }],
  }),
  profile('nothing', { match: [{}] }),
];

function chosen(
  system: { sysObjectID?: string; sysDescr?: string },
  answers: Readonly<Record<string, SnmpValue>> = {},
  profiles = PROFILES,
): string | undefined {
  return choose(profiles, candidates(profiles, system), new Map(Object.entries(answers)))?.id;
}

describe('a device', () => {
  it.each<[string, Parameters<typeof chosen>[0], Readonly<Record<string, SnmpValue>>, string]>([
    ['below a prefix', { sysObjectID: '1.3.6.1.4.1.9.5.7' }, {}, 'enterprise'],
    ['below two prefixes takes the longer', { sysObjectID: '1.3.6.1.4.1.9.1.634' }, {}, 'product'],
    ['beside a prefix', { sysObjectID: '1.3.6.1.4.1.90.1' }, {}, 'generic'],
    ['of more conditions', { sysObjectID: '1.3.6.1.4.1.9.1.634', sysDescr: 'IOS-XE' }, {}, 'described'],
    ['without sysDescr', { sysObjectID: '1.3.6.1.4.1.9.5' }, {}, 'enterprise'],
    ['that answers a probe', { sysObjectID: LINUX }, { '1.1': octets('RUT955') }, 'probed'],
    ['that answers a probe with a number', { sysObjectID: LINUX }, { '1.2': integer(7) }, 'counted'],
    ['whose answer is another', { sysObjectID: LINUX }, { '1.1': octets('TRB') }, 'linux'],
    ['that answers none', { sysObjectID: LINUX }, { '1.1': { kind: 'none' } }, 'linux'],
    [
      'that is silent where it must be',
      { sysObjectID: '1.3.6.1.4.1.41112' },
      { '1.4': integer(0) },
      'silent',
    ],
    [
      'that is not',
      { sysObjectID: '1.3.6.1.4.1.41112' },
      { '1.3': integer(1), '1.4': integer(0) },
      'generic',
    ],
    ['that says nothing', {}, {}, 'generic'],
  ])('%s', (_, system, answers, id) => {
    expect(chosen(system, answers)).toBe(id);
  });

  it('is read with the own profile before a shipped one, and with the child before its ancestor', () => {
    const match = [{ sysObjectID: ['1.3.6.1.4.1.9'] }];
    const system = { sysObjectID: '1.3.6.1.4.1.9.1' };
    const own = profile('own', { match, origin: 'own' });
    const shipped = profile('shipped', { match });
    const child = profile('child', { match, lineage: ['child', 'shipped'] });
    expect(chosen(system, {}, [own, shipped, child])).toBe('own');
    expect(chosen(system, {}, [child, shipped])).toBe('child');
  });

  it('has no profile where there is not even a generic one', () => {
    expect(chosen({}, {}, [])).toBeUndefined();
  });
});

it('asks each probe once, and only those of entries that are still possible', () => {
  expect(probeOids(candidates(PROFILES, { sysObjectID: LINUX }))).toEqual(['1.1', '1.2']);
  expect(probeOids(candidates(PROFILES, { sysObjectID: '1.3.6.1.4.1.41112.1' }))).toEqual(['1.4', '1.3']);
});

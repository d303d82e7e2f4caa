// What is never read: each private object, what is part of it, what contains it; and the useful columns beside it.

import { describe, expect, it } from 'vitest';
import { loadProfiles, SHIPPED_PROFILES } from '../../../../src/probe/snmp/profiles/load.ts';
import { privateThing } from '../../../../src/probe/snmp/profiles/private-objects.ts';

const ENTERPRISES = '1.3.6.1.4.1';

describe('an object', () => {
  it.each([
    ['14988.1.1.16.1.1.11', 'IMEI'],
    ['14988.1.1.16.1.1.12', 'IMSI'],
    ['14988.1.1.16.1.1.13', 'SIM'],
    ['9.9.661.1.3.1.1.1', 'IMSI'],
    ['9.9.661.1.3.1.1.2', 'IMEI'],
    ['9.9.661.1.3.1.1.3', 'SIM'],
    ['9.9.661.1.3.1.1.4', 'telephone number'],
    ['48690.2.2.1.3', 'IMEI'],
    ['48690.2.2.1.8', 'IMSI'],
    ['48690.2.2.1.27', 'SIM'],
    ['48690.3', 'position'],
    ['17713.21.1.1.18', 'position'],
    ['17713.21.1.1.19', 'position'],
    ['41112.1.11.1.4', 'position'],
    ['14823.2.3.3.1.1.1', 'key'],
    ['12356.101.19.1', 'subscriber'],
  ])('%s is refused with its instances and with what contains it', (below, what) => {
    const oid = `${ENTERPRISES}.${below}`;
    expect(privateThing(oid)).toContain(what);
    expect(privateThing(`${oid}.3.1`)).toContain(what);
    expect(privateThing(oid.replace(/\.\d+$/, ''))).toBeDefined();
    expect(privateThing(`${oid}0`)).toBeUndefined();
  });

  it.each([
    '14988.1.1.16.1.1.7',
    '48690.2.2.1.12',
    '48690.2.23.0',
    '12356.101.19.3.1.1.11',
    '17713.21.1.1.31.0',
  ])('%s beside them is read', (below) => expect(privateThing(`${ENTERPRISES}.${below}`)).toBeUndefined());
});

describe('the shipped profiles', () => {
  it('read nothing private', () => {
    const oids = loadProfiles({ shipped: SHIPPED_PROFILES }).profiles.flatMap((profile) => [
      ...[...profile.metrics, ...profile.neighbours, ...profile.model, ...profile.serial, ...profile.firmware]
        .flatMap(({ read }) => [...read.values()])
        .map(({ oid }) => oid),
      ...profile.match.flatMap(({ answers, silent }) => [...answers.map(({ oid }) => oid), ...silent]),
    ]);
    expect(oids.length).toBeGreaterThan(500);
    expect(oids.filter((oid) => privateThing(oid) !== undefined)).toEqual([]);
  });
});

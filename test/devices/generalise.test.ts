// Profiles hold for devices that nobody recorded: each recording is altered by rule and read again. A device of an unknown
// maker gives what the standard MIBs offer.

import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Unit } from '../../src/domain/metric.ts';
import type { SnmpInspector, SnmpPoller } from '../../src/probe/snmp/port.ts';
import { loadProfiles, SHIPPED_PROFILES } from '../../src/probe/snmp/profiles/load.ts';
import { int, type RawValue } from '../probe/snmp/fake-agent.ts';
import { hasRecordings } from '../probe/snmp/recordings.ts';
import {
  freelyIndexed,
  interfacesRenumbered,
  ofNobody,
  renumbered,
  vendorColumns,
  withFewerRows,
  withMore,
  withMoreRows,
  without,
} from './altered.ts';
import type { Seen } from './expect-device.ts';
import { openPoller, see } from './recorded.ts';
import { DEVICES, type Rows, recorded as recording, serving } from './replay.ts';
import { describeSynthetic, table } from './synthetic.ts';

/** Larger ones take seconds each, and are read whole elsewhere. */
const MOST_ROWS = 6_000;

const FILES = hasRecordings
  ? readdirSync(DEVICES, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.snmprec'))
      .map((name) => name.replace(/\.snmprec$/, ''))
      .filter((name) => recording(name).length <= MOST_ROWS)
      .sort()
  : [];

/** What a figure may be at all, by its unit. */
const BOUNDS: Readonly<Partial<Record<Unit, readonly [least: number, most: number]>>> = {
  '%': [0, 300],
  '°C': [-60, 200],
  V: [-500, 1_000],
  Hz: [1e8, 1e11],
  'bit/s': [0, 1e11],
  dBm: [-160, 60],
  dB: [-50, 100],
};

describe.skipIf(!hasRecordings)('recordings, altered (needs ../shared/devices)', () => {
  const { profiles } = loadProfiles({ shipped: SHIPPED_PROFILES });
  let poller: SnmpPoller & SnmpInspector;
  beforeAll(() => {
    poller = openPoller();
  });
  afterAll(() => poller.close());

  const read = (key: string, rows: Rows): Promise<Seen> => serving(rows, (port) => see(poller, key, port));

  /** A recording as it is, and the profile it is read with; each is read once. */
  const whole = new Map<string, ReturnType<typeof readWhole>>();
  function recorded(file: string): ReturnType<typeof readWhole> {
    const kept = whole.get(file) ?? readWhole(file);
    whole.set(file, kept);
    return kept;
  }

  async function readWhole(file: string) {
    const rows = recording(file);
    const seen = await read(file, rows);
    const profile = profiles.find(({ id }) => id === seen.inventory.profile);
    if (!profile) throw new Error(`${file}: there is no profile "${seen.inventory.profile}"`);
    return { rows, seen, profile };
  }

  it.each(FILES)('%s: other indexes, the same figures', async (file) => {
    const { rows, seen, profile } = await recorded(file);
    const columns = freelyIndexed(profile, profiles);
    const altered = await read(`${file} renumbered`, renumbered(rows, columns));
    expect(figures(altered)).toEqual(figures(seen));
  });

  it.each(FILES)('%s: of half the rows, no figure is new', async (file) => {
    const { rows, seen, profile } = await recorded(file);
    const altered = await read(
      `${file} with fewer rows`,
      withFewerRows(rows, freelyIndexed(profile, profiles)),
    );
    expect(partsMissing(altered, seen)).toEqual([]);
  });

  it.each(FILES)('%s: with twice the rows, no figure is lost', async (file) => {
    const { rows, seen, profile } = await recorded(file);
    const altered = await read(
      `${file} with more rows`,
      withMoreRows(rows, freelyIndexed(profile, profiles)),
    );
    expect(partsMissing(seen, altered)).toEqual([]);
  });

  it.each(FILES)('%s: its interfaces are the same when they are numbered otherwise', async (file) => {
    const { rows, seen } = await recorded(file);
    const altered = await read(`${file} restarted`, interfacesRenumbered(rows, 5_000));
    expect(altered.interfaces.map(traffic)).toEqual(
      seen.interfaces.map((one) => traffic({ ...one, ifIndex: one.ifIndex + 5_000 })),
    );
  });

  it.each(FILES)('%s: columns that no profile knows change nothing', async (file) => {
    const { rows, seen, profile } = await recorded(file);
    const altered = await read(`${file} with more`, withMore(rows, new Set(vendorColumns(profile))));
    expect(altered.inventory).toEqual(seen.inventory);
    expect(altered.readings).toEqual(seen.readings);
  });

  it.each(FILES)('%s: without a third of its columns it is read, and nothing is nonsense', async (file) => {
    const { rows, seen, profile } = await recorded(file);
    for (const third of [0, 1, 2]) {
      const altered = await read(`${file} without ${third}`, without(rows, vendorColumns(profile), third));
      expect(altered.inventory.identity.vendor).toBe(seen.inventory.identity.vendor);
      expect(altered.interfaces).toEqual(seen.interfaces);
      for (const reading of altered.readings) {
        if (reading.kind !== 'gauge') continue;
        const [least, most] = BOUNDS[reading.unit] ?? [-1e12, 1e12];
        expect(reading.value, reading.metric).toBeGreaterThanOrEqual(least);
        expect(reading.value, reading.metric).toBeLessThanOrEqual(most);
      }
    }
  });

  it.each(FILES)('%s: by an unknown maker, its interfaces are the same', async (file) => {
    const { rows, seen } = await recorded(file);
    const altered = await read(`${file} of nobody`, ofNobody(rows));
    expect(altered.interfaces.map(traffic)).toEqual(seen.interfaces.map(traffic));
  });
});

describe('the alterations themselves', () => {
  const one: RawValue = int(1);
  const rows: Rows = [
    ['1.3.6.1.4.1.9.1.2.7', one],
    ['1.3.6.1.4.1.9.1.2.7.8', one],
    ['1.3.6.1.4.1.9.1.22.7', one],
    ['1.3.6.1.4.1.9.3.0', one],
  ];
  const oids = (altered: Rows): string[] => altered.map(([oid]) => oid);

  it('renumber rows with a single number as their index, of these columns only', () => {
    expect(oids(renumbered(rows, new Set(['1.3.6.1.4.1.9.1.2'])))).toEqual([
      '1.3.6.1.4.1.9.1.2.1007',
      '1.3.6.1.4.1.9.1.2.7.8',
      '1.3.6.1.4.1.9.1.22.7',
      '1.3.6.1.4.1.9.3.0',
    ]);
  });

  it('halve a table, and double it', () => {
    const table = new Set(['1.3.6.1.4.1.9.1.2', '1.3.6.1.4.1.9.1.22']);
    const more = [...rows, ['1.3.6.1.4.1.9.1.22.40', one] as const];
    expect(oids(withFewerRows(more, table))).toEqual([
      '1.3.6.1.4.1.9.1.2.7',
      '1.3.6.1.4.1.9.1.22.7',
      '1.3.6.1.4.1.9.3.0',
    ]);
    expect(oids(withMoreRows(more, table)).slice(more.length)).toEqual([
      '1.3.6.1.4.1.9.1.2.1007',
      '1.3.6.1.4.1.9.1.2.7.8',
      '1.3.6.1.4.1.9.1.22.1007',
      '1.3.6.1.4.1.9.1.22.1040',
    ]);
  });

  it('number interfaces otherwise, and nothing else', () => {
    const device: Rows = [...rows, ['1.3.6.1.2.1.2.2.1.2.3', one], ['1.3.6.1.2.1.31.1.1.1.1.3', one]];
    expect(oids(interfacesRenumbered(device, 500)).slice(rows.length)).toEqual([
      '1.3.6.1.2.1.2.2.1.2.503',
      '1.3.6.1.2.1.31.1.1.1.1.503',
    ]);
    expect(oids(interfacesRenumbered(device, 500)).slice(0, rows.length)).toEqual(oids(rows));
  });

  it('leave out every third column', () => {
    const columns = ['1.3.6.1.4.1.9.1.2', '1.3.6.1.4.1.9.1.22'];
    expect(oids(without(rows, columns, 0))).toEqual(['1.3.6.1.4.1.9.1.22.7', '1.3.6.1.4.1.9.3.0']);
    expect(without(rows, columns, 2)).toEqual(rows);
  });

  it('add two columns to a table for each row of it', () => {
    expect(oids(withMore(rows, new Set(['1.3.6.1.4.1.9.1.22']))).slice(rows.length, -1)).toEqual([
      '1.3.6.1.4.1.9.1.4001.7',
      '1.3.6.1.4.1.9.1.4002.7',
    ]);
  });

  it('find tables of most vendors that may be numbered in any way', () => {
    const { profiles } = loadProfiles({ shipped: SHIPPED_PROFILES });
    const free = profiles.filter((profile) => freelyIndexed(profile, profiles).size > 0);
    expect(free.length).toBeGreaterThan(20);
  });
});

/** Figures of the parts of one device that the other does not have as often. */
function partsMissing(of: Seen, elsewhere: Seen): string[] {
  const there = parts(elsewhere);
  return parts(of).filter((figure) => {
    const at = there.indexOf(figure);
    if (at >= 0) there.splice(at, 1);
    return at < 0;
  });
}

function parts({ readings, ...others }: Seen): string[] {
  return figures({ ...others, readings: readings.filter(({ instance }) => instance !== undefined) });
}

/** Figures without the names of their rows, in one order. */
function figures({ readings }: Seen): string[] {
  return readings
    .map((one) => {
      const value = one.kind === 'gauge' ? one.value : one.kind === 'counter' ? one.total : one.text;
      return `${one.metric} ${value}`;
    })
    .sort();
}

function traffic({ ifIndex, name, operStatus, counters }: Seen['interfaces'][number]) {
  return { ifIndex, name, operStatus, counters };
}

describeSynthetic('An unknown maker', {
  'standard MIBs alone': {
    sysObjectID: '1.3.6.1.4.1.4294967295.1',
    sysDescr: 'a device',
    rows: [
      table('1.3.6.1.2.1.2.2.1', {
        2: { 9: 'eth0', 70001: 'radio' },
        5: { 9: 100_000_000, 70001: 0 },
        8: { 9: 1, 70001: 2 },
        10: { 9: 1_234, 70001: 0 },
        16: { 9: 4_321, 70001: 0 },
      }),
      table('1.3.6.1.2.1.25.3.3.1', { 2: { 5: 10, 900: 30 } }),
      table('1.3.6.1.2.1.25.2.3.1', {
        2: { 3: '1.3.6.1.2.1.25.2.1.2' },
        3: { 3: 'RAM' },
        5: { 3: 4_000 },
        6: { 3: 1_000 },
      }),
      table('1.3.6.1.2.1.99.1.1.1', {
        1: { 12: 8, 13: 4 },
        2: { 12: 9, 13: 8 },
        3: { 12: 1, 13: 0 },
        4: { 12: 415, 13: 11_950 },
        5: { 12: 1, 13: 1 },
      }),
      table('1.0.8802.1.1.2.1.4.1.1', {
        4: { '500.9.1': 4 },
        5: { '500.9.1': Buffer.from('020000000001', 'hex') },
        9: { '500.9.1': 'tetangga' },
      }),
      table('1.3.6.1.4.1.4294967295.2.1', { 1: { 1: 5 } }),
    ],
    known: {
      profile: 'generic',
      interfaces: 2,
      up: 1,
      ports: [
        { ifIndex: 9, name: 'eth0', speedBps: 100e6, octets: [1_234n, 4_321n], bits: 32 },
        { ifIndex: 70_001, name: 'radio', speedBps: null },
      ],
      figures: [
        ['cpu', undefined, 20],
        ['memory', undefined, 25],
        ['temperature', undefined, 41.5],
        ['voltage', '13', 11.95],
      ],
      neighbours: { lldp: 1 },
      heardOn: [9],
    },
  },
});

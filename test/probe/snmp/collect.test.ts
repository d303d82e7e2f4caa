// What a collection holds is what the agent has, whatever the order, the gaps and the size of its answers.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Collector, type Column } from '../../../src/probe/snmp/collect.ts';
import type { SnmpValue } from '../../../src/probe/snmp/value.ts';
import { newPace } from '../../../src/probe/snmp/walk.ts';
import { askerOf, type Mib } from './memory-agent.ts';

const one: SnmpValue = { kind: 'integer', value: 1 };
const collectorOf = (mib: Mib, asked?: string[], most?: number): Collector =>
  new Collector({ asker: askerOf(mib, asked, most), pace: newPace(), monoMs: () => 0, untilMonoMs: 1 });
const indexesOf = (column: Column): string[] => [...column.keys()];

it('holds every row of every column, however the agent divides its answers', async () => {
  const arc = fc.integer({ min: 1, max: 4 });
  const instance = fc.tuple(arc, arc, fc.array(arc, { minLength: 1, maxLength: 2 }));
  const oid = ([table, column, index]: [number, number, number[]]): string =>
    `1.3.${table}.1.${column}.${index.join('.')}`;
  await fc.assert(
    fc.asyncProperty(
      fc.array(instance, { maxLength: 40 }),
      fc.shuffledSubarray(['1.3.1.1.1', '1.3.1.1.2', '1.3.2.1.3', '1.3.3.1.1', '1.3.3.1.4', '1.3.4.1.2']),
      fc.integer({ min: 1, max: 25 }),
      async (instances, columns, most) => {
        const mib: Mib = Object.fromEntries(instances.map((each) => [oid(each), one]));
        const collector = collectorOf(mib, [], most);
        // Twice over: what the first walks learned must not mislead the second ones.
        expect(await collector.columns(columns.slice(0, 3))).toBeUndefined();
        expect(await collector.columns(columns)).toBeUndefined();
        for (const column of columns) {
          const rows = Object.keys(mib).filter((each) => each.startsWith(`${column}.`));
          expect(new Set(indexesOf(collector.column(column)))).toEqual(
            new Set(rows.map((each) => each.slice(column.length + 1))),
          );
        }
      },
    ),
  );
});

describe('a collection', () => {
  it('asks for the rows it expects in one request', async () => {
    const rows = Object.fromEntries(
      ['1.3.1.1.1', '1.3.1.1.2', '1.3.1.1.3', '1.3.1.1.4'].flatMap((column) =>
        Array.from({ length: 24 }, (_, at) => [`${column}.${at + 1}`, one]),
      ),
    );
    const asked: string[] = [];
    const collector = collectorOf(rows, asked);
    await collector.columns(['1.3.1.1.1', '1.3.1.1.2', '1.3.1.1.3']);
    expect(asked).toEqual(['1.3.1.1.1', '1.3.1.1.1.20', '1.3.1.1.2', '1.3.1.1.3']);
    expect(collector.column('1.3.1.1.3').size).toBe(24);
  });

  it('takes no index that could not be asked for again', async () => {
    const long = `1.3.1.1.1.${'7.'.repeat(110)}7`;
    const collector = collectorOf({ '1.3.1.1.1.4294902016': one, '1.3.1.1.1.49999999999': one, [long]: one });
    await collector.columns(['1.3.1.1.1']);
    expect(indexesOf(collector.column('1.3.1.1.1'))).toEqual(['4294902016']);
  });

  it('keeps copies: a datagram that is used again changes nothing', async () => {
    const datagram = Buffer.from('desa');
    const collector = collectorOf({ '1.3.1.1.1.5': { kind: 'bytes', value: datagram } });
    await collector.columns(['1.3.1.1.1']);
    datagram.fill(0);
    expect(collector.column('1.3.1.1.1').get('5')).toEqual({ kind: 'bytes', value: Buffer.from('desa') });
  });

  it('ends at the octets it may hold', async () => {
    const huge: SnmpValue = { kind: 'bytes', value: Buffer.alloc(60_000) };
    const mib = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`1.3.1.1.1.${at + 1}`, huge]));
    const collector = collectorOf(mib);
    await collector.columns(['1.3.1.1.1']);
    expect(collector.column('1.3.1.1.1').size).toBeLessThan(6);
    expect(collector.leftOut).toEqual([expect.stringContaining('more bytes than are read')]);
  });
});

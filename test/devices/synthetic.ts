// Devices written by hand, so that profiles are held against more than the recordings: other indexes, other numbers of
// rows, columns that are not there.

import { afterAll, beforeAll, describe, it } from 'vitest';
import { encodeOid, TAG } from '../../src/probe/snmp/ber.ts';
import type { SnmpInspector, SnmpPoller } from '../../src/probe/snmp/port.ts';
import { int, type RawValue, text } from '../probe/snmp/fake-agent.ts';
import { expectDevice, type Known } from './expect-device.ts';
import { openPoller, see } from './recorded.ts';
import { type Rows, serving } from './replay.ts';

/** A value as a test writes it: a number is a Gauge32 or INTEGER, a bigint a Counter64, a text or buffer a string. */
export type Written = number | bigint | string | Buffer;

/** Instances by OID. */
export type Instances = Readonly<Record<string, Written>>;

/** A device. */
export interface Synthetic {
  readonly sysObjectID: string;
  readonly sysDescr?: string;
  readonly rows: readonly Instances[];
  readonly known: Known;
}

/** Columns of a table below `entry`: column, then index, then value. */
export function table(entry: string, columns: Readonly<Record<number, Instances>>): Instances {
  const rows = Object.entries(columns).flatMap(([column, values]) =>
    Object.entries(values).map(([index, value]) => [`${entry}.${column}.${index}`, value] as const),
  );
  return Object.fromEntries(rows);
}

/** Objects below `prefix`. */
export function below(prefix: string, instances: Instances): Instances {
  return Object.fromEntries(Object.entries(instances).map(([oid, value]) => [`${prefix}.${oid}`, value]));
}

const SYS_DESCR = '1.3.6.1.2.1.1.1.0';
const SYS_OBJECT_ID = '1.3.6.1.2.1.1.2.0';
const SYS_UP_TIME = '1.3.6.1.2.1.1.3.0';

/** Reads each device through the whole path and holds it against what is known of it. */
export function describeSynthetic(group: string, devices: Readonly<Record<string, Synthetic>>): void {
  describe(`${group}, written by hand`, () => {
    let poller: SnmpPoller & SnmpInspector;
    beforeAll(() => {
      poller = openPoller();
    });
    afterAll(() => poller.close());

    it.each(Object.entries(devices))('%s', async (name, device) => {
      expectDevice(await serving(valuesOf(device), (port) => see(poller, name, port)), device.known);
    });
  });
}

function valuesOf({ sysObjectID, sysDescr, rows }: Synthetic): Rows {
  return [
    [SYS_DESCR, text(sysDescr ?? '')],
    [SYS_OBJECT_ID, { tag: TAG.oid, content: encodeOid(sysObjectID) }],
    [SYS_UP_TIME, int(123_456, TAG.timeTicks)],
    ...rows.flatMap((instances) =>
      Object.entries(instances).map(([oid, value]): [string, RawValue] => [oid, raw(value)]),
    ),
  ];
}

function raw(value: Written): RawValue {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'bigint') return int(value, TAG.counter64);
  if (typeof value === 'object') return { tag: TAG.octets, content: value };
  return value < 0 ? negative(value) : int(value, value >= 2 ** 31 ? TAG.gauge32 : TAG.integer);
}

function negative(value: number): RawValue {
  const content = Buffer.alloc(4);
  content.writeInt32BE(value);
  return { tag: TAG.integer, content };
}

// An agent without a network, for what is built on an asker.

import type { Answer, Asker } from '../../../src/probe/snmp/answer.ts';
import { NO_VALUE, type SnmpValue } from '../../../src/probe/snmp/value.ts';
import { compareOids } from '../../../src/probe/snmp/walk.ts';

/** Values by instance. */
export type Mib = Readonly<Record<string, SnmpValue>>;

/** Asks a MIB; `asked` gets the objects of the walks, `most` cuts their answers. */
export function askerOf(mib: Mib, asked: string[] = [], most = Number.POSITIVE_INFINITY): Asker {
  const order = Object.keys(mib).sort(compareOids);
  const values = (varbinds: readonly { oid: string; value: SnmpValue }[]): Promise<Answer> =>
    Promise.resolve({ kind: 'values', varbinds });
  return {
    get: (oids) => values(oids.map((oid) => ({ oid, value: mib[oid] ?? NO_VALUE }))),
    next: (oid, repetitions) => {
      asked.push(oid);
      const after = order.filter((one) => compareOids(one, oid) > 0).slice(0, Math.min(most, repetitions));
      if (after.length === 0) return values([{ oid, value: NO_VALUE }]);
      return values(after.map((one) => ({ oid: one, value: mib[one] ?? NO_VALUE })));
    },
    abort: () => {},
  };
}

// The local port of MikroTik's neighbours: RouterOS has three forms of the LLDP index, and a table of its own.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Neighbour } from '../../src/domain/inventory.ts';
import { encodeOid, TAG } from '../../src/probe/snmp/ber.ts';
import type { SnmpInspector, SnmpPoller } from '../../src/probe/snmp/port.ts';
import { int, type RawValue, text } from '../probe/snmp/fake-agent.ts';
import { openPoller, see } from './recorded.ts';
import { type Rows, serving } from './replay.ts';

const LLDP = '1.0.8802.1.1.2.1.4.1.1';
const MNDP = '1.3.6.1.4.1.14988.1.1.11.1.1';
const MAC = '02:00:00:AA:BB:0C';

/** One neighbour by LLDP, its row at an index. */
const heard = (index: string, chassis = MAC): [string, RawValue][] => [
  [`${LLDP}.4.${index}`, int(4, TAG.integer)],
  [`${LLDP}.5.${index}`, text(chassis)],
  [`${LLDP}.7.${index}`, text('uplink')],
  [`${LLDP}.9.${index}`, text('tetangga')],
  [`${LLDP}.10.${index}`, text('')],
];

const BY_LLDP: Neighbour = {
  protocol: 'lldp',
  chassis: MAC.toLowerCase(),
  name: 'tetangga',
  port: 'uplink',
};

const DEVICES: readonly {
  readonly what: string;
  readonly rows: readonly [string, RawValue][];
  readonly found: readonly Neighbour[];
}[] = [
  {
    what: 'remIndex alone: the neighbour table has the port',
    rows: [...heard('7'), [`${MNDP}.8.7`, int(3, TAG.integer)]],
    found: [{ ...BY_LLDP, localIfIndex: 3, localPort: 'ether3' }],
  },
  {
    what: '0.ifIndex.remIndex',
    rows: [...heard('0.3.12'), [`${MNDP}.8.12`, int(9, TAG.integer)]],
    found: [{ ...BY_LLDP, localIfIndex: 3, localPort: 'ether3' }],
  },
  {
    what: '0.0.remIndex: the port is told by the neighbour table alone',
    rows: [
      ...heard('0.0.4'),
      [`${MNDP}.2.4`, { tag: TAG.ipAddress, content: Buffer.from([192, 0, 2, 9]) }],
      [`${MNDP}.3.4`, { tag: TAG.octets, content: Buffer.from('020000aabb0c', 'hex') }],
      [`${MNDP}.4.4`, text('7.16')],
      [`${MNDP}.5.4`, text('')],
      [`${MNDP}.6.4`, text('tetangga')],
      [`${MNDP}.8.4`, int(3, TAG.integer)],
    ],
    found: [
      BY_LLDP,
      {
        protocol: 'mndp',
        localIfIndex: 3,
        localPort: 'ether3',
        chassis: MAC.toLowerCase(),
        name: 'tetangga',
        address: '192.0.2.9',
        platform: '7.16',
      },
    ],
  },
  { what: 'an all-zero chassis is none', rows: heard('0.3.1', '00:00:00:00:00:00'), found: [] },
  {
    what: 'a neighbour without an address',
    rows: [
      [`${MNDP}.2.1`, { tag: TAG.ipAddress, content: Buffer.alloc(4) }],
      [`${MNDP}.6.1`, text('tetangga')],
      [`${MNDP}.8.1`, int(8, TAG.integer)],
    ],
    found: [{ protocol: 'mndp', localIfIndex: 8, name: 'tetangga' }],
  },
];

describe('neighbours of MikroTik', () => {
  let poller: SnmpPoller & SnmpInspector;
  beforeAll(() => {
    poller = openPoller();
  });
  afterAll(() => poller.close());

  it.each(DEVICES)('$what', async ({ what, rows, found }) => {
    const device: Rows = [
      ['1.3.6.1.2.1.1.2.0', { tag: TAG.oid, content: encodeOid('1.3.6.1.4.1.14988.1') }],
      ['1.3.6.1.2.1.31.1.1.1.1.3', text('ether3')],
      ...rows,
    ];
    const { inventory } = await serving(device, (port) => see(poller, what, port));
    expect(inventory.neighbours).toEqual(found);
  });
});

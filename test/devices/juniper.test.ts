// Juniper: a stack whose two members have a row as line card and one as routing engine.

import { describeRecordings } from './recorded.ts';

const FPC_0 = 'FPC: EX4200-24T, 8 POE @ 0/*/*';
const FPC_1 = 'FPC: EX4200-24T, 8 POE @ 1/*/*';

describeRecordings('Juniper', {
  'snmprec/junos': {
    profile: 'juniper',
    system: {
      sysObjectID: '1.3.6.1.4.1.2636.1.1.1.2.41',
      sysDescr: 'Juniper Networks, Inc. srx100h2 internet rout',
      sysName: '<private>',
    },
    vendor: 'Juniper',
    model: 'srx100h2',
    firmware: '12.3X48-D35.7',
    ticks: 397991513,
    interfaces: 141,
    ports: [
      { ifIndex: 6, name: 'lo0', speedBps: null },
      { ifIndex: 33, name: 'me0', speedBps: null },
    ],
    figures: [
      ['cpu', FPC_0, 2],
      ['cpu', FPC_1, 4],
      ['cpu', 'Routing Engine 0', 2],
      ['cpu', 'Routing Engine 1', 4],
      ['cpu', undefined, 4],
      ['memory', FPC_0, 51],
      ['memory', FPC_1, 45],
      ['memory', 'Routing Engine 0', 51],
      ['memory', 'Routing Engine 1', 45],
      ['temperature', FPC_0, 33],
      ['temperature', FPC_1, 35],
      ['temperature', 'Routing Engine 0', 32],
      ['temperature', 'Routing Engine 1', 35],
      ['temperature', undefined, 35],
      ['fan_ok', undefined, 1],
      ['supply_ok', undefined, 1],
    ],
    rows: { cpu: 4, memory: 4, temperature: 4, fan_ok: 6, supply_ok: 2 },
  },
});

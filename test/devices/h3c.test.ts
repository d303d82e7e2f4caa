// H3C and HPE with Comware: a switch whose entities are mostly ports, a virtual router without any health table.

import { describeRecordings } from './recorded.ts';

describeRecordings('H3C', {
  'permissive/snmpsim-data/h3c-e528-2': {
    profile: 'h3c-comware',
    system: { sysObjectID: '1.3.6.1.4.1.25506.1.578', sysName: 'DUMSYS-01' },
    vendor: 'H3C',
    model: 'E528',
    firmware: '5.20 Release 1513P62',
    serial: true,
    interfaces: 31,
    up: 4,
    ports: [
      {
        ifIndex: 24,
        name: 'GigabitEthernet1/0/24',
        speedBps: 1e9,
        octets: [3522160880n, 112183920n],
        bits: 64,
      },
      { ifIndex: 1, name: 'GigabitEthernet1/0/1', speedBps: 1e9 },
    ],
    figures: [
      ['memory', 'Level 1 Virtual Module #1', 55],
      ['memory', undefined, 55],
      ['temperature', 'Level 1 Virtual Module #1', 40],
      ['temperature', 'Sensor1', 40],
    ],
    rows: { memory: 1, temperature: 2 },
    neighbours: { lldp: 1 },
    heardOn: [24],
  },
  'permissive/thola/comware_VSR1000': {
    profile: 'h3c-comware',
    system: { sysObjectID: '1.3.6.1.4.1.25506.11.2.102', sysName: 'HPE' },
    vendor: 'H3C',
    model: 'VSR1000',
    firmware: '7.1.059 Release R0326',
    ticks: 1108342,
    interfaces: 11,
    up: 11,
    ports: [
      { ifIndex: 17, name: 'GigabitEthernet1/0', speedBps: 1e9 },
      { ifIndex: 33, name: 'GigabitEthernet2/0', speedBps: 1e9 },
    ],
    silent: ['temperature'],
  },
});

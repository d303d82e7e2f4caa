// Vendors of which only the standard objects are known.

import { describeRecordings } from './recorded.ts';

describeRecordings('Others', {
  'permissive/snmpsim-data/maipu-sm4200-16gef8ge-ac': {
    profile: 'maipu',
    system: { sysObjectID: '1.3.6.1.4.1.5651.1.102.16', sysName: 'DUMSYS-09' },
    vendor: 'Maipu',
    model: 'SM4200-16GEF8GE-AC',
    firmware: /^6\.0\./,
    ticks: 678617700,
    interfaces: 25,
    up: 2,
    ports: [
      {
        ifIndex: 1,
        name: 'Ethernet1/1',
        speedBps: 1e9,
        octets: [87994350118n, 1237843971n],
        bits: 64,
      },
      // Its 64-bit counters stay at 0 while the 32-bit ones count.
      { ifIndex: 4999, name: 'Vlan1999', speedBps: null, bits: 32 },
    ],
    silent: ['cpu', 'memory', 'temperature'],
  },
});

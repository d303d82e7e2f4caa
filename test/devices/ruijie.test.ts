// Ruijie: processor and memory have objects of their own, and the one temperature sensor calls itself invalid.

import { describeRecordings } from './recorded.ts';

describeRecordings('Ruijie', {
  'permissive/snmpsim-data/ruijie-s5750-24gt12sfp': {
    profile: 'ruijie',
    system: { sysObjectID: '1.3.6.1.4.1.4881.1.1.10.1.41', sysName: 'DUMSYS-06' },
    vendor: 'Ruijie',
    model: 'S5750-24GT/12SFP',
    firmware: /^RGOS 10\.4/,
    serial: true,
    ticks: 527681212,
    interfaces: 27,
    up: 15,
    ports: [
      {
        ifIndex: 1,
        name: 'Gi0/1',
        ifDescr: 'GigabitEthernet 0/1',
        speedBps: 1e9,
        octets: [4568779854116n, 3832267176392n],
        bits: 64,
      },
      {
        ifIndex: 4,
        name: 'Gi0/4',
        ifDescr: 'GigabitEthernet 0/4',
        speedBps: 1e9,
        octets: [1549919790035n, 1742388761899n],
        bits: 64,
      },
    ],
    figures: [
      ['cpu', undefined, 39],
      ['memory', 'memory', 50],
      ['memory', undefined, 50],
    ],
    silent: ['temperature'],
  },
});

// Ruckus SmartZone: the total of its clients is the sum of its networks, memory without buffers and cache.

import { describeRecordings } from './recorded.ts';

describeRecordings('Ruckus', {
  'snmprec/ruckuswireless-sz': {
    profile: 'ruckus-smartzone',
    system: { sysObjectID: '1.3.6.1.4.1.25053.3.1.11.1', sysDescr: 'SmartZone', sysName: '<private>' },
    vendor: 'Ruckus',
    model: 'SZ104',
    firmware: /^3\.6\.2/,
    serial: true,
    ticks: 591650204,
    interfaces: 0,
    figures: [
      ['clients', undefined, 146],
      ['clients', 'private1', 52],
      ['clients', 'private2', 16],
      ['clients', 'private3', 9],
      ['clients', 'private6', 0],
      ['clients', 'private7', 67],
      ['clients', 'private8', 2],
      ['aps', undefined, 40],
      ['aps_up', undefined, 36],
      ['cpu', undefined, 31.38],
      ['memory', undefined, 77.71],
    ],
    objects: 60,
  },
});

// Ruckus controllers that were not recorded, and an access point of its own.

import { below, describeSynthetic, table } from './synthetic.ts';

const RUCKUS = '1.3.6.1.4.1.25053';
const ZD = `${RUCKUS}.1.2`;
const SZ = `${RUCKUS}.1`;
const UNLEASHED = `${RUCKUS}.1.15.1.1.1`;

describeSynthetic('Ruckus', {
  ZoneDirector: {
    sysObjectID: `${RUCKUS}.3.1.5.3`,
    rows: [
      below(`${ZD}.1.1.1`, { '1.9.0': 'zd1112', '1.15.0': 'X', '1.18.0': '9.8.1.0 build 101' }),
      below(`${ZD}.1.1.1`, { '5.58.0': 21, '5.59.0': 47, '15.1.0': 11, '15.2.0': 63 }),
      table(`${ZD}.2.1.1.1.1.1`, { 1: { '4.68.101.115.97': 'Desa' }, 12: { '4.68.101.115.97': 63 } }),
    ],
    known: {
      profile: 'ruckus-zonedirector',
      vendor: 'Ruckus',
      model: 'zd1112',
      firmware: '9.8.1.0 build 101',
      serial: true,
      interfaces: 0,
      figures: [
        ['cpu', undefined, 21],
        ['memory', undefined, 47],
        ['aps', undefined, 11],
        ['clients', undefined, 63],
        ['clients', 'Desa', 63],
      ],
    },
  },
  'Unleashed, with the sysObjectID of a ZoneDirector': {
    sysObjectID: `${RUCKUS}.3.1.5.20`,
    rows: [
      below(UNLEASHED, { '1.9.0': 'R510', '1.15.0': 'X', '1.18.0': '200.14.6.1 build 199' }),
      below(UNLEASHED, { '15.1.0': 3, '15.2.0': 28, '15.13.0': 17, '15.14.0': 52 }),
    ],
    known: {
      profile: 'ruckus-unleashed',
      vendor: 'Ruckus',
      model: 'R510',
      firmware: '200.14.6.1 build 199',
      serial: true,
      interfaces: 0,
      figures: [
        ['aps', undefined, 3],
        ['clients', undefined, 28],
        ['cpu', undefined, 17],
        ['memory', undefined, 52],
      ],
    },
  },
  'SmartZone: two nodes, the total missing': {
    sysObjectID: `${RUCKUS}.3.1.10`,
    rows: [
      table(`${SZ}.8.1.1.1.1.1.1`, {
        3: { '2.65.66': 'vSZ-H', '2.65.67': 'vSZ-H' },
        19: { '2.65.66': 20, '2.65.67': 15 },
      }),
      table(`${SZ}.4.2.1.1.1.2.1`, { 1: { 901: 'A', 905: 'B' }, 12: { 901: 4, 905: 5 } }),
    ],
    known: {
      profile: 'ruckus-smartzone',
      model: 'vSZ-H',
      serial: true,
      interfaces: 0,
      figures: [
        ['aps_up', undefined, 35],
        ['clients', undefined, 9],
        ['clients', 'B', 5],
      ],
      silent: ['aps'],
    },
  },
  'a Ruckus access point: the standard MIBs': {
    sysObjectID: `${RUCKUS}.3.1.4.15`,
    rows: [{ '1.3.6.1.2.1.31.1.1.1.1.3': 'wlan0' }],
    known: { profile: 'ruckus-other', vendor: 'Ruckus', interfaces: 1 },
  },
});

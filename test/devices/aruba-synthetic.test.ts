// Aruba devices that were not recorded: an access point that is down, a controller that counts, a switch.

import { below, describeSynthetic, table } from './synthetic.ts';

const INSTANT = '1.3.6.1.4.1.14823.2.3.3.1';
const CONTROLLER = '1.3.6.1.4.1.14823.2.2.1';

describeSynthetic('Aruba', {
  'Instant without counts by SSID: one access point down, one without its memory': {
    sysObjectID: '1.3.6.1.4.1.14823.1.2.45',
    sysDescr: 'ArubaOS (MODEL: 105), Version 6.4.4.8-4.2.4.12',
    rows: [
      table(`${INSTANT}.2.1.1`, {
        2: { '2.0.0.0.0.10': 'Aula', '2.0.0.0.0.11': 'Lobi', '2.0.0.0.0.12': 'Gudang' },
        7: { '2.0.0.0.0.10': 40, '2.0.0.0.0.11': 3 },
        8: { '2.0.0.0.0.10': 60, '2.0.0.0.0.11': 50 },
        10: { '2.0.0.0.0.10': 240 },
        11: { '2.0.0.0.0.10': 1, '2.0.0.0.0.11': 2, '2.0.0.0.0.12': 1 },
      }),
      table(`${INSTANT}.2.2.1`, {
        4: { '2.0.0.0.0.10.0': '36+', '2.0.0.0.0.10.1': '' },
        6: { '2.0.0.0.0.10.0': 92, '2.0.0.0.0.10.1': 0 },
        21: { '2.0.0.0.0.10.0': 8, '2.0.0.0.0.10.1': 5 },
      }),
    ],
    known: {
      profile: 'aruba-instant',
      model: '105',
      firmware: /^6\.4\.4\.8/,
      interfaces: 0,
      figures: [
        ['aps', undefined, 3],
        ['aps_up', undefined, 2],
        ['cpu', 'Aula', 40],
        ['memory', 'Aula', 75],
        ['clients', undefined, 13],
        ['channel', '02:00:00:00:00:0a 2.0.0.0.0.10.0', 36],
      ],
      rows: { cpu: 2, memory: 1, channel: 1, noise: 1 },
    },
  },
  'an Aruba controller that counts its stations itself': {
    sysObjectID: '1.3.6.1.4.1.14823.1.1.43',
    sysDescr: 'ArubaOS (MODEL: Aruba7030), Version 8.6.0.4 (74969)',
    rows: [
      below(CONTROLLER, { '1.3.2.0': 210, '2.1.13.1.3.1': 12, '2.1.13.1.3.2': 55 }),
      below(CONTROLLER, { '2.1.15.1.2.1': 4_000, '2.1.15.1.3.1': 1_000 }),
      table(`${CONTROLLER}.5.2.1.4.1`, { 19: { '2.0.0.0.0.1': 1, '2.0.0.0.0.2': 2 } }),
    ],
    known: {
      profile: 'aruba-controller',
      model: 'Aruba7030',
      firmware: '8.6.0.4',
      interfaces: 0,
      figures: [
        ['clients', undefined, 210],
        ['aps', undefined, 2],
        ['aps_up', undefined, 1],
        ['cpu', undefined, 55],
        ['memory', undefined, 25],
      ],
    },
  },
  'a CX switch: sensors of the standard MIBs': {
    sysObjectID: '1.3.6.1.4.1.47196.4.1.1.1.100',
    rows: [
      table('1.3.6.1.2.1.99.1.1.1', { 1: { 5: 8 }, 2: { 5: 8 }, 3: { 5: 0 }, 4: { 5: 41_500 }, 5: { 5: 1 } }),
    ],
    known: {
      profile: 'aruba-cx',
      vendor: 'Aruba',
      interfaces: 0,
      figures: [['temperature', undefined, 41.5]],
    },
  },
});

// MikroTik devices that were not recorded: gauges without the old scalars and the other way round, virtual access points,
// a CAPsMAN controller, modems without a network.

import { below, describeSynthetic, type Instances, table } from './synthetic.ts';

const ROUTEROS = '1.3.6.1.4.1.14988.1';
const MTXR = `${ROUTEROS}.1`;
const GAUGE = `${MTXR}.3.100.1`;
const AP = `${MTXR}.1.3.1`;
const LTE = `${MTXR}.16.1.1`;

const names = (byIndex: Instances): Instances => table('1.3.6.1.2.1.31.1.1.1', { 1: byIndex });

describeSynthetic('MikroTik', {
  'release 7: gauges alone, a fan that stands still, a dead supply': {
    sysObjectID: ROUTEROS,
    sysDescr: 'RouterOS CCR2116-12G-4S+',
    rows: [
      table(GAUGE, {
        2: { 3: 'board-temperature1', 5: 'cpu-temperature', 90: 'psu1-voltage', 91: 'psu1-current' },
        3: { 3: 41, 5: 0, 90: 121, 91: 13 },
        4: { 3: 1, 5: 1, 90: 3, 91: 4 },
      }),
      table(GAUGE, {
        2: { 92: 'power-consumption', 7101: 'fan1-speed', 7501: 'psu1-state', 7502: 'psu2-state' },
        3: { 92: 385, 7101: 0, 7501: 1, 7502: 0 },
        4: { 92: 5, 7101: 2, 7501: 6, 7502: 6 },
      }),
      below(MTXR, { '4.4.0': '7.16.1', '7.3.0': 'X', '7.9.0': 'CCR2116-12G-4S+' }),
    ],
    known: {
      profile: 'mikrotik-routeros',
      model: 'CCR2116-12G-4S+',
      firmware: '7.16.1',
      serial: true,
      interfaces: 0,
      figures: [
        ['temperature', undefined, 41],
        ['temperature', 'board-temperature1', 41],
        ['voltage', undefined, 12.1],
        ['current', 'psu1-current', 1.3],
        ['power', 'power-consumption', 38.5],
        ['fan', 'fan1-speed', 0],
        ['supply_ok', 'psu1-state', 1],
        ['supply_ok', undefined, 0],
      ],
      rows: { temperature: 1, supply_ok: 2 },
    },
  },
  'release 6: scalars alone, and a port that gives power': {
    sysObjectID: ROUTEROS,
    sysDescr: 'RouterOS RB960PGS',
    rows: [
      below(`${MTXR}.3`, { '8.0': 241, '10.0': -50, '11.0': 395, '12.0': 52, '13.0': 216, '17.0': 0 }),
      table(`${MTXR}.15.1.1`, {
        2: { 2: 'ether2', 3: 'ether3' },
        4: { 2: 238, 3: 0 },
        5: { 2: 150, 3: 0 },
        6: { 2: 36, 3: 0 },
      }),
      { '1.3.6.1.4.1.2021.11.10.0': 12 },
    ],
    known: {
      profile: 'mikrotik-routeros',
      model: 'RB960PGS',
      interfaces: 0,
      figures: [
        ['cpu', undefined, 12],
        ['voltage', undefined, 24.1],
        ['voltage', 'ether2', 23.8],
        ['temperature', undefined, -5],
        ['temperature', 'processor', 39.5],
        ['current', undefined, 0.216],
        ['current', 'ether2', 0.15],
        ['power', undefined, 5.2],
        ['power', 'ether2', 3.6],
      ],
      silent: ['fan', 'supply_ok'],
      rows: { voltage: 1, power: 1 },
    },
  },
  'access points at high indexes, one virtual and nameless, without a column, with unknown ones': {
    sysObjectID: ROUTEROS,
    rows: [
      table(AP, {
        2: { 117: 0, 4000000: 0 },
        4: { 117: 'Balai Desa', 4000000: '' },
        6: { 117: 12, 4000000: 3 },
        7: { 117: 2437, 4000000: 0 },
        10: { 117: 88, 4000000: 0 },
        99: { 117: 5, 4000000: 'x' },
      }),
      table(`${MTXR}.1.99.1`, { 1: { 7: 1 } }),
    ],
    known: {
      profile: 'mikrotik-routeros',
      interfaces: 0,
      figures: [
        ['clients', undefined, 15],
        ['clients', 'Balai Desa', 12],
        ['clients', '4000000', 3],
        ['frequency', 'Balai Desa', 2437e6],
        ['ccq', 'Balai Desa', 88],
      ],
      silent: ['noise', 'tx_rate', 'rx_rate'],
      rows: { frequency: 1, ccq: 1 },
    },
  },
  'a CAPsMAN controller with an access point of its own': {
    sysObjectID: ROUTEROS,
    rows: [
      names({ 21: 'cap-puskesmas', 22: 'cap-sekolah', 3: 'wlan1' }),
      table(`${MTXR}.1.7.1`, { 2: { 21: 9, 22: 14 } }),
      table(AP, { 4: { 3: 'Kantor' }, 6: { 3: 2 } }),
    ],
    known: {
      profile: 'mikrotik-routeros',
      interfaces: 3,
      figures: [
        ['clients', undefined, 25],
        ['clients', 'cap-puskesmas', 9],
        ['clients', 'Kantor', 2],
      ],
      rows: { clients: 3 },
    },
  },
  'two modems, one without a network': {
    sysObjectID: ROUTEROS,
    rows: [
      table(LTE, {
        2: { 8: -71, 9: 0 },
        3: { 8: -11, 9: 0 },
        4: { 8: -98, 9: 0 },
        6: { 8: 13, 9: -1 },
        7: { 8: 0, 9: 0 },
      }),
      table(`${MTXR}.14.1.1`, { 2: { 1: 'ether1', 8: 'lte1', 9: 'lte2' } }),
    ],
    known: {
      profile: 'mikrotik-routeros',
      interfaces: 0,
      figures: [
        ['rssi', 'lte1', -71],
        ['rsrp', undefined, -98],
        ['sinr', 'lte1', 0],
        ['technology', 'lte1', 'NR NSA'],
      ],
      rows: { rssi: 1, rsrp: 1, rsrq: 1, sinr: 1, technology: 1 },
    },
  },
  '60 GHz without its peer': {
    sysObjectID: ROUTEROS,
    rows: [
      table(`${MTXR}.1.8.1`, {
        3: { 2: 'jembatan' },
        4: { 2: 0 },
        6: { 2: 60_480 },
        8: { 2: 0 },
        12: { 2: 0 },
        13: { 2: 0 },
      }),
    ],
    known: {
      profile: 'mikrotik-routeros',
      interfaces: 0,
      figures: [
        ['frequency', 'jembatan', 60_480e6],
        ['quality', 'jembatan', 0],
      ],
      silent: ['signal', 'tx_rate'],
    },
  },
  'modules: one dark, one missing': {
    sysObjectID: ROUTEROS,
    rows: [
      table(`${MTXR}.19.1.1`, {
        2: { 11: 'sfp1', 12: 'sfp2' },
        6: { 11: 38, 12: 0 },
        7: { 11: 3_290, 12: 0 },
        9: { 11: -5_100, 12: 0 },
        10: { 11: 0, 12: 0 },
      }),
    ],
    known: {
      profile: 'mikrotik-routeros',
      interfaces: 0,
      figures: [
        ['optical_temperature', 'sfp1', 38],
        ['optical_voltage', 'sfp1', 3.29],
        ['optical_tx_power', 'sfp1', -5.1],
      ],
      silent: ['optical_rx_power'],
      rows: { optical_tx_power: 1 },
    },
  },
  'SwOS: the standard MIBs': {
    sysObjectID: '1.3.6.1.4.1.14988.2',
    sysDescr: 'CSS326-24G-2S+ SwOS v2.13',
    rows: [names({ 1: 'Port1' })],
    known: { profile: 'mikrotik-swos', vendor: 'MikroTik', interfaces: 1 },
  },
});

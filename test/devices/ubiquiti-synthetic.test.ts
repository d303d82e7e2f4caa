// Ubiquiti products that were not recorded, and recorded ones with other indexes, scales and neighbours.

import { below, describeSynthetic, table } from './synthetic.ts';

const UBNT = '1.3.6.1.4.1.41112';
const NET_SNMP = '1.3.6.1.4.1.8072.3.2.10';
const AIROS = '1.3.6.1.4.1.10002.1';
const AIRMAX = `${UBNT}.1.4`;
const AIRFIBER = `${UBNT}.1.3`;
const LTU = `${UBNT}.1.10.1`;
const AF60 = `${UBNT}.1.11.1`;
const UNIFI = `${UBNT}.1.6`;
const FASTPATH = '1.3.6.1.4.1.4413.1.1';
const DOT11 = '1.2.840.10036.3.1.2.1';

describeSynthetic('Ubiquiti', {
  'airMAX: another index, kbit/s, a station without a signal, no sensor': {
    sysObjectID: AIROS,
    sysDescr: 'Linux 2.6.32.54 #1 Tue May 5 2015 mips',
    rows: [
      table(`${AIRMAX}.1.1`, { 4: { 3: 5_180 }, 6: { 3: 20 }, 77: { 3: 'x' } }),
      table(`${AIRMAX}.5.1`, { 5: { 3: 0 }, 8: { 3: -98 }, 9: { 3: 6_500 }, 10: { 3: 0 }, 15: { 3: 0 } }),
      table(DOT11, { 3: { 9: 'NanoBridge M5' }, 4: { 9: 'XM.ar7240.v5.5.10' } }),
      below(`${AIRMAX}.8`, { '4.0': 0 }),
    ],
    known: {
      profile: 'ubiquiti-airmax',
      model: 'NanoBridge M5',
      firmware: 'XM.ar7240.v5.5.10',
      interfaces: 0,
      figures: [
        ['frequency', undefined, 5_180e6],
        ['tx_power', undefined, 20],
        ['noise', undefined, -98],
        ['tx_rate', undefined, 6.5e6],
        ['clients', undefined, 0],
      ],
      silent: ['signal', 'rx_rate', 'temperature', 'memory', 'cpu', 'ccq'],
    },
  },
  'airMAX with radio 1 and a temperature in 10^-7 below zero': {
    sysObjectID: AIRMAX,
    sysDescr: 'Linux 2.6.32.68 #1',
    rows: [{ [`${AIRMAX}.1.1.4.1`]: 5_700, [`${AIRMAX}.8.4.0`]: -50_000_000, [`${AIRMAX}.8.3.0`]: 12_345 }],
    known: {
      profile: 'ubiquiti-airmax',
      interfaces: 0,
      figures: [
        ['frequency', undefined, 5_700e6],
        ['temperature', undefined, -5],
      ],
      silent: ['cpu'],
    },
  },
  'airFiber in MHz': {
    sysObjectID: AIROS,
    sysDescr: 'Linux 2.6.33 #1 ppc',
    rows: [
      table(`${AIRFIBER}.1.1`, { 5: { 1: 24_100 }, 9: { 1: 33 } }),
      table(`${AIRFIBER}.2.1`, {
        4: { 1: 8_250 },
        5: { 1: 760_000_000 },
        6: { 1: 380_000_000 },
        8: { 1: 44 },
        11: { 1: -52 },
        14: { 1: -57 },
        40: { 1: 'v3.4.2' },
      }),
      table(`${AIRFIBER}.3.1`, { 6: { 1: 9_007_199_254_740_993n }, 7: { 1: 12n } }),
    ],
    known: {
      profile: 'ubiquiti-airfiber',
      vendor: 'Ubiquiti',
      firmware: 'v3.4.2',
      interfaces: 0,
      figures: [
        ['frequency', undefined, 24_100e6],
        ['tx_power', undefined, 33],
        ['distance', undefined, 8_250],
        ['rx_rate', undefined, 760e6],
        ['tx_rate', undefined, 380e6],
        ['temperature', undefined, 44],
        ['signal', '0', -52],
        ['signal', '1', -57],
        ['signal', undefined, -57],
        ['tx_octets', undefined, 9_007_199_254_740_993n],
        ['rx_octets', undefined, 12n],
      ],
    },
  },
  'airFiber in kHz': {
    sysObjectID: AIROS,
    sysDescr: 'Linux',
    rows: [{ [`${AIRFIBER}.2.1.40.1`]: 'v1.4', [`${AIRFIBER}.1.1.5.1`]: 5_840_000 }],
    known: { profile: 'ubiquiti-airfiber', interfaces: 0, figures: [['frequency', undefined, 5_840e6]] },
  },
  'LTU with two far ends, the distance of one in km': {
    sysObjectID: NET_SNMP,
    sysDescr: 'Linux LTU-Rocket 4.4.60',
    rows: [
      below(LTU, { '2.2.0': 5_400, '3.4.0': 'LTU.v2.2.0' }),
      table(`${LTU}.4.1`, {
        3: { '2.0.0.0.0.10': 240_000, '2.0.0.0.0.11': 60_000 },
        5: { '2.0.0.0.0.10': -55, '2.0.0.0.0.11': -71 },
        6: { '2.0.0.0.0.10': -58, '2.0.0.0.0.11': 0 },
        23: { '2.0.0.0.0.10': 3_100, '2.0.0.0.0.11': 7 },
      }),
    ],
    known: {
      profile: 'ubiquiti-ltu',
      firmware: 'LTU.v2.2.0',
      interfaces: 0,
      figures: [
        ['frequency', undefined, 5_400e6],
        ['clients', undefined, 2],
        ['signal', '02:00:00:00:00:0a', -58],
        ['signal', undefined, -71],
        ['tx_rate', '02:00:00:00:00:0a', 240e6],
        ['distance', '02:00:00:00:00:0a', 3_100],
        ['distance', '02:00:00:00:00:0b', 7_000],
      ],
      silent: ['rx_rate'],
    },
  },
  'AF60 with two far ends': {
    sysObjectID: UBNT,
    sysDescr: 'Linux 4.9.241',
    rows: [
      table(`${AF60}.2`, { 2: { 1: 'GBE-Plus' }, 4: { 1: 'GP.v2.6.1' } }),
      table(`${AF60}.3.1`, {
        3: { '2.0.0.0.0.10.1': -48, '2.0.0.0.0.11.1': -63 },
        4: { '2.0.0.0.0.10.1': 22 },
        8: { '2.0.0.0.0.10.1': 1_500_000 },
      }),
    ],
    known: {
      profile: 'ubiquiti-af60',
      model: 'GBE-Plus',
      interfaces: 0,
      figures: [
        ['clients', undefined, 2],
        ['signal', '02:00:00:00:00:0a', -48],
        ['signal', undefined, -63],
        ['snr', undefined, 22],
        ['rx_rate', undefined, 1.5e9],
      ],
      silent: ['tx_rate', 'frequency', 'cpu'],
    },
  },
  'UniFi with three radios and a mesh': {
    sysObjectID: NET_SNMP,
    sysDescr: 'U6-Enterprise 6.6.77.15402',
    rows: [
      table(`${UNIFI}.1.1.1`, { 3: { 1: 'ng', 2: 'na', 3: '6e' }, 6: { 1: 31, 2: 12, 3: 0 } }),
      table(`${UNIFI}.1.2.1`, {
        4: { 11: 1, 12: 44, 13: 44, 14: 37 },
        6: { 11: 'Desa', 12: 'Desa', 13: 'vwire-00', 14: 'Kantor' },
        8: { 11: 6, 12: 9, 13: 1, 14: 2 },
        9: { 11: 'ng', 12: 'na', 13: 'na', 14: '6e' },
      }),
    ],
    known: {
      profile: 'ubiquiti-unifi',
      model: 'U6-Enterprise',
      firmware: '6.6.77.15402',
      interfaces: 0,
      figures: [
        ['clients', undefined, 17],
        ['clients', 'Desa 11', 6],
        ['clients', 'Kantor', 2],
        ['channel', 'ng', 1],
        ['channel', 'na', 44],
        ['channel', '6e', 37],
        ['channel_use', 'ng', 31],
      ],
      silent: ['tx_power', 'ccq'],
      rows: { clients: 3, channel_use: 2 },
    },
  },
  EdgeSwitch: {
    sysObjectID: '1.3.6.1.4.1.4413',
    sysDescr: 'EdgeSwitch 24-Port 250W, 1.9.3, Linux 3.6.5',
    rows: [
      below(`${FASTPATH}.1.1.4`, {
        '1.0': 100_000,
        '2.0': 250_000,
        '9.0': '    5 Secs ( 26.8%)   60 Secs ( 22.4%)  300 Secs ( 21.9%)',
      }),
      table(`${FASTPATH}.43.1.8.1`, { 5: { '1.0': 47, '1.1': 0 } }),
    ],
    known: {
      profile: 'ubiquiti-edgeswitch',
      model: 'EdgeSwitch 24-Port 250W',
      firmware: '1.9.3',
      interfaces: 0,
      figures: [
        ['cpu', undefined, 22.4],
        ['memory', undefined, 60],
        ['temperature', undefined, 47],
      ],
    },
  },
  'a UniFi switch, which is an EdgeSwitch beneath': {
    sysObjectID: '1.3.6.1.4.1.4413',
    sysDescr: 'USW-24-PoE, 6.5.59.14777, Linux 3.6.5',
    rows: [below(`${FASTPATH}.1.1.4`, { '1.0': 100_000, '2.0': 250_000 })],
    known: {
      profile: 'ubiquiti-edgeswitch',
      vendor: 'Ubiquiti',
      model: 'USW-24-PoE',
      firmware: '6.5.59.14777',
      interfaces: 0,
      figures: [['memory', undefined, 60]],
    },
  },
  'an EdgeRouter behind a plain net-snmp': {
    sysObjectID: NET_SNMP,
    sysDescr: 'EdgeOS v2.0.9-hotfix.7.5622762.230615.1131',
    rows: [{ '1.3.6.1.4.1.2021.11.11.0': 88 }],
    known: {
      profile: 'ubiquiti-edgeos',
      firmware: '2.0.9-hotfix.7.5622762.230615.1131',
      interfaces: 0,
      figures: [['cpu', undefined, 12]],
    },
  },
  'another product: the standard MIBs': {
    sysObjectID: `${UBNT}.1.99`,
    rows: [{ '1.3.6.1.2.1.31.1.1.1.1.1': 'eth0' }],
    known: { profile: 'ubiquiti-other', vendor: 'Ubiquiti', interfaces: 1 },
  },
});

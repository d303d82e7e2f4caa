// Teltonika routers that were not recorded: two modems, figures in text, the old firmware on LTE.

import { below, describeSynthetic, table } from './synthetic.ts';

const TELTONIKA = '1.3.6.1.4.1.48690';
const NET_SNMP = '1.3.6.1.4.1.8072.3.2.10';

describeSynthetic('Teltonika', {
  'RutOS 7 with two modems, figures in text, one without a network': {
    sysObjectID: NET_SNMP,
    sysDescr: 'Linux RUTX12 5.4.24',
    rows: [
      below(`${TELTONIKA}.1`, { '1.0': '1', '3.0': 'RUTX12000000', '6.0': 'RUTX_R_00.07.02.7' }),
      table(`${TELTONIKA}.2.2.1`, {
        12: { 1: '-67', 2: 'N/A' },
        13: { 1: 'Telkomsel', 2: '' },
        17: { 1: 385, 2: 0 },
        19: { 1: '7.5', 2: '' },
        20: { 1: '-95 dBm', 2: '0' },
        22: { 1: -2_000_000_000 },
      }),
    ],
    known: {
      profile: 'teltonika-rutx',
      model: 'RUTX12',
      interfaces: 0,
      figures: [
        ['rssi', '1', -67],
        ['operator', '1', 'Telkomsel'],
        ['temperature', '1', 38.5],
        ['sinr', undefined, 7.5],
        ['rsrp', undefined, -95],
      ],
      silent: ['rx_octets', 'tx_octets'],
      rows: { rssi: 1, operator: 1, rsrp: 1, temperature: 1 },
    },
  },
  'RutOS 7 on 3G, where RSRP means nothing, and a modem that sends 0 for all': {
    sysObjectID: NET_SNMP,
    rows: [
      below(`${TELTONIKA}.1`, { '3.0': 'RUT956000000', '6.0': 'RUT9M_R_00.07.04.5' }),
      table(`${TELTONIKA}.2.2.1`, {
        12: { 1: -81, 2: 0 },
        16: { 1: 'WCDMA', 2: 'N/A' },
        19: { 1: 0, 2: 0 },
        20: { 1: -74, 2: 0 },
        21: { 1: -9, 2: 0 },
      }),
    ],
    known: {
      profile: 'teltonika-rutx',
      model: 'RUT956',
      interfaces: 0,
      figures: [
        ['rssi', undefined, -81],
        ['sinr', '1', 0],
        ['technology', '1', 'WCDMA'],
      ],
      silent: ['rsrp', 'rsrq'],
      rows: { sinr: 1 },
    },
  },
  'a serial number that looks like an IMEI, a firmware like an IMSI': {
    sysObjectID: NET_SNMP,
    rows: [
      below(`${TELTONIKA}.1`, { '1.0': '000000000000000', '3.0': 'RUT360000000', '6.0': '000000000000000' }),
    ],
    known: {
      profile: 'teltonika-rutx',
      model: 'RUT360',
      serial: false,
      interfaces: 0,
    },
  },
  'old Teltonika without its technology, its modem serial an IMEI': {
    sysObjectID: NET_SNMP,
    rows: [
      below(TELTONIKA, { '1.5.0': '000000000000000', '1.7.0': 'RUT230', '2.14.0': 'RUT2XX_R_00.01.06.1' }),
      below(`${TELTONIKA}.2`, { '23.0': '-99', '24.0': '-11' }),
    ],
    known: {
      profile: 'teltonika-rut',
      model: 'RUT230',
      serial: false,
      interfaces: 0,
      figures: [
        ['rsrp', undefined, -99],
        ['rsrq', undefined, -11],
      ],
      silent: ['sinr', 'rssi'],
    },
  },
  'old Teltonika on LTE': {
    sysObjectID: NET_SNMP,
    sysDescr: 'Linux Teltonika-RUT950.com 3.18.44',
    rows: [
      below(`${TELTONIKA}.2`, {
        '14.0': 'RUT9XX_R_00.06.06.1',
        '4.0': '-75',
        '8.0': 'LTE',
        '22.0': '-3.5',
        '23.0': '-101',
        '24.0': '-12',
      }),
    ],
    known: {
      profile: 'teltonika-rut',
      model: 'RUT9XX',
      firmware: 'RUT9XX_R_00.06.06.1',
      interfaces: 0,
      figures: [
        ['rssi', undefined, -75],
        ['sinr', undefined, -3.5],
        ['rsrp', undefined, -101],
        ['rsrq', undefined, -12],
        ['technology', undefined, 'LTE'],
      ],
      silent: ['temperature', 'operator'],
    },
  },
});

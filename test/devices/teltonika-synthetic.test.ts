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
        ['technology', undefined, 'LTE'],
      ],
      silent: ['temperature', 'operator'],
    },
  },
});

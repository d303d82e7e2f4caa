// Satellite terminals: UHP without signal, and those whose objects nobody has proven, within their bounds and outside.

import { below, describeSynthetic, table } from './synthetic.ts';

const GILAT = '1.3.6.1.4.1.7352.3.5.10.16';
const IDIRECT = '1.3.6.1.4.1.13732.1';

describeSynthetic('VSAT', {
  'UHP that finds no satellite': {
    sysObjectID: '1.3.6.1.4.1.8000',
    sysDescr: 'UHP VSAT Terminal Software',
    rows: [
      below('1.3.6.1.4.1.8000.22', { '2.1.0': 0, '2.3.0': 800, '9.3.0': 800, '5.5.6.0': 35, '5.2.1.0': 8 }),
      table('1.3.6.1.2.1.2.2.1', { 2: { 7: 'Demodulator-1' }, 5: { 7: 2048 }, 8: { 7: 2 } }),
    ],
    known: {
      profile: 'uhp',
      interfaces: 1,
      up: 0,
      ports: [{ ifIndex: 7, name: 'Demodulator-1', speedBps: 2_048_000 }],
      figures: [
        ['carrier_snr', undefined, 0],
        ['level_adjust', undefined, 3.5],
        ['modem_state', undefined, 'no RX'],
      ],
      silent: ['rx_level', 'tx_level', 'cpu'],
    },
  },
  'Gilat, plausible': {
    sysObjectID: '1.3.6.1.4.1.7352.1',
    rows: [below(GILAT, { '8.0': 1130, '25.0': '94', '9.0': 7200 })],
    known: {
      profile: 'vsat-gilat',
      vendor: 'Gilat',
      interfaces: 0,
      figures: [
        ['carrier_snr', undefined, 11.3],
        ['esno', undefined, 9.4],
      ],
    },
  },
  'Gilat, in another scale': {
    sysObjectID: '1.3.6.1.4.1.7352.1',
    rows: [below(GILAT, { '8.0': 113_000, '25.0': 940 })],
    known: { profile: 'vsat-gilat', interfaces: 0, silent: ['carrier_snr', 'esno'] },
  },
  'iDirect: terminals by name, one without figures': {
    sysObjectID: '1.3.6.1.4.1.13732',
    rows: [
      table(`${IDIRECT}.1.1.1`, { 7: { 17: 'Desa A', 23: 'Desa B' } }),
      table(`${IDIRECT}.4.3.1`, {
        2: { 17: '10.25', 23: 'n/a' },
        3: { 17: '-18.5 dBm' },
        8: { 17: '41.5', 23: '0' },
      }),
      table(`${IDIRECT}.4.4.1`, { 2: { 17: '8.1' } }),
    ],
    known: {
      profile: 'vsat-idirect',
      interfaces: 0,
      figures: [
        ['carrier_snr', 'Desa A', 10.25],
        ['tx_level', 'Desa A', -18.5],
        ['temperature', 'Desa A', 41.5],
        ['remote_snr', 'Desa A', 8.1],
      ],
      rows: { carrier_snr: 1, temperature: 1 },
    },
  },
  Newtec: {
    sysObjectID: '1.3.6.1.4.1.5835.5.2',
    rows: [{ '1.3.6.1.4.1.5835.5.2.100.1.9.1.0': 46, '1.3.6.1.4.1.5835.5.2.100.1.9.2.0': 1210 }],
    known: {
      profile: 'vsat-newtec',
      interfaces: 0,
      figures: [
        ['temperature', undefined, 46],
        ['voltage', undefined, 12.1],
      ],
    },
  },
  Comtech: {
    sysObjectID: '1.3.6.1.4.1.6247.80',
    rows: [{ '1.3.6.1.4.1.6247.80.1.3.2.5.0': '7.9 dB' }],
    known: { profile: 'vsat-comtech', interfaces: 0, figures: [['esno', undefined, 7.9]] },
  },
  'Cisco satellite receiver': {
    sysObjectID: '1.3.6.1.4.1.1429.2.2.5',
    rows: [table('1.3.6.1.4.1.1429.2.2.5.5.3.1.1', { 5: { 1: '13.4 ' }, 7: { 1: '-43' } })],
    known: {
      profile: 'vsat-cisco-dmn',
      interfaces: 0,
      figures: [
        ['carrier_snr', undefined, 13.4],
        ['rx_level', undefined, -43],
      ],
    },
  },
});

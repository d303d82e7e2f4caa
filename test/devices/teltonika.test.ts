// Teltonika with old and new firmware: numbers in text, RSRP that means nothing on WCDMA, a Linux beneath.

import { describeRecordings } from './recorded.ts';

describeRecordings('Teltonika', {
  'snmprec/rutos-rutx_rut955': {
    profile: 'teltonika-rutx',
    system: {
      sysObjectID: '1.3.6.1.4.1.8072.3.2.10',
      sysDescr: 'Linux RUT955 5.4.291 #0 Tue Apr 8 05:02:52 20',
      sysName: '<private>',
    },
    vendor: 'Teltonika',
    model: 'RUT955',
    firmware: /07\.06\.18$/,
    serial: true,
    ticks: 141524,
    interfaces: 14,
    up: 7,
    ports: [
      { ifIndex: 2, name: 'eth0', speedBps: 1e9, octets: [2994474n, 2782051n], bits: 64 },
      { ifIndex: 11, name: 'wwan0', speedBps: null, octets: [3366n, 35330n] },
    ],
    figures: [
      ['rssi', undefined, -84],
      ['rsrp', undefined, -112],
      ['rsrq', undefined, -9],
      ['sinr', undefined, 12],
      ['operator', '1', 'Odido DR'],
      ['registration', '1', 'Connected'],
      ['technology', '1', 'LTE'],
      ['temperature', '1', 41],
      ['cpu', undefined, 15],
      ['memory', undefined, 26.35],
      ['storage', '/overlay', 53.06],
    ],
    rows: { rsrp: 1 },
  },
  'snmprec/rutos-2xx': {
    profile: 'teltonika-rut',
    system: {
      sysObjectID: '1.3.6.1.4.1.8072.3.2.10',
      sysDescr: 'Linux Teltonika-RUT240.com 3.18.44 #1 Fri Jun',
      sysName: '<private>',
    },
    vendor: 'Teltonika',
    model: 'RUT240',
    firmware: /00\.01\.07\.1$/,
    serial: true,
    ticks: 4759711,
    interfaces: 13,
    up: 6,
    ports: [
      { ifIndex: 1, name: 'lo', speedBps: 10e6 },
      { ifIndex: 10, name: 'wwan0', speedBps: null, octets: [3795089670n, 3663695811n], bits: 64 },
    ],
    figures: [
      ['rssi', undefined, -103],
      ['sinr', undefined, 14.1],
      ['operator', undefined, 'Orange SK'],
      ['technology', undefined, 'WCDMA'],
      ['registration', undefined, 'registered (home)'],
      ['temperature', undefined, 42],
      ['cpu', undefined, 25],
      ['memory', undefined, 40.25],
      ['storage', '/overlay', 9.77],
    ],
    // Its row says -74, on WCDMA.
    silent: ['rsrp', 'rsrq'],
  },
});

// ZTE switches: one without 64-bit counters whose recording holds every row twice, one without ifHighSpeed.

import { describeRecordings } from './recorded.ts';

describeRecordings('ZTE', {
  'snmprec/zxr10_5928': {
    profile: 'zte-zxr10',
    system: {
      sysObjectID: '1.3.6.1.4.1.3902.3.100.20',
      sysDescr: 'ZXR10 ROS Version V4.08.23 ZXR10_5928 Softwar',
      sysName: '<private>',
    },
    vendor: 'ZTE',
    model: 'ZXR10_5928',
    firmware: 'V4.08.23',
    ticks: 77971700,
    interfaces: 45,
    up: 31,
    ports: [
      { ifIndex: 7, name: 'gei_1/1', speedBps: 1e9, octets: [11098211n, 184805212n], bits: 32 },
      {
        ifIndex: 3,
        name: 'xgei_5/1 some description',
        speedBps: null,
        octets: [2817993240n, 3137430480n],
        bits: 32,
      },
      { ifIndex: 6, name: 'xgei_2/1 UPLINK', speedBps: null, octets: [1184835953n, 1120407209n] },
    ],
    silent: ['cpu', 'memory', 'temperature'],
  },
  'permissive/snmpsim-data/zte-zxr10-5250.trimmed': {
    profile: 'zte-zxr10',
    system: { sysObjectID: '1.3.6.1.4.1.3902.3.100.614', sysName: 'DUMSYS-86' },
    vendor: 'ZTE',
    model: '5250-52TM-H',
    firmware: 'V2.05.11B19',
    ticks: 795425950,
    interfaces: 52,
    up: 28,
    ports: [
      { ifIndex: 1, name: '1/1', speedBps: 100e6, octets: [160409957149n, 771104222115n], bits: 64 },
      { ifIndex: 3, name: '1/3', speedBps: 100e6, octets: [212333541531n, 1094120715943n], bits: 64 },
    ],
  },
});

// TP-Link Omada: interface indexes from 49153 on, power over Ethernet, neighbours in a table of their own.

import { describeRecordings } from './recorded.ts';

describeRecordings('TP-Link', {
  'snmprec/jetstream_sg2218p': {
    profile: 'tplink-omada',
    system: {
      sysObjectID: '1.3.6.1.4.1.11863.5.190',
      sysDescr: 'Omada 18-Port Gigabit Smart Switch with 16-Po',
      sysName: '<private>',
    },
    vendor: 'TP-Link',
    model: 'SG2218P 1.20',
    firmware: /^1\.20\.4/,
    serial: true,
    ticks: 339800640,
    interfaces: 20,
    up: 17,
    ports: [
      {
        ifIndex: 49153,
        name: 'gigabitEthernet 1/0/1',
        speedBps: 100e6,
        octets: [577198562505n, 16379840245n],
        bits: 64,
      },
      {
        ifIndex: 49163,
        name: 'gigabitEthernet 1/0/11',
        speedBps: 1e9,
        octets: [314279930490n, 6018827932367n],
        bits: 64,
      },
      { ifIndex: 49154, name: 'gigabitEthernet 1/0/2', speedBps: 100e6 },
    ],
    figures: [
      ['cpu', undefined, 79],
      ['memory', undefined, 41],
      ['power', undefined, 40.1],
    ],
    rows: { power: 16 },
    neighbours: { lldp: 3 },
    heardOn: [49167, 49168, 49170],
  },
});

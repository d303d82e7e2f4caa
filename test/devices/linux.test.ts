// Hosts with net-snmp: memory without buffers and cache, the mean of all processors, lm_sensors.

import { describeRecordings } from './recorded.ts';

describeRecordings('Linux', {
  'snmprec/linux_powermon': {
    profile: 'net-snmp',
    system: {
      sysObjectID: '1.3.6.1.4.1.8072.3.2.10',
      sysDescr: 'Linux some.host.com 4.18.0-259.el8.x86_64 #1',
      sysName: '<private>',
    },
    model: 'Linux',
    firmware: '4.18.0-259.el8.x86_64',
    ticks: 43303292,
    interfaces: 5,
    up: 2,
    ports: [
      { ifIndex: 2, name: 'enp2s0f0', speedBps: 1e9, octets: [8801181784n, 1845597471n], bits: 64 },
      { ifIndex: 1, name: 'lo', speedBps: 10e6 },
    ],
    figures: [
      ['cpu', undefined, 51.54],
      ['memory', undefined, 29.06],
      ['temperature', 'temp1', 8.3],
      ['load_average', undefined, 12.5],
    ],
  },
  'permissive/snmpsim-data/vyatta-unknown': {
    profile: 'vyatta',
    system: { sysObjectID: '1.3.6.1.4.1.30803', sysName: 'DUMSYS-37' },
    vendor: 'Vyatta',
    model: 'Vyatta',
    ticks: 18989541,
    interfaces: 24,
    up: 3,
    ports: [
      { ifIndex: 4, name: 'eth1', speedBps: 1e9, octets: [34540151657n, 69903692080n], bits: 64 },
      { ifIndex: 5, name: 'eth2', speedBps: 1e9, octets: [72075766178n, 34146866519n], bits: 64 },
    ],
    figures: [
      ['cpu', undefined, 52.75],
      ['memory', undefined, 31.03],
      ['temperature', 'temp1', 69],
      ['load_average', undefined, 2.17],
    ],
  },
});

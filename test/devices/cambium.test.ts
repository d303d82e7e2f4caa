// Cambium ePMP and PMP: counters that are gauges, bit/s in ifHighSpeed, levels in text, an empty row of neighbours.

import { describeRecordings } from './recorded.ts';

describeRecordings('Cambium', {
  'snmprec/epmp': {
    profile: 'cambium-epmp',
    system: { sysObjectID: '1.3.6.1.4.1.17713.21', sysDescr: 'Cambium ePMP', sysName: '<private>' },
    vendor: 'Cambium',
    model: 'ePMP',
    firmware: '4.5.6',
    serial: true,
    ticks: 192014368,
    interfaces: 2,
    up: 2,
    ports: [
      {
        ifIndex: 1,
        name: 'LAN interface 1',
        speedBps: 1e9,
        octets: [3377931056550n, 258804512221n],
        bits: 64,
      },
      { ifIndex: 2, name: 'WLAN interface', speedBps: 220e6, octets: [271761841907n, 3382715573957n] },
    ],
    figures: [
      ['clients', undefined, 1],
      ['frequency', undefined, 5210e6],
      ['snr', undefined, 34],
      ['cpu', undefined, 42],
    ],
    silent: ['signal', 'memory'],
  },
  'snmprec/pmp_450i': {
    profile: 'cambium-pmp',
    system: {
      sysObjectID: '1.3.6.1.4.1.161.19.250.256',
      sysDescr: 'CANOPY 21.1.0.1 (Build STA-1)  AP',
      sysName: '<private>',
    },
    vendor: 'Cambium',
    model: 'PMP 450i',
    firmware: '21.1.0.1',
    ticks: 380888525,
    interfaces: 2,
    up: 2,
    ports: [
      {
        ifIndex: 1,
        name: 'et0',
        ifDescr: 'Cambium 10/100/1000 Ethernet Main',
        speedBps: 1e9,
        octets: [14550503997896n, 1130442236837n],
        bits: 64,
      },
      {
        ifIndex: 2,
        name: 'rf1',
        ifDescr: 'Canopy MultiPoint',
        speedBps: 224e6,
        octets: [1124168203891n, 14526624043903n],
      },
    ],
    figures: [
      ['clients', undefined, 34],
      ['frequency', undefined, 3565e6],
      ['downlink_use', undefined, 34],
      ['uplink_use', undefined, 32],
      ['temperature', undefined, -2],
      ['signal', '2', -59.9],
      ['signal', undefined, -59.9],
      ['snr', '2', 20],
      ['snr_vertical', '2', 20],
      ['snr_horizontal', '2', 33],
    ],
    neighbours: { lldp: 0 },
  },
});

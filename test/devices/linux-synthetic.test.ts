// Hosts and other devices of which the standard objects tell everything, with the objects that stand in for others.

import { below, describeSynthetic, table } from './synthetic.ts';

const UCD = '1.3.6.1.4.1.2021';
const STORAGE = '1.3.6.1.2.1.25.2.3.1';
const RAM = '1.3.6.1.2.1.25.2.1.2';

describeSynthetic('Standard objects', {
  'net-snmp without HOST-RESOURCES': {
    sysObjectID: '1.3.6.1.4.1.8072.3.2.10',
    sysDescr: 'Linux box 5.15.0-91-generic #101-Ubuntu SMP x86_64',
    rows: [
      below(UCD, {
        '11.11.0': 71,
        '4.5.0': 1000,
        '4.6.0': 400,
        '4.14.0': 100,
        '4.15.0': 250,
        '10.1.5.1': 42,
      }),
      table(`${UCD}.13.16.2.1`, { 2: { 4: 'Core 0', 9: 'Core 1' }, 3: { 4: 51_500, 9: 0 } }),
    ],
    known: {
      profile: 'net-snmp',
      firmware: '5.15.0-91-generic',
      interfaces: 0,
      figures: [
        ['cpu', undefined, 29],
        ['memory', undefined, 25],
        ['load_average', undefined, 0.42],
        ['temperature', 'Core 0', 51.5],
      ],
      rows: { temperature: 1 },
    },
  },
  'VyOS: one processor, no cache row': {
    sysObjectID: '1.3.6.1.4.1.44641',
    sysDescr: 'VyOS 1.3.2',
    rows: [
      { '1.3.6.1.2.1.25.3.3.1.2.196608': 7 },
      table(STORAGE, {
        2: { 1: RAM, 6: '1.3.6.1.2.1.25.2.1.1' },
        3: { 1: 'Physical memory', 6: 'Memory buffers' },
        5: { 1: 2000, 6: 2000 },
        6: { 1: 900, 6: 100 },
      }),
    ],
    known: {
      profile: 'vyatta',
      model: 'VyOS',
      firmware: '1.3.2',
      interfaces: 0,
      figures: [
        ['cpu', undefined, 7],
        ['memory', undefined, 40],
      ],
    },
  },
  'ZTE router': {
    sysObjectID: '1.3.6.1.4.1.3902.3.100.40',
    sysDescr: 'ZXR10 6120 Software, Version: V2.00.20, ZTE Corporation',
    rows: [{ '1.3.6.1.2.1.2.2.1.2.9': 'gei-0/1', '1.3.6.1.2.1.2.2.1.8.9': 7 }],
    known: {
      profile: 'zte-zxr10',
      model: 'ZXR10 6120',
      firmware: 'V2.00.20',
      interfaces: 1,
      up: 0,
      ports: [{ ifIndex: 9, name: 'gei-0/1', speedBps: null }],
    },
  },
  'nobody knows it': {
    sysObjectID: '1.3.6.1.4.1.99999.7',
    sysDescr: 'Radio',
    rows: [{ '1.3.6.1.2.1.25.3.3.1.2.3': 60, '1.3.6.1.2.1.25.3.3.1.2.4': 20 }],
    known: { profile: 'generic', interfaces: 0, figures: [['cpu', undefined, 40]] },
  },
});

// Cisco devices that were not recorded: a stack, IOS-XR, a chassis without the class of its entities.

import { below, describeSynthetic, table } from './synthetic.ts';

const ENTITY = '1.3.6.1.2.1.47.1.1.1.1';
const CPU = '1.3.6.1.4.1.9.9.109.1.1.1.1';
const POOL = '1.3.6.1.4.1.9.9.48.1.1.1';
const ENHANCED_POOL = '1.3.6.1.4.1.9.9.221.1.1.1.1';
const TEMPERATURE = '1.3.6.1.4.1.9.9.13.1.3.1';
const FAN = '1.3.6.1.4.1.9.9.13.1.4.1';
const SENSOR = '1.3.6.1.4.1.9.9.91.1.1.1.1';

describeSynthetic('Cisco', {
  'IOS: a stack of two, one fan broken, one sensor absent': {
    sysObjectID: '1.3.6.1.4.1.9.1.1208',
    sysDescr: 'Cisco IOS Software, C2960S Software (C2960S-UNIVERSALK9-M), Version 15.0(2)SE11, RELEASE',
    rows: [
      table(ENTITY, {
        5: { 1: 11, 1001: 3, 2001: 3 },
        11: { 1: '', 1001: 'A', 2001: 'B' },
        13: { 1: '', 1001: 'WS-C2960S', 2001: 'WS-C2960S' },
      }),
      table(CPU, { 7: { 1: 12, 2: 71 } }),
      table(POOL, {
        2: { 5: 'I/O', 9: 'Processor' },
        5: { 5: 30, 9: 600 },
        6: { 5: 70, 9: 1400 },
      }),
      table(TEMPERATURE, {
        2: { 1006: 'SW#1', 2006: 'SW#2', 3006: 'SW#3' },
        3: { 1006: 41, 2006: 44, 3006: 7 },
        6: { 1006: 1, 2006: 1, 3006: 5 },
      }),
      table(FAN, { 2: { 1: 'Fan#1', 2: 'Fan#2', 3: 'Fan#3' }, 3: { 1: 1, 2: 6, 3: 5 } }),
    ],
    known: {
      profile: 'cisco-ios',
      vendor: 'Cisco',
      model: 'WS-C2960S',
      firmware: '15.0(2)SE11',
      serial: true,
      interfaces: 0,
      figures: [
        ['cpu', '2', 71],
        ['cpu', undefined, 71],
        ['memory', 'Processor', 30],
        ['memory', 'I/O', 30],
        ['memory', undefined, 30],
        ['temperature', 'SW#2', 44],
        ['temperature', undefined, 44],
        ['fan_ok', 'Fan#1', 1],
        ['fan_ok', 'Fan#2', 0],
        ['fan_ok', undefined, 0],
      ],
      rows: { temperature: 2, fan_ok: 2 },
    },
  },
  'IOS: only the oldest objects': {
    sysObjectID: '1.3.6.1.4.1.9.1.209',
    sysDescr: 'Cisco Internetwork Operating System Software IOS (tm) C2600, Version 12.1(5)T9',
    rows: [{ '1.3.6.1.4.1.9.2.1.57.0': 17 }],
    known: {
      profile: 'cisco-ios',
      interfaces: 0,
      firmware: '12.1(5)T9',
      figures: [['cpu', undefined, 17]],
      silent: ['memory', 'temperature'],
    },
  },
  'IOS-XE: sensors of several scales, one without a name and a status': {
    sysObjectID: '1.3.6.1.4.1.9.1.2494',
    sysDescr: 'Cisco IOS Software [Fuji], Catalyst L3 Switch Software (CAT9K_IOSXE), Version 16.9.5, RELEASE',
    rows: [
      table(ENTITY, {
        7: {
          77: 'Inlet',
          78: 'Rail',
          79: 'Outlet',
          80: 'Te1/1/1 Transceiver Receive Power Sensor',
          81: 'Fan 1',
          82: 'Te1/1/1 Transceiver Temperature Sensor',
        },
      }),
      table(SENSOR, {
        1: { 77: 8, 78: 4, 79: 8, 80: 14, 81: 10, 82: 8, 99: 8 },
        2: { 77: 9, 78: 8, 79: 8, 80: 9, 81: 10, 82: 9, 99: 9 },
        3: { 77: 0, 78: 0, 79: 1, 80: 1, 81: 0, 82: 2, 99: 1 },
        4: { 77: 24, 78: 11_950, 79: 301_000, 80: -123, 81: 5, 82: 3150, 99: 405 },
        5: { 77: 1, 78: 1, 79: 2, 80: 1, 81: 1, 82: 1 },
      }),
    ],
    known: {
      profile: 'cisco-iosxe',
      interfaces: 0,
      firmware: '16.9.5',
      figures: [
        ['temperature', 'Inlet', 24],
        ['temperature', '99', 40.5],
        ['voltage', 'Rail', 11.95],
        ['optical_rx_power', 'Te1/1/1 Transceiver Receive Power Sensor', -12.3],
        ['optical_temperature', 'Te1/1/1 Transceiver Temperature Sensor', 31.5],
        ['fan', 'Fan 1', 5000],
      ],
      rows: { temperature: 2 },
    },
  },
  'IOS-XR: memory above 32 bits on two nodes': {
    sysObjectID: '1.3.6.1.4.1.9.1.1709',
    sysDescr: 'Cisco IOS XR Software (Cisco ASR9K Series), Version 6.4.2[Default]',
    rows: [
      table(ENHANCED_POOL, {
        3: { '4001.1': 'processor', '8001.1': 'processor', '8001.2': 'reserved' },
        18: { '4001.1': 9_000_000_000n, '8001.1': 1_000_000_000n, '8001.2': 5n },
        20: { '4001.1': 3_000_000_000n, '8001.1': 4_000_000_000n, '8001.2': 5n },
      }),
    ],
    known: {
      profile: 'cisco-iosxr',
      interfaces: 0,
      firmware: '6.4.2',
      figures: [
        ['memory', '4001.1', 75],
        ['memory', '8001.1', 20],
        ['memory', undefined, 75],
      ],
      rows: { memory: 2 },
    },
  },
  'a switch whose LLDP numbers its ports otherwise than IF-MIB': {
    sysObjectID: '1.3.6.1.4.1.9.1.634',
    sysDescr: 'Cisco IOS Software, C3560 Software, Version 12.2(55)SE12',
    rows: [
      below('1.3.6.1.2.1.31.1.1.1.1', { 1: 'Vl1', 2: 'Vl2', 10101: 'Gi0/1', 10102: 'Gi0/2' }),
      below('1.0.8802.1.1.2.1.3.7.1.3', { 1: 'Gi0/1', 2: 'Gi0/2' }),
      table('1.0.8802.1.1.2.1.4.1.1', {
        4: { '0.2.1': 4 },
        5: { '0.2.1': Buffer.from('020000000001', 'hex') },
        9: { '0.2.1': 'tetangga' },
      }),
    ],
    known: { profile: 'cisco-ios', interfaces: 4, neighbours: { lldp: 1 }, heardOn: [10102] },
  },
  'states of a fan and a supply that the MIB does not know': {
    sysObjectID: '1.3.6.1.4.1.9.1.634',
    sysDescr: 'Cisco IOS Software, C3560 Software, Version 12.2(55)SE12',
    rows: [below('1.3.6.1.4.1.9.9.13.1', { '4.1.3.1': 0, '5.1.3.1': 2_147_483_647 })],
    known: { profile: 'cisco-ios', interfaces: 0, silent: ['fan_ok', 'supply_ok'] },
  },
});

// A device that no profile knows still yields what the standard MIBs offer, over UDP: each standard in its own form, and
// what agents write when they mean nothing.

import { below, describeSynthetic, table } from '../../../devices/synthetic.ts';

const UNKNOWN = '1.3.6.1.4.1.99999.7';
const STORAGE = '1.3.6.1.2.1.25.2.3.1';
const RAM = '1.3.6.1.2.1.25.2.1.2';
const UCD = '1.3.6.1.4.1.2021';
const UPS = '1.3.6.1.2.1.33.1';
const ENTITY = '1.3.6.1.2.1.47.1.1.1.1';
const SENSOR = '1.3.6.1.2.1.99.1.1.1';
const LLDP = '1.0.8802.1.1.2.1.4.1.1';

describeSynthetic('Standard MIBs', {
  'processors and load; memory by UCD where HOST-RESOURCES has none': {
    sysObjectID: UNKNOWN,
    rows: [
      { '1.3.6.1.2.1.25.3.3.1.2.196608': 20, '1.3.6.1.2.1.25.3.3.1.2.196609': 60, [`${UCD}.11.11.0`]: 1 },
      below(UCD, { '10.1.5.1': 125, '4.5.0': 1000, '4.6.0': 200, '4.14.0': 50, '4.15.0': 150 }),
    ],
    known: {
      profile: 'generic',
      interfaces: 0,
      figures: [
        ['cpu', undefined, 40],
        ['load_average', undefined, 1.25],
        ['memory', undefined, 60],
      ],
      rows: { cpu: 0 },
      silent: ['temperature', 'on_battery', 'input_voltage'],
    },
  },
  'processor by UCD alone': {
    sysObjectID: UNKNOWN,
    rows: [{ [`${UCD}.11.11.0`]: 88 }],
    known: { profile: 'generic', interfaces: 0, figures: [['cpu', undefined, 12]] },
  },
  'memory of net-snmp without buffers and cache': {
    sysObjectID: UNKNOWN,
    rows: [
      // The agents send the type as an OID; a text of the same digits is taken likewise.
      table(STORAGE, {
        2: { 1: RAM, 3: RAM, 6: RAM, 7: RAM },
        3: { 1: 'Physical memory', 3: 'Virtual memory', 6: 'Memory buffers', 7: 'Cached memory' },
        4: { 1: 1024, 3: 1024, 6: 1024, 7: 1024 },
        5: { 1: 1000, 3: 2000, 6: 1000, 7: 700 },
        6: { 1: 980, 3: 100, 6: 80, 7: 700 },
      }),
    ],
    known: { profile: 'generic', interfaces: 0, figures: [['memory', undefined, 20]], rows: { memory: 0 } },
  },
  'sensors: scale, precision, status, and optics apart': {
    sysObjectID: UNKNOWN,
    rows: [
      table(SENSOR, {
        1: { 1: 8, 2: 8, 3: 8, 4: 4, 5: 10, 6: 9 },
        2: { 1: 9, 2: 8, 3: 9, 4: 8, 5: 9, 6: 9 },
        3: { 1: 1, 2: 0, 3: 0, 4: 0, 5: 0, 6: 0 },
        4: { 1: 415, 2: 52_000, 3: 61, 4: 12_100, 5: 4200, 6: 55 },
        5: { 1: 1, 2: 1, 3: 2, 4: 1, 5: 1, 6: 1 },
      }),
      table(ENTITY, {
        5: { 1: 8, 9: 3 },
        7: { 1: 'Inlet', 2: 'SFP 1 temperature', 3: 'Broken', 4: '12V rail', 5: 'Fan 1', 6: 'Room' },
        11: { 1: 'not the chassis', 9: 'S-1' },
        13: { 9: 'Chassis 9000' },
      }),
    ],
    known: {
      profile: 'generic',
      model: 'Chassis 9000',
      serial: true,
      interfaces: 0,
      figures: [
        ['temperature', 'Inlet', 41.5],
        ['temperature', undefined, 41.5],
        ['optical_temperature', 'SFP 1 temperature', 52],
        ['voltage', '12V rail', 12.1],
        ['fan', 'Fan 1', 4200],
        ['humidity', 'Room', 55],
      ],
      rows: { temperature: 1, voltage: 1 },
    },
  },
  'lm_sensors in thousandths': {
    sysObjectID: UNKNOWN,
    rows: [
      table(`${UCD}.13.16.2.1`, {
        2: { 1: 'Core 0', 2: 'unwired', 3: 'outside' },
        3: { 1: 47_500, 2: 0, 3: 2 ** 32 - 1_500 },
      }),
    ],
    known: {
      profile: 'generic',
      interfaces: 0,
      figures: [
        ['temperature', 'Core 0', 47.5],
        ['temperature', 'outside', -1.5],
      ],
      rows: { temperature: 2 },
    },
  },
  'UPS-MIB: tenths of a volt, and unknown in every spelling': {
    sysObjectID: UNKNOWN,
    rows: [
      below(UPS, { '2.3.0': -1, '2.4.0': 2_147_483_647, '2.5.0': 541, '2.7.0': -1, '4.1.0': 3 }),
      table(`${UPS}.3.3.1`, { 3: { 1: 2369, 2: 231 } }),
      table(`${UPS}.4.4.1`, { 2: { 1: 2301 }, 4: { 1: -12, 2: 512 }, 5: { 1: 17, 2: 23 } }),
    ],
    known: {
      profile: 'generic',
      interfaces: 0,
      figures: [
        ['on_battery', undefined, 0],
        ['battery_voltage', undefined, 54.1],
        ['input_voltage', '1', 236.9],
        ['input_voltage', '2', 231],
        ['output_voltage', '1', 230.1],
        ['output_power', undefined, 500],
        ['output_load', undefined, 23],
      ],
      silent: ['battery_runtime', 'battery_charge', 'battery_temperature'],
    },
  },
  'LLDP: rows that are no neighbour left out': {
    sysObjectID: UNKNOWN,
    rows: [
      table(LLDP, {
        4: { '0.3.1': 4, '0.4.1': 0, '0.5.1': 4 },
        5: {
          '0.3.1': Buffer.from([0, 12, 66, 1, 2, 3]),
          '0.4.1': Buffer.alloc(6),
          '0.5.1': Buffer.alloc(6),
        },
        9: { '0.3.1': 'desa-2', '0.4.1': '', '0.5.1': '' },
      }),
    ],
    known: { profile: 'generic', interfaces: 0, neighbours: { lldp: 1 }, heardOn: [3] },
  },
});

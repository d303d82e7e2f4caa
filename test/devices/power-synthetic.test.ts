// Power supplies that were not recorded: on battery, one phase, old cards, unknown values in every spelling.

import { below, describeSynthetic, table } from './synthetic.ts';

const UPS = '1.3.6.1.2.1.33.1';
const XUPS = '1.3.6.1.4.1.534.1';
const MGE = '1.3.6.1.4.1.705.1';
const APC = '1.3.6.1.4.1.318.1.1';
const GENSTAR = '1.3.6.1.4.1.33333.10';

describeSynthetic('Power', {
  'UPS-MIB behind net-snmp, on battery': {
    sysObjectID: '1.3.6.1.4.1.8072.3.2.10',
    sysDescr: 'Linux ups 4.9.0 #1 armv7l',
    rows: [
      below(UPS, { '1.2.0': 'Model 3', '1.4.0': 'card 2.1', '2.3.0': 31, '2.4.0': 64, '2.5.0': 480 }),
      below(UPS, { '4.1.0': 5, '2.7.0': 29 }),
      table(`${UPS}.3.3.1`, { 3: { 1: 0 } }),
      table(`${UPS}.4.4.1`, { 2: { 1: 230 }, 5: { 1: 55 } }),
    ],
    known: {
      profile: 'ups-mib',
      model: 'Model 3',
      firmware: 'card 2.1',
      interfaces: 0,
      figures: [
        ['on_battery', undefined, 1],
        ['battery_runtime', undefined, 31 * 60],
        ['battery_charge', undefined, 64],
        ['battery_voltage', undefined, 48],
        ['battery_temperature', undefined, 29],
        ['input_voltage', '1', 0],
        ['output_voltage', '1', 230],
        ['output_load', '1', 55],
      ],
      silent: ['output_power'],
    },
  },
  'Huawei below its own arc, three phases': {
    sysObjectID: '1.3.6.1.4.1.2011.6.174',
    sysDescr: 'Linux UPS5000',
    rows: [
      below(UPS, { '1.1.0': 'Huawei', '1.2.0': 'UPS5000-E', '4.1.0': 3 }),
      table(`${UPS}.3.3.1`, { 3: { 1: 2301, 2: 2312, 3: 2323 } }),
      table(`${UPS}.4.4.1`, { 4: { 1: 10, 2: 20, 3: 30 } }),
    ],
    known: {
      profile: 'ups-huawei',
      vendor: 'Huawei',
      model: 'UPS5000-E',
      interfaces: 0,
      figures: [
        ['input_voltage', '2', 231.2],
        ['output_power', '3', 3000],
        ['output_power', undefined, 6000],
        ['on_battery', undefined, 0],
      ],
    },
  },
  'APC with the whole-number objects alone, on battery': {
    sysObjectID: '1.3.6.1.4.1.318.1.3.2.7',
    sysDescr: 'APC Web/SNMP Management Card',
    rows: [
      below(APC, {
        '1.1.1.1.0': 'Smart-UPS 750',
        '1.4.1.1.0': 3,
        '1.2.2.1.0': 71,
        '1.2.2.2.0': 33,
        '1.2.2.3.0': 90_000,
        '1.2.2.8.0': 25,
        '1.3.2.1.0': 0,
        '1.4.2.1.0': 230,
        '1.4.2.3.0': 12,
      }),
      table(`${APC}.25.1.2.1`, { 3: { '1.1': 'Rack' }, 6: { '1.1': -1 }, 7: { '1.1': -1 } }),
    ],
    known: {
      profile: 'apc',
      model: 'Smart-UPS 750',
      interfaces: 0,
      figures: [
        ['on_battery', undefined, 1],
        ['battery_charge', undefined, 71],
        ['battery_temperature', undefined, 33],
        ['battery_runtime', undefined, 900],
        ['battery_voltage', undefined, 25],
        ['input_voltage', undefined, 0],
        ['output_voltage', undefined, 230],
        ['output_load', undefined, 12],
      ],
      silent: ['temperature', 'humidity'],
    },
  },
  'Eaton with XUPS alone: three phases, time unknown': {
    sysObjectID: '1.3.6.1.4.1.534.1',
    rows: [
      below(XUPS, { '1.2.0': '9155', '2.1.0': 65535, '2.2.0': 432, '2.4.0': 88, '4.1.0': 40, '4.5.0': 5 }),
      table(`${XUPS}.3.4.1`, { 2: { 1: 221, 2: 0, 3: 219 } }),
    ],
    known: {
      profile: 'eaton',
      model: '9155',
      interfaces: 0,
      figures: [
        ['on_battery', undefined, 1],
        ['battery_voltage', undefined, 432],
        ['battery_charge', undefined, 88],
        ['input_voltage', '1', 221],
        ['input_voltage', '2', 0],
        ['input_voltage', undefined, 0],
        ['output_load', undefined, 40],
      ],
      silent: ['battery_runtime', 'temperature'],
      rows: { input_voltage: 3 },
    },
  },
  'MGE: the oldest of its MIBs': {
    sysObjectID: '1.3.6.1.4.1.705.1.2',
    rows: [
      below(MGE, { '1.1.0': 'Galaxy', '5.1.0': 1260, '5.2.0': 95, '5.5.0': 3700, '7.3.0': 1 }),
      table(`${MGE}.7.2.1`, { 2: { 1: 2305 }, 4: { 1: 18 } }),
    ],
    known: {
      profile: 'eaton',
      model: 'Galaxy',
      interfaces: 0,
      figures: [
        ['on_battery', undefined, 1],
        ['battery_runtime', undefined, 1260],
        ['battery_charge', undefined, 95],
        ['battery_voltage', undefined, 370],
        ['output_voltage', undefined, 230.5],
        ['output_load', undefined, 18],
      ],
    },
  },
  'Morningstar at night': {
    sysObjectID: '1.3.6.1.4.1.33333',
    rows: [below(GENSTAR, { '1.0': 'GS', '30.0': '48.25', '34.0': '-0.0102', '39.0': 3, '41.0': '87.5' })],
    known: {
      profile: 'morningstar',
      model: 'GS',
      interfaces: 0,
      figures: [
        ['battery_voltage', undefined, 48.25],
        ['charge_current', undefined, -0.0102],
        ['charge_state', undefined, 'night'],
        ['battery_charge', undefined, 87.5],
      ],
      silent: ['temperature', 'load_current'],
    },
  },
  'UPS-MIB with its output off: neither mains nor battery': {
    sysObjectID: '1.3.6.1.2.1.33',
    rows: [below(UPS, { '1.2.0': 'Model 3', '4.1.0': 2 })],
    known: { profile: 'ups-mib', interfaces: 0, silent: ['on_battery'] },
  },
  'UPS-MIB with a source that the MIB does not know': {
    sysObjectID: '1.3.6.1.2.1.33',
    rows: [below(UPS, { '1.2.0': 'Model 3', '4.1.0': 255 })],
    known: { profile: 'ups-mib', interfaces: 0, silent: ['on_battery'] },
  },
  'APC that does not know its own state or its time left': {
    sysObjectID: '1.3.6.1.4.1.318.1.3.27',
    rows: [below(APC, { '1.4.1.1.0': -1, '1.2.2.3.0': -1 })],
    known: { profile: 'apc', interfaces: 0, silent: ['on_battery', 'battery_runtime'] },
  },
  'XUPS that does not know its source or its power': {
    sysObjectID: '1.3.6.1.4.1.534.1',
    rows: [below(XUPS, { '4.5.0': -1, '4.4.1.4.1': 2_147_483_647, '4.4.1.4.2': 65_535 })],
    known: { profile: 'eaton', interfaces: 0, silent: ['on_battery', 'output_power'] },
  },
});

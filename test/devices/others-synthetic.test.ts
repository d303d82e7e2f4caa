// Carrier and switch vendors, with other entities than those recorded.

import { below, describeSynthetic, table } from './synthetic.ts';

const ENTITY = '1.3.6.1.2.1.47.1.1.1.1';

describeSynthetic('Carriers and switches', {
  'Juniper: one box, an idle processor, a fan down, optics by ifIndex': {
    sysObjectID: '1.3.6.1.4.1.2636.1.1.1.2.137',
    sysDescr: 'Juniper Networks, Inc. acx2200 internet router, kernel JUNOS 17.4R2-S2.3, Build date: 2018',
    rows: [
      { '1.3.6.1.2.1.31.1.1.1.1.571': 'ge-0/1/0', '1.3.6.1.4.1.2636.3.1.3.0': 'X' },
      table('1.3.6.1.4.1.2636.3.1.13.1', {
        5: { '9.1.0.0': 'Routing Engine', '4.1.0.0': 'Fan Tray', '2.1.0.0': 'PEM 0' },
        6: { '9.1.0.0': 2, '4.1.0.0': 6, '2.1.0.0': 2 },
        7: { '9.1.0.0': 51, '4.1.0.0': 0, '2.1.0.0': 0 },
        8: { '9.1.0.0': 0, '4.1.0.0': 0, '2.1.0.0': 0 },
        11: { '9.1.0.0': 62, '4.1.0.0': 0, '2.1.0.0': 0 },
      }),
      table('1.3.6.1.4.1.2636.3.60.1.1.1.1', { 5: { 571: -1234, 572: 0 } }),
    ],
    known: {
      profile: 'juniper',
      model: 'acx2200',
      firmware: '17.4R2-S2.3',
      serial: true,
      interfaces: 1,
      figures: [
        ['cpu', 'Routing Engine', 0],
        ['memory', 'Routing Engine', 62],
        ['temperature', undefined, 51],
        ['fan_ok', 'Fan Tray', 0],
        ['supply_ok', 'PEM 0', 1],
        ['optical_rx_power', 'ge-0/1/0', -12.34],
      ],
      rows: { cpu: 1, memory: 1, temperature: 1, optical_rx_power: 1 },
    },
  },
  'Huawei: two boards, microwatts of an old release, clients in both bands, no names': {
    sysObjectID: '1.3.6.1.4.1.2011.2.62.2.9',
    sysDescr: 'Huawei Versatile Routing Platform Software VRP (R) Software, Version 5.70 (NE40E V600R002C02)',
    rows: [
      table('1.3.6.1.4.1.2011.5.25.31.1.1.1.1', {
        5: { 70: 12, 80: 0, 90: 0 },
        7: { 70: 33, 80: 41, 90: 0 },
        11: { 70: 39, 80: 2147483647, 90: 0 },
        13: { 70: 12_060, 80: 3, 90: 0 },
      }),
      table('1.3.6.1.4.1.2011.5.25.31.1.1.3.1', { 8: { 90: 141 }, 9: { 90: 501 } }),
      table('1.3.6.1.4.1.2011.6.139.17.1.2.1', {
        2: { '4.68.101.115.97': 3 },
        3: { '4.68.101.115.97': 5, '2.65.66': 1 },
      }),
    ],
    known: {
      profile: 'huawei-vrp',
      vendor: 'Huawei',
      firmware: 'V600R002C02',
      interfaces: 0,
      figures: [
        ['cpu', '70', 12],
        ['cpu', '80', 0],
        ['memory', '80', 41],
        ['memory', undefined, 41],
        ['temperature', '70', 39],
        ['voltage', '70', 12.06],
        ['optical_rx_power', '90', -8.508],
        ['optical_tx_power', '90', -3.002],
        ['clients', 'Desa', 8],
        ['clients', 'AB', 1],
        ['clients', undefined, 9],
      ],
      rows: { cpu: 2, temperature: 1, voltage: 1 },
    },
  },
  'H3C: a frame with two boards': {
    sysObjectID: '1.3.6.1.4.1.25506.1.1049',
    sysDescr: 'H3C Comware Software, Version 7.1.070, Release 6328',
    rows: [
      table(ENTITY, {
        5: { 2: 3, 212: 9, 312: 9, 400: 10 },
        7: { 2: 'S7500', 212: 'Board 1', 312: 'Board 2', 400: 'port' },
        10: { 2: '', 212: '7.1.070', 312: '', 400: '' },
      }),
      table('1.3.6.1.4.1.25506.2.6.1.1.1.1', {
        6: { 2: 0, 212: 9, 312: 44, 400: 0 },
        8: { 2: 0, 212: 51, 312: 22, 400: 0 },
        12: { 2: 65535, 212: 37, 312: 65535, 400: 0 },
      }),
    ],
    known: {
      profile: 'h3c-comware',
      model: 'S7500',
      firmware: '7.1.070',
      interfaces: 0,
      figures: [
        ['cpu', 'Board 2', 44],
        ['cpu', undefined, 44],
        ['memory', 'Board 1', 51],
        ['temperature', 'Board 1', 37],
      ],
      rows: { cpu: 2, memory: 2, temperature: 1 },
    },
  },
  'ZTE line terminal: three cards': {
    sysObjectID: '1.3.6.1.4.1.3902.1082.1001.320.2.1',
    sysDescr: 'C320 Version V2.1.0 Software, Copyright (c) by ZTE Corporation',
    rows: [
      table('1.3.6.1.4.1.3902.1082.10.1.2.4.1', {
        9: { '1.1.1': 7, '1.1.2': 31, '1.1.3': 2 },
        11: { '1.1.1': 40, '1.1.2': 45 },
      }),
      table('1.3.6.1.4.1.3902.1082.10.10.2.1.6.1', {
        2: { '1.1.1': 55, '1.1.2': 2147483647 },
        4: { '1.1.1': 3_300 },
      }),
    ],
    known: {
      profile: 'zte-olt',
      vendor: 'ZTE',
      model: 'C320',
      firmware: 'V2.1.0',
      interfaces: 0,
      figures: [
        ['cpu', '1.1.2', 31],
        ['memory', undefined, 45],
        ['temperature', undefined, 55],
        ['voltage', '1.1.1', 3.3],
      ],
      rows: { cpu: 3, temperature: 1 },
    },
  },
  'Ruijie: two sensors, one of them there': {
    sysObjectID: '1.3.6.1.4.1.4881.1.1.10.1.200',
    sysDescr: 'Ruijie 10G Ethernet Switch(RG-S5310) By Ruijie Networks',
    rows: [
      { '1.3.6.1.4.1.4881.1.1.10.2.36.1.1.2.0': 8 },
      table('1.3.6.1.4.1.4881.1.1.10.2.1.1.23.1', {
        2: { 1: 'board', 2: 'number 2:invalid' },
        3: { 1: 47, 2: 12 },
      }),
    ],
    known: {
      profile: 'ruijie',
      model: 'RG-S5310',
      interfaces: 0,
      figures: [
        ['cpu', undefined, 8],
        ['temperature', 'board', 47],
      ],
      silent: ['memory'],
      rows: { temperature: 1 },
    },
  },
  'TP-Link: a neighbour without an address': {
    sysObjectID: '1.3.6.1.4.1.11863.5.33',
    rows: [
      below('1.3.6.1.4.1.11863.6', { '1.1.5.0': 'T2600G', '4.1.1.1.1.2.1': 10, '4.1.2.1.1.2.1': 60 }),
      table('1.3.6.1.4.1.11863.6.35.1.2.2.1', {
        1: { '49160.4': '1/0/8' },
        4: { '49160.4': '02:00:00:00:00:01' },
        13: { '49160.4': '::' },
      }),
    ],
    known: {
      profile: 'tplink-omada',
      model: 'T2600G',
      interfaces: 0,
      figures: [
        ['cpu', undefined, 10],
        ['memory', undefined, 60],
      ],
      silent: ['power'],
      neighbours: { lldp: 1 },
    },
  },
  'Allied Telesis: no memory object is known': {
    sysObjectID: '1.3.6.1.4.1.207.1.14.179',
    sysDescr: 'Allied Telesis router/switch, AW+ v5.4.9-0.1',
    rows: [
      {
        '1.3.6.1.4.1.207.8.4.4.3.3.8.1.4.1': 22,
        '1.3.6.1.4.1.207.8.4.4.3.12.3.1.5.1.4': 43,
        '1.3.6.1.4.1.207.8.4.4.3.12.2.1.5.1.2': 5_020,
      },
    ],
    known: {
      profile: 'allied-telesis',
      interfaces: 0,
      figures: [
        ['cpu', undefined, 22],
        ['temperature', undefined, 43],
        ['voltage', '1.2', 5.02],
      ],
    },
  },
  'Raisecom: its processor': {
    sysObjectID: '1.3.6.1.4.1.8886.6.153',
    rows: [{ '1.3.6.1.4.1.8886.60.1.1.1.2.1.1.1.3.1': 14 }],
    known: { profile: 'raisecom', vendor: 'Raisecom', interfaces: 0, figures: [['cpu', undefined, 14]] },
  },
  'TP-Link outdoors: the standard MIBs': {
    sysObjectID: '1.3.6.1.4.1.11863.3.2.10',
    rows: [{ '1.3.6.1.2.1.31.1.1.1.1.4': 'ath0', '1.3.6.1.2.1.2.2.1.8.4': 1 }],
    known: { profile: 'tplink-pharos', vendor: 'TP-Link', interfaces: 1, up: 1 },
  },
});

// Huawei routers and switches: one board among dozens of entities without a processor; optics only where there is a module.

import { describeRecordings } from './recorded.ts';

describeRecordings('Huawei', {
  'snmprec/vrp_ar169sfp': {
    profile: 'huawei-vrp',
    system: {
      sysObjectID: '1.3.6.1.4.1.2011.2.224.62',
      sysDescr: 'Huawei AR169F Huawei Versatile Routing Platfo',
      sysName: '<private>',
    },
    vendor: 'Huawei',
    model: 'AR169F',
    firmware: 'V200R009C00SPC500',
    serial: true,
    ticks: 892464591,
    interfaces: 16,
    up: 8,
    ports: [
      {
        ifIndex: 4,
        name: 'GigabitEthernet0/0/1',
        speedBps: 1e9,
        octets: [60957920391n, 101135538407n],
        bits: 64,
      },
      {
        ifIndex: 7,
        name: 'GigabitEthernet0/0/4',
        speedBps: 1e9,
        octets: [104579943059n, 63990464422n],
        bits: 64,
      },
      { ifIndex: 9, name: 'Cellular0/0/0', speedBps: 10e6 },
    ],
    figures: [
      ['cpu', 'SRU Board 0', 24],
      ['cpu', undefined, 24],
      ['memory', 'SRU Board 0', 58],
      ['temperature', 'SRU Board 0', 44],
      ['optical_temperature', 'GigabitEthernet0/0/4', 51],
      ['optical_voltage', 'GigabitEthernet0/0/4', 3.208],
      ['optical_rx_power', 'GigabitEthernet0/0/4', -8.49],
      ['optical_tx_power', 'GigabitEthernet0/0/4', -5.75],
      ['aps_up', undefined, 0],
    ],
    silent: ['voltage', 'clients'],
    rows: { cpu: 1, memory: 1, temperature: 1, optical_rx_power: 1 },
  },
  'permissive/snmpsim-data/huawei-s5720': {
    profile: 'huawei-vrp',
    system: { sysObjectID: '1.3.6.1.4.1.2011.2.23.276', sysName: 'DUMSYS-05' },
    vendor: 'Huawei',
    model: 'S5720-36C-EI-AC',
    firmware: 'V200R007C00SPC500',
    serial: true,
    ticks: 1747082970,
    interfaces: 39,
    up: 15,
    ports: [
      {
        ifIndex: 6,
        name: 'GigabitEthernet0/0/1',
        speedBps: 1e9,
        octets: [1203112422915n, 20137098510285n],
        bits: 64,
      },
      {
        ifIndex: 7,
        name: 'GigabitEthernet0/0/2',
        speedBps: 1e9,
        octets: [2132133542608n, 20384199229111n],
        bits: 64,
      },
    ],
    figures: [
      ['cpu', 'MPU Board 0', 38],
      ['memory', 'MPU Board 0', 7],
      ['temperature', 'MPU Board 0', 42],
    ],
    silent: ['voltage', 'optical_temperature', 'optical_voltage', 'optical_rx_power', 'optical_tx_power'],
    rows: { cpu: 1, memory: 1, temperature: 1 },
    // Of 63 entities and 33 ports without a module.
    objects: 20,
  },
});

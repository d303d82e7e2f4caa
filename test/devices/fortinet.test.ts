// FortiGate: no sysDescr, sensors in text, NULL rows, an LTE modem.

import { describeRecordings } from './recorded.ts';

describeRecordings('Fortinet', {
  'snmprec/fortigate_60f3g4g': {
    profile: 'fortinet-fortigate',
    system: { sysObjectID: '1.3.6.1.4.1.12356.101.1.648', sysDescr: '', sysName: '<private>' },
    vendor: 'Fortinet',
    model: 'FGR_60F_3G4G',
    firmware: /^v6\.4\.8/,
    serial: true,
    ticks: 247671834,
    interfaces: 21,
    up: 7,
    ports: [
      { ifIndex: 16, name: 'wan2', ifDescr: null, speedBps: 1e9, octets: [0n, 0n] },
      { ifIndex: 10, name: 'Cabinet', ifDescr: 'To xxxx', speedBps: 1e9 },
      { ifIndex: 2, name: 'voice', ifDescr: 'Fortivoice VLAN', speedBps: 1e9 },
    ],
    figures: [
      ['cpu', undefined, 1],
      ['memory', undefined, 41],
      ['sessions', undefined, 393],
      ['clients', undefined, 0],
      ['temperature', 'CPU ON-DIE thermal sensor', 43.566002],
      ['temperature', 'TMP 1 lmb75 thermal sensor', 39],
      ['rssi', undefined, -62],
      ['rsrq', undefined, -14],
      ['rsrp', undefined, -92],
    ],
    silent: ['sinr', 'fan', 'voltage'],
    rows: { temperature: 2, rsrp: 1 },
    neighbours: { lldp: 1 },
    heardOn: [16],
  },
});

// Mimosa: four chains, the streams of which are one link.

import { describeRecordings } from './recorded.ts';

describeRecordings('Mimosa', {
  'snmprec/mimosa_b5': {
    profile: 'mimosa',
    system: {
      sysObjectID: '1.3.6.1.4.1.43356.1.1.1',
      sysDescr: 'Mimosa B5c Firmware v92329ce',
      sysName: '<private>',
    },
    vendor: 'Mimosa',
    model: 'B5c',
    firmware: '2.3.3',
    serial: true,
    ticks: 4174583,
    interfaces: 10,
    up: 8,
    ports: [
      { ifIndex: 3, name: 'eth1_emac1', speedBps: 1e9, octets: [261798323n, 2846412548n], bits: 32 },
      { ifIndex: 4, name: 'eth2', speedBps: 10e6, octets: [663952495n, 267902518n], bits: 32 },
    ],
    figures: [
      ['signal', '1', -58.9],
      ['signal', '2', -59],
      ['signal', '3', -59.2],
      ['signal', '4', -59],
      ['signal', undefined, -59.2],
      ['snr', '1', 26.5],
      ['snr', '2', 26.4],
      ['snr', '3', 30.7],
      ['snr', '4', 30.9],
      ['tx_power', '1', 21],
      ['tx_power', '2', 21],
      ['tx_power', '3', 21],
      ['tx_power', '4', 21],
      ['tx_rate', undefined, 600e6],
      ['rx_rate', undefined, 720e6],
      ['tx_error', undefined, 0.63],
      ['rx_error', undefined, 0.22],
      ['temperature', undefined, 45],
    ],
    rows: { signal: 4, snr: 4, noise: 4, tx_power: 4 },
  },
});

// UHP satellite terminals: levels without their sign, a negative number in a Gauge32, speeds in kbit/s.

import { describeRecordings } from './recorded.ts';

describeRecordings('VSAT', {
  'snmprec/uhp': {
    profile: 'uhp',
    system: { sysObjectID: '1.3.6.1.4.1.8000', sysDescr: 'UHP VSAT Terminal Software', sysName: '<private>' },
    vendor: 'UHP',
    ticks: 60015890,
    interfaces: 5,
    up: 4,
    ports: [
      { ifIndex: 1, name: 'Ethernet', speedBps: 10e6, octets: [37293284n, 10163856n], bits: 32 },
      { ifIndex: 3, name: 'Demodulator-1', speedBps: 6_666_000, octets: [1570794184n, 0n], bits: 32 },
      { ifIndex: 4, name: 'Modulator', speedBps: 900_000, octets: [0n, 38824004n], bits: 32 },
    ],
    figures: [
      ['carrier_snr', undefined, 13.5],
      ['rx_level', undefined, -11.9],
      ['tx_level', undefined, -25.9],
      ['level_adjust', undefined, -2.1],
      ['modem_state', undefined, 'operation'],
      ['cpu', undefined, 14],
      ['rx_octets', undefined, 4048928876n],
    ],
    silent: ['temperature'],
  },
});

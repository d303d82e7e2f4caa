// Cambium and Mimosa devices that were not recorded: subscribers that miss a polarisation, chains that are not in use.

import { below, describeSynthetic, table } from './synthetic.ts';

const PMP = '1.3.6.1.4.1.161.19.3';
const EPMP = '1.3.6.1.4.1.17713.21';
const PTP = '1.3.6.1.4.1.17713.11';
const MIMOSA = '1.3.6.1.4.1.43356.2.1.2';

describeSynthetic('Cambium and Mimosa', {
  'PMP with three subscribers, one without a level': {
    sysObjectID: '1.3.6.1.4.1.161.19.250.256',
    sysDescr: 'CANOPY 16.2 (Build 28) AP',
    rows: [
      below(`${PMP}.1.7`, { '1.0': 3, '37.0': 5_785_000 }),
      table(`${PMP}.1.4.1`, {
        35: { 2: '-61.5', 3: '-70 dBm', 9: 'N/A' },
        74: { 2: 28, 3: 17 },
        84: { 2: 25, 9: 12 },
        333: { 2: 1 },
      }),
    ],
    known: {
      profile: 'cambium-pmp',
      model: 'CANOPY',
      firmware: '16.2',
      interfaces: 0,
      figures: [
        ['clients', undefined, 3],
        ['frequency', undefined, 5_785e6],
        ['signal', '2', -61.5],
        ['signal', '3', -70],
        ['signal', undefined, -70],
        ['snr', '2', 25],
        ['snr', '3', 17],
        ['snr', '9', 12],
        ['snr', undefined, 12],
        ['snr_horizontal', '9', 12],
      ],
      silent: ['temperature', 'downlink_use'],
      rows: { signal: 2, snr: 3, snr_vertical: 2 },
    },
  },
  'PMP as a subscriber': {
    sysObjectID: '1.3.6.1.4.1.161.19.250.256',
    sysDescr: 'CANOPY 20.3.1 SM',
    rows: [below(`${PMP}.2.2`, { '21.0': -63, '95.0': 27, '106.0': 0 })],
    known: {
      profile: 'cambium-pmp',
      model: 'CANOPY',
      firmware: '20.3.1',
      interfaces: 0,
      figures: [
        ['signal', undefined, -63],
        ['snr', undefined, 27],
      ],
      silent: ['clients', 'snr_vertical'],
    },
  },
  'ePMP as a subscriber': {
    sysObjectID: EPMP,
    sysDescr: 'Cambium Force 300-25',
    rows: [below(`${EPMP}.1`, { '2.1.0': 5_600, '2.3.0': -58, '2.18.0': 31, '1.17.0': '4.7.1' })],
    known: {
      profile: 'cambium-epmp',
      model: 'Force 300-25',
      firmware: '4.7.1',
      serial: false,
      interfaces: 0,
      figures: [
        ['frequency', undefined, 5_600e6],
        ['signal', undefined, -58],
        ['snr', undefined, 31],
      ],
      silent: ['clients', 'cpu'],
    },
  },
  'PTP 670, plausible': {
    sysObjectID: PTP,
    sysDescr: 'PTP 670',
    rows: [below(PTP, { '12.4.0': 230, '12.12.0': -487, '20.1.0': 210_000, '20.2.0': 195_500 })],
    known: {
      profile: 'cambium-ptp670',
      vendor: 'Cambium',
      interfaces: 0,
      figures: [
        ['tx_power', undefined, 23],
        ['signal', undefined, -48.7],
        ['rx_rate', undefined, 210e6],
        ['tx_rate', undefined, 195.5e6],
      ],
    },
  },
  'PTP 670 in another scale': {
    sysObjectID: PTP,
    rows: [below(PTP, { '12.4.0': 23_000, '12.12.0': -48_700 })],
    known: { profile: 'cambium-ptp670', interfaces: 0, silent: ['tx_power', 'signal'] },
  },
  'another product of Cambium: the standard MIBs': {
    sysObjectID: '1.3.6.1.4.1.17713.24',
    rows: [{ '1.3.6.1.2.1.31.1.1.1.1.1': 'gi0/1' }],
    known: { profile: 'cambium-other', vendor: 'Cambium', interfaces: 1 },
  },
  'Mimosa with two chains of four in use': {
    sysObjectID: '1.3.6.1.4.1.43356.1.1.2',
    sysDescr: 'Mimosa C5 Firmware v1',
    rows: [
      table(`${MIMOSA}.6.1.1`, {
        2: { 1: 180, 2: 175, 3: -80, 4: -80 },
        3: { 1: -550, 2: -561, 3: -1_000, 4: -1_000 },
        4: { 1: -900, 2: -895, 3: -900, 4: 0 },
        5: { 1: 350, 2: 334, 3: 0, 4: 0 },
      }),
      table(`${MIMOSA}.6.2.1`, { 2: { 1: 300, 2: 270 } }),
    ],
    known: {
      profile: 'mimosa',
      model: 'C5',
      interfaces: 0,
      figures: [
        ['tx_power', '2', 17.5],
        ['signal', undefined, -56.1],
        ['noise', '1', -90],
        ['snr', undefined, 33.4],
        ['tx_rate', undefined, 570e6],
      ],
      silent: ['rx_rate', 'temperature', 'frequency'],
      rows: { tx_power: 2, signal: 2, noise: 2, snr: 2 },
    },
  },
});

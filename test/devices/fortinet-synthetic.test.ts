// A FortiGate with other sensors than the one recorded: their unit is in their name.

import { below, describeSynthetic, table } from './synthetic.ts';

const FORTIGATE = '1.3.6.1.4.1.12356.101';

describeSynthetic('Fortinet', {
  'FortiGate with fans, rails and padded names': {
    sysObjectID: `${FORTIGATE}.1.10004`,
    rows: [
      below(FORTIGATE, { '4.1.1.0': 'v7.2.8', '4.1.3.0': 9, '4.1.4.0': 55, '4.1.8.0': 120_000 }),
      table(`${FORTIGATE}.4.3.2.1`, {
        2: {
          3: 'CPU VCCP   ',
          8: 'PS1 Fan 1 ',
          11: 'FAN_TMP_3',
          12: '+12V',
          40: 'PS1 Status',
          41: 'DTS CPU',
        },
        3: { 3: '0.95', 8: '5200', 11: '31', 12: '12.1', 40: '0', 41: '' },
      }),
    ],
    known: {
      profile: 'fortinet-fortigate',
      firmware: 'v7.2.8',
      interfaces: 0,
      figures: [
        ['sessions', undefined, 120_000],
        ['fan', 'PS1 Fan 1', 5_200],
        ['temperature', 'FAN_TMP_3', 31],
        ['voltage', '+12V', 12.1],
        ['voltage', 'CPU VCCP', 0.95],
      ],
      silent: ['clients', 'rsrp'],
      rows: { fan: 1, temperature: 1, voltage: 2 },
    },
  },
  'another product of Fortinet: the standard MIBs': {
    sysObjectID: '1.3.6.1.4.1.12356.106.1.1086',
    rows: [{ '1.3.6.1.2.1.31.1.1.1.1.1': 'port1' }],
    known: { profile: 'fortinet-other', vendor: 'Fortinet', interfaces: 1 },
  },
});

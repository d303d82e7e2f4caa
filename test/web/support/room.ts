// The same bad afternoon as operators work on it: one incident acknowledged, one over and not acknowledged, one shelved,
// one held back by maintenance, one latched.

import { linkId } from '../../../src/domain/ids.ts';
import type { NetworkView } from '../../../src/stream/protocol.ts';
import { fakeProvince, START } from './province.ts';
import { alert, troubled } from './story.ts';

const MINUTE_MS = 60_000;

/** Links that the window of {@link workedOn} covers. */
export const COVERED = ['majene-0-radio', 'majene-1-vsat', 'majene-2-fiber'].map(linkId);

/** The province with operators at work. */
export function workedOn(calm: NetworkView = fakeProvince()): NetworkView {
  const { alerts, ...network } = troubled(calm);
  const ago = (minutes: number): number => START - minutes * MINUTE_MS;
  const [from, to] = [ago(23), START + 117 * MINUTE_MS];
  return {
    ...network,
    acknowledgeFrom: 'minor',
    maintenance: [
      { window: 'odp', name: 'Ganti ODP Majene', announcedBy: 'ICON+', from, to, links: COVERED },
    ],
    alerts: [
      ...alerts.map((each) =>
        each.number === 61 ? { ...each, acknowledged: { by: 'Andi', at: ago(2) }, occurrences: 3 } : each,
      ),
      alert(30, {
        rule: 'link.down',
        subject: linkId('mamuju-1-vsat'),
        severity: 'major',
        status: 'returned',
        since: ago(95),
        returnedAt: ago(31),
        data: { name: 'Mamuju – Lebani', from: 'Mamuju', to: 'Lebani', unreachable: 0 },
        cause: { code: 'vsat-weather', by: 'Sitti', at: ago(29) },
      }),
      alert(31, {
        rule: 'rule.battery-low',
        subject: linkId('mateng-2-fiber'),
        severity: 'minor',
        status: 'returned',
        latched: true,
        since: ago(200),
        returnedAt: ago(140),
        acknowledged: { by: 'Andi', at: ago(190) },
        data: {
          name: 'Mamuju Tengah – Budong-Budong',
          ruleId: 'baterai lemah',
          ruleEn: 'low battery',
          figure: '18%',
        },
      }),
      alert(32, {
        rule: 'link.snmp-silent',
        subject: linkId('polewali-0-radio'),
        severity: 'warning',
        since: ago(400),
        shelved: { by: 'Sitti', at: ago(60), until: START + 177 * MINUTE_MS },
        suppressed: { by: 'shelved', who: 'Sitti', since: ago(60), until: START + 177 * MINUTE_MS },
        data: { name: 'Polewali Mandar – Galung Lombok', address: '10.80.0.0', polls: 3, detail: 'timeout' },
      }),
      alert(33, {
        rule: 'link.down',
        subject: COVERED[0] ?? linkId('majene-0-radio'),
        severity: 'major',
        since: ago(12),
        suppressed: {
          by: 'maintenance',
          window: 'odp',
          name: 'Ganti ODP Majene',
          announcedBy: 'ICON+',
          since: from,
          until: to,
        },
        data: { name: 'Majene – Pamboang', from: 'Majene', to: 'Pamboang', unreachable: 0 },
      }),
    ],
  };
}

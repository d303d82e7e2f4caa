// Which incidents the wall tells of, and in which order.

import { describe, expect, it } from 'vitest';
import { linkId } from '../../../../src/domain/ids.ts';
import type { NetworkView } from '../../../../src/stream/protocol.ts';
import { alertTree } from '../../../../src/web/model/alert-tree.ts';
import { incidentsOf } from '../../../../src/web/pages/wall/incidents.ts';
import { START } from '../../support/province.ts';
import { workedOn } from '../../support/room.ts';
import { alert } from '../../support/story.ts';

const MINUTE_MS = 60_000;

function told({ acknowledgeFrom, alerts }: Pick<NetworkView, 'alerts' | 'acknowledgeFrom'>) {
  return incidentsOf(alertTree(new Map(alerts.map((each) => [each.number, each])), acknowledgeFrom));
}

describe('incidents of the wall', () => {
  it('are those that are active, with the rest counted', () => {
    const { active, held, returned } = told(workedOn());
    expect(active.map((each) => [each.alert.number, each.size, each.under])).toEqual([
      [41, 5, 5],
      [61, 0, 0],
      [60, 0, 0],
    ]);
    expect([held, returned]).toEqual([2, 2]);
  });

  it.each([
    ['severity before size', { severity: 'major', data: { villages: 90 } }, { data: { villages: 1 } }, 2],
    ['more sites first', { data: { villages: 3, offices: 2 } }, { data: { villages: 4 } }, 1],
    ['links where no sites are told', { data: { unreachable: 2 } }, { data: { villages: 7 } }, 2],
    [
      'of the same size the older first',
      { since: START - 9 * MINUTE_MS },
      { since: START - 8 * MINUTE_MS },
      1,
    ],
    ['else the one that was raised first', {}, {}, 1],
  ] as const)('stand in order: %s', (_, first, second, top) => {
    const alerts = [
      alert(2, { rule: 'link.down', subject: linkId('b'), ...second }),
      alert(1, { rule: 'link.down', subject: linkId('a'), ...first }),
    ];
    expect(told({ alerts }).active[0]?.alert.number).toBe(top);
  });

  it('are as large as what is held back because of them where nobody counted sites', () => {
    const child = (number: number) =>
      alert(number, {
        rule: 'link.vicon',
        subject: linkId('a'),
        suppressed: { by: 'rule', rule: 'link.down', since: START, alert: 1 },
      });
    const alerts = [
      alert(1, { rule: 'link.down', subject: linkId('a') }),
      child(3),
      child(4),
      alert(2, { rule: 'link.down', subject: linkId('b'), data: { unreachable: 1 } }),
    ];
    expect(told({ alerts }).active.map((each) => [each.alert.number, each.size])).toEqual([
      [1, 2],
      [2, 1],
    ]);
  });

  it('count with a held one all that lies under it', () => {
    const alerts = [
      alert(1, {
        rule: 'link.down',
        subject: linkId('a'),
        suppressed: { by: 'shelved', who: 'Andi', since: START, until: START + MINUTE_MS },
      }),
      alert(2, {
        rule: 'link.snmp-silent',
        subject: linkId('a'),
        suppressed: { by: 'rule', rule: 'link.down', since: START, alert: 1 },
      }),
    ];
    expect(told({ alerts })).toEqual({ active: [], held: 2, returned: 0 });
  });
});

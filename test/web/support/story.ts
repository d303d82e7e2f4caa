// A bad afternoon in the fake province: one regency cut off, a village behind a weak radio, a link flapping.

import type { Alert } from '../../../src/domain/alert.ts';
import { linkId, siteId } from '../../../src/domain/ids.ts';
import type { LinkView, NetworkView } from '../../../src/stream/protocol.ts';
import { round, START } from './province.ts';

/** When the line to Mamasa was cut. */
export const CUT_AT = START - 47 * 60_000;

/** An active alert with what a test wants to say about it. */
export function alert(number: number, fields: Partial<Alert> & Pick<Alert, 'rule' | 'subject'>): Alert {
  return {
    number,
    severity: 'critical',
    status: 'active',
    since: CUT_AT,
    raisedAt: CUT_AT + 3_000,
    occurrences: 1,
    incident: number,
    data: {},
    ...fields,
  };
}

/** The province during that afternoon. */
export function troubled(calm: NetworkView): NetworkView {
  const mamasa = siteId('mamasa');
  const root = linkId('prov-mamasa');
  const alerts: Alert[] = [
    alert(41, {
      rule: 'link.down',
      subject: root,
      data: {
        name: 'Provinsi – Mamasa',
        from: 'Dinas Kominfo Provinsi',
        to: 'Mamasa',
        unreachable: 5,
        villages: 5,
      },
    }),
  ];
  const links = calm.links.map((link): LinkView => {
    if (link.id === root) {
      return {
        ...link,
        state: 'down',
        since: CUT_AT,
        round: round(START - 20_000, 0, 60),
        reason: {
          kind: 'silent',
          lostInRow: 9,
          required: 5,
          lossPct: 0.2,
          firstLostAt: CUT_AT,
          lastLostAt: CUT_AT + 2_600,
          outcome: 'lost',
          ancestors: [{ site: calm.monitorSite, answeredAt: CUT_AT + 2_700 }],
        },
      };
    }
    if (link.regency === mamasa) {
      const proof = { site: mamasa, link: root, since: CUT_AT, provedAt: CUT_AT + 2_600 };
      alerts.push(
        alert(alerts.length + 41, {
          rule: 'link.unreachable',
          subject: link.id,
          severity: 'minor',
          incident: 41,
          suppressed: { by: 'ancestor', ...proof, alert: 41 },
          data: { name: link.name },
        }),
      );
      return {
        ...link,
        state: 'unreachable',
        since: CUT_AT,
        round: round(START - 20_000, 0, 60),
        reason: { kind: 'ancestor', ...proof },
      };
    }
    if (link.id === 'mateng-0-radio') {
      const since = START - 13 * 60_000;
      const data = { name: link.name, figure: 'loss', value: 11.67, limit: 5 };
      alerts.push(alert(60, { rule: 'link.degraded', subject: link.id, severity: 'warning', since, data }));
      return {
        ...link,
        state: 'degraded',
        since,
        round: round(START - 20_000, 48.3, 7),
        reason: { kind: 'quality', figure: 'loss', value: 11.67, limit: 5 },
      };
    }
    if (link.id === 'polewali-3-lte') {
      const since = START - 4 * 60_000;
      alerts.push(
        alert(61, {
          rule: 'link.flapping',
          subject: link.id,
          severity: 'major',
          since,
          data: { name: link.name, from: 'Polewali Mandar', to: 'Katimbang' },
        }),
      );
      return { ...link, suspected: true, since: START - 41_000 };
    }
    if (link.id === 'pasangkayu-4-radio') {
      return { ...link, stage: 'planned', state: 'unknown', reason: { kind: 'unmeasured' } };
    }
    return link;
  });
  return { ...calm, links, alerts };
}

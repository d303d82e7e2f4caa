// What an incident took along, from the store and from what the engine knows better.

import { describe, expect, it } from 'vitest';
import { type IncidentSources, incidentOf } from '../../src/api/incident.ts';
import type { Alert } from '../../src/domain/alert.ts';
import { linkId } from '../../src/domain/ids.ts';
import { networkOf, province } from '../support/network.ts';
import { fakeAlert } from './support/api.ts';

const NETWORK = networkOf([...province(1, 3), { id: 'backup-v1', from: 'r1', to: 'v1-1', role: 'backup' }]);
const ROOT = fakeAlert(1, { subject: linkId('hq-r1') });

function member(number: number, link: string, changes: Partial<Alert> = {}): Alert {
  return fakeAlert(number, { subject: linkId(link), rule: 'link.unreachable', incident: 1, ...changes });
}

function sources(stored: readonly Alert[], present: readonly Alert[]): IncidentSources {
  return {
    alert: (number) => [...present, ...stored].find((alert) => alert.number === number),
    stored: (incident) => stored.filter((alert) => alert.incident === incident),
    present,
    acts: (alert) => [
      {
        alert,
        at: 5,
        subject: linkId('hq-r1'),
        act: { kind: 'acknowledge' },
        actor: { who: 'Sari', via: 'screen' },
      },
    ],
    network: NETWORK,
  };
}

describe('incidentOf()', () => {
  it('lists what the root took along, and counts the places', () => {
    const members = [member(2, 'r1-v1'), member(3, 'r1-v2', { status: 'closed' }), member(4, 'backup-v1')];
    expect(incidentOf(sources([ROOT, ...members], [ROOT]), 1, 2)).toEqual({
      incident: 1,
      root: ROOT,
      acts: [expect.objectContaining({ alert: 1 })],
      members: members.slice(0, 2),
      total: 3,
      open: 2,
      counts: { links: 3, village: 2 },
    });
  });

  it('goes by what the engine says where the store is behind', () => {
    const own = member(3, 'r1-v2', { incident: 3 });
    const found = incidentOf(
      sources([ROOT, member(2, 'r1-v1'), member(3, 'r1-v2')], [ROOT, own, member(5, 'r1-v3')]),
      1,
      10,
    );
    expect(found).toMatchObject({ members: [{ number: 2 }, { number: 5 }], total: 2 });
  });

  it('counts a link that left the plan without a place', () => {
    expect(incidentOf(sources([ROOT, member(2, 'gone')], []), 1, 10)).toMatchObject({ counts: { links: 1 } });
  });

  it('tells whose a member is, and of no alert nothing', () => {
    expect(incidentOf(sources([ROOT, member(2, 'r1-v1')], []), 2, 10)).toEqual({ belongsTo: 1 });
    expect(incidentOf(sources([], []), 9, 10)).toBeUndefined();
  });
});

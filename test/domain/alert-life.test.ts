// The life of an alert as a table: every state against everything that can happen to it.

import { describe, expect, it } from 'vitest';
import type { ActKind } from '../../src/domain/act.ts';
import type { Alert, Severity, Suppression } from '../../src/domain/alert.ts';
import {
  type AcknowledgePolicy,
  type AlertFacts,
  acted,
  gone,
  holding,
  isForgotten,
  rested,
} from '../../src/domain/alert-life.ts';
import { linkId, siteId } from '../../src/domain/ids.ts';

const POLICY: AcknowledgePolicy = { from: 'major', returnedMs: 1_000_000 };
const LINK = linkId('a');
const CAUSE: Suppression = {
  by: 'ancestor',
  site: siteId('r1'),
  link: linkId('hq-r1'),
  since: 50,
  provedAt: 60,
  alert: 3,
};

function facts(changes: Partial<AlertFacts> = {}): AlertFacts {
  return { since: 100, severity: 'major', latched: false, data: {}, suppressed: undefined, ...changes };
}

function raised(changes: Partial<AlertFacts> = {}): Alert {
  return holding(undefined, facts(changes), { rule: 'link.down', subject: LINK, number: 7, at: 110 });
}

function hold(alert: Alert, changes: Partial<AlertFacts> = {}): Alert {
  return holding(alert, facts(changes), { rule: 'link.down', subject: LINK, number: 7, at: 200 });
}

function act(alert: Alert, kind: ActKind, who = 'Sari', at = 300) {
  return acted(alert, { alert: alert.number, act: kind, actor: { who, via: 'screen' } }, at, POLICY);
}

function done(alert: Alert, kind: ActKind, who?: string, at?: number): Alert {
  const outcome = act(alert, kind, who, at);
  if ('refusal' in outcome) throw new Error(outcome.refusal.message);
  return outcome.alert;
}

const refusal = (alert: Alert, kind: ActKind) => {
  const outcome = act(alert, kind);
  return 'refusal' in outcome ? outcome.refusal.code : 'done';
};

const ACK: ActKind = { kind: 'acknowledge' };
const acknowledged = done(raised(), ACK);
const returned = gone(raised(), 250, POLICY);
const latched = gone(raised({ latched: true }), 250, POLICY);
const over = gone(acknowledged, 400, POLICY);

describe('an alert', () => {
  it('is raised as its own incident, or as part of that of its cause', () => {
    expect(raised()).toMatchObject({
      status: 'active',
      number: 7,
      incident: 7,
      occurrences: 1,
      announced: true,
    });
    expect(raised({ suppressed: CAUSE })).toMatchObject({ incident: 3, suppressed: CAUSE });
    expect(raised({ suppressed: CAUSE })).not.toHaveProperty('announced');
  });

  it('that stays when its cause is over is an incident of its own, announced from then on', () => {
    expect(hold(raised({ suppressed: CAUSE }))).toMatchObject({
      incident: 7,
      announced: true,
      status: 'active',
    });
  });

  it('is the same object while nothing changes, and keeps its acknowledgement when its facts do', () => {
    expect(hold(acknowledged)).toBe(acknowledged);
    expect(hold(acknowledged, { data: { unreachable: 3 } }).acknowledged).toEqual({ by: 'Sari', at: 300 });
  });

  it.each<[string, Alert, string]>([
    ['nobody has seen', raised(), 'returned'],
    ['somebody acknowledged', acknowledged, 'closed'],
    ['was held back all the time', raised({ suppressed: CAUSE }), 'closed'],
    ['is not severe', raised({ severity: 'minor' }), 'closed'],
    ['is latched, though somebody acknowledged it', done(raised({ latched: true }), ACK), 'returned'],
    ['is latched and was held back', raised({ latched: true, suppressed: CAUSE }), 'returned'],
    ['lies on the shelf', done(acknowledged, { kind: 'shelve', until: 10_000 }), 'returned'],
  ])('that %s becomes, when its condition goes, %s', (_name, alert, status) => {
    expect(gone(alert, 250, POLICY)).toMatchObject({
      status,
      ...(status === 'closed' ? { closedAt: 250 } : { returnedAt: 250 }),
    });
  });

  it('that comes back before anybody saw it is the same alert once more, unacknowledged', () => {
    const again = hold(done(latched, ACK), { since: 260, latched: true });
    expect(again).toMatchObject({ number: 7, status: 'active', since: 260, occurrences: 2 });
    expect(again).not.toHaveProperty('acknowledged');
    expect(again).not.toHaveProperty('returnedAt');
  });

  it('that nobody comes to see is forgotten in the end, a latched one never', () => {
    expect(isForgotten(returned, 250 + 999_999, POLICY)).toBe(false);
    expect(isForgotten(returned, 250 + 1_000_000, POLICY)).toBe(true);
    expect(isForgotten(latched, 250 + 1e12, POLICY)).toBe(false);
    expect(isForgotten(raised(), 1e12, POLICY)).toBe(false);
  });

  it.each<[Severity, Severity | 'never', string]>([
    ['critical', 'major', 'returned'],
    ['minor', 'major', 'closed'],
    ['info', 'info', 'returned'],
    ['critical', 'never', 'closed'],
  ])('of severity %s waits under the policy "%s" as %s', (severity, from, status) => {
    expect(gone(raised({ severity }), 250, { ...POLICY, from }).status).toBe(status);
  });
});

describe('a shelf', () => {
  const shelve: ActKind = { kind: 'shelve', until: 10_000 };

  it('keeps an alert whose condition comes and goes, however long nobody acknowledges it', () => {
    const resting = gone(done(raised(), shelve), 400, POLICY);
    expect(isForgotten(resting, 9_000, { ...POLICY, returnedMs: 1_000 })).toBe(false);
    expect(hold(resting)).toMatchObject({ number: 7, occurrences: 2, shelved: { until: 10_000 } });
  });

  it('keeps it also when somebody acknowledges it, and closes it when it is taken off', () => {
    const resting = done(gone(done(raised(), shelve), 400, POLICY), ACK, 'Sari', 500);
    expect(resting.status).toBe('returned');
    expect(done(resting, { kind: 'unshelve' }, 'Sari', 600)).toMatchObject({
      status: 'closed',
      closedAt: 600,
    });
  });

  it('ends with its time: what nobody has to see any more is closed, the rest waits on', () => {
    const resting = gone(done(acknowledged, shelve), 400, POLICY);
    expect(rested(resting, 9_999, POLICY)).toBe(resting);
    expect(rested(resting, 10_000, POLICY).status).toBe('closed');
    const { shelved: _, ...unseen } = gone(done(raised(), shelve), 400, POLICY);
    expect(rested(unseen, 10_000, POLICY).status).toBe('returned');
  });
});

describe('an act', () => {
  const until = 10_000;
  const table: readonly [string, Alert, ActKind, string][] = [
    ['acknowledges an active alert', raised(), ACK, 'done'],
    ['acknowledges a returned one', returned, ACK, 'done'],
    ['does not acknowledge twice', acknowledged, ACK, 'already-acknowledged'],
    ['does not acknowledge what is over', over, ACK, 'closed'],
    ['notes', raised(), { kind: 'note', note: 'PLN ditelepon' }, 'done'],
    ['notes after the end', over, { kind: 'note', note: 'PLN padam' }, 'done'],
    ['shelves', raised(), { kind: 'shelve', until }, 'done'],
    ['shelves nothing until yesterday', raised(), { kind: 'shelve', until: 300 }, 'bad-until'],
    ['shelves nothing for ever', raised(), { kind: 'shelve', until: 300 + 31 * 86_400_000 }, 'bad-until'],
    ['unshelves what is shelved', done(raised(), { kind: 'shelve', until }), { kind: 'unshelve' }, 'done'],
    ['unshelves nothing else', raised(), { kind: 'unshelve' }, 'not-shelved'],
    ['confirms a cause after the end', over, { kind: 'confirm-cause', cause: 'pln-power' }, 'done'],
    ['resets a latched alert whose condition is gone', latched, { kind: 'reset' }, 'done'],
    [
      'does not reset while the condition holds',
      raised({ latched: true }),
      { kind: 'reset' },
      'not-returned',
    ],
    ['does not reset what is not latched', returned, { kind: 'reset' }, 'not-latched'],
  ];
  it.each(table)('%s', (_name, alert, kind, outcome) => {
    expect(refusal(alert, kind)).toBe(outcome);
  });

  it('carries who, when, from where, and what was said', () => {
    const outcome = act(raised(), { kind: 'acknowledge', note: 'berangkat ke lokasi' });
    expect(outcome).toMatchObject({
      act: { alert: 7, at: 300, subject: 'a', actor: { who: 'Sari', via: 'screen' } },
      alert: { acknowledged: { by: 'Sari', at: 300, note: 'berangkat ke lokasi' } },
    });
  });

  it('tells the second who was first', () => {
    const outcome = act(acknowledged, ACK, 'Budi', 305);
    expect(outcome).toMatchObject({ refusal: { code: 'already-acknowledged', by: 'Sari', at: 300 } });
  });

  it('closes a returned alert by acknowledging it, and a latched one only by resetting it', () => {
    expect(done(returned, ACK)).toMatchObject({ status: 'closed', closedAt: 300 });
    expect(done(latched, ACK).status).toBe('returned');
    expect(done(latched, { kind: 'reset' })).toMatchObject({
      status: 'closed',
      acknowledged: { by: 'Sari' },
    });
  });
});

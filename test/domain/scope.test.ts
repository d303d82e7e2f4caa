// What a scope shows of a network, and what is left of reasons and alerts.

import { describe, expect, it } from 'vitest';
import type { Scope } from '../../src/domain/access.ts';
import type { Alert } from '../../src/domain/alert.ts';
import { linkId, siteId } from '../../src/domain/ids.ts';
import { BEYOND_LINK, BEYOND_SITE, cutAct, cutAlert, cutReason } from '../../src/domain/scope-cut.ts';
import { scopeView } from '../../src/domain/scope-view.ts';
import type { Reason } from '../../src/domain/state.ts';
import { tellingNetwork } from '../api/support/scoped.ts';

const NETWORK = tellingNetwork([
  { id: 'up-r1', from: 'hq', to: 'r1', provider: 'ICON+' },
  { id: 'up-r2', from: 'r1', to: 'r2', provider: 'Telkom' },
  { id: 'to-v1', from: 'r2', to: 'v1' },
  { id: 'to-w1', from: 'v1', to: 'w1', provider: 'ICON+' },
]);
const ICON: Scope = { kind: 'provider', provider: 'ICON+' };

describe('scopeView()', () => {
  it.each<[string, Scope, readonly string[], readonly string[], readonly string[]]>([
    [
      'the province',
      { kind: 'province' },
      ['up-r1', 'up-r2', 'to-v1', 'to-w1'],
      ['hq', 'r1', 'r2', 'v1', 'w1'],
      ['hq', 'r1', 'r2', 'v1', 'w1'],
    ],
    [
      'a regency behind another',
      { kind: 'regency', regency: siteId('r2') },
      ['up-r2', 'to-v1', 'to-w1'],
      ['hq', 'r1', 'r2', 'v1', 'w1'],
      ['r2', 'v1', 'w1'],
    ],
    ['a regency alone', { kind: 'regency', regency: siteId('r1') }, ['up-r1'], ['hq', 'r1'], ['r1']],
    [
      'a provider, with what is above its sites',
      ICON,
      ['up-r1', 'to-w1'],
      ['hq', 'r1', 'r2', 'v1', 'w1'],
      [],
    ],
    ['a regency that has left the plan', { kind: 'regency', regency: siteId('r9') }, [], ['hq'], []],
    ['a provider that has', { kind: 'provider', provider: 'X' }, [], ['hq'], []],
  ])('of %s', (_, scope, links, sites, own) => {
    const view = scopeView(scope, NETWORK);
    expect([...view.links]).toEqual(links);
    expect([...view.sites].sort()).toEqual(sites);
    expect([...view.own].sort()).toEqual(own);
  });
});

describe('cutReason()', () => {
  const view = scopeView({ kind: 'regency', regency: siteId('r1') }, NETWORK);
  const since = { since: 1, provedAt: 2 };
  const silent = {
    kind: 'silent',
    lostInRow: 5,
    required: 5,
    lossPct: 0,
    firstLostAt: 1,
    lastLostAt: 2,
    outcome: 'lost',
  } as const;
  it.each<[string, Reason, object]>([
    [
      'what it hangs behind',
      { kind: 'ancestor', site: siteId('r1'), link: linkId('up-r1'), ...since },
      { site: 'r1', link: 'up-r1' },
    ],
    [
      'what is beyond',
      { kind: 'ancestor', site: siteId('r2'), link: linkId('up-r2'), ...since },
      { site: BEYOND_SITE, link: BEYOND_LINK, ...since },
    ],
    [
      'who vouched for it',
      {
        ...silent,
        ancestors: [
          { site: siteId('r1'), answeredAt: 1 },
          { site: siteId('r2'), answeredAt: 2 },
        ],
      },
      {
        ancestors: [
          { site: 'r1', answeredAt: 1 },
          { site: BEYOND_SITE, answeredAt: 2 },
        ],
      },
    ],
    ['blindness', { kind: 'blind' }, { kind: 'blind' }],
  ])('%s', (_, reason, expected) => {
    expect(cutReason(view, reason)).toMatchObject(expected);
  });
});

describe('cutAlert()', () => {
  const view = scopeView(ICON, NETWORK);
  const alert: Alert = {
    number: 7,
    rule: 'link.down',
    subject: linkId('to-w1'),
    severity: 'major',
    status: 'active',
    since: 1,
    raisedAt: 1,
    occurrences: 1,
    incident: 3,
    suppressed: {
      by: 'ancestor',
      site: siteId('r9'),
      link: linkId('up-r2'),
      since: 1,
      provedAt: 2,
      alert: 3,
    },
    data: { name: 'w', villages: 4, unreachable: 9, siteReachable: true, somethingNew: 'up-r2' },
  };
  it('leaves facts about its own link, and a proof without names', () => {
    expect(cutAlert(view, alert)).toEqual({
      ...alert,
      suppressed: { by: 'ancestor', site: BEYOND_SITE, link: BEYOND_LINK, since: 1, provedAt: 2 },
      data: { name: 'w' },
    });
  });
  it('leaves nothing of alerts about others', () => {
    expect(cutAlert(view, { ...alert, subject: linkId('up-r2') })).toBeUndefined();
    expect(cutAlert(view, { ...alert, subject: 'monitor', rule: 'monitor.store' })).toBeUndefined();
  });
  it('leaves who acted of an act, and not from where', () => {
    const actor = { who: 'Sari', via: 'screen', address: '10.0.0.9' } as const;
    const act = { alert: 7, act: { kind: 'unshelve' }, actor, at: 1, subject: linkId('to-w1') } as const;
    expect(cutAct(view, act)?.actor).toEqual({ who: 'Sari', via: 'screen' });
    expect(cutAct(view, { ...act, subject: linkId('up-r2') })).toBeUndefined();
  });
});

// The API says what is true now, whatever the state store could not keep.

import { describe, expect, it } from 'vitest';
import { withActive, withOpen } from '../../src/api/present.ts';
import { ALERT_STATUSES, type Alert } from '../../src/domain/alert.ts';
import { linkId } from '../../src/domain/ids.ts';
import type { Interval } from '../../src/domain/state.ts';

const LINK = linkId('a');

function alert(number: number, status: Alert['status'], subject: Alert['subject'] = LINK): Alert {
  const base = {
    number,
    rule: 'link.down',
    subject,
    severity: 'major',
    since: number * 100,
    raisedAt: number * 100,
    occurrences: 1,
    incident: number,
    data: {},
  } as const;
  return status === 'closed' ? { ...base, status, closedAt: number * 100 + 50 } : { ...base, status };
}

function keyed(...alerts: Alert[]): Map<string, Alert> {
  return new Map(alerts.map((each) => [`${each.number}`, each]));
}

describe('withActive()', () => {
  it.each([
    [
      'one the store could not keep is told',
      [],
      [alert(1, 'active')],
      { statuses: ['active'] as const },
      [1],
    ],
    [
      'one that is closed by now is not active, though the store thinks so',
      [alert(1, 'active')],
      [],
      { statuses: ['active'] as const },
      [],
    ],
    [
      'closed ones come from the store alone',
      [alert(1, 'closed')],
      [alert(2, 'active')],
      { statuses: ['closed'] as const },
      [1],
    ],
    [
      'both, newest first, each once',
      [alert(1, 'closed'), alert(2, 'active')],
      [alert(2, 'active'), alert(3, 'active')],
      {},
      [3, 2, 1],
    ],
    [
      'one that waits to be seen is no active one',
      [],
      [alert(1, 'returned'), alert(2, 'active')],
      { statuses: ['active'] as const },
      [2],
    ],
    ['another link is left out', [], [alert(1, 'active', linkId('b'))], { link: LINK }, []],
    ['a window that ended before it began leaves it out', [], [alert(5, 'active')], { to: 500 }, []],
    ['a window that begins after its start keeps it: it lasts', [], [alert(5, 'active')], { from: 900 }, [5]],
    ['no more than asked for', [], [alert(1, 'active'), alert(2, 'active')], { limit: 1 }, [2]],
  ])('%s', (_, stored, active, query, numbers) => {
    const found = withActive(stored, keyed(...active), { limit: 10, statuses: ALERT_STATUSES, ...query });
    expect(found.map((each) => each.number)).toEqual(numbers);
  });
});

describe('withOpen()', () => {
  const stored: Interval[] = [
    { link: LINK, state: 'up', from: 0, to: 100, reason: { kind: 'unmeasured' } },
    { link: LINK, state: 'degraded', from: 100, reason: { kind: 'unmeasured' } },
  ];
  const open = (from: number): Interval => ({ link: LINK, state: 'down', from, reason: { kind: 'blind' } });

  it.each([
    [
      'is the stored one',
      100,
      [
        [0, 100],
        [100, undefined],
      ],
    ],
    [
      'is newer than what the store holds',
      300,
      [
        [0, 100],
        [100, 300],
        [300, undefined],
      ],
    ],
    [
      'was back-dated before the last stored one',
      50,
      [
        [0, 50],
        [50, undefined],
      ],
    ],
    [
      'begins after the window',
      1_000,
      [
        [0, 100],
        [100, 1_000],
      ],
    ],
  ])('tiles when the present one %s', (_, from, spans) => {
    const found = withOpen(stored, open(from), { from: 0, to: 1_000 });
    expect(found.map((each) => [each.from, each.to])).toEqual(spans);
  });
});

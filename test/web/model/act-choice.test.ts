// What can be done about an alert, and until when it may be put aside.

import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../src/domain/alert.ts';
import { linkId } from '../../../src/domain/ids.ts';
import {
  localInput,
  possibleActs,
  type ShelveChoice,
  shelveUntil,
} from '../../../src/web/model/act-choice.ts';
import { START } from '../support/province.ts';
import { alert } from '../support/story.ts';

const MARK = { by: 'Andi', at: START };
const down = alert(1, { rule: 'link.down', subject: linkId('a') });
const blind = alert(2, { rule: 'monitor.blind', subject: 'monitor' });
const returned: Alert = { ...down, status: 'returned', returnedAt: START };

describe('possibleActs()', () => {
  it.each<[string, Alert, string]>([
    ['a new alert', down, 'ack note shelve cause'],
    ['an acknowledged one', { ...down, acknowledged: MARK }, 'note shelve cause'],
    ['a shelved one', { ...down, shelved: { ...MARK, until: START + 1 } }, 'ack note unshelve cause'],
    ['one that is over and that nobody saw', returned, 'ack note shelve cause'],
    ['a latched one that holds', { ...down, latched: true }, 'ack note shelve cause'],
    ['a latched one that is over', { ...returned, latched: true }, 'ack reset note shelve cause'],
    ['a closed one', { ...down, status: 'closed', closedAt: START }, 'note cause'],
    ['one about the monitor', blind, 'ack note shelve'],
  ])('of %s', (_, subject, acts) => {
    expect(possibleActs(subject).join(' ')).toBe(acts);
  });
});

describe('shelveUntil()', () => {
  const place = { now: START, timezone: 'Asia/Makassar' };
  const at = (day: number, hour: number, minute = 0): number => Date.UTC(2026, 10, day, hour - 8, minute);
  it.each<[ShelveChoice, string, number | undefined]>([
    ['1h', '', at(24, 15, 3)],
    ['4h', '', at(24, 18, 3)],
    ['morning', '', at(25, 7)],
    ['own', '2026-11-24T22:30', at(24, 22, 30)],
    ['own', '2026-12-01T00:00', at(31, 0)],
    ['own', '', undefined],
    ['own', 'besok', undefined],
  ])('%s %s is the time of the province, whatever zone the browser is in', (choice, own, until) => {
    expect(shelveUntil(choice, own, place)).toBe(until);
  });

  it('after midnight, tomorrow is the day after', () => {
    const now = at(25, 0, 30);
    expect(shelveUntil('morning', '', { ...place, now })).toBe(at(26, 7));
  });

  it('reads what it shows', () => {
    const own = localInput(START, 'Asia/Makassar');
    expect(own).toBe('2026-11-24T14:03');
    expect(shelveUntil('own', own, place)).toBe(START);
  });
});

// What people remember of an alert finds it.

import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/domain/alert.ts';
import { type AlertWish, isWished } from '../../src/domain/alert-search.ts';
import { linkId } from '../../src/domain/ids.ts';

const ALERT: Alert = {
  number: 412,
  rule: 'link.down',
  subject: linkId('prov-mamasa'),
  severity: 'major',
  status: 'closed',
  since: 1_000,
  raisedAt: 2_000,
  closedAt: 9_000,
  occurrences: 1,
  announced: true,
  incident: 412,
  acknowledged: { by: 'Sitti', at: 3_000, note: 'Tim FO berangkat' },
  data: { name: 'Provinsi – Mamasa', unreachable: 5 },
};
const CAUSED: Alert = { ...ALERT, cause: { code: 'fiber-cut', by: 'Andi', at: 9_500 } };

describe('a search for alerts', () => {
  it.each<[string, AlertWish, Alert, boolean]>([
    ['a name, whatever the case', { text: 'MAMASA' }, ALERT, true],
    ['a number', { text: '#412' }, ALERT, true],
    ['an id', { text: 'prov-mamasa' }, ALERT, true],
    ['a word of a note, and who wrote it', { text: 'berangkat sitti' }, ALERT, true],
    ['words that do not all occur', { text: 'mamasa majene' }, ALERT, false],
    ['no name of a field', { text: 'severity' }, ALERT, false],
    ['blanks alone', { text: '  ' }, ALERT, true],
    ['its cause', { text: 'fiber-cut' }, CAUSED, true],
    ['its rule', { rule: 'link.down' }, ALERT, true],
    ['another rule', { rule: 'link.degraded' }, ALERT, false],
    ['without a cause', { uncaused: true }, ALERT, true],
    ['with a cause', { uncaused: true }, CAUSED, false],
    ['one that still lasts', { uncaused: true }, { ...ALERT, status: 'active' }, false],
    ['one nobody was told of', { uncaused: true }, withoutTelling(ALERT), false],
    ['no outage', { uncaused: true }, { ...ALERT, rule: 'link.degraded' }, false],
  ])('%s', (_, wish, alert, found) => {
    expect(isWished(alert, wish)).toBe(found);
  });
});

function withoutTelling({ announced: _, ...alert }: Alert): Alert {
  return alert;
}

// What differs between two rows of alerts, and which links are noisy.

import { describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import type { ToldAlert } from '../../../src/report/replay/alert-log.ts';
import { compareAlerts } from '../../../src/report/replay/difference.ts';
import { incidentsOf, noisiest } from '../../../src/report/replay/noisy.ts';

const MINUTE_MS = 60_000;
const WINDOW = { from: 0, to: 600 * MINUTE_MS };

function alert(
  fromMinute: number,
  toMinute: number | undefined,
  changes: Partial<ToldAlert> = {},
): ToldAlert {
  return {
    origin: 'replay',
    number: fromMinute,
    rule: 'link.down',
    subject: linkId('a'),
    severity: 'major',
    since: fromMinute * MINUTE_MS,
    raisedAt: fromMinute * MINUTE_MS,
    ...(toMinute !== undefined && { until: toMinute * MINUTE_MS }),
    occurrences: 1,
    toldAt: [fromMinute * MINUTE_MS],
    heldBy: [],
    incident: fromMinute,
    ...changes,
  };
}

const kinds = (was: readonly ToldAlert[], now: readonly ToldAlert[]) =>
  compareAlerts(was, now, WINDOW).differences.map((one) =>
    one.kind === 'changed' ? one.changes.join(' ') : one.kind,
  );

describe('alerts then and now', () => {
  const rows: readonly [string, ToldAlert[], ToldAlert[], string[]][] = [
    ['the same', [alert(10, 20)], [alert(10, 20)], []],
    ['within a round', [alert(10, 20)], [alert(11, 21)], []],
    ['raised later', [alert(10, 20)], [alert(15, 20)], ['raised']],
    ['ended later', [alert(10, 20)], [alert(10, 40)], ['ended']],
    ['not ended', [alert(10, 20)], [alert(10, undefined)], ['ended']],
    ['open in both', [alert(10, undefined)], [alert(10, undefined)], []],
    ['ended only after the window', [alert(10, 700)], [alert(10, undefined)], []],
    ['more severe', [alert(10, 20)], [alert(10, 20, { severity: 'critical' })], ['severity']],
    ['held back now', [alert(10, 20)], [alert(10, 20, { toldAt: [] })], ['told']],
    ['gone', [alert(10, 20)], [], ['missing']],
    ['new', [], [alert(10, 20)], ['added']],
    ['at another time', [alert(10, 20)], [alert(50, 60)], ['missing', 'added']],
    ['of another rule', [alert(10, 20)], [alert(10, 20, { rule: 'link.flapping' })], ['missing', 'added']],
    ['of another link', [alert(10, 20)], [alert(10, 20, { subject: linkId('b') })], ['missing', 'added']],
    ['two that became one', [alert(10, 20), alert(30, 40)], [alert(10, 40)], ['ended', 'missing']],
    ['alone beside an edge', [alert(0, 20)], [alert(599, undefined, { subject: linkId('b') })], []],
  ];
  it.each(rows)('%s', (_, was, now, wanted) => {
    expect(kinds(was, now)).toEqual(wanted);
  });

  it('counts those that are the same', () => {
    expect(compareAlerts([alert(10, 20), alert(30, 40)], [alert(10, 20)], WINDOW)).toMatchObject({ same: 1 });
  });
});

describe('noisy links', () => {
  const b = { subject: linkId('b') };
  const alerts = [
    alert(10, 20, { ...b, toldAt: [], incident: 99 }),
    alert(11, 20, { ...b, toldAt: [], incident: 99 }),
    alert(12, 20, { ...b, incident: 99 }),
    alert(30, 40, { toldAt: [1, 2, 3], rule: 'rule.hot' }),
    alert(50, 60, { subject: 'monitor' }),
    alert(70, 80, { subject: linkId('c') }),
  ];

  it('are ordered by how often somebody was told, then by alerts', () => {
    expect(noisiest(alerts, 10)).toEqual([
      { link: 'a', told: 3, raised: 1, incidents: 1, rule: 'rule.hot' },
      { link: 'b', told: 1, raised: 3, incidents: 1, rule: 'link.down' },
      { link: 'c', told: 1, raised: 1, incidents: 1, rule: 'link.down' },
    ]);
    expect(noisiest(alerts, 1)).toHaveLength(1);
  });

  it('are told as incidents; numbers of the record are a row of their own', () => {
    expect(incidentsOf(alerts)).toEqual({ alerts: 6, incidents: 4 });
    expect(incidentsOf([alert(1, 2), alert(1, 2, { origin: 'record' })])).toMatchObject({ incidents: 2 });
  });
});

// Small rules of the link's page: strips, rows of intervals, metrics with a chart, percentages.

import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../../src/domain/alert.ts';
import { linkId } from '../../../../src/domain/ids.ts';
import type { MetricReading } from '../../../../src/domain/metric.ts';
import type { Interval, LinkState } from '../../../../src/domain/state.ts';
import { intervalRows } from '../../../../src/web/pages/link/interval-rows.ts';
import { chooseMetrics } from '../../../../src/web/pages/link/metric-choice.ts';
import { pctText } from '../../../../src/web/pages/link/pct-text.ts';
import { runAt, shares, stripShapes } from '../../../../src/web/pages/link/strip.ts';
import { WORDS } from '../../../../src/web/text/languages.ts';

describe('stripShapes()', () => {
  const box = { width: 1_000, height: 10 };
  it('draws an outage of a moment a unit wide and as tall as the strip, over all others', () => {
    const runs = [
      { from: 0, to: 999_990, state: 'up' },
      { from: 999_990, to: 1_000_000, state: 'down' },
    ] as const;
    const shapes = stripShapes(runs, { from: 0, to: 1_000_000 }, box);
    expect(shapes.map(([state]) => state)).toEqual(['up', 'down']);
    expect(shapes.at(-1)?.[1]).toBe('M999.99 10v-10h1v10z');
  });

  it('finds the run under a pointer, the nearest one outside', () => {
    const runs = [
      { from: 0, to: 5, state: 'up' },
      { from: 5, to: 10, state: 'down' },
    ] as const;
    expect([-1, 0, 4, 5, 10].map((at) => runAt(runs, at))).toEqual([0, 0, 0, 1, 1]);
  });
});

describe('shares()', () => {
  const ms = (changes: Partial<Record<LinkState, number>>) => ({
    ...{ up: 0, degraded: 0, down: 0, unreachable: 0, unknown: 0 },
    ...changes,
  });
  it.each<[string, Parameters<typeof ms>[0], number | undefined, number]>([
    ['degraded counts as available', { up: 50, degraded: 50 }, 100, 100],
    ['unreachable does not', { up: 50, unreachable: 50 }, 50, 100],
    ['unknown counts as neither', { up: 50, unknown: 50 }, 100, 50],
    ['nothing known, nothing said', { unknown: 50 }, undefined, 0],
    ['cut off, never rounded up', { up: 99_999_999, down: 1 }, 99.9999, 100],
    ['seconds of a year are more than nothing', { up: 1_000, unknown: 999_999_999_000 }, 100, 1e-7],
    ['of no time at all', {}, undefined, 0],
  ])('%s', (_name, changes, availabilityPct, coveragePct) => {
    const expected = { coveragePct, ...(availabilityPct !== undefined && { availabilityPct }) };
    expect(shares(ms(changes))).toEqual(expected);
  });
});

it.each<[number | null | undefined, string]>([
  [100, '100%'],
  [99.9999, '99,999%'],
  [99.5, '99,5%'],
  [0, '0%'],
  [0.0004, '<0,001%'],
  [null, '–'],
  [undefined, '–'],
])('pctText(%s) is %s', (pct, expected) => {
  expect(pctText(pct, WORDS.id)).toBe(expected);
});

describe('intervalRows()', () => {
  const link = linkId('a');
  const interval = (state: LinkState, from: number, to: number): Required<Interval> => ({
    link,
    state,
    from,
    to,
    reason: state === 'unknown' ? { kind: 'unmeasured' } : { kind: 'answering', answeredInRow: 5 },
  });
  const alert = (number: number, changes: Partial<Alert>): Alert => ({
    number,
    rule: 'link.down',
    subject: link,
    severity: 'major',
    status: 'closed',
    since: 0,
    raisedAt: 0,
    occurrences: 1,
    incident: number,
    data: {},
    ...changes,
  });

  it('puts the newest first, and says which one lasts', () => {
    const rows = intervalRows([interval('up', 0, 10), interval('down', 10, 20)], [], 10);
    expect(rows.map(({ interval: { state }, lasts }) => [state, lasts])).toEqual([
      ['down', true],
      ['up', false],
    ]);
  });

  it('leaves out what lies ahead, and keeps what nobody measured before', () => {
    const all = [interval('unknown', 0, 5), interval('up', 5, 10), interval('unknown', 10, 20)];
    expect(intervalRows(all, [], 5).map(({ interval: { from } }) => from)).toEqual([5, 0]);
    expect(intervalRows([interval('unknown', 0, 20)], [], 0)).toHaveLength(1);
  });

  it('gives an outage its alert, and a state no other rule’s', () => {
    const alerts = [
      alert(1, { since: 10, returnedAt: 20 }),
      alert(2, { rule: 'link.degraded', since: 30 }),
      alert(3, { rule: 'link.snmp-silent', since: 0 }),
    ];
    const all = [
      interval('up', 0, 10),
      interval('down', 10, 20),
      interval('down', 20, 30),
      interval('degraded', 30, 40),
    ];
    expect(intervalRows(all, alerts, 30).map((row) => row.alert?.number)).toEqual([
      2,
      undefined,
      1,
      undefined,
    ]);
  });
});

describe('chooseMetrics()', () => {
  const gauge = (metric: string, instance?: string): MetricReading => ({
    metric,
    kind: 'gauge',
    unit: '1',
    value: 1,
    ...(instance !== undefined && { instance }),
  });
  it('takes radio before power, three parts of each, and no texts or totals', () => {
    const readings: MetricReading[] = [
      gauge('battery_charge'),
      ...['w1', 'w2', 'w3', 'w4'].map((each) => gauge('signal', each)),
      gauge('fan_own'),
      { metric: 'charge_state', kind: 'text', text: 'bulk' },
      { metric: 'snr', kind: 'text', text: '?' },
    ];
    expect(chooseMetrics(readings).map(({ metric, instances }) => [metric, instances])).toEqual([
      ['signal', ['w1', 'w2', 'w3']],
      ['battery_charge', [undefined]],
    ]);
  });

  it('draws eight charts at most', () => {
    const names = [
      'signal',
      'snr',
      'clients',
      'ccq',
      'quality',
      'capacity',
      'airtime',
      'rsrp',
      'voltage',
      'cpu',
    ];
    expect(chooseMetrics(names.map((name) => gauge(name)))).toHaveLength(8);
    expect(chooseMetrics([])).toEqual([]);
  });
});

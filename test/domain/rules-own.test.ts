// Rules: what a condition says of figures, how long it has to say so, and whom it is about.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkId, siteId } from '../../src/domain/ids.ts';
import { zoneOf } from '../../src/domain/local-time.ts';
import type { MetricReading } from '../../src/domain/metric.ts';
import type { Limit, Rule, RuleScope } from '../../src/domain/rule.ts';
import { covers, ruleBook } from '../../src/domain/rule-book.ts';
import { type Finding, judgeLimit, judgeMetric, withinHours } from '../../src/domain/rule-judge.ts';
import { RuleTrack } from '../../src/domain/rule-track.ts';
import { SHIPPED_RULES } from '../../src/domain/shipped-rules.ts';
import { networkOf, province } from '../support/network.ts';

const HOT: Limit = { side: 'above', raise: 75, clear: 70 };
const LOW: Limit = { side: 'below', raise: 30, clear: 50 };

function gauge(metric: string, value: number, instance?: string): MetricReading {
  return { metric, kind: 'gauge', unit: '1', value, ...(instance !== undefined && { instance }) };
}

describe('a limit', () => {
  it.each<[number | undefined, Limit, Finding['kind']]>([
    [76, HOT, 'holds'],
    [75, HOT, 'between'],
    [71, HOT, 'between'],
    [70, HOT, 'clear'],
    [29, LOW, 'holds'],
    [30, LOW, 'between'],
    [50, LOW, 'clear'],
    [undefined, HOT, 'no-data'],
    [Number.NaN, LOW, 'no-data'],
  ])('of %s against %o %s', (value, limit, kind) => {
    expect(judgeLimit(value, limit).kind).toBe(kind);
  });
});

describe('a metric', () => {
  const condition = { kind: 'metric', metric: 'temperature', limit: HOT } as const;

  it("is the device's own figure where it has one", () => {
    const readings = [gauge('temperature', 40), gauge('temperature', 90, 'sfp1'), gauge('cpu', 99)];
    expect(judgeMetric(condition, readings)).toEqual({ kind: 'clear', value: 40 });
  });

  it('is the worst of its rows otherwise, and says which', () => {
    const readings = [gauge('temperature', 60, 'board'), gauge('temperature', 90, 'sfp1')];
    expect(judgeMetric(condition, readings)).toEqual({ kind: 'holds', value: 90, instance: 'sfp1' });
    expect(judgeMetric({ ...condition, limit: LOW }, readings)).toMatchObject({ value: 60 });
  });

  it('can be asked for by a pattern, in which nothing but * is special', () => {
    const readings = [gauge('temperature', 90, 'sfp1'), gauge('temperature', 20, 'a.b')];
    expect(judgeMetric({ ...condition, instance: 'a.*' }, readings)).toMatchObject({ value: 20 });
    expect(judgeMetric({ ...condition, instance: 's.p1' }, readings).kind).toBe('no-data');
  });

  it('in words is one of them, or none of them', () => {
    const readings: MetricReading[] = [{ metric: 'registration', kind: 'text', text: 'searching' }];
    const text = { kind: 'text', metric: 'registration', words: ['registered', 'roaming'] } as const;
    expect(judgeMetric({ ...text, is: 'none-of' }, readings)).toEqual({ kind: 'holds', value: 'searching' });
    expect(judgeMetric({ ...text, is: 'one-of' }, readings).kind).toBe('clear');
    expect(judgeMetric({ ...text, is: 'one-of' }, []).kind).toBe('no-data');
  });
});

describe('a track', () => {
  const holds: Finding = { kind: 'holds', value: 80 };
  const clear: Finding = { kind: 'clear', value: 60 };

  it('raises after its time, back-dated, and clears after as long', () => {
    const track = new RuleTrack(false);
    const verdicts = [
      track.take(holds, 0, 120),
      track.take(holds, 60, 120),
      track.take(holds, 120, 120),
      track.take({ kind: 'between', value: 72 }, 180, 120),
      track.take(clear, 240, 120),
      track.take({ kind: 'no-data' }, 300, 120),
      track.take(clear, 360, 120),
    ];
    expect(verdicts.map(({ kind }) => kind)).toEqual([
      'keep',
      'keep',
      'raise',
      'keep',
      'keep',
      'keep',
      'clear',
    ]);
    expect(verdicts[2]).toEqual({ kind: 'raise', sinceMs: 0 });
    expect(track.idle).toBe(true);
  });

  it('begins anew when the condition was gone in between', () => {
    const track = new RuleTrack(false);
    track.take(holds, 0, 120);
    track.take(clear, 60, 120);
    expect(track.take(holds, 130, 120).kind).toBe('keep');
    expect(track.take(holds, 250, 120)).toEqual({ kind: 'raise', sinceMs: 130 });
  });

  it('ends what nothing has been measured about for a day', () => {
    const track = new RuleTrack(true);
    track.take(holds, 0, 0);
    expect(track.take({ kind: 'no-data' }, 86_399_999, 0).kind).toBe('keep');
    expect(track.take({ kind: 'no-data' }, 86_400_000, 0).kind).toBe('clear');
  });

  it('raises and clears in turn, whatever it is given', () => {
    const findings = fc.array(
      fc.constantFrom<Finding>(holds, clear, { kind: 'between', value: 1 }, { kind: 'no-data' }),
    );
    fc.assert(
      fc.property(findings, (given) => {
        const track = new RuleTrack(false);
        const kinds = given.map((finding, index) => track.take(finding, index * 50, 120).kind);
        const turns = kinds.filter((kind) => kind !== 'keep');
        return turns.every((kind, index) => kind === (index % 2 === 0 ? 'raise' : 'clear'));
      }),
    );
  });
});

describe('hours', () => {
  const office = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], fromMinute: 450, toMinute: 960 } as const;
  const night = { days: ['fri'], fromMinute: 1_320, toMinute: 360 } as const;
  it.each([
    [office, 0, 450, true],
    [office, 0, 449, false],
    [office, 4, 959, true],
    [office, 4, 960, false],
    [office, 5, 600, false],
    [night, 4, 1_320, true],
    [night, 5, 359, true],
    [night, 5, 1_320, false],
    [night, 4, 300, false],
  ])('%o on day %s at minute %s: %s', (hours, weekday, minute, within) => {
    expect(withinHours(hours, { weekday, minute })).toBe(within);
  });

  it('are those of the province', () => {
    const wita = zoneOf('Asia/Makassar').at;
    expect(wita(Date.UTC(2026, 10, 24, 16, 30))).toMatchObject({ weekday: 2, minute: 30 });
    expect(wita(Date.UTC(2026, 10, 24, 15, 59))).toMatchObject({ weekday: 1, minute: 1_439 });
  });
});

describe('a scope', () => {
  const everywhere: RuleScope = { links: [], sites: [], regencies: [], media: [], providers: [], tags: [] };
  const network = networkOf([
    { id: 'hq-r1', from: 'hq', to: 'r1', provider: 'ICON+', tags: ['core'] },
    { id: 'r1-v1', from: 'r1', to: 'v1', medium: 'vsat' },
    { id: 'planned', from: 'r1', to: 'v2', stage: 'planned' },
  ]);
  const core = network.links.get(linkId('hq-r1'));
  const village = network.links.get(linkId('r1-v1'));
  it.each<[Partial<RuleScope>, boolean, boolean]>([
    [{}, true, true],
    [{ links: [linkId('hq-r1')] }, true, false],
    [{ sites: [siteId('v1')] }, false, true],
    [{ regencies: [siteId('r1')] }, true, false],
    [{ media: ['vsat', 'lte'] }, false, true],
    [{ providers: ['ICON+'] }, true, false],
    [{ tags: ['core', 'x'] }, true, false],
    [{ media: ['fiber'], tags: ['x'] }, false, false],
  ])('%o takes the core link: %s, the village: %s', (scope, takesCore, takesVillage) => {
    if (!core || !village) throw new Error('no links');
    expect(covers({ scope: { ...everywhere, ...scope } }, core, network)).toBe(takesCore);
    expect(covers({ scope: { ...everywhere, ...scope } }, village, network)).toBe(takesVillage);
  });

  it('leaves out links that are not active, and shares what is the same', () => {
    const book = ruleBook(SHIPPED_RULES, network);
    expect(book.byLink.has(linkId('planned'))).toBe(false);
    const twins = ruleBook(SHIPPED_RULES, networkOf(province(2, 50)));
    expect(new Set(twins.byLink.values()).size).toBe(1);
  });
});

describe('the shipped rules', () => {
  it.each(SHIPPED_RULES.map((rule) => [rule.id, rule] as const))('%s is sound', (_id, rule: Rule) => {
    expect(rule.forMs).toBeGreaterThanOrEqual(60_000);
    if (!('limit' in rule.condition)) return;
    const { side, raise, clear } = rule.condition.limit;
    expect(side === 'above' ? raise - clear : clear - raise).toBeGreaterThanOrEqual(0);
  });
});

// How far a rule is from ringing, and how long it has held.

import { describe, expect, it } from 'vitest';
import type { Rule, RuleCondition } from '../../src/domain/rule.ts';
import { judgeLimit } from '../../src/domain/rule-judge.ts';
import { distanceTo, lookAtRule } from '../../src/domain/rule-look.ts';

const HOT: RuleCondition = {
  kind: 'metric',
  metric: 'temperature',
  limit: { side: 'above', raise: 70, clear: 65 },
};

function rule(condition: RuleCondition): Rule {
  return {
    id: 'x',
    name: { id: 'x', en: 'x' },
    condition,
    forMs: 120_000,
    severity: 'warning',
    scope: { links: [], sites: [], regencies: [], media: [], providers: [], tags: [] },
    dependsOn: [],
    latched: false,
    origin: 'config',
  };
}

describe('lookAtRule()', () => {
  it.each([
    [61, 'clear', 9],
    [69.5, 'between', 0.5],
    [70, 'between', 0],
    [72, 'holds', 0],
  ] as const)('at %d says %s, %d away', (value, finding, distance) => {
    if (HOT.kind !== 'metric') throw new Error('a metric is meant');
    expect(lookAtRule(rule(HOT), judgeLimit(value, HOT.limit), undefined)).toMatchObject({
      rule: 'rule.x',
      figure: 'temperature',
      unit: '°C',
      finding,
      value,
      distance,
      stage: 'idle',
      looks: 'now',
    });
  });

  it('measures a limit below from above', () => {
    expect(distanceTo({ side: 'below', raise: 30, clear: 50 }, 42)).toBe(12);
    expect(distanceTo({ side: 'below', raise: 30, clear: 50 }, 12)).toBe(0);
  });

  it.each([
    ['nothing is known of', undefined, 'idle'],
    ['builds up', { raised: false, turningForMs: 40_000.4 }, 'building'],
    ['is raised', { raised: true }, 'raised'],
    ['is on its way back', { raised: true, turningForMs: 5 }, 'clearing'],
  ] as const)('of a track that %s', (_, track, stage) => {
    const look = lookAtRule(rule(HOT), { kind: 'no-data' }, track);
    expect(look).toMatchObject({ stage, finding: 'no-data', limit: { raise: 70 } });
    expect(look).not.toHaveProperty('value');
    expect(look).not.toHaveProperty('distance');
    if (stage === 'building') expect(look.turningForMs).toBe(40_000);
  });

  it.each<[string, RuleCondition, string, string | undefined]>([
    [
      'rounds',
      { kind: 'quality', figure: 'loss', limit: { side: 'above', raise: 5, clear: 2 } },
      'loss',
      '%',
    ],
    ['traffic', { kind: 'utilisation', limit: { side: 'above', raise: 90, clear: 80 } }, 'utilisation', '%'],
    ['age', { kind: 'age', of: 'snmp', limit: { side: 'above', raise: 9, clear: 9 } }, 'age', 'ms'],
    ['states', { kind: 'state', states: ['down'] }, 'state', undefined],
    ['words', { kind: 'text', metric: 'operator', is: 'one-of', words: ['x'] }, 'operator', undefined],
    [
      "an office's own metric",
      { kind: 'metric', metric: 'own_thing', limit: { side: 'above', raise: 5, clear: 2 } },
      'own_thing',
      undefined,
    ],
  ])('names the figure of %s and its unit', (_, condition, figure, unit) => {
    const look = lookAtRule(rule(condition), { kind: 'holds', value: 'up', instance: 'wlan1' }, undefined);
    expect(look).toMatchObject({ figure, value: 'up', instance: 'wlan1' });
    expect(look.unit).toBe(unit);
    expect(look).not.toHaveProperty('distance');
  });
});

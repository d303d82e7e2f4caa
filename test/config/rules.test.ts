// The office's own alert rules: what they become, and what is wrong with them.

import { describe, expect, it } from 'vitest';
import { linkId, siteId } from '../../src/domain/ids.ts';
import { SHIPPED_RULES } from '../../src/domain/shipped-rules.ts';
import { base, configOf, mistakesOf } from './support.ts';

const withRules = (...rules: string[]) =>
  base({ alerts: `alerts:\n  rules:\n${rules.map((rule) => `    - ${rule}`).join('\n')}` });

function ruleOf(written: string) {
  const { rules } = configOf(withRules(written));
  const id = /id: ([a-z-]+)/.exec(written)?.[1];
  return rules.find((rule) => rule.id === id);
}

describe('rules', () => {
  it('are the shipped ones when nothing is said', () => {
    expect(configOf(base()).rules).toEqual(SHIPPED_RULES);
  });

  it.each<[string, object]>([
    [
      '{ id: a, when: { metric: clients, below: 1, clear: 2 }, for: 3d, severity: info }',
      {
        condition: { kind: 'metric', metric: 'clients', limit: { side: 'below', raise: 1, clear: 2 } },
        forMs: 259_200_000,
        severity: 'info',
        dependsOn: ['link.down', 'link.unreachable'],
        origin: 'config',
      },
    ],
    ['{ id: a, when: { quality: mos, below: 3 } }', { condition: { kind: 'quality', figure: 'mos' } }],
    ['{ id: a, when: { utilisation: true, above: 80 } }', { condition: { kind: 'utilisation' } }],
    [
      '{ id: a, when: { state: [down, unreachable] }, dependsOn: [] }',
      { condition: { kind: 'state', states: ['down', 'unreachable'] }, dependsOn: [] },
    ],
    [
      '{ id: a, when: { age: snmp, above: 10m, clear: 2m } }',
      { condition: { kind: 'age', of: 'snmp', limit: { raise: 600_000, clear: 120_000 } } },
    ],
    [
      '{ id: a, when: { metric: registration, isNot: [registered] } }',
      { condition: { kind: 'text', is: 'none-of', words: ['registered'] } },
    ],
    [
      '{ id: a, when: { metric: cpu, above: 1, instance: "core*" }, latched: true, name: Sibuk }',
      { condition: { instance: 'core*' }, latched: true, name: { id: 'Sibuk', en: 'Sibuk' } },
    ],
    [
      '{ id: a, when: { metric: cpu, above: 1 }, scope: { links: [prov-majene], regencies: [majene], media: [fiber] } }',
      {
        scope: { links: [linkId('prov-majene')], regencies: [siteId('majene')], media: ['fiber'], tags: [] },
      },
    ],
    [
      '{ id: a, when: { metric: cpu, above: 1 }, hours: { days: [mon], from: "07:30", to: "16:00" } }',
      { hours: { days: ['mon'], fromMinute: 450, toMinute: 960 } },
    ],
  ])('%s', (written, expected) => {
    expect(ruleOf(written)).toMatchObject(expected);
  });

  it('change a shipped one by its id, and keep what they do not say', () => {
    const hot = ruleOf('{ id: hot, when: { metric: temperature, above: 65, clear: 60 } }');
    expect(hot).toMatchObject({ severity: 'minor', forMs: 600_000, name: { en: 'device is hot' } });
    expect(configOf(withRules('{ id: hot, severity: off }')).rules.map((rule) => rule.id)).not.toContain(
      'hot',
    );
  });

  it.each<[string, string]>([
    ['{ id: a }', 'lacks "when"'],
    ['{ id: cpu-bussy, severity: minor }', 'lacks "when", wanted what it looks at; did you mean "cpu-busy"?'],
    [
      '{ id: a, when: { metric: cpu, is: [x] } }',
      'the metric "cpu" is a number, wanted "above" or "below" with it',
    ],
    ['{ id: a, when: { metric: operator, is: [x], above: 1 } }', '"above" means nothing beside "is"'],
    ['{ id: a, when: { state: [down], clear: 1 } }', '"clear" means nothing beside "state"'],
    [
      '{ id: a, when: { quality: loss, above: 1, instance: eth0 } }',
      '"instance" means nothing beside "quality"',
    ],
    [
      '{ id: a, when: { age: echo, above: 90 } }',
      'above: found the number 90, wanted a duration such as 10m',
    ],
    ['{ id: a, when: { age: snmp, above: 9m, clear: 0 } }', 'clear: found the number 0, wanted a duration'],
    ['{ id: a, when: { age: snmp, below: 90 } }', '"below" means nothing beside "age"'],
    ['{ id: a, when: { metric: cpu, above: 90s } }', 'above: found the duration 90s, wanted a number'],
    [
      '{ id: a, when: { metric: cpu, above: 90, clear: 1h } }',
      'clear: found the duration 1h, wanted a number',
    ],
    ['{ id: a, when: {} }', 'found none of them, wanted exactly one of metric, quality'],
    ['{ id: a, when: { metric: cpu, quality: mos, above: 1 } }', 'found metric and quality'],
    ['{ id: a, when: { metric: cpu } }', 'found neither "above" and "below"'],
    ['{ id: a, when: { metric: cpu, above: 1, below: 2 } }', 'found both "above" and "below"'],
    ['{ id: a, when: { metric: cpu, above: 80, clear: 90 } }', 'clear is 90, wanted at most 80'],
    ['{ id: a, when: { metric: operator, above: 1 } }', 'is in words'],
    ['{ id: a, when: { metric: cpu, above: 1 }, scope: { regencies: [majen] } }', 'did you mean "majene"?'],
    ['{ id: a, when: { metric: cpu, above: 1 }, dependsOn: [hott] }', 'did you mean "hot"?'],
    ['{ id: a, when: { metric: cpu, above: 1 }, dependsOn: [a] }', 'would hold each other back'],
    ['{ id: a, when: { metric: cpu, above: 1 }, hours: { from: "25:00" } }', 'a time of day such as 07:30'],
    ['{ id: A b, when: { metric: cpu, above: 1 } }', 'an id'],
  ])('%s is refused: %s', (written, message) => {
    const mistakes = mistakesOf(withRules(written));
    expect(mistakes.join('\n')).toContain(message);
    expect(mistakes.every((mistake) => /^a\.yaml:\d+:\d+: /.test(mistake))).toBe(true);
  });

  it('warn of a rule that leaves out none: what was misspelt goes on ringing', () => {
    const { warnings, rules } = configOf(withRules('{ id: cpu-bussy, severity: off }'));
    expect(warnings.map(({ message }) => message)).toEqual([
      'there is no shipped rule "cpu-bussy" to be left out; did you mean "cpu-busy"?',
    ]);
    expect(rules.map((rule) => rule.id)).toContain('cpu-busy');
  });

  it('warn of a metric that nobody reads', () => {
    for (const limit of ['above: 1', 'is: [hot]']) {
      const { warnings } = configOf(withRules(`{ id: a, when: { metric: temprature, ${limit} } }`));
      expect(warnings.map(({ message }) => message).join()).toContain('did you mean "temperature"?');
    }
  });
});

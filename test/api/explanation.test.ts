// The evidence of an explanation, from a simulated province: echoes, ancestors then and now, rules and their distance.

import { describe, expect, it } from 'vitest';
import { type Explanation, explanationOf } from '../../src/api/explanation.ts';
import { type LinkId, linkId } from '../../src/domain/ids.ts';
import type { Rule, RuleCondition } from '../../src/domain/rule.ts';
import { ruleBook } from '../../src/domain/rule-book.ts';
import { EchoMemory } from '../../src/engine/echo-memory.ts';
import { engineConfig, networkOf } from '../support/network.ts';
import { batchOf, Sim } from '../support/sim.ts';

const NETWORK = networkOf([
  { id: 'hq-r1', from: 'hq', to: 'r1' },
  { id: 'r1-v1', from: 'r1', to: 'v1' },
  { id: 'v1-w1', from: 'v1', to: 'w1' },
]);

function rule(id: string, condition: RuleCondition, forMs: number): Rule {
  return {
    id,
    name: { id, en: id },
    condition,
    forMs,
    severity: 'warning',
    scope: { links: [], sites: [], regencies: [], media: [], providers: [], tags: [] },
    dependsOn: [],
    latched: false,
    origin: 'config',
  };
}

const RULES = [
  rule('slow', { kind: 'quality', figure: 'rtt', limit: { side: 'above', raise: 40, clear: 30 } }, 60_000),
  rule('long-up', { kind: 'state', states: ['up'] }, 600_000),
  rule(
    'hot',
    { kind: 'metric', metric: 'temperature', limit: { side: 'above', raise: 70, clear: 65 } },
    60_000,
  ),
];

class Province {
  readonly sim = new Sim(engineConfig(NETWORK, {}, { rules: ruleBook(RULES, NETWORK) }));
  readonly memory = new EchoMemory();

  explain(id: string, locale: 'id' | 'en' = 'en'): Explanation {
    const found = explanationOf(
      {
        loop: { state: this.sim.state, now: () => this.sim.now() },
        store: {
          intervals: (link: LinkId, from: number, to: number) =>
            this.sim.intervals(link).filter((interval) => interval.from < to && (interval.to ?? to) > from),
        },
        memory: this.memory,
      },
      linkId(id),
      locale,
    );
    if (!found) throw new Error(`nothing about ${id}`);
    return found;
  }
}

describe('explanationOf()', () => {
  it('knows nothing of a link there is not', () => {
    const { sim, memory } = new Province();
    const loop = { state: sim.state, now: () => sim.now() };
    expect(
      explanationOf({ loop, store: { intervals: () => [] }, memory }, linkId('x'), 'en'),
    ).toBeUndefined();
  });

  it('gives the newest 30 echoes, by jalur’s labels', () => {
    const province = new Province();
    province.sim.run(1_000);
    const key = province.sim.state.links.get(linkId('r1-v1'))?.key ?? -1;
    const { nowMs } = province.sim;
    const echoes = Array.from({ length: 40 }, (_, i) => ({
      key,
      sentMs: nowMs - (40 - i) * 10,
      rttMs: 5,
      outcome: 0,
      flags: 0,
    }));
    province.memory.take(batchOf(echoes));
    const { evidence } = province.explain('r1-v1');
    expect(evidence.echoes).toHaveLength(30);
    expect(evidence.echoes.at(-1)).toMatchObject({ at: province.sim.now().at - 10, outcome: 'answered' });
  });

  it('tells what the ancestors were doing when the state began, and what they do now', () => {
    const province = new Province();
    province.sim.run(20_000);
    province.sim.cut.add(linkId('v1-w1'));
    province.sim.run(20_000);
    const downSince = province.sim.state.links.get(linkId('v1-w1'))?.from;
    province.sim.cut.add(linkId('hq-r1'));
    province.sim.run(20_000);
    const { evidence, state } = province.explain('v1-w1');
    expect(state).toBe('down');
    expect(evidence.link.since).toBe(downSince);
    expect(evidence.ancestors).toMatchObject([
      {
        site: 'v1',
        name: 'v1',
        links: [{ link: 'r1-v1', atBegin: { state: 'up' }, now: { state: 'unreachable' } }],
      },
      { site: 'r1', links: [{ link: 'hq-r1', atBegin: { state: 'up' }, now: { state: 'down' } }] },
    ]);
    expect(evidence.ancestors[1]?.answeredAt).toBeGreaterThanOrEqual(downSince ?? 0);
    expect(evidence.alerts).toMatchObject([
      { rule: 'link.down', told: true, why: expect.stringMatching(/^Alert link.down #\d+ is active since/) },
    ]);
    expect(province.explain('r1-v1').evidence.alerts).toMatchObject([
      {
        rule: 'link.unreachable',
        told: false,
        suppressed: { by: 'ancestor' },
        why: expect.stringMatching(/held back/),
      },
    ]);
  });

  it('gives every rule with its distance: building up first, without data last', () => {
    const province = new Province();
    province.sim.rttMs.set(linkId('hq-r1'), 25);
    province.sim.run(200_000);
    const { evidence, sentences } = province.explain('hq-r1');
    expect(evidence.rules.map(({ rule: name, stage }) => [name, stage])).toEqual([
      ['rule.long-up', 'building'],
      ['rule.slow', 'idle'],
      ['link.degraded', 'idle'],
      ['link.degraded', 'idle'],
      ['link.degraded', 'idle'],
      ['rule.hot', 'idle'],
    ]);
    const [up, slow] = evidence.rules;
    expect(up).toMatchObject({ value: 'up', finding: 'holds', forMs: 600_000 });
    expect(up?.turningForMs).toBeGreaterThan(190_000);
    expect(slow).toMatchObject({ value: 25, distance: 15, limit: { raise: 40 }, finding: 'clear' });
    expect(evidence.rules.at(-1)).toMatchObject({ finding: 'no-data', stage: 'idle' });
    expect(sentences.join(' ')).toMatch(/Rule “long-up” .* holds for .*; the nearest is “slow” \(rtt 25 ms/);
    province.sim.run(450_000);
    expect(province.explain('hq-r1').evidence.rules[0]).toMatchObject({
      rule: 'rule.long-up',
      stage: 'raised',
    });
  });

  it('says why a rule does not look', () => {
    const province = new Province();
    expect(province.explain('hq-r1').evidence.rules[0]).toMatchObject({ looks: 'link-unknown' });
    province.sim.run(20_000);
    province.sim.uplinkCut = true;
    province.sim.run(30_000);
    expect(new Set(province.explain('hq-r1').evidence.rules.map(({ looks }) => looks))).toEqual(
      new Set(['blind']),
    );
  });

  it('counts what is being checked', () => {
    const province = new Province();
    province.sim.run(20_000);
    province.sim.cut.add(linkId('hq-r1'));
    province.sim.run(2_500);
    const { detection } = province.explain('hq-r1').evidence;
    expect(detection.lostInRow).toBeGreaterThan(0);
    expect(detection.lostToDecide).toBeGreaterThanOrEqual(5);
    expect(detection).not.toHaveProperty('failedPolls');
  });

  it.each(['id', 'en'] as const)('speaks %s', (locale) => {
    const province = new Province();
    province.sim.run(20_000);
    expect(province.explain('r1-v1', locale).sentences[0]).toMatch(
      locale === 'id' ? /terhubung/ : /is up since/,
    );
  });
});

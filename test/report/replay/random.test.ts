// Whatever happens: a replay raises what the engine raised, and twice the same.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkId } from '../../../src/domain/ids.ts';
import { ruleBook } from '../../../src/domain/rule-book.ts';
import { SHIPPED_RULES } from '../../../src/domain/shipped-rules.ts';
import { engineConfig, networkOf, province } from '../../support/network.ts';
import { RecordedWorld } from './recorded-world.ts';

const LINKS = ['hq-r1', 'hq-r2', 'r1-v1', 'r1-v2', 'r2-v1', 'r2-v2'];
const SNMP = {
  everyMs: 60_000,
  timeoutMs: 1_000,
  retries: 1,
  port: 161,
  access: { version: '2c', community: 'public' },
} as const;

const trouble = fc.record({
  kind: fc.constantFrom('cut', 'mend', 'slow', 'swift', 'battery', 'mains', 'blind', 'restart', 'calm'),
  link: fc.constantFrom(...LINKS),
  minutes: fc.integer({ min: 1, max: 14 }),
});
type Trouble = typeof trouble extends fc.Arbitrary<infer T> ? T : never;

function happen(world: RecordedWorld, { kind, link, minutes }: Trouble): void {
  const id = linkId(link);
  const battery = (value: number) =>
    world.metrics.set(id, [{ metric: 'on_battery', kind: 'gauge', unit: '1', value }]);
  if (kind === 'cut') world.cut(link);
  if (kind === 'mend') world.mend(link);
  if (kind === 'slow') world.sim.rttMs.set(id, 900);
  if (kind === 'swift') world.sim.rttMs.set(id, 10);
  if (kind === 'battery') battery(1);
  if (kind === 'mains') battery(0);
  if (kind === 'restart') world.restart(minutes);
  world.sim.uplinkCut = kind === 'blind';
  world.run(minutes);
}

describe('a replay of anything', () => {
  it('raises what was raised, and twice the same', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(trouble, { minLength: 3, maxLength: 10 }), async (troubles) => {
        const sketches = province(2, 2).map((sketch, index) => ({
          ...sketch,
          device: { address: `10.9.0.${index + 1}`, snmp: SNMP },
        }));
        const network = networkOf(sketches);
        const world = new RecordedWorld(
          engineConfig(network, {}, { rules: ruleBook(SHIPPED_RULES, network) }),
        );
        try {
          world.run(5);
          for (const one of troubles) happen(world, one);
          world.sim.uplinkCut = false;
          world.run(5);
          await world.write();
          const report = await world.replay();
          expect(report.comparison.differences).toEqual([]);
          expect(await world.replay()).toEqual(report);
        } finally {
          world.remove();
        }
      }),
      { numRuns: 5, endOnFailure: true },
    );
  }, 120_000);
});

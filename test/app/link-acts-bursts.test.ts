// Extra echoes of the engine and of operators on one target: neither ends the other's.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SharedBursts } from '../../src/app/link-acts-bursts.ts';
import type { EchoTarget } from '../../src/domain/echo.ts';

const target = (key: number): EchoTarget => ({
  key,
  address: '10.0.0.1',
  everyMs: 1_000,
  timeoutMs: 1_000,
  phaseMs: 0,
});

function shared() {
  const told: [number, number | undefined][] = [];
  const plans: number[][] = [];
  const bursts = new SharedBursts({
    burst: (key, everyMs) => told.push([key, everyMs]),
    setTargets: (targets) => plans.push(targets.map(({ key }) => key)),
  });
  return { bursts, told, plans };
}

it('keeps the burst of a suspicion when an operator has enough', () => {
  const { bursts, told } = shared();
  bursts.burst(3, 200);
  bursts.ask(3, 200);
  bursts.ask(3, undefined);
  expect(told).toEqual([[3, 200]]);
  bursts.burst(3, undefined);
  expect(told).toEqual([
    [3, 200],
    [3, undefined],
  ]);
});

it('keeps the echoes of an operator when a suspicion ends, at the pace of the faster wish', () => {
  const { bursts, told } = shared();
  bursts.ask(3, 200);
  bursts.burst(3, 100);
  bursts.burst(3, undefined);
  bursts.ask(3, undefined);
  expect(told).toEqual([
    [3, 200],
    [3, 100],
    [3, 200],
    [3, undefined],
  ]);
});

it('passes plans on, and forgets wishes of keys that leave them', () => {
  const { bursts, told, plans } = shared();
  bursts.ask(3, 200);
  bursts.setTargets([target(4)]);
  bursts.setTargets([target(3), target(4)]);
  bursts.ask(3, undefined);
  expect(plans).toEqual([[4], [3, 4]]);
  expect(told).toEqual([[3, 200]]);
});

it('always leaves the echo engine at the faster of what both wish', () => {
  const wish = fc.record({
    who: fc.constantFrom('burst' as const, 'ask' as const),
    everyMs: fc.constantFrom(undefined, 100, 200),
  });
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 30 }), (wishes) => {
      const { bursts, told } = shared();
      const last: Record<'burst' | 'ask', number | undefined> = { burst: undefined, ask: undefined };
      for (const { who, everyMs } of wishes) {
        bursts[who](1, everyMs);
        last[who] = everyMs;
        const wanted = [last.burst, last.ask].filter((each) => each !== undefined);
        expect(told.at(-1)?.[1]).toBe(wanted.length > 0 ? Math.min(...wanted) : undefined);
      }
    }),
  );
});

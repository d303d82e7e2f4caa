// Random evenings before a witness: at every quiet moment each outage rings or is held back by what is true, nothing rings
// about what works, and people are told of what rings and of nothing else.

import { describe, expect, it } from 'vitest';
import { Evening } from './evening.ts';

const MADE = [
  'outage',
  'working',
  'told',
  'message',
  'ancestor',
  'blind',
  'maintenance',
  'shelved',
  'rule',
  'settling',
];

describe('a random evening before a witness', () => {
  it('has no silence without a true proof, no false alarm, and tells of what rings and of nothing else', () => {
    const made = new Map<string, number>();
    for (let seed = 1; seed <= 150; seed++) {
      const { room, witness } = new Evening(seed);
      expect(witness.faults, `seed ${seed}`).toEqual([]);
      const active = room.sim.alerts().filter(({ status }) => status === 'active');
      expect(active, `seed ${seed}`).toEqual([]);
      for (const [key, kinds] of witness.kinds) {
        const told = kinds.filter((kind) => kind !== 'changed').join(' ');
        expect(told, `seed ${seed}, ${key}`).toMatch(/^raised cleared( raised cleared)*$/);
        const begun = kinds.filter((kind) => kind === 'raised').length;
        expect(begun, `seed ${seed}, ${key}`).toBeLessThanOrEqual(
          witness.occurrences(Number.parseInt(key, 10)),
        );
      }
      for (const [name, times] of witness.made) made.set(name, (made.get(name) ?? 0) + times);
    }
    // A property that is never looked at holds by itself.
    for (const name of MADE) expect(made.get(name) ?? 0, name).toBeGreaterThan(100);
  });
});

// Chance as an argument: what needs random numbers is handed a Random, and a seeded one tells the same story twice.

/** Uniform numbers, 0 ≤ x < 1. */
export type Random = () => number;

/** The machine's own chance. Not for secrets. */
export const systemRandom: Random = () => Math.random();

/** Reproducible numbers from a 32-bit seed: Mulberry32, good enough for simulations and never for secrets. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

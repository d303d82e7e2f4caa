// Repeatable noise.

/** A source of bytes that gives the same ones for the same seed (a linear congruential generator). */
export function randomBytesOf(seed: number): (length: number) => Buffer {
  let state = seed >>> 0;
  return (length) =>
    Buffer.from(
      Array.from({ length }, () => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return state >>> 24;
      }),
    );
}

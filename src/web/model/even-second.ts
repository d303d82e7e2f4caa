// What blinks on a screen blinks with its clock, which moves once a second anyway.

/** Whether a moment lies in a second of even number. */
export function isEvenSecond(ms: number): boolean {
  return Math.floor(ms / 1_000) % 2 === 0;
}

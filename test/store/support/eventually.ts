// Waits for a condition, never for a time.

import { setTimeout as delay } from 'node:timers/promises';

/** Resolves once `condition` is true; rejects with what was wanted after `timeoutMs`. Errors count as false. */
export async function eventually(
  condition: () => boolean | Promise<boolean>,
  wanted: string,
  timeoutMs = 10_000,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  let last: unknown;
  while (performance.now() < deadline) {
    try {
      if (await condition()) return;
    } catch (error) {
      last = error;
    }
    await delay(20);
  }
  throw new Error(`waited ${timeoutMs} ms, wanted: ${wanted}`, { cause: last });
}

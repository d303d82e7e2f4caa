// The two kinds of figures for /metrics.

import type { Figure } from './deps.ts';

/** A running total; its name ends in `_total`. */
export function counter(name: string, help: string, value: number): Figure {
  return { name, help, type: 'counter', value };
}

/** What is so at this moment; its name ends in its unit. */
export function gauge(name: string, help: string, value: number): Figure {
  return { name, help, type: 'gauge', value };
}

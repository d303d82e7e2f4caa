// Figures in explanations.

import { beatGraceMs } from './link.ts';

/** Units of the figures that make a link degraded. */
export const FIGURE_UNITS = { loss: '%', rtt: ' ms', jitter: ' ms' } as const;

/** A number with at most two places, as English writes it. */
export function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** A number as Indonesian writes it: with a decimal comma. */
export function decimal(value: number): string {
  return number(value).replace('.', ',');
}

/** A period in the words both languages share; half minutes are what the grace of a beat makes. */
export function span(ms: number, write: (value: number) => string): string {
  return ms >= 60_000 && ms % 30_000 === 0 ? `${write(ms / 60_000)} min` : `${Math.round(ms / 1_000)} s`;
}

/** From the last beat that came to the verdict: the last of those that decide is waited for beyond the moment it is due. */
export function waitMs(required: number, everyMs: number): number {
  return required * everyMs + beatGraceMs({ everyMs });
}

/** A value with its unit: `72 °C`, `5%`, `120 s` of an age in ms; words as they are. */
export function figure(
  value: number | string,
  unit: string | undefined,
  write: (value: number) => string,
): string {
  if (typeof value === 'string') return `“${value}”`;
  if (unit === 'ms' && Math.abs(value) >= 10_000) return span(Math.round(value / 1_000) * 1_000, write);
  if (unit === '%') return `${write(value)}%`;
  return unit === undefined || unit === '1' ? write(value) : `${write(value)} ${unit}`;
}

// The figure of one row by its rule: scaled, within its bounds, a counter never through a double. Whether it is a gauge or
// a counter is the rule's say alone; the type that a device sends decides nothing.

import { counterOf, type SnmpValue, textOf } from '../value.ts';
import type { ExpressionValue, Scope } from './expression.ts';
import type { MetricRule } from './profile.ts';
import { shortText } from './scope.ts';

/** Longest text of a reading. */
export const MOST_TEXT = 64;

/** A gauge's number, a counter's total, a text; undefined: no data. */
export type Outcome = number | bigint | string | undefined;

/** The figure of the row that the scope stands at. */
export function outcomeOf(rule: MetricRule, scope: Scope): Outcome {
  if (rule.unit === 'text') return words(rule, rule.value.evaluate(scope));
  if (rule.as === 'counter') return counter(rule, scope);
  const value = numeric(rule.value.evaluate(scope));
  return value === undefined ? undefined : bounded(rule, scaled(value, rule.scale));
}

function words({ words: known }: MetricRule, value: ExpressionValue): string | undefined {
  const number = numeric(value);
  return shortText((number === undefined ? undefined : known?.get(number)) ?? value, MOST_TEXT);
}

function counter(rule: MetricRule, scope: Scope): bigint | undefined {
  const total = rule.read.has(rule.value.source)
    ? exactly(scope.raw(rule.value.source))
    : whole(numeric(rule.value.evaluate(scope)));
  if (total === undefined || total < 0n || total >= 1n << 64n) return undefined;
  const scaledTotal = Number.isInteger(rule.scale)
    ? total * BigInt(rule.scale)
    : whole(Math.floor(scaled(Number(total), rule.scale)));
  if (scaledTotal === undefined || scaledTotal < 0n) return undefined;
  return rule.valid && bounded(rule, Number(scaledTotal)) === undefined ? undefined : scaledTotal;
}

/** Some agents send totals as text. A negative number is a 64-bit total squeezed into 32 bits: no data. */
function exactly(value: SnmpValue): bigint | undefined {
  if (value.kind !== 'bytes') return counterOf(value);
  const text = textOf(value) ?? '';
  return /^\d{1,20}$/.test(text) ? BigInt(text) : undefined;
}

function whole(value: number | undefined): bigint | undefined {
  return value !== undefined && Number.isSafeInteger(value) ? BigInt(value) : undefined;
}

function numeric(value: ExpressionValue): number | undefined {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string') {
    const text = value.trim();
    if (text === '') return undefined;
    return finite(Number(text));
  }
  return value === undefined ? undefined : finite(value);
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

/** Divides by 10 rather than multiplying with 0.1, so that 239 tenths are 23.9 and not 23.900000000000002. */
function scaled(value: number, scale: number): number {
  if (scale === 1) return value;
  const divisor = Math.round(1 / scale);
  return Math.abs(divisor * scale - 1) < 1e-12 ? value / divisor : value * scale;
}

function bounded({ valid }: MetricRule, value: number): number | undefined {
  if (!Number.isFinite(value)) return undefined;
  return valid && (value < valid[0] || value > valid[1]) ? undefined : value;
}

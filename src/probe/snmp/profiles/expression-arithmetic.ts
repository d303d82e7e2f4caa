// What operators of profile expressions do. Absent makes arithmetic absent and a comparison false; a text that is a
// number counts as one, since many agents send numbers as text.

import { type SnmpValue, textOf } from '../value.ts';
import type { ExpressionValue } from './expression.ts';

const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

/** A raw value as expressions see it: number, text, or absent. */
export function plainOf(value: SnmpValue): ExpressionValue {
  switch (value.kind) {
    case 'integer':
      return value.value;
    case 'counter64':
      return Number(value.value);
    case 'bytes':
      return textOf(value);
    case 'oid':
      return value.value;
    case 'none':
      return undefined;
  }
}

/** A value as a finite number; absent where it is none. */
export function numeric(value: ExpressionValue): number | undefined {
  if (typeof value === 'boolean') return value ? 1 : 0;
  const number = typeof value === 'string' && NUMBER.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** Whether a condition holds: absent, false, 0 and the empty text do not. */
export function truth(value: ExpressionValue): boolean {
  return value !== undefined && value !== false && value !== 0 && value !== '';
}

type Arithmetic = (a: number, b: number) => number;

function arithmetic(operate: Arithmetic) {
  return (left: ExpressionValue, right: ExpressionValue): ExpressionValue => {
    const a = numeric(left);
    const b = numeric(right);
    return a === undefined || b === undefined ? undefined : numeric(operate(a, b));
  };
}

function comparison(compare: (order: number) => boolean) {
  return (left: ExpressionValue, right: ExpressionValue): ExpressionValue => {
    if (left === undefined || right === undefined) return false;
    const a = numeric(left);
    const b = numeric(right);
    if (a !== undefined && b !== undefined) return compare(a - b);
    const [one, other] = [String(left), String(right)];
    return compare(one === other ? 0 : one < other ? -1 : 1);
  };
}

/** Operators of two values. */
export const BINARY: Readonly<
  Record<string, (left: ExpressionValue, right: ExpressionValue) => ExpressionValue>
> = {
  '+': arithmetic((a, b) => a + b),
  '-': arithmetic((a, b) => a - b),
  '*': arithmetic((a, b) => a * b),
  '/': arithmetic((a, b) => a / b),
  '%': arithmetic((a, b) => a % b),
  '**': arithmetic((a, b) => a ** b),
  '==': comparison((order) => order === 0),
  '!=': comparison((order) => order !== 0),
  '<': comparison((order) => order < 0),
  '<=': comparison((order) => order <= 0),
  '>': comparison((order) => order > 0),
  '>=': comparison((order) => order >= 0),
};

/** Operators of one value. */
export const UNARY: Readonly<Record<string, (value: ExpressionValue) => ExpressionValue>> = {
  '-': (value) => {
    const number = numeric(value);
    return number === undefined ? undefined : -number;
  },
  '+': (value) => numeric(value),
  '!': (value) => !truth(value),
};

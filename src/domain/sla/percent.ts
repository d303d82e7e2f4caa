// Percentages that money is claimed on: exact integer arithmetic, cut off and never rounded up, so that 99.496 never reads 99.50.

import type { Ratio } from './account.ts';

/** A decimal number, exact: `digits` / 10^`scale`. */
export interface Decimal {
  readonly digits: bigint;
  /** 10 to the power of the number of decimals. */
  readonly scale: bigint;
}

/** A number as people have written it: 99.5 is 995/10 and not its nearest binary fraction. Finite numbers only. */
export function decimalOf(value: number): Decimal {
  if (!Number.isFinite(value)) throw new RangeError(`a decimal of ${value} does not exist`);
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const digits = BigInt(whole + fraction);
  const decimals = fraction.length - Number(exponent);
  return decimals >= 0
    ? { digits, scale: 10n ** BigInt(decimals) }
    : { digits: digits * 10n ** BigInt(-decimals), scale: 1n };
}

/** 100 · part / whole with that many decimals, cut off, with a decimal point; `–` where there is nothing to divide by. */
export function percentText({ part, whole }: Ratio, decimals: number): string {
  if (whole === 0) return '–';
  const cut = String((BigInt(part) * 100n * 10n ** BigInt(decimals)) / BigInt(whole)).padStart(
    decimals + 1,
    '0',
  );
  return decimals === 0 ? cut : `${cut.slice(0, -decimals)}.${cut.slice(-decimals)}`;
}

/** The same as a number; undefined where there is nothing to divide by. */
export function percentOf(ratio: Ratio, decimals: number): number | undefined {
  return ratio.whole === 0 ? undefined : Number(percentText(ratio, decimals));
}

/** Whether a ratio is below (-1), at (0) or above (1) a percentage, exactly; undefined where there is nothing to divide by. */
export function compare({ part, whole }: Ratio, pct: number): -1 | 0 | 1 | undefined {
  if (whole === 0) return undefined;
  const { digits, scale } = decimalOf(pct);
  const have = BigInt(part) * 100n * scale;
  const want = digits * BigInt(whole);
  return have < want ? -1 : have > want ? 1 : 0;
}

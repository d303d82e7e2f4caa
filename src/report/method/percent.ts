// Percentages as they are printed: cut off, never rounded up, so that 99.496 never becomes 99.50.

import type { Ratio } from '../../domain/sla/account.ts';

/**
 * 100·part/whole cut off after so many decimals, computed on whole ms in integers; null where `whole` is 0. The result is the
 * double nearest to that decimal number, which is also what a spreadsheet gets from `ROUNDDOWN(10^(d+2)·part/whole, 0)/10^d`.
 */
export function cutPercent({ part, whole }: Ratio, decimals: number): number | null {
  if (whole === 0) return null;
  const scale = 10 ** decimals;
  const cut = (BigInt(Math.round(part)) * BigInt(100 * scale)) / BigInt(Math.round(whole));
  return Number(cut) / scale;
}

/** The formula of {@link cutPercent} in a spreadsheet's language; `part` and `whole` are expressions. */
export function percentFormula(part: string, whole: string, decimals: number): string {
  const scale = 10 ** decimals;
  return `IF(${whole}=0,"",ROUNDDOWN(${100 * scale}*(${part})/${whole},0)/${scale})`;
}

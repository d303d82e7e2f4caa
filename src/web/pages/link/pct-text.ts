// Availability as text: three decimals, cut off: what is below a promise never reads as if it met it.

import { NONE } from '../../text/format.ts';
import type { Words } from '../../text/words.ts';

/** `99,947%`; `100%` only where it is so, and `0%` where there is nothing. */
export function pctText(pct: number | undefined | null, words: Words): string {
  if (pct === undefined || pct === null) return NONE;
  const cut = Math.floor(pct * 1_000 + 1e-6) / 1_000;
  if (cut === 0 && pct > 0) return `<${(0.001).toLocaleString(words.locale, { maximumFractionDigits: 3 })}%`;
  return `${cut.toLocaleString(words.locale, { maximumFractionDigits: 3 })}%`;
}

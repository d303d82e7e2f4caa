// What is given back of a fee when a promise is missed (domain reference 5). F: fee, S: promise in percent, A: availability in
// percent, D: downtime, T: denominator. Exact; capped at F; rounded half-up to whole rupiah once, at the very end.

import type { Ratio } from './account.ts';
import { compare, decimalOf } from './percent.ts';
import type { RestitutionTier, SlaTerms } from './terms.ts';

/** A fraction of rupiah; `of` is above 0. */
interface Amount {
  readonly rupiah: bigint;
  readonly of: bigint;
}

/**
 * Whole rupiah to give back, for an availability of (T − D) of T. 0 where the promise was kept (but for `prorata_all` with
 * `always`); undefined where fee or promise is not recorded, or T is 0.
 */
export function restitutionIdr(
  terms: Pick<SlaTerms, 'slaPct' | 'monthlyFeeIdr' | 'restitution'>,
  { availability }: { readonly availability: Ratio },
): number | undefined {
  const { slaPct, monthlyFeeIdr, restitution } = terms;
  const isAlways = restitution.model === 'prorata_all' && restitution.always;
  if (monthlyFeeIdr === undefined || availability.whole === 0) return undefined;
  if (slaPct === undefined && !isAlways) return undefined;
  const isMissed = slaPct !== undefined && compare(availability, slaPct) === -1;
  if (!isMissed && !isAlways) return 0;
  const { rupiah, of } = capped(amount(terms, availability, monthlyFeeIdr), monthlyFeeIdr);
  return Number((2n * rupiah + of) / (2n * of));
}

function amount(
  { slaPct, restitution }: Pick<SlaTerms, 'slaPct' | 'restitution'>,
  availability: Ratio,
  monthlyFeeIdr: number,
): Amount {
  const fee = decimalOf(monthlyFeeIdr);
  const promise = decimalOf(slaPct ?? 0);
  const whole = BigInt(availability.whole);
  const available = BigInt(availability.part);
  const down = whole - available;
  // S − A in percent, over promise.scale · T.
  const missing = promise.digits * whole - 100n * available * promise.scale;
  switch (restitution.model) {
    case 'none':
      return { rupiah: 0n, of: 1n };
    case 'gap':
      // F · (S − A) / S
      return { rupiah: fee.digits * missing, of: fee.scale * promise.digits * whole };
    case 'gap100':
    case 'prorata_excess':
      // F · (S − A) / 100, which F · (D − T · (1 − S/100)) / T is too.
      return { rupiah: fee.digits * missing, of: fee.scale * 100n * promise.scale * whole };
    case 'prorata_all':
      // F · D / T
      return { rupiah: fee.digits * down, of: fee.scale * whole };
    case 'beibi':
      // F · D / (T · S/100)
      return {
        rupiah: fee.digits * down * 100n * promise.scale,
        of: fee.scale * whole * promise.digits,
      };
    case 'tier': {
      const share = decimalOf(tierOf(restitution.tiers, availability)?.sharePct ?? 0);
      return { rupiah: fee.digits * share.digits, of: fee.scale * share.scale * 100n };
    }
  }
}

/** The step that an availability lies below, with the lowest bound; undefined when it lies below none. */
export function tierOf(tiers: readonly RestitutionTier[], availability: Ratio): RestitutionTier | undefined {
  return tiers
    .filter(({ belowPct }) => compare(availability, belowPct) === -1)
    .toSorted((a, b) => a.belowPct - b.belowPct)[0];
}

function capped(amount: Amount, monthlyFeeIdr: number): Amount {
  const fee = decimalOf(monthlyFeeIdr);
  return amount.rupiah * fee.scale > fee.digits * amount.of ? { rupiah: fee.digits, of: fee.scale } : amount;
}

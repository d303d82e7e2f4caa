// Accounts summed over links: of a regency, a provider, a contract, the province. Always Σ(T − D) of ΣT, never a mean of percentages.

import type { Ratio, SlaAccount, SlaClass, SlaFigures } from './account.ts';
import { SLA_CLASSES } from './account.ts';
import { ratesOf } from './count.ts';
import { compare } from './percent.ts';
import type { SlaTerms } from './terms.ts';

/** Figures of several links together. */
export interface GroupFigures extends SlaFigures {
  readonly links: number;
  /** Links that were in service at all. */
  readonly linksInService: number;
  /** Whether the group as one keeps the promise of `terms`; absent without one, or where nothing is known. */
  readonly met?: boolean;
  /** Σ of the links' own, whole rupiah; absent where none has one. */
  readonly restitutionIdr?: number;
}

/** Sums accounts over the same stretch. `terms`: whose promise the group as one is compared with. */
export function sumUp(accounts: readonly SlaAccount[], terms?: Pick<SlaTerms, 'slaPct'>): GroupFigures {
  const sum = (of: (account: SlaAccount) => number): number =>
    accounts.reduce((total, account) => total + of(account), 0);
  const ratio = (of: (account: SlaAccount) => Ratio): Ratio => ({
    part: sum((account) => of(account).part),
    whole: sum((account) => of(account).whole),
  });
  const availability = ratio((account) => account.availability);
  const coverage = ratio((account) => account.coverage);
  const countedMs = sum((account) => account.countedMs);
  const countedEvents = sum((account) => account.countedEvents);
  const claims = accounts.flatMap((account) => account.restitutionIdr ?? []);
  const met =
    terms?.slaPct === undefined || coverage.part === 0 ? undefined : compare(availability, terms.slaPct);
  return {
    links: accounts.length,
    linksInService: accounts.filter(({ serviceMs }) => serviceMs > 0).length,
    calendarMs: sum((account) => account.calendarMs),
    serviceMs: sum((account) => account.serviceMs),
    totalMs: sum((account) => account.totalMs),
    classesMs: Object.fromEntries(
      SLA_CLASSES.map((name) => [name, sum(({ classesMs }) => classesMs[name])]),
    ) as Record<SlaClass, number>, // one entry per class
    grossMs: sum((account) => account.grossMs),
    stopMs: sum((account) => account.stopMs),
    countedMs,
    events: sum((account) => account.events),
    countedEvents,
    availability,
    grossAvailability: ratio((account) => account.grossAvailability),
    coverage,
    longestMs: accounts.reduce((longest, account) => Math.max(longest, account.longestMs), 0),
    ...ratesOf(availability.part, { countedMs, countedEvents }),
    ...(met !== undefined && { met: met !== -1 }),
    ...(claims.length > 0 && { restitutionIdr: claims.reduce((total, claim) => total + claim, 0) }),
  };
}

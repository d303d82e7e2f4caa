// Which contract a link is under, and how that contract counts.

import type { Config, Contract } from '../../config/config.ts';
import type { Link } from '../../domain/link.ts';
import { DEFAULT_TERMS, type SlaTerms } from '../../domain/sla/terms.ts';

/** The contract of a link; undefined where it is under none. */
export function contractOf({ contracts }: Config, link: Link): Contract | undefined {
  return link.contractId === undefined ? undefined : contracts.find(({ id }) => id === link.contractId);
}

/** How a link's downtime is counted; without a contract by the defaults, which promise nothing. */
export function termsOf(contract: Contract | undefined): SlaTerms {
  return contract?.sla ?? DEFAULT_TERMS;
}

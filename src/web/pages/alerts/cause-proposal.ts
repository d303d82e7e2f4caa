// Which reason code a supposition about an outage comes down to, for an operator to confirm.

import type { CauseCode } from '../../../domain/act.ts';
import type { Medium } from '../../../domain/link.ts';

/** What a device let suppose: GET /api/v1/causes. */
export interface CauseProposal {
  readonly link: string;
  readonly at: number;
  /** Start of the outage it is about, epoch ms. */
  readonly outageFrom: number;
  readonly proposal: 'restart' | 'line';
  readonly uptimeS: number;
}

const LINE: Readonly<Record<Medium, CauseCode>> = {
  fiber: 'fiber-cut',
  radio: 'radio',
  lte: 'mobile-network',
  vsat: 'vsat-weather',
  copper: 'upstream',
  other: 'upstream',
};

/** `restart`: power at the site. `line`: what usually breaks on the medium; an unknown medium has none. */
export function proposedCode(
  proposal: CauseProposal['proposal'],
  medium: Medium | undefined,
): CauseCode | undefined {
  if (proposal === 'restart') return 'site-power';
  return medium && LINE[medium];
}

/** The newest proposal about an outage of a link that began at `since`, epoch ms. */
export function proposalFor(
  proposals: readonly CauseProposal[],
  { subject, since }: { readonly subject: string; readonly since: number },
): CauseProposal | undefined {
  return proposals.findLast(
    ({ link, outageFrom }) => link === subject && Math.abs(outageFrom - since) < 1_000,
  );
}

// Accounts of a day of 24 hours, with times in hours from its beginning.

import { linkId, siteId } from '../../../../src/domain/ids.ts';
import type { AccountInput, MaintenanceSpan, SlaAccount } from '../../../../src/domain/sla/account.ts';
import { countLink } from '../../../../src/domain/sla/count.ts';
import type { Correction, StopClock, Ticket } from '../../../../src/domain/sla/ledger.ts';
import { DEFAULT_TERMS, type SlaTerms } from '../../../../src/domain/sla/terms.ts';
import type { Interval, LinkState } from '../../../../src/domain/state.ts';

export const HOUR_MS = 3_600_000;
export const LINK = linkId('ini');
export const OWN = linkId('sendiri');
export const OTHER = linkId('lain');
const DAY = { from: 0, to: 24 * HOUR_MS };

export type Step = readonly [state: LinkState, until: number, failed?: typeof OWN];

/** Intervals that follow each other from `start`; the last one lasts. */
function history(steps: readonly Step[], start = -48): readonly Interval[] {
  let at = start * HOUR_MS;
  return steps.map(([state, until, failed], index) => {
    const from = at;
    at = until * HOUR_MS;
    const reason = failed
      ? ({ kind: 'ancestor', site: siteId('induk'), link: failed, since: 0, provedAt: 0 } as const)
      : ({ kind: 'unmeasured' } as const);
    const interval: Interval = { link: LINK, state, from, reason };
    return index === steps.length - 1 ? interval : { ...interval, to: at };
  });
}

export function count(
  steps: readonly Step[],
  over: Omit<Partial<AccountInput>, 'terms'> & { readonly terms?: Partial<SlaTerms> } = {},
): SlaAccount {
  return countLink({
    link: LINK,
    ...DAY,
    asOf: 30 * HOUR_MS,
    intervals: history(steps),
    entries: [],
    maintenance: [],
    inService: {},
    isOwnContract: (failed) => failed === OWN,
    ...over,
    terms: { ...DEFAULT_TERMS, ...over.terms },
  });
}

export const BASE = { link: LINK, actor: { who: 'uji', via: 'api' } as const, at: 0, note: 'uji' };
export const span = (from: number, to: number) => ({ from: from * HOUR_MS, to: to * HOUR_MS });
export const stop = (id: number, from: number, to: number, over: Partial<StopClock> = {}): StopClock => ({
  ...{ ...BASE, kind: 'stop', id, ...span(from, to), reason: 'customer-power' },
  ...over,
});
export const correction = (
  id: number,
  from: number,
  to: number,
  over: Partial<Correction> = {},
): Correction => ({
  ...{ ...BASE, kind: 'correction', id, ...span(from, to) },
  ...over,
});
export const ticket = (id: number, from: number, to: number, reported?: number): Ticket => ({
  ...{ ...BASE, kind: 'ticket', id, ...span(from, to), ourNumber: `T-${id}` },
  ...(reported !== undefined && { reportedAt: reported * HOUR_MS }),
});
export const work = (from: number, to: number, announced: number): MaintenanceSpan => ({
  window: 'kerja',
  name: 'Kerja',
  announcedBy: 'Penyedia',
  announcedAt: announced * HOUR_MS,
  ...span(from, to),
});

/** Hours of downtime, and what became of each event. */
export function told({ countedMs, eventList }: SlaAccount): readonly [hours: number, ...string[]] {
  return [countedMs / HOUR_MS, ...eventList.map(({ verdict }) => verdict)];
}

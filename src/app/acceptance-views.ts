// Acceptance records as they are told: who may see them, and what of them.

import { createHash } from 'node:crypto';
import type { AcceptanceRecord } from '../domain/acceptance.ts';
import type { AcceptanceFigures } from '../domain/acceptance-figures.ts';
import type { AcceptanceDetail, AcceptanceNow, AcceptanceSummary } from '../domain/acceptance-view.ts';
import type { Scope } from '../domain/access.ts';
import { type Network, regencyOf } from '../domain/network.ts';

/** Whether a scope shows a record: of a provider by whom the link was rented from when it was taken. */
export function isSeen({ about }: AcceptanceRecord, scope: Scope, network: Network): boolean {
  switch (scope.kind) {
    case 'province':
      return true;
    case 'regency':
      return regencyOf(network, about.to)?.id === scope.regency;
    case 'provider':
      return about.provider === scope.provider;
  }
}

/** A record in a list. */
export function summaryOf(record: AcceptanceRecord, now: AcceptanceNow): AcceptanceSummary {
  const { figures, restarts: _restarts, ...rest } = record;
  if (!figures) return { ...rest, ...now };
  const { outages: _outages, ...brief } = figures;
  return { ...rest, figures: brief, ...now };
}

/** A record with everything; `measure` gives the figures of a running one, and why there are none is told where it fails. */
export async function detailOf(
  record: AcceptanceRecord,
  now: AcceptanceNow & { readonly waitsFor?: string },
  measure: () => Promise<AcceptanceFigures>,
): Promise<AcceptanceDetail> {
  const fingerprint = fingerprintOf(record);
  if (record.figures) return { ...record, ...now, fingerprint };
  try {
    return { ...record, ...now, fingerprint, figures: await measure() };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ...record, ...now, fingerprint, waitsFor: now.waitsFor ?? why };
  }
}

function fingerprintOf({ signature: _signature, ...record }: AcceptanceRecord): string {
  return createHash('sha256').update(JSON.stringify(record)).digest('hex');
}

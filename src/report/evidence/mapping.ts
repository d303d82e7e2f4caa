// Which evidence speaks for which level: held in the pack, or still to be added by the office. It proposes no level of its own.

import type { EvidenceData } from './data.ts';
import type { EvidenceKey, Scheme } from './schemes.ts';

/** The mapping of all schemes. */
export function mappingOf(
  schemes: readonly Scheme[],
  held: Readonly<Record<EvidenceKey, boolean>>,
): EvidenceData['schemes'] {
  return schemes.map(({ id, indicators }) => ({
    id,
    indicators: indicators.map((indicator) => ({
      id: indicator.id,
      levels: indicator.levels.map(({ level, evidence }) => ({
        level,
        held: evidence.filter((key) => held[key]),
        missing: evidence.filter((key) => !held[key]),
      })),
    })),
  }));
}

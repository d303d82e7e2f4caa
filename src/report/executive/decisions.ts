// What a month leaves to be decided or done, worst first: plain rules over the figures, no judgement of persons.

import type { SlaData } from '../sla/data.ts';
import type { Decision, ExecutiveData } from './data.ts';

const HOUR_MS = 3_600_000;
/** Outages that count for less are explained by nobody, and need not be. */
const LEAST_EXPLAINED_MS = HOUR_MS;
/** Below this share of measured time the figures are not to be relied on. */
const LEAST_COVERAGE = 0.95;
/** Names that a sentence can hold. */
const MOST_NAMES = 5;

/** The decisions. `repeated`: names of links that missed their promise several months in a row. */
export function decisionsOf(
  page: Omit<ExecutiveData, 'decisions'>,
  sla: SlaData,
  repeated: readonly string[],
): readonly Decision[] {
  const decide = (
    kind: Decision['kind'],
    names: readonly string[],
    count = names.length,
    idr: number | null = null,
  ): readonly Decision[] => {
    const all = [...new Set(names)];
    const shown = all.slice(0, MOST_NAMES);
    return count === 0 ? [] : [{ kind, count, names: shown, namesLeftOut: all.length - shown.length, idr }];
  };
  const name = new Map(sla.links.map((link) => [link.id, link.name]));
  const claims = page.contracts.filter(({ restitutionIdr }) => (restitutionIdr ?? 0) > 0);
  const unexplained = sla.events.filter(
    ({ countedMs, cause }) =>
      countedMs >= LEAST_EXPLAINED_MS && cause?.source !== 'confirmed' && cause?.source !== 'correction',
  );
  const unagreed = sla.ledger.filter(
    ({ kind, agreedByProvider, agreedByCustomer }) =>
      kind === 'stop' && (agreedByProvider === null || agreedByCustomer === null),
  );
  const { coverage, rollout } = page;
  const isBlurred = coverage.whole > 0 && coverage.part / coverage.whole < LEAST_COVERAGE;
  const behind =
    rollout?.target !== null && rollout?.towardsTarget !== null && rollout
      ? rollout.target - rollout.towardsTarget
      : 0;
  return [
    ...decide(
      'claim',
      claims.map(({ provider, name: contract }) => provider ?? contract ?? ''),
      claims.length,
      claims.reduce((sum, { restitutionIdr }) => sum + (restitutionIdr ?? 0), 0),
    ),
    ...decide('repeat-offenders', repeated),
    ...decide(
      'unexplained',
      unexplained.map(({ link }) => name.get(link) ?? link),
      unexplained.length,
    ),
    ...decide(
      'unagreed',
      unagreed.map(({ link }) => name.get(link) ?? link),
      unagreed.length,
    ),
    ...decide('coverage', [], isBlurred ? 1 : 0),
    ...decide('silent-villages', [], rollout?.activeSilent ?? 0),
    ...decide('behind-target', [], Math.max(0, behind)),
    ...decide(
      'no-terms',
      sla.contracts
        .filter(({ slaPct, monthlyFeeIdr }) => slaPct === null || monthlyFeeIdr === null)
        .map((contract) => contract.name),
    ),
  ];
}

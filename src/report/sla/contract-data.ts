// The contracts of a report's links, and how each counts.

import type { Config } from '../../config/config.ts';
import type { CountedLink } from '../method/accounts.ts';
import { termsOf } from '../method/terms.ts';
import type { ContractData } from './data.ts';

/** Each contract once, in the configuration's order. */
export function contractData(counted: readonly CountedLink[], config: Config): readonly ContractData[] {
  const used = new Set(counted.flatMap(({ contract }) => contract?.id ?? []));
  return config.contracts
    .filter(({ id }) => used.has(id))
    .map((contract) => {
      const terms = termsOf(contract);
      return {
        id: contract.id,
        name: contract.name,
        provider: config.providers.find(({ id }) => id === contract.provider)?.name ?? contract.provider,
        number: contract.number ?? null,
        date: contract.date ?? null,
        packageName: contract.packageName ?? null,
        owner: contract.owner
          ? {
              name: contract.owner.name,
              nip: contract.owner.nip ?? null,
              position: contract.owner.position ?? null,
            }
          : null,
        signatory: contract.signatory
          ? { name: contract.signatory.name, position: contract.signatory.position ?? null }
          : null,
        slaPct: terms.slaPct ?? null,
        monthlyFeeIdr: terms.monthlyFeeIdr ?? null,
        minEventMs: terms.minEventMs,
        periodDay: terms.periodDay,
        eventStart: terms.eventStart,
        stopClocks: terms.stopClocks,
        denominator: terms.denominator,
        unknownTime: terms.unknownTime,
        degradedTime: terms.degradedTime,
        unreachableTime: terms.unreachableTime,
        maintenanceTime: terms.maintenanceTime,
        maintenanceNoticeMs: terms.maintenanceNoticeMs,
        restoreWithinMs: terms.restoreWithinMs ?? null,
        decimals: terms.decimals,
        restitution: {
          model: terms.restitution.model,
          always: terms.restitution.always,
          tiers: terms.restitution.tiers.map(({ belowPct, sharePct }) => ({ belowPct, sharePct })),
        },
      };
    });
}

// Contracts with every term filled in, and what cannot be meant: steps without their model, a restitution that is never due.

import { DEFAULT_TERMS, type RestitutionModel, type SlaTerms } from '../domain/sla/terms.ts';
import type { Contract } from './config.ts';
import type { RawConfig } from './include.ts';
import type { Path } from './place.ts';
import { type ContractEntry, OLD_PRORATA } from './schema-contract.ts';
import { type Tell, tellOf } from './tell.ts';
import type { Validated } from './validate.ts';

/** A contract as the configuration holds it. */
export function resolveContract(entry: ContractEntry): Contract {
  const { id, name, provider, number, date, packageName, owner, signatory } = entry;
  const sla = termsOf(entry);
  return {
    id,
    name: name ?? id,
    provider,
    ...(number !== undefined && { number }),
    ...(date !== undefined && { date }),
    ...(packageName !== undefined && { packageName }),
    ...(owner && {
      owner: {
        name: owner.name,
        ...(owner.nip !== undefined && { nip: owner.nip }),
        ...(owner.position !== undefined && { position: owner.position }),
      },
    }),
    ...(signatory && {
      signatory: {
        name: signatory.name,
        ...(signatory.position !== undefined && { position: signatory.position }),
      },
    }),
    sla,
    ...(sla.slaPct !== undefined && { slaPct: sla.slaPct }),
    ...(sla.monthlyFeeIdr !== undefined && { monthlyFeeIdr: sla.monthlyFeeIdr }),
    minEventMs: sla.minEventMs,
  };
}

function termsOf(entry: ContractEntry): SlaTerms {
  const usual = DEFAULT_TERMS;
  return {
    ...(entry.slaPct !== undefined && { slaPct: entry.slaPct }),
    ...(entry.monthlyFee !== undefined && { monthlyFeeIdr: entry.monthlyFee }),
    minEventMs: entry.minEvent ?? usual.minEventMs,
    periodDay: entry.periodDay ?? usual.periodDay,
    eventStart: entry.eventStart ?? usual.eventStart,
    stopClocks: entry.stopClocks ?? usual.stopClocks,
    denominator: entry.denominator ?? usual.denominator,
    unknownTime: entry.unknownTime ?? usual.unknownTime,
    degradedTime: entry.degradedTime ?? usual.degradedTime,
    unreachableTime: entry.unreachableTime ?? usual.unreachableTime,
    maintenanceTime: entry.maintenanceTime ?? usual.maintenanceTime,
    maintenanceNoticeMs: entry.maintenanceNotice ?? usual.maintenanceNoticeMs,
    ...(entry.restoreWithin !== undefined && { restoreWithinMs: entry.restoreWithin }),
    restitution: {
      model: modelOf(entry),
      always: entry.always ?? false,
      tiers: (entry.tiers ?? []).toSorted((a, b) => a.belowPct - b.belowPct),
    },
    decimals: entry.decimals ?? usual.decimals,
  };
}

function modelOf({ restitution }: ContractEntry): RestitutionModel {
  return restitution === OLD_PRORATA ? 'prorata_all' : (restitution ?? 'none');
}

/** Tells what is wrong with contracts, and with the days of service of links. */
export function checkContracts(raw: RawConfig, valid: Validated): void {
  const tell = tellOf(raw);
  for (const { index, value } of valid.lists.contracts)
    checkRestitution(value, (...parts) => ['contracts', index, ...parts], tell);
  for (const { index, value } of valid.lists.links) {
    const { activated, terminated } = value;
    if (activated !== undefined && terminated !== undefined && terminated < activated)
      tell.add(
        ['links', index, 'terminated'],
        `terminated: the last day of service, ${terminated}, is before the first, ${activated}`,
      );
    if (activated !== undefined && value.stage === 'planned')
      tell.warn(
        ['links', index, 'activated'],
        `the link is in service since ${activated} and still planned; is it active?`,
      );
  }
}

function checkRestitution(entry: ContractEntry, at: (...parts: PropertyKey[]) => Path, tell: Tell): void {
  const model = modelOf(entry);
  if (entry.restitution === OLD_PRORATA)
    tell.warn(at('restitution'), 'restitution: "prorata" is called prorata_all now, and is taken as that');
  if (model === 'tier' && entry.tiers === undefined)
    tell.add(
      at('restitution'),
      'restitution: tier without steps, wanted tiers: [{ belowPct: 99.9, sharePct: 20 }] beside it',
    );
  if (model !== 'tier' && entry.tiers !== undefined)
    tell.add(at('tiers'), `tiers: the restitution is "${model}", wanted "tier" or no steps`);
  if (model !== 'prorata_all' && entry.always !== undefined)
    tell.add(at('always'), `always: the restitution is "${model}", wanted "prorata_all" or none of this key`);
  checkTiers(entry, at, tell);
  if (model === 'none') return;
  if (entry.slaPct === undefined && entry.always !== true)
    tell.warn(
      at('restitution'),
      'restitution: without slaPct no promise can be missed; nothing is given back',
    );
  if (entry.monthlyFee === undefined)
    tell.warn(at('restitution'), 'restitution: without monthlyFee there is no amount to give back');
}

function checkTiers(
  { tiers, slaPct }: ContractEntry,
  at: (...parts: PropertyKey[]) => Path,
  tell: Tell,
): void {
  tiers?.forEach(({ belowPct, sharePct }, index) => {
    for (const [before, other] of tiers.slice(0, index).entries())
      if (other.belowPct === belowPct)
        tell.add(
          at('tiers', index, 'belowPct'),
          `belowPct: ${belowPct} stands in step ${before + 1} already, wanted another bound`,
        );
      else if (other.belowPct < belowPct === other.sharePct < sharePct && other.sharePct !== sharePct)
        tell.add(
          at('tiers', index, 'sharePct'),
          `sharePct: of a lower availability less is given back than of a higher one (step ${before + 1}), wanted more`,
        );
    if (slaPct !== undefined && belowPct > slaPct)
      tell.warn(
        at('tiers', index, 'belowPct'),
        `belowPct: ${belowPct} is above the promise of ${slaPct}; nothing is given back while that is kept`,
      );
  });
}

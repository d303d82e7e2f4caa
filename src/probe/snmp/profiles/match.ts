// Which profile a device is read with: entries that agree with its sysObjectID and sysDescr, the instances that still
// have to be asked to tell them apart, and the choice once those have answered.

import type { SystemReading } from '../../../domain/reading.ts';
import type { Values } from '../reading-of.ts';
import { numberOf, oidOf, type SnmpValue, textOf } from '../value.ts';
import type { MatchRule, Profile } from './profile.ts';

/** Id of the profile for devices that no other knows. */
export const GENERIC = 'generic';

/** An entry of a profile that nothing known so far speaks against. */
export interface Candidate {
  readonly profile: Profile;
  readonly rule: MatchRule;
  /** Arcs of the sysObjectID prefix that agreed, 0 for none. */
  readonly prefixArcs: number;
}

/** Entries whose sysObjectID and sysDescr hold. */
export function candidates(profiles: readonly Profile[], system: SystemReading): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const profile of profiles) {
    for (const rule of profile.match) {
      const prefixArcs = longestPrefix(rule.sysObjectID, system.sysObjectID ?? '');
      if (rule.sysObjectID.length > 0 && prefixArcs === 0) continue;
      if (rule.sysDescr && !rule.sysDescr.test(system.sysDescr ?? '')) continue;
      if (conditions(rule) > 0) found.push({ profile, rule, prefixArcs });
    }
  }
  return found;
}

/** Instances that have to be asked before {@link choose}, each once. */
export function probeOids(found: readonly Candidate[]): readonly string[] {
  const oids = found.flatMap(({ rule }) => [...rule.answers.map(({ oid }) => oid), ...rule.silent]);
  return [...new Set(oids)];
}

/** The profile of the device; undefined when none matches and there is no generic one. */
export function choose(
  profiles: readonly Profile[],
  found: readonly Candidate[],
  answers: Values,
): Profile | undefined {
  let best: Candidate | undefined;
  for (const candidate of found)
    if (proven(candidate.rule, answers) && (!best || beats(candidate, best))) best = candidate;
  return best?.profile ?? profiles.find(({ id }) => id === GENERIC);
}

function proven(rule: MatchRule, answers: Values): boolean {
  return (
    rule.answers.every(({ oid, pattern }) => {
      const value = answers.get(oid);
      if (value === undefined || value.kind === 'none') return false;
      return pattern === undefined || pattern.test(asText(value));
    }) && rule.silent.every((oid) => (answers.get(oid)?.kind ?? 'none') === 'none')
  );
}

function beats(one: Candidate, other: Candidate): boolean {
  const more =
    conditions(one.rule) - conditions(other.rule) ||
    one.prefixArcs - other.prefixArcs ||
    rank(one.profile) - rank(other.profile) ||
    one.profile.lineage.length - other.profile.lineage.length;
  return more > 0;
}

function conditions({ sysObjectID, sysDescr, answers, silent }: MatchRule): number {
  return (sysObjectID.length > 0 ? 1 : 0) + (sysDescr ? 1 : 0) + answers.length + silent.length;
}

function rank({ origin }: Profile): number {
  return origin === 'own' ? 1 : 0;
}

function longestPrefix(prefixes: readonly string[], oid: string): number {
  let arcs = 0;
  for (const prefix of prefixes)
    if (oid === prefix || oid.startsWith(`${prefix}.`)) arcs = Math.max(arcs, prefix.split('.').length);
  return arcs;
}

function asText(value: SnmpValue): string {
  return textOf(value) ?? oidOf(value) ?? String(numberOf(value) ?? '');
}

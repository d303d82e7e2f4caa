// Which rules are about which link: worked out once per configuration, so that a poll looks at its own rules only.

import type { AlertRule } from './alert.ts';
import type { LinkId } from './ids.ts';
import type { Link } from './link.ts';
import { type Network, regencyOf } from './network.ts';
import type { Rule, RuleCondition } from './rule.ts';

/** Rules about one link, by what has to happen for them to be looked at. */
export interface LinkRules {
  readonly onRound: readonly Rule[];
  readonly onPoll: readonly Rule[];
  readonly onTick: readonly Rule[];
}

/** All rules, and whom each is about. */
export interface RuleBook {
  readonly rules: readonly Rule[];
  /** No entry: no rule. Links with the same rules share one object. */
  readonly byLink: ReadonlyMap<LinkId, LinkRules>;
  /** Alerts that hold a rule's alert about the same link back. */
  readonly dependsOn: ReadonlyMap<AlertRule, readonly AlertRule[]>;
  /** Rules that hold another one back. */
  readonly causes: ReadonlySet<AlertRule>;
}

/** Name of a rule's alerts. */
export function alertRuleOf(rule: Pick<Rule, 'id'>): AlertRule {
  return `rule.${rule.id}`;
}

/** Applies the rules to a network. Only active links have rules: nobody is alerted about a plan. */
export function ruleBook(rules: readonly Rule[], network: Network): RuleBook {
  const shared = new Map<string, LinkRules>();
  const byLink = new Map<LinkId, LinkRules>();
  for (const link of network.links.values()) {
    if (link.stage !== 'active') continue;
    const mine = rules.filter((rule) => covers(rule, link, network));
    if (mine.length === 0) continue;
    const key = mine.map((rule) => rule.id).join(' ');
    const known = shared.get(key) ?? {
      onRound: mine.filter((rule) => triggerOf(rule.condition) === 'round'),
      onPoll: mine.filter((rule) => triggerOf(rule.condition) === 'poll'),
      onTick: mine.filter((rule) => triggerOf(rule.condition) === 'tick'),
    };
    shared.set(key, known);
    byLink.set(link.id, known);
  }
  const dependsOn = new Map(rules.map((rule) => [alertRuleOf(rule), rule.dependsOn.map(asAlertRule)]));
  return { rules, byLink, dependsOn, causes: new Set([...dependsOn.values()].flat()) };
}

/** Whether a rule is about a link: every list of its scope that is not empty must hold. */
export function covers({ scope }: Pick<Rule, 'scope'>, link: Link, network: Network): boolean {
  const { links, sites, regencies, media, providers, tags } = scope;
  const regency = regencyOf(network, link.to)?.id;
  return (
    isIn(links, link.id) &&
    isIn(sites, link.to) &&
    (regencies.length === 0 || (regency !== undefined && regencies.includes(regency))) &&
    isIn(media, link.medium) &&
    (providers.length === 0 || (link.provider !== undefined && providers.includes(link.provider))) &&
    (tags.length === 0 || tags.some((tag) => link.tags.includes(tag)))
  );
}

function isIn<T>(list: readonly T[], one: T): boolean {
  return list.length === 0 || list.includes(one);
}

function triggerOf(condition: RuleCondition): 'round' | 'poll' | 'tick' {
  switch (condition.kind) {
    case 'quality':
      return 'round';
    case 'metric':
    case 'text':
    case 'utilisation':
      return 'poll';
    case 'state':
    case 'age':
      return 'tick';
  }
}

/** A rule is named in `dependsOn` by its id, a built-in one by its whole name. */
function asAlertRule(name: string): AlertRule {
  return name.includes('.') ? (name as AlertRule) : `rule.${name}`;
}

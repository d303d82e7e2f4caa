// From routes as written to routes: rules by their full names, steps that follow each other, hours that end.

import { BUILT_IN_RULES, SEVERITIES } from '../domain/alert.ts';
import type { Rule } from '../domain/rule.ts';
import { alertRuleOf } from '../domain/rule-book.ts';
import { CHANNELS_OF_PEOPLE, NIGHT, QUIET_BELOW, ROUTE_FROM } from './defaults-notify.ts';
import { hoursOf } from './hours.ts';
import type { ChannelConfig, RouteConfig, StepConfig } from './notify-config.ts';
import type { Path } from './place.ts';
import type { References } from './references.ts';
import { EVERYWHERE, type Scopes } from './resolve-scope.ts';
import type { NotifyEntry } from './schema-notify.ts';
import { didYouMean } from './suggest.ts';
import { formatDuration } from './units.ts';

type RouteEntry = NonNullable<NotifyEntry['routes']>[number];

/** What routes may name. */
export interface RouteDeps {
  readonly references: References;
  readonly scopes: Scopes;
  /** Way to the section that `references` begin at. */
  readonly base: Path;
  readonly rules: readonly Rule[];
  /** Ids. */
  readonly channels: readonly string[];
  readonly rosters: readonly string[];
}

/** Everybody at once when it is severe, in the morning when it is not; machines always. */
export function defaultRoutes(channels: readonly ChannelConfig[]): readonly RouteConfig[] {
  const stepOf = (ofPeople: boolean): StepConfig => ({
    afterMs: 0,
    channels: channels
      .filter(({ kind }) => CHANNELS_OF_PEOPLE.includes(kind) === ofPeople)
      .map(({ id }) => id),
  });
  const common = { from: ROUTE_FROM, rules: [], scope: EVERYWHERE, cleared: true };
  const routes: readonly RouteConfig[] = [
    { ...common, id: 'people', steps: [stepOf(true)], quiet: { hours: NIGHT, below: QUIET_BELOW } },
    { ...common, id: 'machines', steps: [stepOf(false)] },
  ];
  return routes.filter(({ steps }) => steps.some((step) => step.channels.length > 0));
}

/** The routes of a configuration; mistakes leave routes that nobody uses. */
export function resolveRoutes(entries: readonly RouteEntry[], deps: RouteDeps): readonly RouteConfig[] {
  const { references, scopes, base } = deps;
  references.unique('routes', entries);
  return entries.map((entry, index) => {
    const path: Path = ['routes', index];
    return {
      id: entry.id,
      from: entry.from ?? ROUTE_FROM,
      rules: ruleNames(entry.rules ?? [], [...path, 'rules'], deps),
      scope: scopes.rule(entry.scope, [...base, ...path, 'scope']),
      steps: stepsOf(entry.steps, [...path, 'steps'], deps),
      cleared: entry.cleared ?? true,
      ...(entry.remind !== undefined && { remindMs: entry.remind }),
      ...(entry.quiet && { quiet: quietOf(entry, [...path, 'quiet'], references) }),
    };
  });
}

function quietOf(
  { quiet, from }: RouteEntry,
  path: Path,
  references: References,
): RouteConfig['quiet'] & object {
  const least = from ?? ROUTE_FROM;
  const below = quiet?.below ?? QUIET_BELOW;
  if (SEVERITIES.indexOf(least) <= SEVERITIES.indexOf(below))
    references.add(
      path,
      `nothing that this route tells (from ${least}) is less severe than ${below}, wanted a more severe "below", or no quiet hours`,
    );
  if (quiet?.from === undefined && quiet?.to === undefined)
    references.add(path, 'quiet hours from 00:00 to 24:00 would not end for days, wanted from and to');
  return { hours: hoursOf(quiet ?? {}), below };
}

function stepsOf(entries: RouteEntry['steps'], path: Path, deps: RouteDeps): readonly StepConfig[] {
  const { references } = deps;
  return entries.map(({ after, channels, roster }, index) => {
    const place: Path = [...path, index];
    const fault = stepFault(after, entries[index - 1]);
    if (fault !== undefined) references.add([...place, 'after'], `after: ${fault}`);
    references.all([...place, 'channels'], 'channel', { ids: channels, known: deps.channels });
    if (roster !== undefined) references.one([...place, 'roster'], 'roster', roster, deps.rosters);
    return { afterMs: after ?? 0, channels, ...(roster !== undefined && { roster }) };
  });
}

function stepFault(
  after: number | undefined,
  before: RouteEntry['steps'][number] | undefined,
): string | undefined {
  const found = after === undefined ? 'nothing' : formatDuration(after);
  if (!before)
    return (after ?? 0) === 0 ? undefined : `found ${found}, wanted 0s: the first step is taken at once`;
  const least = before.after ?? 0;
  return (after ?? 0) > least
    ? undefined
    : `found ${found}, wanted more than ${least === 0 ? '0s' : formatDuration(least)}, which the step before has`;
}

/** A rule may be named as its alerts are, or by its id; `link.*` are all that begin so. */
function ruleNames(
  names: readonly string[],
  path: Path,
  { rules, references }: RouteDeps,
): readonly string[] {
  const known: readonly string[] = [...BUILT_IN_RULES, ...rules.map(alertRuleOf)];
  return names.map((name, index) => {
    const full = known.includes(`rule.${name}`) ? `rule.${name}` : name;
    const parts = full.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
    const pattern = new RegExp(`^${parts.join('.*')}$`, 'u');
    if (!known.some((rule) => pattern.test(rule)))
      references.add(
        [...path, index],
        `there is no rule "${name}"${didYouMean(name, [...known, ...rules.map(({ id }) => id)])}`,
      );
    return full;
  });
}

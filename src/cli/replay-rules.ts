// The rules of `jalur replay --rules FILE`: the sections of `alerts` that the file has take the place of the
// configuration's own. Any configuration file will do, a short one with nothing but `alerts` as well as a whole one.

import type { Config } from '../config/config.ts';
import { ACKNOWLEDGE_DEFAULTS, SEVERITY_DEFAULTS } from '../config/defaults.ts';
import { type ConfigDeps, systemConfigDeps } from '../config/deps.ts';
import { readSources } from '../config/include.ts';
import { describeProblem } from '../config/problems.ts';
import { resolveRules } from '../config/resolve-rules.ts';
import { validate } from '../config/validate.ts';
import { ExpectedError } from './command.ts';

/** What of a configuration rules are made of. */
export type ReplayedRules = Pick<Config, 'rules' | 'severities' | 'acknowledge'>;

/** Reads rules from a file for the plan of a configuration; an ExpectedError `config` holds all mistakes. */
export function rulesFrom(
  path: string,
  plan: { readonly path: string; readonly config: Config },
  env: ConfigDeps['env'],
): ReplayedRules {
  const deps = { ...systemConfigDeps, env };
  const own = readSources(plan.path, deps);
  const file = readSources(path, deps);
  const { origins, problems } = file;
  const alerts: unknown = file.root['alerts'];
  if (!problems.any && !isMapping(alerts))
    throw new ExpectedError('config', `"${path}" has no "alerts", wanted alerts with rules or severities`);
  const before: unknown = own.root['alerts'];
  const merged = { ...(isMapping(before) ? before : {}), ...(isMapping(alerts) ? alerts : {}) };
  const root = { ...own.root, alerts: merged };
  // What is written in the file keeps its lines; the rest has been found right already.
  for (const [made, from] of [
    [root, file.root],
    [merged, alerts],
  ] as const) {
    const origin = origins.of(from);
    if (origin) origins.note(made, origin);
  }
  const raw = { ...file, root };
  const valid = validate(raw);
  const rules = resolveRules(raw, valid);
  if (problems.any) {
    const lines = problems.mistakes().map((problem) => `  ${describeProblem(problem)}`);
    throw new ExpectedError('config', [`the rules in "${path}" have mistakes:`, ...lines].join('\n'));
  }
  const { severities, acknowledge } = valid.sections.alerts ?? {};
  return {
    rules,
    severities: { ...SEVERITY_DEFAULTS, ...given(severities) },
    acknowledge: {
      from: acknowledge?.from ?? ACKNOWLEDGE_DEFAULTS.from,
      returnedMs: acknowledge?.within ?? ACKNOWLEDGE_DEFAULTS.returnedMs,
    },
  };
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function given<T extends object>(section: T | undefined): { [Key in keyof T]?: NonNullable<T[Key]> } {
  return Object.fromEntries(Object.entries(section ?? {}).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: NonNullable<T[Key]>;
  };
}

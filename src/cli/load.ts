// The configuration of a command, or an expected failure that lists every mistake.

import type { Config } from '../config/config.ts';
import { type ConfigDeps, systemConfigDeps } from '../config/deps.ts';
import { type LoadedConfig, loadConfig } from '../config/load.ts';
import { describeProblem } from '../config/problems.ts';
import { type CommandContext, ExpectedError, type OptionSpec, UsageError } from './command.ts';

/** The option every command with a configuration has. */
export const CONFIG_OPTION: OptionSpec = {
  type: 'string',
  short: 'c',
  value: 'FILE',
  help: 'the configuration (or set JALUR_CONFIG)',
};

/** The file that `--config` or JALUR_CONFIG names. */
export function configPath(context: Pick<CommandContext, 'options' | 'env'>): string {
  const named = context.options['config'] ?? context.env['JALUR_CONFIG'];
  if (typeof named === 'string' && named !== '') return named;
  throw new UsageError('which configuration? Give --config FILE, or set JALUR_CONFIG');
}

/** Loads it, or tells of all mistakes. */
export function load(path: string, env: ConfigDeps['env']): LoadedConfig {
  return loadConfig(path, { ...systemConfigDeps, env });
}

/** The same; an ExpectedError `config` holds all mistakes, one a line. */
export function loadOrFail(path: string, env: ConfigDeps['env']): Config {
  return configOrFail(load(path, env));
}

/** The same for a command that neither uses nor shows a secret: those that are not to be had here are no mistake. */
export function loadWithoutSecrets(path: string, env: ConfigDeps['env']): Config {
  return configOrFail(loadConfig(path, depsWithoutSecrets(env)));
}

/** What such a command loads with. */
export function depsWithoutSecrets(env: ConfigDeps['env']): ConfigDeps {
  return { ...systemConfigDeps, env, standIns: true };
}

/** What was loaded, or that ExpectedError. */
export function configOrFail(loaded: LoadedConfig): Config {
  if (loaded.ok) return loaded.config;
  const { problems } = loaded;
  const count = problems.length === 1 ? 'a mistake' : `${problems.length} mistakes`;
  throw new ExpectedError(
    'config',
    [`the configuration has ${count}:`, ...problems.map((problem) => `  ${describeProblem(problem)}`)].join(
      '\n',
    ),
  );
}

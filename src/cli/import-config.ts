// The configuration that a table is imported for. It may include that very table, which then does not exist yet, or is
// about to be replaced.

import { resolve } from 'node:path';
import type { Config } from '../config/config.ts';
import { type ConfigDeps, systemConfigDeps } from '../config/deps.ts';
import { type LoadedConfig, loadConfig } from '../config/load.ts';
import { describeProblem } from '../config/problems.ts';
import { type CommandContext, ExpectedError } from './command.ts';
import { depsWithoutSecrets } from './load.ts';

/** A table without rows. */
const EMPTY_TABLE = 'id\n';

/** A configuration, and whether it includes the table. */
export interface ConfigForTable {
  readonly config: Config;
  readonly isIncluded: boolean;
}

/** The configuration of --config or JALUR_CONFIG; undefined when none is named. Throws an ExpectedError `config`. */
export function configForTable(
  context: CommandContext,
  table: string | undefined,
): ConfigForTable | undefined {
  const path = configName(context);
  if (path === undefined) return undefined;
  const asItIs = loadConfig(path, depsWithoutSecrets(context.env));
  const loaded =
    asItIs.ok || table === undefined ? asItIs : loadWith(context, path, { table, text: EMPTY_TABLE });
  if (!loaded.ok) throw mistakes('the configuration', loaded);
  const { config } = loaded;
  return {
    config,
    isIncluded: table !== undefined && config.files.some((file) => resolve(file) === resolve(table)),
  };
}

/** Loads the configuration with the new table in its place; throws an ExpectedError when that goes wrong. */
export function checkIncluded(context: CommandContext, table: string, text: string): void {
  const path = configName(context);
  if (path === undefined) return;
  const loaded = loadWith(context, path, { table, text });
  if (!loaded.ok) throw mistakes('with this table, which was not written, the configuration', loaded);
}

function configName(context: CommandContext): string | undefined {
  const named = context.options['config'] ?? context.env['JALUR_CONFIG'];
  return typeof named === 'string' && named !== '' ? named : undefined;
}

function loadWith(
  context: CommandContext,
  path: string,
  instead: { readonly table: string; readonly text: string },
): LoadedConfig {
  const { files } = systemConfigDeps;
  const replaced: ConfigDeps['files'] = {
    ...files,
    read: (name, maxBytes) =>
      resolve(name) === resolve(instead.table)
        ? { ok: true, bytes: new TextEncoder().encode(instead.text) }
        : files.read(name, maxBytes),
  };
  return loadConfig(path, { ...depsWithoutSecrets(context.env), files: replaced });
}

function mistakes(what: string, loaded: Extract<LoadedConfig, { ok: false }>): ExpectedError {
  const { problems } = loaded;
  const count = problems.length === 1 ? 'a mistake' : `${problems.length} mistakes`;
  return new ExpectedError(
    'config',
    [`${what} has ${count}:`, ...problems.map((problem) => `  ${describeProblem(problem)}`)].join('\n'),
  );
}

// The access store for a command: opened beside a daemon that may be running, and every change with its line in the trail.

import { statSync } from 'node:fs';
import { loadConfig } from '../config/load.ts';
import { didYouMean } from '../config/suggest.ts';
import type { Scope } from '../domain/access.ts';
import { systemClock } from '../runtime/clock.ts';
import { hasAccessFile, openAccessStoreBeside } from '../store/access/open.ts';
import type { SqliteAccessStore } from '../store/access/sqlite-store.ts';
import { StoreError } from '../store/state/port.ts';
import { type CommandContext, ExpectedError, UsageError } from './command.ts';
import { depsWithoutSecrets } from './load.ts';
import { DEFAULT_DATA, dataOf } from './run.ts';
import { whoOf } from './who.ts';

/** Opens the store, works with it and closes it; makes it where there is none. Throws an ExpectedError. */
export function withStore<T>(
  context: CommandContext,
  work: (store: SqliteAccessStore) => T | Promise<T>,
): Promise<T> {
  const directory = directoryOf(context);
  return opened(directory, work);
}

/** The same for what needs users that there are; undefined where there never was any. */
export async function withStoreIfAny<T>(
  context: CommandContext,
  work: (store: SqliteAccessStore) => T | Promise<T>,
): Promise<T | undefined> {
  const directory = directoryOf(context);
  return hasAccessFile(directory) ? await opened(directory, work) : undefined;
}

/** What was done, for the trail. */
export interface Done {
  readonly action: string;
  readonly target: string;
  readonly detail?: object;
}

/** Makes a change and notes it, both or neither; false when it could not be made. */
export function changeNoted(
  store: SqliteAccessStore,
  context: CommandContext,
  done: Done & { readonly change: () => boolean },
): boolean {
  return store.atomically(() => {
    if (!done.change()) return false;
    store.audit({
      at: systemClock.wallMs(),
      who: whoOf(context),
      via: 'cli',
      action: done.action,
      target: done.target,
      outcome: 'done',
      ...(done.detail && { detail: JSON.stringify(done.detail) }),
    });
    return true;
  });
}

/** Throws a UsageError for a scope of which there is nothing, where a configuration is named; it need not be. */
export function assertKnownScope(context: CommandContext, scope: Scope | undefined): void {
  const path = context.options['config'] ?? context.env['JALUR_CONFIG'];
  if (scope === undefined || scope.kind === 'province' || typeof path !== 'string' || path === '') return;
  const loaded = loadConfig(path, depsWithoutSecrets(context.env));
  if (!loaded.ok) {
    context.progress(`the scope was not checked: "${path}" has mistakes (jalur check)`);
    return;
  }
  const { sites, links } = loaded.config.network;
  if (scope.kind === 'regency') {
    const ids = [...sites.values()].filter(({ kind }) => kind === 'regency').map(({ id }) => id);
    if (!ids.includes(scope.regency))
      throw new UsageError(
        `--scope: there is no regency "${scope.regency}" in "${path}"${didYouMean(scope.regency, ids)}`,
      );
    return;
  }
  const names = [...links.values()].flatMap(({ provider }) => provider ?? []);
  if (!names.includes(scope.provider))
    throw new UsageError(
      `--scope: no link in "${path}" is rented from "${scope.provider}"${didYouMean(scope.provider, names)}`,
    );
}

function directoryOf(context: CommandContext): string {
  const directory = dataOf(context, DEFAULT_DATA);
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() === true) return directory;
  throw new ExpectedError(
    'no-data-directory',
    `there is no data directory "${directory}"; name that of the daemon (--data), or start jalur on it once`,
  );
}

async function opened<T>(directory: string, work: (store: SqliteAccessStore) => T | Promise<T>): Promise<T> {
  try {
    const store = openAccessStoreBeside(directory, systemClock.wallMs());
    try {
      return await work(store);
    } finally {
      store.close();
    }
  } catch (error) {
    if (error instanceof StoreError) throw new ExpectedError(error.code, error.message, { cause: error });
    throw error;
  }
}

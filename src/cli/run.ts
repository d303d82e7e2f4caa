// `jalur run`: the daemon, until it is told to stop.

import { join } from 'node:path';
import { type RunningApp, startApp } from '../app.ts';
import { systemConfigDeps } from '../config/deps.ts';
import { describeProblem } from '../config/problems.ts';
import { watchConfig } from '../config/watch.ts';
import { systemClock } from '../runtime/clock.ts';
import { createLog, type Log } from '../runtime/log.ts';
import { systemTimers } from '../runtime/timers.ts';
import { type Command, type CommandContext, ExpectedError } from './command.ts';
import { CONFIG_OPTION, configPath, loadOrFail } from './load.ts';
import { VERSION } from './version.ts';

/** Where a system service keeps its data (FHS 3.0 §5.8). */
export const DEFAULT_DATA = '/var/lib/jalur';
const WEB_ROOT = join(import.meta.dirname, '../../dist/web');

/** Runs the daemon. */
export const runCommand: Command = {
  name: 'run',
  summary: 'watch the links of a configuration until told to stop',
  positionals: [],
  options: {
    config: CONFIG_OPTION,
    data: {
      type: 'string',
      short: 'd',
      value: 'DIR',
      help: `where state and history are kept (${DEFAULT_DATA})`,
    },
    log: { type: 'string', value: 'LEVEL', help: 'debug, info, warn or error (info)' },
  },
  details: 'SIGHUP, or a change of a file, loads the configuration again. SIGINT and SIGTERM stop.',
  run: async (context) => {
    await runDaemon(context, { config: configPath(context), data: dataOf(context, DEFAULT_DATA) });
    return 0;
  },
};

/** The data directory that `--data` or JALUR_DATA names. */
export function dataOf(context: Pick<CommandContext, 'options' | 'env'>, fallback: string): string {
  const named = context.options['data'] ?? context.env['JALUR_DATA'];
  return typeof named === 'string' && named !== '' ? named : fallback;
}

/** Starts the daemon on a configuration file and keeps it until the context's signal is aborted. */
export async function runDaemon(
  context: CommandContext,
  paths: { readonly config: string; readonly data: string },
): Promise<void> {
  const level = context.options['log'];
  const log = createLog(typeof level === 'string' ? { level } : {});
  const config = loadOrFail(paths.config, context.env);
  for (const warning of config.warnings) log.warn('Configuration', { warning: describeProblem(warning) });
  const app = await startOrFail(paths.data, { config, log });
  const links = config.network.links.size;
  context.progress(
    `jalur ${VERSION} watches ${links === 1 ? 'one link' : `${links} links`}; the screen is at ${app.url}`,
  );
  const watcher = watchConfig(
    paths.config,
    config,
    {
      onConfig: (changed) => app.reload(changed),
      onProblems: (problems) => app.reloadFailed(problems.map(describeProblem)),
    },
    { ...systemConfigDeps, env: context.env, timers: systemTimers },
  );
  const onHangup = (): void => watcher.trigger();
  process.on('SIGHUP', onHangup);
  await aborted(context.signal);
  process.off('SIGHUP', onHangup);
  context.progress('stopping …');
  watcher.stop();
  await app.close();
}

async function startOrFail(
  directory: string,
  parts: { readonly config: ReturnType<typeof loadOrFail>; readonly log: Log },
): Promise<RunningApp> {
  try {
    return await startApp(
      { config: parts.config, directory, webRoot: WEB_ROOT, version: VERSION },
      { log: parts.log, clock: systemClock, timers: systemTimers },
    );
  } catch (error) {
    // Our own codes are words; Node's own (ERR_…) tell of a bug, which keeps its stack trace.
    if (
      error instanceof Error &&
      'code' in error &&
      typeof error.code === 'string' &&
      !error.code.startsWith('ERR_')
    )
      throw new ExpectedError(error.code, error.message, { cause: error });
    throw error;
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

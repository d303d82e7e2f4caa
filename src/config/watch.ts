// Notices that files of a running configuration changed, and loads it again. A bad one changes nothing.

import type { TimerHandle, Timers } from '../runtime/timers.ts';
import type { Config, ConfigProblem } from './config.ts';
import type { ConfigDeps } from './deps.ts';
import { loadConfig } from './load.ts';

/** Looking at the files' times costs a few system calls; inotify would miss network file systems and renames. */
const LOOK_MS = 2_000;

/** What the watcher tells. */
export interface ConfigWatchHandlers {
  /** Another configuration than the one that runs, and right. */
  readonly onConfig: (config: Config) => void;
  /** Mistakes; the running configuration stays. */
  readonly onProblems: (problems: readonly ConfigProblem[]) => void;
}

/** A watcher at work. */
export interface ConfigWatch {
  /** Loads again now, whether a file changed or not (SIGHUP). */
  trigger(): void;
  stop(): void;
}

/**
 * Watches the files of a configuration. What changed must have kept still from one look to the next, so that no
 * half-written file is read.
 */
export function watchConfig(
  path: string,
  running: Pick<Config, 'files'>,
  handlers: ConfigWatchHandlers,
  deps: ConfigDeps & { readonly timers: Timers },
): ConfigWatch {
  let files = running.files;
  /** Stamps of the files as they were just before they were last loaded. */
  let loaded: ReadonlyMap<string, string> | undefined;
  let seen = '';
  let isAsked = false;
  let isLooking = false;
  let stopped = false;
  let timer: TimerHandle;

  const stamps = async (): Promise<ReadonlyMap<string, string>> =>
    new Map(await Promise.all(files.map(async (file) => [file, await deps.files.stamp(file)] as const)));
  const load = (): void => {
    const result = loadConfig(path, deps);
    if (result.ok) {
      files = result.config.files;
      handlers.onConfig(result.config);
    } else {
      files = [...new Set([...files, ...result.files])];
      handlers.onProblems(result.problems);
    }
  };
  const look = async (): Promise<void> => {
    isLooking = true;
    const now = await stamps();
    if (stopped) return;
    const text = textOf(now);
    loaded ??= now;
    if (isAsked || (text !== textOf(loaded) && text === seen)) {
      isAsked = false;
      load();
      // What was written during the loading differs from `now` at the next look, and is loaded then.
      loaded = new Map([...(await stamps())].map(([file, stamp]) => [file, now.get(file) ?? stamp]));
    }
    seen = text;
    isLooking = false;
    if (!stopped) timer = deps.timers.setTimeout(() => void look(), isAsked ? 0 : LOOK_MS);
  };
  void look();
  return {
    trigger: () => {
      if (stopped) return;
      isAsked = true;
      if (isLooking) return;
      deps.timers.clearTimeout(timer);
      void look();
    },
    stop: () => {
      stopped = true;
      deps.timers.clearTimeout(timer);
    },
  };
}

function textOf(stamps: ReadonlyMap<string, string>): string {
  return [...stamps].map((each) => each.join('=')).join('\n');
}

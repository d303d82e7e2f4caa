// What short commands need of a terminal: silence, and waiting that can be broken off.

/** Takes a log's calls and says nothing: the command itself tells what matters. */
export const quietLog = { info: (): void => undefined, warn: (): void => undefined };

/** Resolves after a time, or as soon as the signal is aborted. */
export function waitOrAbort(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}

// An answer of the server that a view follows: asked again now and then, and by itself after a failure, with what was last
// known kept beside what went wrong.

import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { useApp } from '../state/context.ts';
import { ask, type Failure } from './answer.ts';

/** What is known now. `value` stays while a later question fails: `failure` then says why it is not newer. */
export interface Answer<Value> {
  readonly value?: Value;
  /** When `value` came, `performance.now()` in ms. */
  readonly atMs?: number;
  /** Present while the last question failed. */
  readonly failure?: Failure;
  readonly asking: boolean;
  /** Asks now. */
  again(): void;
}

const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 30_000;

/** How long after the n-th failure in a row it is asked again, ms. */
export function retryMs(failures: number): number {
  return Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.max(0, failures - 1));
}

/**
 * Follows a path of the API; undefined asks for nothing. `everyMs`: asked again so often; absent: once. A failure that
 * asking again cannot mend (`missing`, `forbidden`, `refused`) is not repeated before the path changes or `again` is called; all
 * is asked again when the stream comes back.
 */
export function useAnswer<Value>(path: string | undefined, everyMs?: number): Answer<Value> {
  const app = useApp();
  const [state, setState] = useState<Omit<Answer<Value>, 'again'> & { readonly path?: string }>({
    asking: path !== undefined,
  });
  const [turn, setTurn] = useState(0);
  const failures = useRef(0);
  const again = useCallback(() => setTurn((before) => before + 1), []);
  const returns = app.returns.value;
  useEffect(() => {
    failures.current = 0;
  }, [path, returns]);
  useEffect(() => {
    if (path === undefined) {
      setState({ asking: false });
      return;
    }
    const mine = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const run = async (): Promise<void> => {
      setState((before) => (before.path === path ? { ...before, asking: true } : { asking: true, path }));
      const reply = await ask<Value>(path, { signal: mine.signal });
      if (mine.signal.aborted) return;
      if (reply.ok) {
        failures.current = 0;
        setState({ value: reply.value, atMs: performance.now(), asking: false, path });
      } else {
        failures.current++;
        const { failure } = reply;
        setState((before) => ({ ...before, failure, asking: false, path }));
      }
      const waitMs = reply.ok ? everyMs : isFinal(reply.failure) ? undefined : retryMs(failures.current);
      if (waitMs !== undefined) timer = setTimeout(() => void run(), waitMs);
    };
    void run();
    return () => {
      mine.abort();
      clearTimeout(timer);
    };
  }, [path, everyMs, turn, returns]);
  // What belongs to another path is nobody's business any more.
  const { path: of, ...known } = state;
  return of === path || path === undefined ? { ...known, again } : { asking: true, again };
}

function isFinal({ kind }: Failure): boolean {
  return kind === 'missing' || kind === 'forbidden' || kind === 'refused';
}

// One change at a time: what is under way, and what it met.

import { useState } from 'preact/hooks';
import { type AskOptions, ask, type Failure, type Reply } from '../../data/answer.ts';

/** Asks for changes. */
export interface Change {
  readonly running: boolean;
  /** What the last one met; absent when it was done. */
  readonly failure?: Failure;
  run<Value>(path: string, options: AskOptions): Promise<Reply<Value>>;
}

/** The state of a view's changes. */
export function useChange(): Change {
  const [state, setState] = useState<{ readonly running: boolean; readonly failure?: Failure }>({
    running: false,
  });
  return {
    ...state,
    run: async <Value>(path: string, options: AskOptions): Promise<Reply<Value>> => {
      setState({ running: true });
      const reply = await ask<Value>(path, options);
      setState({ running: false, ...(!reply.ok && { failure: reply.failure }) });
      return reply;
    },
  };
}

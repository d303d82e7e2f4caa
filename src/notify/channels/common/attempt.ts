// One attempt to deliver: whatever happens inside, it ends in a receipt, in time, and when it is called off.

import type { Log } from '../../../runtime/log.ts';
import type { Timers } from '../../../runtime/timers.ts';
import type { Receipt } from '../../port.ts';
import { describeError, type Mask } from './mask.ts';

/** Runs the attempts of one channel. Attempts that are called off end as `later`: nothing is known of the other end. */
export class Attempts {
  readonly #deps: {
    readonly timeoutMs: number;
    readonly timers: Timers;
    readonly log: Log;
    readonly mask: Mask;
  };
  readonly #closing = new AbortController();
  readonly #running = new Set<Promise<Receipt>>();

  constructor(deps: {
    readonly timeoutMs: number;
    readonly timers: Timers;
    readonly log: Log;
    readonly mask: Mask;
  }) {
    this.#deps = deps;
  }

  /** Runs `work` until it ends, the signal is aborted, the channel is closed or the time is up. Never rejects. */
  run(signal: AbortSignal, work: (signal: AbortSignal) => Promise<Receipt>): Promise<Receipt> {
    const attempt = this.#run(AbortSignal.any([signal, this.#closing.signal]), work);
    this.#running.add(attempt);
    return attempt.finally(() => this.#running.delete(attempt));
  }

  /** Calls off what is under way. Idempotent. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#running);
  }

  async #run(outer: AbortSignal, work: (signal: AbortSignal) => Promise<Receipt>): Promise<Receipt> {
    const { timeoutMs, timers, log, mask } = this.#deps;
    if (outer.aborted) return calledOff(outer);
    const inner = new AbortController();
    const { promise: stopped, resolve: stop } = Promise.withResolvers<Receipt>();
    const onAbort = (): void => {
      stop(calledOff(outer));
      inner.abort();
    };
    outer.addEventListener('abort', onAbort, { once: true });
    const timer = timers.setTimeout(() => {
      stop({ kind: 'later', detail: `not done within ${timeoutMs} ms` });
      inner.abort();
    }, timeoutMs);
    try {
      return await Promise.race([work(inner.signal), stopped]);
    } catch (error) {
      const detail = mask(describeError(error));
      log.error('An attempt to deliver a message failed in a way nobody thought of', { detail });
      return { kind: 'later', detail };
    } finally {
      timers.clearTimeout(timer);
      outer.removeEventListener('abort', onAbort);
    }
  }
}

/** Whoever called it off may say why, in words for people. */
function calledOff({ reason }: AbortSignal): Receipt {
  const isTold = reason instanceof Error && reason.name !== 'AbortError';
  return { kind: 'later', detail: isTold ? reason.message : 'called off before it was done' };
}

// One attempt to send a message, which ends in time whatever the channel does.

import type { Timers } from '../../runtime/timers.ts';
import type { Channel, Message, Receipt } from '../port.ts';

/** A channel ends when its signal is aborted; one that does not within this is left to itself. */
const GRACE_MS = 2_000;

/** How long an attempt may last. */
export interface AttemptLimits {
  readonly timers: Timers;
  readonly timeoutMs: number;
  /** Aborted when jalur stops. */
  readonly stop: AbortSignal;
}

/** Sends; a failure of any kind is a receipt. */
export async function attempt(
  channel: Channel,
  message: Message,
  { timers, timeoutMs, stop }: AttemptLimits,
): Promise<Receipt> {
  const controller = new AbortController();
  const { promise: overdue, resolve: giveUp } = Promise.withResolvers<Receipt>();
  let grace: unknown;
  const abort = (detail: string): void => {
    if (controller.signal.aborted) return;
    controller.abort(new Error(detail));
    grace = timers.setTimeout(() => giveUp({ kind: 'later', detail }), GRACE_MS);
  };
  const onStop = (): void => abort('jalur is stopping');
  const timeout = timers.setTimeout(() => abort(`no answer within ${timeoutMs} ms`), timeoutMs);
  stop.addEventListener('abort', onStop, { once: true });
  if (stop.aborted) onStop();
  try {
    return await Promise.race([send(channel, message, controller.signal), overdue]);
  } finally {
    timers.clearTimeout(timeout);
    timers.clearTimeout(grace);
    stop.removeEventListener('abort', onStop);
  }
}

/** `send` must not reject; if a bug makes it, that is a failure of this channel and of nothing else. */
async function send(channel: Channel, message: Message, signal: AbortSignal): Promise<Receipt> {
  try {
    return await channel.send(message, signal);
  } catch (error) {
    return { kind: 'later', detail: error instanceof Error ? error.message : String(error) };
  }
}

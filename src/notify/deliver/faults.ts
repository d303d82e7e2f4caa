// What about the delivery of messages is a fault of the monitor, in one sentence: somebody may not have been told. Pure.

/** Shorter failures are the network's everyday life, and are retried. */
export const FAILING_MS = 120_000;

/** How one channel is doing. */
export interface ChannelTrouble {
  readonly id: string;
  /** Since it failed first without having worked again, ms, and what was found then. */
  readonly failing?: { readonly forMs: number; readonly detail: string };
  /** What was last refused, since the last delivery. */
  readonly refused?: string;
  /** Messages given up since the last delivery. */
  readonly expired: boolean;
  readonly dropped: boolean;
}

/**
 * The sentence, or undefined when everything works. It has no figures in it, so that it changes only when the trouble does:
 * counts are in the status.
 */
export function deliveryFault(
  channels: readonly ChannelTrouble[],
  storeFailure: string | undefined,
): string | undefined {
  const parts = channels.flatMap(({ id, failing, refused, expired, dropped }) => [
    ...(failing && failing.forMs >= FAILING_MS
      ? [`channel "${id}" has failed for more than ${FAILING_MS / 60_000} minutes: ${failing.detail}`]
      : []),
    ...(refused !== undefined ? [`channel "${id}" refused a message: ${refused}`] : []),
    ...(expired ? [`messages for channel "${id}" were not delivered in time and given up`] : []),
    ...(dropped ? [`messages for channel "${id}" were dropped`] : []),
  ]);
  if (storeFailure !== undefined) parts.push(storeFailure);
  return parts.length > 0 ? parts.join('; ') : undefined;
}

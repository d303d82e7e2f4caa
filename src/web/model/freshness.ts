// Whether what is on the screen is still true, and if not, since how long and why (design law 6).

import { HEARTBEAT_MS } from '../../stream/protocol.ts';
import { type BrowserInstant, type Screen, silenceMs } from './screen.ts';

/** Silence of the server after which a screen is old: two heartbeats. */
export const SILENCE_LIMIT_MS = 2 * HEARTBEAT_MS;
/** Active links are echoed every few seconds: a verdict as old as this means that nobody measures any more. */
export const OLDEST_DATA_LIMIT_MS = 180_000;

/** `waiting`: nothing has arrived yet. `silent`: the server is not heard. `stalled`: it speaks, but does not measure. */
export type Freshness =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'fresh'; readonly ageMs: number }
  | { readonly kind: 'silent'; readonly ageMs: number }
  | { readonly kind: 'stalled'; readonly ageMs: number };

/** Judges a screen at a moment. `ageMs` of a fresh or silent one is how long nothing was heard. */
export function freshness(screen: Screen, now: BrowserInstant): Freshness {
  if (!screen.heard || !screen.province) return { kind: 'waiting' };
  const ageMs = silenceMs(screen.heard, now);
  if (ageMs >= SILENCE_LIMIT_MS) return { kind: 'silent', ageMs };
  const oldestMs = (screen.oldestDataMs ?? 0) + ageMs;
  if (oldestMs > OLDEST_DATA_LIMIT_MS) return { kind: 'stalled', ageMs: oldestMs };
  return { kind: 'fresh', ageMs };
}

// When a changed order may be shown: figures not more than once a second, and nothing under somebody's hand.

import type { Move } from './rules.ts';

/** Figures change all the time; nobody reads a list that moves more often than this. */
const PACE_MS = 1_000;
/** What breaks is shown at once, but in a storm ordering takes no more than a quarter of the time. */
const REST_PER_COST = 3;
/** Whoever scrolled a moment ago still looks for the row he saw. */
const SCROLL_MS = 500;
/** A row that was left focused by somebody who has gone must not hide for ever what broke meanwhile. */
const HOLD_MS = 60_000;

/** What the hand is doing; times in ms, infinite where it never did. */
export interface Hand {
  readonly sinceScrollMs: number;
  /** Since a key or the mouse was last used in the table. */
  readonly sinceInputMs: number;
  readonly isOnRow: boolean;
}

/** The order that is shown: how long ago it was made, and how long that took, ms. */
export interface OrderAge {
  readonly ageMs: number;
  readonly costMs: number;
}

/** How long the new order has to wait, ms, and whether because a row is held. */
export interface OrderWait {
  readonly waitMs: number;
  readonly isHeld: boolean;
}

/** Decides, by what has moved. */
export function orderWait(move: Move, { ageMs, costMs }: OrderAge, hand: Hand): OrderWait {
  const heldMs = hand.isOnRow ? HOLD_MS - hand.sinceInputMs : 0;
  const restMs = (move === 'state' ? costMs * REST_PER_COST : PACE_MS) - ageMs;
  return { waitMs: Math.max(0, restMs, SCROLL_MS - hand.sinceScrollMs, heldMs), isHeld: heldMs > 0 };
}

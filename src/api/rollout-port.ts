// What the API asks of the roll-out board (src/app/rollout.ts).

import type { Scope } from '../domain/access.ts';
import type { TargetQuery } from '../domain/rollout-target.ts';
import type { RolloutBoard } from '../domain/rollout-view.ts';

/** The board. */
export interface RolloutPort {
  /** The roll-out, or the part of it that is asked for, as far as a scope shows it. Rejects with a StoreError. */
  board(query: TargetQuery, scope: Scope): Promise<RolloutBoard>;
}

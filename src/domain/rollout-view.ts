// The roll-out board as the API tells it and the page shows it.

import type { AcceptanceMark } from './acceptance-view.ts';
import type { SiteId } from './ids.ts';
import type { Rollout } from './rollout.ts';
import type { ConnectedRule } from './rollout-plan.ts';
import type { VillageStatus } from './rollout-village.ts';
import type { LinkState } from './state.ts';

/** A village of the board. */
export interface VillageView extends Omit<VillageStatus, 'probed'> {
  /** The best of what its links are doing now; absent while none is measured. */
  readonly state?: LinkState;
  /** The newest acceptance record of its links. */
  readonly acceptance?: AcceptanceMark;
}

/** Answer of GET /api/v1/rollout. */
export interface RolloutBoard extends Rollout {
  /** When it was measured, epoch ms; at most half a minute ago. */
  readonly at: number;
  /** By what a village counts as connected. */
  readonly connectedRule: ConnectedRule;
  /** Whether targets are told: not to those who see one provider's links only, for no target is a provider's. */
  readonly targetsShown: boolean;
  /** All years, programmes and regencies of what may be seen, whatever was asked for: to choose from. */
  readonly choices: {
    readonly years: readonly number[];
    readonly programmes: readonly string[];
    readonly regencies: readonly { readonly id: SiteId; readonly name: string }[];
  };
  /** In the configuration's order. */
  readonly villageList: readonly VillageView[];
}

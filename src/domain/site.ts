// A place of the administrative tree.

import type { SiteId } from './ids.ts';
import type { RolloutPlan } from './rollout-plan.ts';

/** Kinds of site, from the top of the administrative tree down. */
export const SITE_KINDS = ['province', 'regency', 'village', 'office'] as const;
/** One of {@link SITE_KINDS}. */
export type SiteKind = (typeof SITE_KINDS)[number];

/** A place that links start from or lead to. Its plan holds where no link that leads to it has one of its own. */
export interface Site extends RolloutPlan {
  readonly id: SiteId;
  readonly name: string;
  readonly kind: SiteKind;
  /** Kemendagri code such as `76.05` or `76.05.06.2002`; a text, never a number. Absent when unknown. */
  readonly code?: string;
  /** Parent in the administrative tree; absent for the root. */
  readonly parent?: SiteId;
  /** Latitude and longitude in degrees, WGS 84; absent when not surveyed. */
  readonly position?: readonly [latitudeDeg: number, longitudeDeg: number];
}

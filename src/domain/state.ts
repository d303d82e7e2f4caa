// What a link is doing now, and why we say so.

import type { LinkId, SiteId } from './ids.ts';

/** States of a link. */
export const LINK_STATES = ['up', 'degraded', 'down', 'unreachable', 'unknown'] as const;
/** One of {@link LINK_STATES}. `unknown` is never `down`, and never `up`. */
export type LinkState = (typeof LINK_STATES)[number];

/** Which figure made a link degraded. */
export const DEGRADED_FIGURES = ['loss', 'rtt', 'jitter'] as const;
/** One of {@link DEGRADED_FIGURES}. */
export type DegradedFigure = (typeof DEGRADED_FIGURES)[number];

/** Why a link is in its state, with the evidence; times are epoch ms. */
export type Reason =
  /** Echoes are answered; with `beatEveryMs`: the device's own beats arrive, each wanted within that period. */
  | { readonly kind: 'answering'; readonly answeredInRow: number; readonly beatEveryMs?: number }
  /** A round figure stood above its threshold; unit as in the figure's name (%, ms, ms). */
  | {
      readonly kind: 'quality';
      readonly figure: DegradedFigure;
      readonly value: number;
      readonly limit: number;
    }
  /** k echoes in a row were lost while ancestors and anchors were proved reachable after the last of them. */
  | {
      readonly kind: 'silent';
      readonly lostInRow: number;
      readonly required: number;
      /** Loss that k was drawn from, in percent: over the past hour, of beats over the past day. */
      readonly lossPct: number;
      readonly firstLostAt: number;
      readonly lastLostAt: number;
      /** How the echoes failed, most frequent first. */
      readonly outcome: 'lost' | 'unreachable' | 'ttl-exceeded' | 'no-route';
      /** Present where beats of the device were missing, not echoes to it: their period; `firstLostAt` is when due. */
      readonly beatEveryMs?: number;
      /** Ancestor sites proved reachable, each with the answered echo's send time. */
      readonly ancestors: readonly { readonly site: SiteId; readonly answeredAt: number }[];
    }
  /** An ancestor site has no working link. */
  | {
      readonly kind: 'ancestor';
      readonly site: SiteId;
      /** The topmost failed link into that site. */
      readonly link: LinkId;
      readonly since: number;
      /** Send time of that link's last lost echo: the proof is younger than this link's own silence. */
      readonly provedAt: number;
      /** Present where that link is measured by beats: their period; `provedAt` is when the last missing one was due. */
      readonly beatEveryMs?: number;
    }
  /** All anchors are silent: the monitor cannot see. */
  | { readonly kind: 'blind' }
  /** jalur itself was not running. */
  | { readonly kind: 'stopped' }
  /** The system clock was set forward over this stretch. */
  | { readonly kind: 'clock' }
  /** This machine spoiled every echo for a while: it refused to send them, or was too slow. */
  | { readonly kind: 'own-faults' }
  /** Nothing has been measured yet. */
  | { readonly kind: 'unmeasured' }
  /** The office has taken the link out of service (suspended, retired). */
  | { readonly kind: 'not-probed' };

/** A stretch of time in which a link kept one state. For any link, intervals tile time. */
export interface Interval {
  readonly link: LinkId;
  readonly state: LinkState;
  /** Epoch ms, inclusive. */
  readonly from: number;
  /** Epoch ms, exclusive; absent while it lasts. */
  readonly to?: number;
  readonly reason: Reason;
}

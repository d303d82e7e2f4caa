// What operators do about alerts: who, when, from where. Every act is kept; the first acknowledgement wins.

import type { LinkId } from './ids.ts';

/** Why a link failed, as an operator confirms it; reports and stop clocks rest on it. */
export const CAUSE_CODES = [
  'pln-power',
  'site-power',
  'fiber-cut',
  'radio',
  'vsat-weather',
  'mobile-network',
  'device',
  'configuration',
  'vandalism',
  'planned',
  'upstream',
  'unknown',
] as const;
/** One of {@link CAUSE_CODES}. */
export type CauseCode = (typeof CAUSE_CODES)[number];

/** Who did something, and from where. */
export interface Actor {
  /** Name as logged in, or as given; 1 to 64 characters. */
  readonly who: string;
  readonly via: 'screen' | 'api' | 'command' | 'jalur';
  /** Network address of the client, where there is one. */
  readonly address?: string;
}

/** What can be done about an alert. */
export type ActKind =
  | { readonly kind: 'acknowledge'; readonly note?: string }
  | { readonly kind: 'note'; readonly note: string }
  /** Holds it back until `until` (epoch ms), whatever happens. */
  | { readonly kind: 'shelve'; readonly until: number; readonly note?: string }
  | { readonly kind: 'unshelve' }
  | { readonly kind: 'confirm-cause'; readonly cause: CauseCode; readonly note?: string }
  /** Closes a latched alert whose condition is gone. */
  | { readonly kind: 'reset'; readonly note?: string };

/** One act, as asked for. */
export interface ActRequest {
  readonly alert: number;
  readonly act: ActKind;
  readonly actor: Actor;
}

/** One act, as kept. */
export interface Act extends ActRequest {
  /** Epoch ms. */
  readonly at: number;
  readonly subject: LinkId | 'monitor';
}

/** Why an act was not done. `by` and `at` tell who was first. */
export interface ActRefusal {
  readonly code:
    | 'no-alert'
    | 'closed'
    | 'already-acknowledged'
    | 'not-shelved'
    | 'not-latched'
    | 'not-returned'
    | 'bad-until';
  readonly message: string;
  readonly by?: string;
  readonly at?: number;
}

// Whether a wall may load itself anew. The stream heals itself, so only a new version of jalur is worth it, and never at a
// price: a browser that fails to load a page shows its own error until a person comes. Pure.

/** Hour of the province's day in which a wall may load itself anew: nobody looks at it then. */
export const RENEW_HOUR = 4;

/** What decides. */
export interface RenewFacts {
  /** Hour of the province's day, 0 to 23. */
  readonly hour: number;
  /** Version of jalur that this page came with, and the one that runs now. */
  readonly loadedVersion: string;
  readonly version: string;
  /** Whether nobody operates this screen: elsewhere somebody may be typing. */
  readonly isKiosk: boolean;
  /** Whether the stream is open and fresh: a page can be had. */
  readonly isFresh: boolean;
  /** Incidents that are active: whoever looks at one must not lose sight of it. */
  readonly incidents: number;
  /** Whether the sound would have to be allowed again by hand afterwards. */
  readonly losesSound: boolean;
}

/** Whether this is the moment. */
export function mayRenew(facts: RenewFacts): boolean {
  return (
    facts.isKiosk &&
    facts.version !== facts.loadedVersion &&
    facts.hour === RENEW_HOUR &&
    facts.isFresh &&
    facts.incidents === 0 &&
    !facts.losesSound
  );
}

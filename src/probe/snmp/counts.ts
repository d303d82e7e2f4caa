// The poller's own counters, in the mutable form that its parts share.

import type { SnmpStatus } from './port.ts';

/** Mutable {@link SnmpStatus}. */
export type SnmpCounts = { -readonly [name in keyof SnmpStatus]: SnmpStatus[name] };

/** All at zero. */
export function newCounts(): SnmpCounts {
  return {
    polls: 0,
    requests: 0,
    timeouts: 0,
    strays: 0,
    malformed: 0,
    deadlines: 0,
    downgrades: 0,
    inspections: 0,
    failedInspections: 0,
  };
}

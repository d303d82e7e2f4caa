// Events for tests, with only what a test wants to say spelled out.

import type { Alert } from '../../../src/domain/alert.ts';
import type { AlertEvent, LinkRoundEvent, LinkStateEvent } from '../../../src/domain/event.ts';
import { linkId } from '../../../src/domain/ids.ts';
import type { Round } from '../../../src/domain/round.ts';
import type { LinkState } from '../../../src/domain/state.ts';

/** A state transition; decided 5 s after it began. */
export function stateEvent(link: string, state: LinkState, from: number): LinkStateEvent {
  return {
    kind: 'link.state',
    at: from + 5_000,
    link: linkId(link),
    state,
    from,
    reason: { kind: 'answering', answeredInRow: 5 },
  };
}

/** A round of 60 s in which all 60 echoes came back after 10 to 20 ms; parts of it may be replaced. */
export function roundEvent(
  link: string,
  to: number,
  change: Partial<Round> & { readonly state?: LinkState } = {},
): LinkRoundEvent {
  const { state = 'up', ...rest } = change;
  return {
    kind: 'link.round',
    at: to + 100,
    link: linkId(link),
    state,
    round: {
      from: to - 60_000,
      to,
      sent: 60,
      received: 60,
      tainted: 0,
      rtt: {
        minMs: 10,
        meanMs: 12.5,
        medianMs: 12,
        p95Ms: 18.25,
        maxMs: 20,
        jitterMs: 1.5,
        buckets: [0, 20, 40, 0, 0, 0, 0, 0],
      },
      durations: { upMs: 60_000, degradedMs: 0, downMs: 0, unreachableMs: 0, unknownMs: 0 },
      ...rest,
    },
  };
}

/** An alert event of rule link.down. */
export function alertEvent(
  kind: AlertEvent['kind'],
  number: number,
  change: Partial<Alert> & { readonly at: number },
): AlertEvent {
  const { at, ...rest } = change;
  return {
    kind,
    at,
    alert: {
      number,
      rule: 'link.down',
      subject: linkId('prov-majene'),
      severity: 'critical',
      status: kind === 'alert.closed' ? 'closed' : 'active',
      since: at - 5_000,
      raisedAt: at,
      occurrences: 1,
      incident: number,
      ...(kind === 'alert.closed' && { closedAt: at }),
      data: { lostInRow: 5 },
      ...rest,
    },
  };
}

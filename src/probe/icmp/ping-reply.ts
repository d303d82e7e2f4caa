// Makes a verdict of what one run of the system's `ping` said. The npm package's figures are texts and its host field
// may be nonsense (danielzzz/node-ping#133): only `alive`, `time` and the ICMP errors in the output are believed.

import type { EchoOutcome } from '../../domain/echo.ts';

/** How one echo by `ping` ended. */
export interface PingVerdict {
  readonly outcome: EchoOutcome;
  /** NaN unless answered. */
  readonly rttMs: number;
}

/** What is read of npm ping's answer. */
export interface PingResponse {
  readonly alive: boolean;
  readonly time: number | 'unknown';
  readonly output: string;
}

/** iputils and inetutils in the C locale. Order matters: the kernel's own refusal names no sender. */
const REASONS: readonly (readonly [RegExp, EchoOutcome])[] = [
  [/(?:connect|sendmsg|sendto): (?:Network is unreachable|No route to host|Network is down)/i, 'no-route'],
  [/^From .*(?:Time to live exceeded|Hop limit exceeded|ttl exceeded|Time exceeded)/im, 'ttl-exceeded'],
  [/^From .*(?:Unreachable|prohibited|filtered|no route)/im, 'unreachable'],
  [/Network is unreachable/i, 'no-route'],
];

/** Judges one response; an answer later than the timeout is a loss. */
export function judgePing(response: PingResponse, timeoutMs: number): PingVerdict {
  const { alive, time, output } = response;
  if (alive && typeof time === 'number' && Number.isFinite(time)) {
    return time <= timeoutMs ? { outcome: 'answered', rttMs: time } : { outcome: 'lost', rttMs: Number.NaN };
  }
  const reason = REASONS.find(([pattern]) => pattern.test(output));
  return { outcome: reason?.[1] ?? 'lost', rttMs: Number.NaN };
}

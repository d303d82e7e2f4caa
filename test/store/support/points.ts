// Points of the history for tests.

import type { LinkId } from '../../../src/domain/ids.ts';
import type { MetricPoint } from '../../../src/store/metrics/port.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** A round of 60 echoes that ended at `at`; down when nothing was received. RTT in ms, 10 by default. */
export function roundPoint(
  link: LinkId,
  at: number,
  { received = 60, rtt = 10 }: { readonly received?: number; readonly rtt?: number },
): MetricPoint {
  const isUp = received > 0;
  return {
    measurement: 'icmp',
    tags: { link, site: 'majene', regency: 'majene' },
    fields: {
      sent: 60,
      recv: received,
      state: isUp ? 2 : 0,
      up: isUp ? 1 : 0,
      deg: 0,
      up_s: isUp ? 60 : 0,
      down_s: isUp ? 0 : 60,
      deg_s: 0,
      maint_s: 0,
      ...(isUp && {
        rtt_min: rtt - 1,
        rtt_avg: rtt,
        rtt_med: rtt,
        rtt_p95: rtt + 2,
        rtt_max: rtt + 3,
        jitter: 0.5,
        h_10: 0,
        h_20: received,
      }),
    },
    at,
  };
}

/** Traffic of an interface, as one poll gives it. */
export function trafficPoint(
  link: LinkId,
  at: number,
  {
    ifname = 'sfp1',
    inBps,
    outBps,
  }: { readonly ifname?: string; readonly inBps: number; readonly outBps?: number },
): MetricPoint {
  return {
    measurement: 'iface',
    tags: { link, ifname, site: 'majene' },
    fields: { in_bps: inBps, ...(outBps !== undefined && { out_bps: outBps }), oper: 1 },
    at,
  };
}

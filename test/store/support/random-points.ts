// Points of every kind the stores are asked about, drawn at random.

import type { LinkId } from '../../../src/domain/ids.ts';
import { RTT_BUCKETS_MS } from '../../../src/domain/round.ts';
import type { FieldValue, MetricPoint } from '../../../src/store/metrics/port.ts';
import { MINUTE_MS } from './points.ts';

const LABELS = [undefined, 'wlan1', 'it\'s a "part", 5 GHz'];

/** Rounds each minute, polls every minute and metrics every five, with gaps of minutes and hours. */
export function randomPoints(
  links: readonly LinkId[],
  { from, to }: { readonly from: number; readonly to: number },
  random: () => number,
): readonly MetricPoint[] {
  const points: MetricPoint[] = [];
  for (const link of links) {
    const tags = { link, site: 'majene', ...(link !== 'a_b' && { regency: 'majene' }) };
    let silentUntil = 0;
    for (let at = from + MINUTE_MS; at <= to; at += MINUTE_MS) {
      if (at < silentUntil) continue;
      const chance = random();
      if (chance < 0.004) silentUntil = at + random() * 200 * MINUTE_MS;
      if (chance < 0.05) continue;
      points.push({ measurement: 'icmp', tags, fields: roundFields(random), at });
      if (random() < 0.8)
        points.push({
          measurement: 'iface',
          tags: { ...tags, ifname: random() < 0.02 ? 'ether2' : 'sfp1' },
          fields: trafficFields(random),
          at: at - Math.floor(random() * 50_000),
        });
      if (at % (5 * MINUTE_MS) === 0)
        for (const [index, instance] of LABELS.entries())
          points.push({
            measurement: 'metric',
            tags: { ...tags, metric: 'temperature', ...(instance !== undefined && { instance }) },
            fields: { value: cents(20 + 30 * random() + index) },
            at: at - 1_234,
          });
      if (random() < 0.01)
        points.push({
          measurement: 'metric',
          tags: { ...tags, metric: 'mode' },
          fields: { text: 'a "b" \\ c' },
          at,
        });
    }
  }
  return points;
}

function roundFields(random: () => number): Record<string, FieldValue> {
  const kind = random();
  if (kind < 0.02) return { state: 4 };
  const up = Math.floor(random() * 60_000) / 1000;
  const fields: Record<string, FieldValue> = {
    state: kind < 0.1 ? 0 : 2,
    up: kind < 0.1 ? 0 : 1,
    up_s: up,
    down_s: 60 - up,
    deg_s: 0,
    maint_s: 0,
  };
  if (kind < 0.06) return { ...fields, tainted: 3 };
  const received = kind < 0.1 ? 0 : 60 - Math.floor(random() ** 4 * 60);
  Object.assign(fields, { sent: 60, recv: received });
  if (received === 0) return fields;
  const rtts = Array.from({ length: received }, () => cents(3 + 400 * random() ** 6)).sort((a, b) => a - b);
  const [least = 0, middle = 0, most = 0] = [rtts[0], rtts[received >> 1], rtts.at(-1)];
  for (let index = 0; index <= RTT_BUCKETS_MS.length; index++) {
    const [above, bound] = [
      RTT_BUCKETS_MS[index - 1] ?? 0,
      RTT_BUCKETS_MS[index] ?? Number.POSITIVE_INFINITY,
    ];
    fields[`h_${RTT_BUCKETS_MS[index] ?? 'inf'}`] = rtts.filter((ms) => ms > above && ms <= bound).length;
  }
  return {
    ...fields,
    rtt_min: least,
    rtt_avg: cents(rtts.reduce((sum, ms) => sum + ms, 0) / received),
    rtt_med: middle,
    rtt_p95: most,
    rtt_max: most,
    ...(received > 1 && { jitter: cents(random() * 9) }),
  };
}

function trafficFields(random: () => number): Record<string, FieldValue> {
  const rates = random() < 0.95 ? { in_bps: cents(random() * 5e6), out_bps: cents(random() * 3e5) } : {};
  return { ...rates, oper: random() < 0.1 ? 2 : 1 };
}

function cents(value: number): number {
  return Math.round(value * 100) / 100;
}

// A province's history as it looks in the field, for benchmarks: every link has a medium, a distance and a load of its own, RTTs
// scatter, counters grow, now and then an echo is lost. Values that repeat would compress far better than those of devices.

import { linkId } from '../../src/domain/ids.ts';
import { RTT_BUCKETS_MS } from '../../src/domain/round.ts';
import { seededRandom } from '../../src/runtime/random.ts';
import type { FieldValue, MetricPoint } from '../../src/store/metrics/port.ts';

const MINUTE_MS = 60_000;
/** Metrics of a device's profile, kept every five minutes. */
const METRICS = [
  ...['cpu', 'memory', 'temperature', 'voltage', 'rx_power', 'tx_power'],
  ...['sessions', 'clients', 'queue_drops', 'fan_speed'],
];
/** Median RTT in ms, and how wide it scatters, of what a link may be: radio, fibre, LTE, GEO VSAT. */
const MEDIA = [
  [4, 0.25],
  [1.5, 0.08],
  [38, 0.35],
  [610, 0.04],
] as const;

interface LinkLife {
  readonly tags: Readonly<Record<string, string>>;
  readonly rttMs: number;
  readonly scatter: number;
  readonly loadBps: number;
  inOctets: bigint;
  outOctets: bigint;
  uptimeS: number;
  celsius: number;
}

/** Makes points minute by minute, the same for the same seed. */
export class HistoryPoints {
  readonly #random: () => number;
  readonly #links: LinkLife[];

  constructor(links: number, seed = 1) {
    const random = seededRandom(seed);
    this.#random = random;
    this.#links = Array.from({ length: links }, (_, index) => {
      const [rttMs, scatter] = MEDIA[index % 10 < 6 ? index % 2 : index % 10 < 9 ? 2 : 3] ?? MEDIA[0];
      const regency = `kab-${index % 6}`;
      return {
        tags: { link: linkId(`${regency}-desa-${index}`), site: `desa-${index}`, regency },
        rttMs: rttMs * (0.7 + random() * 1.5),
        scatter,
        loadBps: 2e5 * 10 ** (random() * 2),
        inOctets: BigInt(Math.floor(random() * 1e13)),
        outOctets: BigInt(Math.floor(random() * 1e12)),
        uptimeS: Math.floor(random() * 1e7),
        celsius: 38 + random() * 15,
      };
    });
  }

  /** The rounds that end in the minute before `at`, each at its own second. */
  rounds(at: number): MetricPoint[] {
    return this.#links.map((link, index) => this.#round(link, at - MINUTE_MS + phaseMs(index)));
  }

  /** Polls of the minute before `at`: of each link its device and interface, and all metrics every fifth minute. */
  polls(at: number): MetricPoint[] {
    const isDue = (at / MINUTE_MS) % 5 === 0;
    return this.#links.flatMap((link, index) => {
      const stamp = at - MINUTE_MS + phaseMs(index + 17);
      const points = this.#poll(link, stamp);
      return isDue ? [...points, ...this.#metrics(link, stamp)] : points;
    });
  }

  #round({ tags, rttMs, scatter }: LinkLife, at: number): MetricPoint {
    const random = this.#random;
    const isLossy = random() < 0.06;
    const isDown = random() < 0.003;
    const received = isDown ? 0 : isLossy ? 60 - Math.ceil(random() * random() * 8) : 60;
    const fields: Record<string, FieldValue> = {
      state: isDown ? 0 : 2,
      up_s: isDown ? 0 : 60,
      down_s: isDown ? 60 : 0,
      deg_s: 0,
      unreach_s: 0,
      unknown_s: 0,
      maint_s: 0,
      up: isDown ? 0 : 1,
      deg: 0,
      sent: 60,
      recv: received,
    };
    if (received === 0) return { measurement: 'icmp', tags, fields, at };
    const samples = Array.from(
      { length: 12 },
      () => rttMs * (1 + scatter * (random() ** 3 + random() - 0.5)),
    );
    samples.sort((a, b) => a - b);
    const sample = (index: number): number => micro(samples[index] ?? rttMs);
    Object.assign(fields, {
      rtt_min: sample(0),
      rtt_avg: micro(samples.reduce((sum, each) => sum + each, 0) / samples.length),
      rtt_med: sample(6),
      rtt_p95: sample(10),
      rtt_max: sample(11),
      jitter: micro(rttMs * scatter * random()),
    });
    const buckets: number[] = new Array(RTT_BUCKETS_MS.length + 1).fill(0);
    for (let echo = 0; echo < received; echo++) {
      const rtt = samples[Math.floor(random() * samples.length)] ?? rttMs;
      const found = RTT_BUCKETS_MS.findIndex((bound) => rtt <= bound);
      const slot = found < 0 ? RTT_BUCKETS_MS.length : found;
      buckets[slot] = (buckets[slot] ?? 0) + 1;
    }
    for (const [slot, count] of buckets.entries()) fields[`h_${RTT_BUCKETS_MS[slot] ?? 'inf'}`] = count;
    return { measurement: 'icmp', tags, fields, at };
  }

  #poll(link: LinkLife, at: number): MetricPoint[] {
    const random = this.#random;
    const share = 0.3 + random() * 1.4;
    const inBps = link.loadBps * share;
    const outBps = link.loadBps * share * (0.1 + random() * 0.2);
    link.inOctets += BigInt(Math.round((inBps * 60) / 8));
    link.outOctets += BigInt(Math.round((outBps * 60) / 8));
    link.uptimeS += 60;
    link.celsius += random() < 0.1 ? Math.round(random() * 2 - 1) : 0;
    return [
      {
        measurement: 'device',
        tags: link.tags,
        fields: {
          up: 1,
          poll_ms: micro(20 + random() * 60),
          uptime_s: link.uptimeS,
          boots: 3,
          cpu: Math.round(5 + random() * 30),
          mem_used_pct: Math.round((40 + random()) * 10) / 10,
          temp_c: Math.round(link.celsius),
          volt: Math.round((24 + random() * 0.6) * 10) / 10,
        },
        at,
      },
      {
        measurement: 'iface',
        tags: { link: String(link.tags['link']), ifname: 'sfp-sfpplus1', site: String(link.tags['site']) },
        fields: {
          in_octets: link.inOctets,
          out_octets: link.outOctets,
          in_bps: inBps,
          out_bps: outBps,
          in_err: 0,
          out_err: 0,
          err: 0,
          disc: random() < 0.02 ? Math.ceil(random() * 20) : 0,
          oper: 1,
          speed: 1e9,
          util_pct: (inBps / 1e8) * 100,
          last_change_s: link.uptimeS - 412,
        },
        at,
      },
    ];
  }

  #metrics(link: LinkLife, at: number): MetricPoint[] {
    return METRICS.map((metric, index) => ({
      measurement: 'metric',
      tags: { ...link.tags, metric },
      fields: { value: Math.round((index * 10 + this.#random() * 10) * 10) / 10 },
      at,
    }));
  }
}

/** Rounds of different links end at different times. */
function phaseMs(index: number): number {
  return (index * 7_919) % MINUTE_MS || MINUTE_MS;
}

function micro(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}

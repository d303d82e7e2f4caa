// Rates between two polls of one device, and whether it is still the same incarnation of that device.

import { mostBps, mostNarrowBps } from './line-rate.ts';
import type { MetricReading } from './metric.ts';
import type { InterfaceCounters, InterfaceReading, SystemReading } from './reading.ts';

/** What two polls say about the device's incarnation. */
export const INCARNATION_CHANGES = ['first', 'same', 'restarted', 'unknown'] as const;
/** `first`: nothing to compare with. `unknown`: the device tells no time. Only `same` gives rates. */
export type IncarnationChange = (typeof INCARNATION_CHANGES)[number];

/** Rates over one poll period; a rate is absent where its counter is, or where no honest delta exists. */
export interface InterfaceRates {
  readonly periodMs: number;
  readonly inBps?: number;
  readonly outBps?: number;
  /** Packets in error, in and out together, since the last poll. */
  readonly errors?: number;
  /** Packets discarded, in and out together, since the last poll. */
  readonly discards?: number;
  /** Rates that were more than the interface can carry, and are left out. */
  readonly refused?: number;
}

/** One poll's worth of what the next comparison needs. */
export interface CounterBaseline {
  readonly monoMs: number;
  readonly system: SystemReading;
  readonly interface?: InterfaceReading;
  /** Running totals among the metrics. */
  readonly totals?: readonly Total[];
}

/** A metric that is a running total. */
export type Total = Extract<MetricReading, { kind: 'counter' }>;

/** The least an Ethernet frame takes on the line (IEEE 802.3: 64 octets, preamble and gap 20), in bits; both directions. */
const LEAST_PACKET_BITS = (84 * 8) / 2;
/** No count of anything in a device grows faster than this per second. */
const MOST_PER_SECOND = 1e9;
const TICKS_PER_MS = 0.1;
const TICK_MODULUS = 2 ** 32;
/** An agent's clock and ours drift apart, and a poll waits in queues: 2 % of the period plus 5 s is still the same run. */
const DRIFT_RATIO = 0.02;
const DRIFT_MS = 5_000;

/**
 * Compares two polls of a device. sysUpTime is expected to have grown by the elapsed time modulo 2^32 (RFC 3418: it
 * wraps after 497 days); snmpEngineBoots decides where sysUpTime is missing. Less uptime than before, or than the time
 * between the polls, is a restart. Uptime 0 or absent is `unknown`, not a reboot.
 */
export function compareIncarnation(previous: CounterBaseline, current: CounterBaseline): IncarnationChange {
  const boots = bootsChange(previous.system, current.system);
  const before = previous.system.sysUpTimeTicks;
  const now = current.system.sysUpTimeTicks;
  if (before === undefined || now === undefined || now === 0) return boots ?? 'unknown';
  const elapsedMs = current.monoMs - previous.monoMs;
  const expected = (before + elapsedMs * TICKS_PER_MS) % TICK_MODULUS;
  const toleranceTicks = (DRIFT_MS + elapsedMs * DRIFT_RATIO) * TICKS_PER_MS;
  const ahead = (now - expected + TICK_MODULUS) % TICK_MODULUS;
  const off = Math.min(ahead, TICK_MODULUS - ahead);
  if (off <= toleranceTicks) return boots === 'restarted' ? 'restarted' : 'same';
  const startedSince = now < before || now + toleranceTicks < elapsedMs * TICKS_PER_MS;
  return startedSince || boots === 'restarted' ? 'restarted' : 'unknown';
}

function bootsChange(previous: SystemReading, current: SystemReading): IncarnationChange | undefined {
  if (previous.snmpEngineBoots === undefined || current.snmpEngineBoots === undefined) return undefined;
  return previous.snmpEngineBoots === current.snmpEngineBoots ? 'same' : 'restarted';
}

/**
 * Rates between two readings of the same interface of the same incarnation; undefined when there is no honest delta at
 * all: another ifName, ifIndex or counter width, another ifCounterDiscontinuityTime, or no time between them. A rate above
 * what the interface can carry is refused and counted; `contractBps` bounds those whose speed is only nominal.
 */
export function interfaceRates(
  previous: CounterBaseline,
  current: CounterBaseline,
  contractBps?: number,
): InterfaceRates | undefined {
  const a = previous.interface;
  const b = current.interface;
  const periodMs = current.monoMs - previous.monoMs;
  if (!a || !b || periodMs <= 0) return undefined;
  if (a.ifName !== b.ifName || a.ifIndex !== b.ifIndex || a.octetBits !== b.octetBits) return undefined;
  if (a.discontinuityTicks !== b.discontinuityTicks) return undefined;
  // A line that came down to a slower rate, or lost its cable, carried until then what it could before.
  const lineBps = Math.max(mostBps(a, contractBps), mostBps(b, contractBps));
  const narrowBps = b.octetBits === 32 ? fasterBps(a, b, contractBps) : undefined;
  const limitBps = Math.min(lineBps, (narrowBps ?? Number.POSITIVE_INFINITY) * 1.05);
  let refused = 0;
  const octets = (name: 'inOctets' | 'outOctets'): number | undefined => {
    const before = a.counters[name];
    const now = b.counters[name];
    const delta = counterDelta(before, now, b.octetBits);
    if (before === undefined || now === undefined || delta === undefined) return undefined;
    const bps = (Number(delta) * 8 * 1000) / periodMs;
    if (b.octetBits === 32 && !isDecidable(now < before, periodMs, narrowBps)) return undefined;
    if (bps <= limitBps) return bps;
    refused++;
    return undefined;
  };
  const inBps = octets('inOctets');
  const outBps = octets('outOctets');
  const mostPackets = (limitBps / LEAST_PACKET_BITS) * (periodMs / 1000);
  const packets = (names: readonly (keyof InterfaceCounters)[]): number | undefined => {
    const sum = sumOfDeltas(a.counters, b.counters, names);
    if (sum === undefined || sum <= mostPackets) return sum;
    refused++;
    return undefined;
  };
  const errors = packets(['inErrors', 'outErrors']);
  const discards = packets(['inDiscards', 'outDiscards']);
  return {
    periodMs,
    ...(inBps !== undefined && { inBps }),
    ...(outBps !== undefined && { outBps }),
    ...(errors !== undefined && { errors }),
    ...(discards !== undefined && { discards }),
    ...(refused > 0 && { refused }),
  };
}

function fasterBps(a: InterfaceReading, b: InterfaceReading, contractBps?: number): number | undefined {
  const before = mostNarrowBps(a, contractBps);
  const now = mostNarrowBps(b, contractBps);
  return before === undefined || now === undefined ? (before ?? now) : Math.max(before, now);
}

/**
 * Growth of a counter. A 64-bit counter that went back was reset: undefined (it cannot wrap within a device's life). A
 * 32-bit counter that went back is taken as one wrap; the caller checks it against the line rate.
 */
export function counterDelta(
  previous: bigint | undefined,
  current: bigint | undefined,
  bits: 32 | 64,
): bigint | undefined {
  if (previous === undefined || current === undefined) return undefined;
  if (current >= previous) return current - previous;
  return bits === 64 ? undefined : BigInt.asUintN(32, current - previous);
}

/**
 * Whether the growth of a 32-bit octet counter can be told at all: the line must not be able to wrap it twice within the
 * period (a second wrap looks like none), and a wrap is believed on a line of known rate only. Without one, growth is
 * taken as it looks; a line that fills 4 GB between two polls has 64-bit counters.
 */
function isDecidable(wrapped: boolean, periodMs: number, rateBps: number | undefined): boolean {
  if (rateBps === undefined) return !wrapped;
  const wrapMs = (2 ** 32 * 8 * 1000) / rateBps;
  return periodMs < wrapMs;
}

const NO_RATES: TotalRates = { readings: [], refused: 0 };

/** Rates made of running totals, and how many were refused. */
export interface TotalRates {
  readonly readings: readonly MetricReading[];
  readonly refused: number;
}

/**
 * Rates of the running totals of two polls of the same incarnation: octets as bit/s under the metric's name with `_bps` for
 * `_octets`, other units per second under the name with `_per_s`. What went back, or grew beyond `mostRateBps`, has none.
 */
export function totalRates(
  previous: CounterBaseline,
  current: CounterBaseline,
  mostRateBps: number,
): TotalRates {
  const periodMs = current.monoMs - previous.monoMs;
  if (periodMs <= 0 || !current.totals || !previous.totals) return NO_RATES;
  let refused = 0;
  const before = new Map(previous.totals.map((total) => [`${total.metric} ${total.instance ?? ''}`, total]));
  const readings = current.totals.flatMap((total): MetricReading[] => {
    const { metric, instance, unit } = total;
    const last = before.get(`${metric} ${instance ?? ''}`);
    const delta =
      last && last.bits === total.bits ? counterDelta(last.total, total.total, total.bits) : undefined;
    if (delta === undefined || (total.bits === 32 && last && total.total < last.total)) return [];
    const perSecond = (Number(delta) * 1000) / periodMs;
    if (perSecond > (unit === 'octet' ? mostRateBps / 8 : MOST_PER_SECOND)) {
      refused++;
      return [];
    }
    const part = instance === undefined ? {} : { instance };
    return unit === 'octet'
      ? [
          {
            metric: metric.replace(/_octets$/, '_bps'),
            ...part,
            kind: 'gauge',
            unit: 'bit/s',
            value: perSecond * 8,
          },
        ]
      : [{ metric: `${metric}_per_s`, ...part, kind: 'gauge', unit: '1', value: perSecond }];
  });
  return { readings, refused };
}

function sumOfDeltas(
  previous: InterfaceCounters,
  current: InterfaceCounters,
  names: readonly (keyof InterfaceCounters)[],
): number | undefined {
  let sum: number | undefined;
  for (const name of names) {
    const a = previous[name];
    const b = current[name];
    if (a === undefined || b === undefined || b < a) continue;
    sum = (sum ?? 0) + Number(b - a);
  }
  return sum;
}

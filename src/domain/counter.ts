// Rates between two polls of one device, and whether it is still the same incarnation of that device.

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
}

/** One poll's worth of what the next comparison needs. */
export interface CounterBaseline {
  readonly monoMs: number;
  readonly system: SystemReading;
  readonly interface?: InterfaceReading;
}

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
 * all: another ifName, ifIndex or counter width, another ifCounterDiscontinuityTime, or no time between them.
 */
export function interfaceRates(
  previous: CounterBaseline,
  current: CounterBaseline,
): InterfaceRates | undefined {
  const a = previous.interface;
  const b = current.interface;
  const periodMs = current.monoMs - previous.monoMs;
  if (!a || !b || periodMs <= 0) return undefined;
  if (a.ifName !== b.ifName || a.ifIndex !== b.ifIndex || a.octetBits !== b.octetBits) return undefined;
  if (a.discontinuityTicks !== b.discontinuityTicks) return undefined;
  const octets = (name: 'inOctets' | 'outOctets'): number | undefined => {
    const before = a.counters[name];
    const now = b.counters[name];
    const delta = counterDelta(before, now, b.octetBits);
    if (before === undefined || now === undefined || delta === undefined) return undefined;
    const bps = (Number(delta) * 8 * 1000) / periodMs;
    return now < before && !fitsLineRate(bps, b.speedBps) ? undefined : bps;
  };
  const inBps = octets('inOctets');
  const outBps = octets('outOctets');
  const errors = sumOfDeltas(a.counters, b.counters, ['inErrors', 'outErrors']);
  const discards = sumOfDeltas(a.counters, b.counters, ['inDiscards', 'outDiscards']);
  return {
    periodMs,
    ...(inBps !== undefined && { inBps }),
    ...(outBps !== undefined && { outBps }),
    ...(errors !== undefined && { errors }),
    ...(discards !== undefined && { discards }),
  };
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

/** A wrap is believed only when the line could have carried it; 5 % allow for the polls' own jitter. */
function fitsLineRate(bps: number, speedBps: number | undefined): boolean {
  return speedBps !== undefined && bps <= speedBps * 1.05;
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

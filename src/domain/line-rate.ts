// How much an interface can carry: what tells a rate from nonsense, and how full a link is.

import type { InterfaceReading } from './reading.ts';

/**
 * IANAifType of interfaces whose ifSpeed is nominal: other, ppp, softwareLoopback, slip, propVirtual, ieee80211, tunnel,
 * l2vlan, l3ipvlan, ieee8023adLag (members come and go), radio and satellite links, bridge, VoIP peers, WWAN. What they say
 * has nothing to do with what they carry: a PPPoE client says 10 Mbit/s on a line of 100.
 */
const NOMINAL: ReadonlySet<number> = new Set([
  1, 23, 24, 28, 53, 71, 104, 131, 135, 136, 150, 157, 188, 209, 243, 244,
]);

/** The least that is believed of an interface whose speed is nominal or unknown, in bit/s. */
const LEAST_BELIEVED_BPS = 1e9;
/** Links carry more than was contracted, where nobody limits them. */
const ABOVE_CONTRACT = 10;
/** What a link of a known contract is believed to carry where its counters are narrow and a wrap must be told. */
const ABOVE_CONTRACT_NARROW = 3;
/** Polls and agents are not exact; 5 % are no nonsense. */
const TOLERANCE = 1.05;

/** The line rate in bit/s where ifSpeed is one; undefined where it is nominal or unknown. */
export function lineRateBps({
  speedBps,
  ifType,
}: Pick<InterfaceReading, 'speedBps' | 'ifType'>): number | undefined {
  return ifType !== undefined && NOMINAL.has(ifType) ? undefined : speedBps;
}

/** The most that is believed of an interface, in bit/s. What is above never happened. */
export function mostBps(
  reading: Pick<InterfaceReading, 'speedBps' | 'ifType'>,
  contractBps: number | undefined,
): number {
  const line = lineRateBps(reading);
  if (line !== undefined) return line * TOLERANCE;
  return Math.max(LEAST_BELIEVED_BPS, (contractBps ?? 0) * ABOVE_CONTRACT, reading.speedBps ?? 0) * TOLERANCE;
}

/** The most a 32-bit counter is believed to count per second: the line's rate or, if less, three times the contract. */
export function mostNarrowBps(
  reading: Pick<InterfaceReading, 'speedBps' | 'ifType'>,
  contractBps: number | undefined,
): number | undefined {
  const line = lineRateBps(reading);
  const contract = contractBps === undefined ? undefined : contractBps * ABOVE_CONTRACT_NARROW;
  return line === undefined || contract === undefined ? (line ?? contract) : Math.min(line, contract);
}

/** How full a link is, and against what. */
export interface Utilisation {
  /** Of the busier direction, 0 up; above 100 where more is carried than was contracted. */
  readonly pct: number;
  readonly of: 'contract' | 'line';
}

/** How full a link is: against its contract, else against the line; undefined where neither is known. */
export function utilisationOf(
  rates: { readonly inBps?: number; readonly outBps?: number } | undefined,
  contractBps: number | undefined,
  reading: Pick<InterfaceReading, 'speedBps' | 'ifType'> | undefined,
): Utilisation | undefined {
  const { inBps, outBps } = rates ?? {};
  if (inBps === undefined && outBps === undefined) return undefined;
  const whole = contractBps ?? (reading && lineRateBps(reading));
  if (whole === undefined || whole <= 0) return undefined;
  const pct = (Math.max(inBps ?? 0, outBps ?? 0) / whole) * 100;
  return { pct, of: contractBps === undefined ? 'line' : 'contract' };
}

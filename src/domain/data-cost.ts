// What watching a link costs in traffic: on satellite and mobile links every octet is paid for.

import type { BeatPlan, EchoPlan } from './link.ts';

/** A month for planning, 30 days. */
export const MONTH_MS = 30 * 86_400_000;
/** Payload and ICMP header of our echo requests, and of those that the system's `ping` sends. */
const ECHO_OCTETS = { socket: 24, ping: 64 } as const;

/** IP header in octets (RFC 791, RFC 8200). */
export function ipHeaderOctets(address: string): number {
  return address.includes(':') ? 40 : 20;
}

/** Octets a month of the regular echoes of one link, requests and replies, IP headers included; bursts are rare. */
export function echoOctetsPerMonth(
  plan: EchoPlan,
  address: string,
  engine: 'socket' | 'ping' = 'socket',
): number {
  const octets = 2 * (ipHeaderOctets(address) + ECHO_OCTETS[engine]);
  return Math.round((octets * MONTH_MS) / plan.everyMs);
}

/** Octets a month of polls that take so many octets each. */
export function pollOctetsPerMonth(octetsPerPoll: number, everyMs: number): number {
  return Math.round((octetsPerPoll * MONTH_MS) / everyMs);
}

/** The system group and an interface by SNMP v2c: what a device costs before its own answers have been counted. */
export const USUAL_POLL_OCTETS = 900;

/**
 * One beat without TLS: a TCP connection of its own, a request of some 350 octets and an answer of some 650, with headers
 * (RFC 9293, RFC 791). With TLS it is four times as much: certificates travel each time.
 */
const BEAT_OCTETS = 1_700;

/** Octets a month of the beats of a device, both ways. */
export function beatOctetsPerMonth({ everyMs }: BeatPlan): number {
  return Math.round((BEAT_OCTETS * MONTH_MS) / everyMs);
}

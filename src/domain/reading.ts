// What one SNMP poll says, in MIB terms and before any arithmetic. Rates and reboots are worked out in counter.ts.

import type { LinkId } from './ids.ts';
import type { MetricReading } from './metric.ts';

/** IF-MIB ifOperStatus (RFC 2863). */
export const IF_OPER_STATUS = [
  'up',
  'down',
  'testing',
  'unknown',
  'dormant',
  'notPresent',
  'lowerLayerDown',
] as const;
/** One of {@link IF_OPER_STATUS}; value n of the MIB is index n − 1. */
export type IfOperStatus = (typeof IF_OPER_STATUS)[number];

/** SNMPv2-MIB system group and SNMP-FRAMEWORK-MIB snmpEngine; absent where the device gave none. */
export interface SystemReading {
  readonly sysDescr?: string;
  readonly sysObjectID?: string;
  readonly sysName?: string;
  /** sysUpTime in hundredths of a second, wraps at 2^32. */
  readonly sysUpTimeTicks?: number;
  readonly snmpEngineBoots?: number;
  /** snmpEngineTime in s. */
  readonly snmpEngineTimeS?: number;
}

/** Octet, error and discard counters of an interface, each absent where the device has none. */
export interface InterfaceCounters {
  readonly inOctets?: bigint;
  readonly outOctets?: bigint;
  readonly inErrors?: bigint;
  readonly outErrors?: bigint;
  readonly inDiscards?: bigint;
  readonly outDiscards?: bigint;
}

/** The interface that carries the link. */
export interface InterfaceReading {
  readonly ifName: string;
  readonly ifIndex: number;
  readonly operStatus?: IfOperStatus;
  readonly adminStatus?: 'up' | 'down' | 'testing';
  /** ifHighSpeed × 10^6, else ifSpeed; absent when the device does not know. */
  readonly speedBps?: number;
  /** Width in bits of the octet counters: 64 from ifXTable, 32 from ifTable. */
  readonly octetBits: 32 | 64;
  readonly counters: InterfaceCounters;
  /** ifCounterDiscontinuityTime in hundredths of a second. */
  readonly discontinuityTicks?: number;
  /** ifLastChange: sysUpTime in hundredths of a second when the interface took its present status. */
  readonly lastChangeTicks?: number;
  /** IANAifType; tells interfaces whose speed is nominal (tunnels, VLANs, PPP) from lines. */
  readonly ifType?: number;
}

/** Why a poll gave no reading. `silent`: nobody answered. The others: somebody did. */
export const SNMP_FAILURES = ['silent', 'refused', 'malformed', 'auth', 'local'] as const;
/** One of {@link SNMP_FAILURES}. `local`: our own fault (socket, bug), never the device's. */
export type SnmpFailure = (typeof SNMP_FAILURES)[number];

/** Outcome of one poll. */
export type SnmpResult =
  | {
      readonly kind: 'answered';
      readonly system: SystemReading;
      /** Absent when none is configured, or `interfaceMissing` says that the configured one was not found. */
      readonly interface?: InterfaceReading;
      readonly interfaceMissing?: boolean;
      /** What the device's profile reads beside the interface; absent until the device has been inspected. */
      readonly metrics?: readonly MetricReading[];
    }
  | { readonly kind: 'failed'; readonly failure: SnmpFailure; readonly detail: string };

/** One poll of a link's device. */
export interface SnmpObservation {
  readonly link: LinkId;
  /** CLOCK_MONOTONIC in ms when uptime and counters were read. */
  readonly monoMs: number;
  readonly durationMs: number;
  readonly result: SnmpResult;
}

// A link as the office has planned it, with every default already resolved. What it does now is the engine's business.

import type { LinkId, SiteId } from './ids.ts';
import type { RolloutPlan } from './rollout-plan.ts';

/** Transmission media; thresholds and cadences default by medium. */
export const MEDIA = ['fiber', 'radio', 'lte', 'vsat', 'copper', 'other'] as const;
/** One of {@link MEDIA}. */
export type Medium = (typeof MEDIA)[number];

/** What the office has decided about a link. */
export const STAGES = ['planned', 'active', 'suspended', 'retired'] as const;
/** One of {@link STAGES}. Only `active` links alert; `planned` ones are probed slowly; the others are not probed. */
export type Stage = (typeof STAGES)[number];

/** How often a link is echoed. */
export interface EchoPlan {
  /** Period of the regular echoes in ms, at least 200. */
  readonly everyMs: number;
  /** How long one reply is waited for in ms, at least 100 and at most 30,000. */
  readonly timeoutMs: number;
}

/** A threshold with hysteresis: raised above `raise`, cleared below `clear` (clear ≤ raise). */
export interface Threshold {
  readonly raise: number;
  readonly clear: number;
}

/** When a link counts as degraded: any one of them, for `forMs`. */
export interface QualityLimits {
  readonly lossPct: Threshold;
  readonly rttMs: Threshold;
  readonly jitterMs: Threshold;
  /** How long a condition must hold, and how long it must be gone, in ms. */
  readonly forMs: number;
}

/** SNMP v1 and v2c credentials. */
export interface CommunityAccess {
  readonly version: '1' | '2c';
  readonly community: string;
}

/** SNMPv3 (USM, RFC 3414) credentials. Algorithms by net-snmp's names. */
export interface UsmAccess {
  readonly version: '3';
  readonly user: string;
  readonly level: 'noAuthNoPriv' | 'authNoPriv' | 'authPriv';
  readonly authProtocol?: 'md5' | 'sha' | 'sha224' | 'sha256' | 'sha384' | 'sha512';
  readonly authKey?: string;
  readonly privProtocol?: 'aes' | 'aes256b' | 'aes256r';
  readonly privKey?: string;
  /** contextName (RFC 3411), which tells apart what one engine keeps several of; absent: the default context. */
  readonly context?: string;
}

/** How a device is asked by SNMP. */
export interface SnmpPlan {
  /** Period of the polls in ms, at least 1,000. */
  readonly everyMs: number;
  readonly timeoutMs: number;
  /** Tries after the first. */
  readonly retries: number;
  /** UDP port, 161 by default. */
  readonly port: number;
  readonly access: CommunityAccess | UsmAccess;
  /** Further addresses the device may answer from; `any` takes all. Absent: the polled address alone. */
  readonly acceptFrom?: readonly string[] | 'any';
}

/** How often a device that cannot be reached from outside says that it is there. */
export interface BeatPlan {
  /** Period of the beats in ms, from {@link LEAST_BEAT_MS} to {@link MOST_BEAT_MS}; the device's own scheduler keeps it. */
  readonly everyMs: number;
}

/** Beats that follow each other faster say nothing more, and cost a connection each. */
export const LEAST_BEAT_MS = 10_000;
/** Rarer ones find an outage after half a day. */
export const MOST_BEAT_MS = 3_600_000;
/** A beat may be late by half its period, and by no more than this: rounds wait for the last verdict so long. */
const MOST_GRACE_MS = 30_000;

/** How long after it was due a beat counts as missing, in ms. */
export function beatGraceMs({ everyMs }: BeatPlan): number {
  return Math.min(everyMs / 2, MOST_GRACE_MS);
}

/** The router or access point at a link's far end: one with an address is asked, one with a `beat` reports by itself. */
export interface Device {
  /** Literal IPv4 or IPv6 address; absent where `beat` is given. */
  readonly address?: string;
  /** Present where the device cannot be reached from outside: the link is measured by the beats that arrive. */
  readonly beat?: BeatPlan;
  /** Absent: not asked by SNMP. */
  readonly snmp?: SnmpPlan;
  /** ifName (or ifDescr, or ifAlias) of the interface that carries the link; absent: only the system group is polled. */
  readonly interface?: string;
  /** Id of the profile it is read with, where it is not recognised by what it says about itself. */
  readonly profile?: string;
}

/** A device that can be asked. */
export type ReachableDevice = Device & { readonly address: string };

/** Whether a device has an address to ask it at. */
export function isReachable(device: Device): device is ReachableDevice {
  return device.address !== undefined;
}

/** A segment of the data path from one site to another, measured at the device at its far end. */
export interface Link extends RolloutPlan {
  readonly id: LinkId;
  readonly name: string;
  readonly from: SiteId;
  readonly to: SiteId;
  readonly medium: Medium;
  readonly role: 'primary' | 'backup';
  readonly stage: Stage;
  /** Day the stage began, `YYYY-MM-DD`; absent when not recorded. */
  readonly since?: string;
  /** Contracted bandwidth in bit/s; absent when not contracted. */
  readonly bandwidthBps?: number;
  /** Names, as shown; the ids that they are known by are `providerId` and `contractId`. */
  readonly provider?: string;
  readonly contract?: string;
  readonly providerId?: string;
  readonly contractId?: string;
  /** The provider's own number of the service (SID, CID). */
  readonly sid?: string;
  /** First and last day of service (BAST, termination), `YYYY-MM-DD`; absent when not recorded. */
  readonly activated?: string;
  readonly terminated?: string;
  readonly tags: readonly string[];
  readonly device: Device;
  /** Of a link that is measured by beats: their period, and how long a late one is waited for. */
  readonly echo: EchoPlan;
  readonly quality: QualityLimits;
}

/** Whether links of a stage are echoed at all. */
export function isProbed(stage: Stage): boolean {
  return stage === 'active' || stage === 'planned';
}

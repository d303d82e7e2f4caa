// Acceptance records: what a new link showed in its first day, from its first steady answer to somebody's signature. The
// life of a record as pure steps; its figures are in acceptance-figures.ts.

import type { AcceptanceFigures, AcceptanceFinding } from './acceptance-figures.ts';
import type { Actor } from './act.ts';
import type { LinkDeviceEvent } from './event.ts';
import type { LinkId, SiteId } from './ids.ts';
import type { DeviceIdentity } from './inventory.ts';
import type { Link, Medium } from './link.ts';
import type { AcceptanceRule } from './rollout-plan.ts';

/** `running` until its time is over; then `complete`, or `broken-off` before. */
export const ACCEPTANCE_STATES = ['running', 'complete', 'broken-off'] as const;
/** One of {@link ACCEPTANCE_STATES}. */
export type AcceptanceState = (typeof ACCEPTANCE_STATES)[number];

/** What a record is judged by, as it was agreed when it began; percent and ms. Absent: cannot be measured of this link. */
export interface AcceptanceLimits {
  readonly lossPct: number;
  /** Of the median. */
  readonly rttMs?: number;
  readonly jitterMs?: number;
  readonly availabilityPct: number;
  readonly coveragePct: number;
}

/** The link as it was when the record began: a record is read years later. */
export interface AcceptedLink {
  readonly name: string;
  readonly from: SiteId;
  readonly to: SiteId;
  /** Names of the two places. */
  readonly fromName: string;
  readonly toName: string;
  readonly medium: Medium;
  readonly bandwidthBps?: number;
  readonly provider?: string;
  readonly contract?: string;
  readonly programme?: string;
  readonly year?: number;
}

/** The device came up anew. */
export interface DeviceRestart {
  /** When it was found out, epoch ms. */
  readonly at: number;
  /** When it came up by its own uptime, epoch ms; absent where it tells none. */
  readonly bootAt?: number;
}

/** Somebody's word on a complete record. */
export interface AcceptanceSignature {
  readonly decision: 'accepted' | 'refused';
  readonly actor: Actor;
  /** Epoch ms. */
  readonly at: number;
  readonly note?: string;
}

/** An acceptance record. */
export interface AcceptanceRecord {
  /** Unique for ever, growing. */
  readonly id: number;
  readonly link: LinkId;
  readonly about: AcceptedLink;
  /** Epoch ms. */
  readonly begunAt: number;
  /** When its time is over, epoch ms. */
  readonly dueAt: number;
  /** Down for so long without a break, and it is broken off; ms. */
  readonly silentMs: number;
  readonly limits: AcceptanceLimits;
  /** Who began it; absent: jalur itself, since the link answered steadily. */
  readonly begunBy?: Actor;
  readonly state: AcceptanceState;
  /** When the device came up, as far as it told, epoch ms. */
  readonly bootAt?: number;
  /** Oldest first, at most {@link MOST_RESTARTS}. */
  readonly restarts: readonly DeviceRestart[];
  /** Restarts, those beyond the bound included; while jalur stood still, several count as one. */
  readonly restartCount: number;
  /** When it was complete or broken off, epoch ms. */
  readonly endedAt?: number;
  /** `silent`: down for too long; `out-of-service`: the office took the link out of use, or out of the plan. */
  readonly brokenBy?: 'silent' | 'out-of-service';
  /** What the device said it is, when the record ended. */
  readonly device?: DeviceIdentity;
  readonly figures?: AcceptanceFigures;
  /** Why it was not passed; empty: it was. Absent while it runs. */
  readonly findings?: readonly AcceptanceFinding[];
  readonly signature?: AcceptanceSignature;
}

/** Restarts that are kept one by one: more say nothing more. */
export const MOST_RESTARTS = 100;

/** Device clocks drift; a device that came up later than this after its last known start has restarted. */
const BOOT_TOLERANCE_MS = 300_000;
/** sysUpTime wraps after this long (RFC 3418: 2^32 hundredths of a second): that is no restart. */
const UPTIME_WRAP_MS = 2 ** 32 * 10;

/** A record at its begin. */
export function beginAcceptance(
  link: Link,
  begin: {
    readonly id: number;
    readonly at: number;
    readonly rule: AcceptanceRule;
    readonly siteName: (id: SiteId) => string;
    readonly by?: Actor;
  },
): AcceptanceRecord {
  const { id, at, rule, siteName, by } = begin;
  const { name, from, to, medium, bandwidthBps, provider, contract, programme, year } = link;
  return {
    id,
    link: link.id,
    about: {
      name,
      from,
      to,
      fromName: siteName(from),
      toName: siteName(to),
      medium,
      ...(bandwidthBps !== undefined && { bandwidthBps }),
      ...(provider !== undefined && { provider }),
      ...(contract !== undefined && { contract }),
      ...(programme !== undefined && { programme }),
      ...(year !== undefined && { year }),
    },
    begunAt: at,
    dueAt: at + rule.lengthMs,
    silentMs: rule.silentMs,
    limits: limitsOf(link, rule),
    ...(by && { begunBy: by }),
    state: 'running',
    restarts: [],
    restartCount: 0,
  };
}

/** A device that beats by itself has no round-trip time. */
function limitsOf({ quality, device }: Link, rule: AcceptanceRule): AcceptanceLimits {
  return {
    lossPct: quality.lossPct.raise,
    ...(device.beat === undefined && { rttMs: quality.rttMs.raise, jitterMs: quality.jitterMs.raise }),
    availabilityPct: rule.availabilityPct,
    coveragePct: rule.coveragePct,
  };
}

/**
 * The record after a poll of its device; the same one where nothing is to be noted. Between two polls of one run of jalur
 * the engine knows of restarts; across a run's end the time at which the device came up tells.
 */
export function afterPoll(record: AcceptanceRecord, event: LinkDeviceEvent): AcceptanceRecord {
  if (event.result.kind !== 'answered') return record;
  const ticks = event.result.system.sysUpTimeTicks;
  const bootAt = ticks === undefined || ticks === 0 ? undefined : event.at - ticks * 10;
  const known = bootAt !== undefined && { bootAt };
  const restarted =
    event.incarnation === 'restarted' ||
    (event.incarnation === 'first' && cameUpSince(record.bootAt, bootAt));
  if (!restarted) return record.bootAt === undefined && known ? { ...record, ...known } : record;
  if ((bootAt ?? event.at) < record.begunAt) return { ...record, ...known };
  return {
    ...record,
    ...known,
    restarts: [...record.restarts, { at: event.at, ...known }].slice(0, MOST_RESTARTS),
    restartCount: record.restartCount + 1,
  };
}

function cameUpSince(before: number | undefined, bootAt: number | undefined): boolean {
  if (before === undefined || bootAt === undefined) return false;
  const laterMs = bootAt - before;
  return laterMs > BOOT_TOLERANCE_MS && Math.abs(laterMs - UPTIME_WRAP_MS) > BOOT_TOLERANCE_MS;
}

/** Why a record cannot be signed, or that it can. */
export function signable(
  record: AcceptanceRecord,
  latest: number | undefined,
): 'yes' | 'running' | 'broken-off' | 'signed' | 'superseded' {
  if (record.signature) return 'signed';
  if (record.state !== 'complete') return record.state;
  return latest === undefined || latest === record.id ? 'yes' : 'superseded';
}

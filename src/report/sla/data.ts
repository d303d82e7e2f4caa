// The data of a monthly SLA report: what format=json gives and the hash is made of. Codes instead of words, ms instead of texts, so that
// it is the same in every language; type aliases, since those are JSON to the compiler where interfaces are not.

import type { CauseCode } from '../../domain/act.ts';
import type { Medium } from '../../domain/link.ts';
import type { EventVerdict, SlaClass } from '../../domain/sla/account.ts';
import type { CorrectedState, StopReason } from '../../domain/sla/ledger.ts';
import type { RestitutionModel } from '../../domain/sla/terms.ts';

/** A share, exact: both in ms. */
export type ShareData = { readonly part: number; readonly whole: number };

/** Sums of links: see domain/sla/account.ts for each. ms. */
export type SumsData = {
  readonly calendarMs: number;
  readonly serviceMs: number;
  readonly totalMs: number;
  readonly classesMs: { readonly [Key in SlaClass]: number };
  readonly grossMs: number;
  readonly stopMs: number;
  readonly countedMs: number;
  readonly events: number;
  readonly countedEvents: number;
  readonly longestMs: number;
  readonly mttrMs: number | null;
  readonly mtbfMs: number | null;
  readonly availability: ShareData;
  readonly grossAvailability: ShareData;
  readonly coverage: ShareData;
};

/** A name with its id. */
export type NamedData = { readonly id: string; readonly name: string };

/** TIPHON indices, 1 to 4. */
export type TiphonData = {
  readonly delay: number;
  readonly jitter: number;
  readonly loss: number;
  readonly index: number;
};

/** What was measured of a link's quality; null where nothing was. */
export type QualityData = {
  readonly sent: number;
  readonly received: number;
  readonly lossPct: number;
  readonly rttMinMs: number | null;
  readonly rttMeanMs: number | null;
  readonly rttP50Ms: number | null;
  readonly rttP95Ms: number | null;
  readonly rttP99Ms: number | null;
  readonly rttMaxMs: number | null;
  readonly jitterMs: number | null;
  readonly tiphonBounds: TiphonData | null;
  readonly tiphonBands: TiphonData | null;
  readonly r: {
    readonly g107: number;
    readonly coleRosenbluth: number;
    readonly effectiveLatency: number;
  } | null;
  readonly mos: {
    readonly g107: number;
    readonly coleRosenbluth: number;
    readonly effectiveLatency: number;
  } | null;
  readonly worstHour: {
    readonly hour: number;
    readonly lossPct: number;
    readonly rttP95Ms: number | null;
  } | null;
};

/** The second opinion: time by windows of loss, ms. */
export type Y1540Data = {
  readonly availableMs: number;
  readonly unavailableMs: number;
  readonly unmeasuredMs: number;
};

/** A link and its account. Null: not recorded, not measured, or not due. */
export type SlaLinkData = SumsData & {
  readonly id: string;
  readonly name: string;
  readonly siteCode: string | null;
  readonly site: string;
  readonly districtCode: string | null;
  readonly regency: NamedData | null;
  readonly sid: string | null;
  readonly provider: string | null;
  /** Id of the contract. */
  readonly contract: string | null;
  readonly medium: Medium;
  readonly role: 'primary' | 'backup';
  readonly bandwidthBps: number | null;
  /** First day of service (BAST), `YYYY-MM-DD`. */
  readonly activated: string | null;
  readonly feeIdr: number | null;
  readonly slaPct: number | null;
  readonly decimals: number;
  readonly denominator: 'calendar' | 'service';
  readonly met: boolean | null;
  readonly restitutionIdr: number | null;
  readonly quality: QualityData | null;
  readonly inP95Bps: number | null;
  readonly outP95Bps: number | null;
  readonly inOctets: number | null;
  readonly outOctets: number | null;
  readonly y1540Lenient: Y1540Data;
  readonly y1540Strict: Y1540Data;
  /** What tiles its service; empty for a link without outages. */
  readonly tiles: readonly { readonly class: SlaClass; readonly from: number; readonly to: number }[];
};

/** Where a cause comes from: an operator confirmed it, a correction says so, or the device let suppose it. */
export type CauseData = {
  readonly code: CauseCode | 'restart' | 'line';
  readonly source: 'confirmed' | 'correction' | 'proposal';
};

/** An outage, Annex A. */
export type SlaEventData = {
  readonly link: string;
  /** Where it begins to count; and its first lost echo. */
  readonly from: number;
  readonly monitoredFrom: number;
  readonly to: number | null;
  readonly state: 'degraded' | 'down' | 'unreachable' | 'unknown';
  readonly verdict: EventVerdict;
  readonly grossMs: number;
  readonly stopMs: number;
  readonly netMs: number;
  readonly wholeNetMs: number;
  readonly countedMs: number;
  readonly stops: readonly {
    /** Ledger entry, or null for announced maintenance. */
    readonly entry: number | null;
    readonly reason: StopReason;
    readonly ms: number;
  }[];
  readonly ourTickets: readonly string[];
  readonly providerTickets: readonly string[];
  /** When it was reported to the provider. */
  readonly reportedAt: number | null;
  readonly acknowledgedAt: number | null;
  readonly acknowledgedBy: string | null;
  readonly cause: CauseData | null;
  readonly actions: readonly string[];
  /** Stop clock that tickets give as bare minutes, with no interval: taken out of nothing. Null: none. */
  readonly bareStopMinutes: number | null;
  readonly evidence: readonly string[];
  /** Numbers of the ledger entries that changed it. */
  readonly corrections: readonly number[];
  /** Number of the incident whose root alert tells of it. */
  readonly incident: number | null;
  /** What failed before it, where that may be named. */
  readonly ancestor: string | null;
  /** Longer than the contract allows a repair to take; null: nothing was promised. */
  readonly late: boolean | null;
};

/** An entry of the ledger that counted. */
export type LedgerData = {
  readonly id: number;
  readonly link: string;
  readonly kind: 'stop' | 'correction' | 'ticket';
  readonly from: number;
  readonly to: number;
  readonly reason: StopReason | null;
  readonly state: CorrectedState | null;
  readonly cause: CauseCode | null;
  readonly who: string;
  readonly at: number;
  readonly note: string;
  readonly evidence: string | null;
  readonly agreedByProvider: boolean | null;
  readonly agreedByCustomer: boolean | null;
};

/** Annex B. */
export type MaintenanceData = {
  readonly window: string;
  readonly name: string;
  readonly announcedBy: string;
  readonly announcedAt: number;
  readonly from: number;
  readonly to: number;
  /** Names of the report's links it covers. */
  readonly links: readonly string[];
};

/** Annex C: a stretch of which nothing is known, and of how many of the links. */
export type UnknownData = {
  readonly from: number;
  readonly to: number;
  readonly reason: string;
  readonly links: readonly string[];
};

/** Links that belong together: Σ of them, never a mean. */
export type GroupData = SumsData & {
  readonly by: 'regency' | 'provider' | 'contract';
  readonly id: string | null;
  readonly name: string | null;
  readonly links: number;
  readonly met: number;
  readonly missed: number;
  /** Σ of the links' own; null where none has one. */
  readonly restitutionIdr: number | null;
};

/** A contract and how it counts, for the method page. */
export type ContractData = {
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  readonly number: string | null;
  /** `YYYY-MM-DD`. */
  readonly date: string | null;
  readonly packageName: string | null;
  /** Who signs for the office (PPK), and for the provider. */
  readonly owner: {
    readonly name: string;
    readonly nip: string | null;
    readonly position: string | null;
  } | null;
  readonly signatory: { readonly name: string; readonly position: string | null } | null;
  readonly slaPct: number | null;
  readonly monthlyFeeIdr: number | null;
  readonly minEventMs: number;
  readonly periodDay: number;
  readonly eventStart: 'monitoring' | 'ticket' | 'earlier';
  readonly stopClocks: 'entered' | 'agreed';
  readonly denominator: 'calendar' | 'service';
  readonly unknownTime: 'as-up' | 'excluded' | 'as-down';
  readonly degradedTime: 'available' | 'down';
  readonly unreachableTime: 'own-contract' | 'down' | 'excluded';
  readonly maintenanceTime: 'stop-clock' | 'down' | 'excluded';
  readonly maintenanceNoticeMs: number;
  readonly restoreWithinMs: number | null;
  readonly decimals: 2 | 3;
  readonly restitution: {
    readonly model: RestitutionModel;
    readonly always: boolean;
    readonly tiers: readonly { readonly belowPct: number; readonly sharePct: number }[];
  };
};

/** Everything a monthly SLA report says. */
export type SlaData = {
  readonly report: 'sla';
  /** Of this form; grows when a field changes its meaning. */
  readonly version: 1;
  readonly month: string;
  readonly subject: {
    readonly by: 'contract' | 'provider' | 'regency' | 'province';
    readonly id: string | null;
    readonly name: string;
  };
  readonly timezone: string;
  /** Epoch ms, [from, to): the calendar month. */
  readonly from: number;
  readonly to: number;
  /** Present while the month lasts: it is accounted for until then, epoch ms, and no restitution is due yet. */
  readonly provisionalUntil: number | null;
  /** The newest ledger entry that counted, by number: the revision of the figures. Null: none was entered. */
  readonly lastEntry: number | null;
  /** Links of the subject that the reader may not see are in none of the figures. */
  readonly partial: boolean;
  /** Links of the subject that were not in service in the month. */
  readonly notInService: readonly string[];
  readonly timeServers: readonly string[];
  readonly contracts: readonly ContractData[];
  readonly links: readonly SlaLinkData[];
  readonly total: SumsData & {
    readonly links: number;
    readonly met: number;
    readonly missed: number;
    readonly restitutionIdr: number | null;
    readonly decimals: number;
  };
  readonly groups: readonly GroupData[];
  readonly events: readonly SlaEventData[];
  readonly ledger: readonly LedgerData[];
  readonly maintenance: readonly MaintenanceData[];
  readonly unknown: readonly UnknownData[];
  /** The history could not be read: no quality and no traffic is told. */
  readonly historyUnreadable: boolean;
};

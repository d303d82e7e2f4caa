// The data of an incident report: what format=json gives and the hash is made of. Codes instead of words, ms instead of texts; type
// aliases, since those are JSON to the compiler where interfaces are not.

import type { CauseCode } from '../../domain/act.ts';
import type { EventVerdict, SlaClass } from '../../domain/sla/account.ts';
import type { CorrectedState, StopReason } from '../../domain/sla/ledger.ts';
import type { OutageCause } from '../method/outage-story.ts';

/** A moment of the incident. `who`: the person, where there is one. */
export type Moment = {
  /** Epoch ms. */
  readonly at: number;
  readonly kind:
    | 'first-lost'
    | 'raised'
    | 'acknowledge'
    | 'note'
    | 'shelve'
    | 'unshelve'
    | 'confirm-cause'
    | 'reset'
    | 'proposal'
    | 'reported'
    | 'back'
    | 'closed'
    | 'entered';
  readonly link: string | null;
  readonly who: string | null;
  readonly note: string | null;
  /** Of `confirm-cause` and `proposal`. */
  readonly cause: CauseCode | 'restart' | 'line' | null;
  /** Of `entered`: number of the ledger entry; of `reported`: the ticket's numbers. */
  readonly reference: string | null;
};

/** Why the monitor said so: a domain Reason without names that the reader may not see. */
export type ReasonData = { readonly [key: string]: ReasonValue };
type ReasonValue =
  | string
  | number
  | boolean
  | null
  | readonly ReasonValue[]
  | { readonly [key: string]: ReasonValue };

/** One outage of a link. Durations in ms, of the whole outage as far as it is known. */
export type OutageData = {
  readonly link: string;
  readonly name: string;
  /** Name of the site it leads to. */
  readonly site: string;
  readonly medium: string;
  readonly provider: string | null;
  readonly contract: string | null;
  readonly isRoot: boolean;
  /** Send time of the first lost echo, or as corrected. */
  readonly from: number;
  readonly to: number | null;
  readonly state: 'degraded' | 'down' | 'unreachable' | 'unknown';
  /** By the monitor: from the first lost echo; by the ticket: from when it was reported. */
  readonly monitorMs: number;
  readonly ticketMs: number | null;
  readonly stopMs: number;
  /** By the monitor's clock, less the stop clocks. */
  readonly netMs: number;
  readonly verdict: EventVerdict;
  readonly reportedAt: number | null;
  readonly acknowledgedAt: number | null;
  readonly cause: OutageCause | null;
  readonly ourTickets: readonly string[];
  readonly providerTickets: readonly string[];
  readonly actions: readonly string[];
  readonly evidence: readonly string[];
  readonly reason: ReasonData | null;
};

/** A stop clock of one of the outages. */
export type StopData = {
  /** Number of the ledger entry; null for announced maintenance. */
  readonly entry: number | null;
  readonly link: string;
  readonly reason: StopReason;
  readonly from: number | null;
  readonly to: number | null;
  /** What of it lies in the outage. */
  readonly ms: number;
  readonly note: string | null;
  readonly evidence: string | null;
  readonly who: string | null;
  readonly agreedByProvider: boolean | null;
  readonly agreedByCustomer: boolean | null;
};

/** A correction that changed one of the outages. */
export type CorrectionData = {
  readonly entry: number;
  readonly link: string;
  readonly from: number;
  readonly to: number;
  readonly state: CorrectedState | null;
  readonly cause: CauseCode | null;
  readonly note: string;
  readonly evidence: string | null;
  readonly who: string;
  readonly at: number;
};

/** What a link did around the incident. */
export type StripData = {
  readonly link: string;
  readonly name: string;
  readonly spans: readonly { readonly from: number; readonly to: number; readonly class: SlaClass }[];
};

/** The whole report. */
export type IncidentData = {
  readonly report: 'incident';
  readonly version: 1;
  /** Number of the root alert. */
  readonly incident: number;
  readonly timezone: string;
  /** Present while it is not over: figures hold up to this moment, epoch ms. Null: the same data come out at any later moment. */
  readonly provisionalUntil: number | null;
  readonly rule: string;
  readonly severity: string;
  /** Null: the monitor itself. */
  readonly root: {
    readonly link: string;
    readonly name: string;
    readonly from: string;
    readonly to: string;
  } | null;
  /** Begin and end of the root's trouble; null end: it lasted on. */
  readonly from: number;
  readonly to: number | null;
  readonly raisedAt: number;
  readonly timeline: readonly Moment[];
  /** The root's own first, then by their begin. */
  readonly outages: readonly OutageData[];
  /** Links with an outage of their own beside the root. */
  readonly taken: number;
  /** Links of the incident that are in the plan no more: nothing can be counted of them. */
  readonly gone: readonly string[];
  /** Links beyond {@link MOST_LINKS}. */
  readonly leftOut: number;
  readonly stops: readonly StopData[];
  readonly corrections: readonly CorrectionData[];
  readonly strips: { readonly from: number; readonly to: number; readonly rows: readonly StripData[] };
};

/** Links that are counted one by one: those of the largest disturbance of a province. What is beyond is said. */
export const MOST_LINKS = 1_000;
/** Strips that a page can hold. */
export const MOST_STRIPS = 40;

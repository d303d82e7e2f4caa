// The port of the state store: what must survive a crash. One transaction per engine step, before anything is announced.

import type { Act } from '../../domain/act.ts';
import type { Alert } from '../../domain/alert.ts';
import type { AlertWish } from '../../domain/alert-search.ts';
import type { EngineEvent, LinkCauseEvent, NumberedEvent } from '../../domain/event.ts';
import type { LinkId } from '../../domain/ids.ts';
import type { Inventory } from '../../domain/inventory.ts';
import type { MaintenanceWindow, OpenMaintenance } from '../../domain/maintenance.ts';
import type { Interval } from '../../domain/state.ts';
import type { AcceptanceStore } from './acceptance-table.ts';
import type { KeptIdentity, KeptInventory } from './inventory-table.ts';
import type { LedgerStore } from './ledger-table.ts';
import type { KeptMaintenance, MaintenanceAct } from './maintenance-table.ts';
import type { ReportStore } from './report-table.ts';
import type { ViconStore } from './vicon-table.ts';

/** What a start finds in the data directory. */
export interface SavedState {
  /** Label of the last heartbeat or committed event, epoch ms; absent in a new data directory. */
  readonly lastAliveAt?: number;
  /** The open interval of every link that has one. */
  readonly openIntervals: readonly Interval[];
  /** Alerts that are not closed. */
  readonly activeAlerts: readonly Alert[];
  readonly nextAlertNumber: number;
  /** What devices said they are. */
  readonly devices: ReadonlyMap<LinkId, Pick<KeptIdentity, 'profile' | 'identity'>>;
}

/** How the state store is doing. */
export interface StateStoreStatus {
  /** Durable events that could not be committed yet; each commit and heartbeat tries again. At most 10,000. */
  readonly backlogEvents: number;
  /** Durable events given up because the backlog was full; intervals tile all the same, with less detail. */
  readonly lostEvents: number;
}

/** State transitions, alerts and the order of events. All calls are synchronous; all may throw StoreError. */
export interface StateStore {
  load(): SavedState;
  /**
   * Numbers the events of one engine step and commits the durable ones with what they change (intervals, alerts) in one
   * transaction. Numbers are assigned to the others too. When the commit fails the events come back numbered all the
   * same, `durable: false`, with the failure; the numbers are never used again, also after a restart.
   */
  commit(events: readonly EngineEvent[]): {
    readonly events: readonly NumberedEvent[];
    readonly failure?: StoreError;
  };
  /** The last number given. */
  seq(): number;
  /** Notes that the daemon lives; call at most every few seconds. */
  heartbeat(at: number): void;
  /** Durable events after `seq`, oldest first; undefined when some of them are no longer held. */
  eventsSince(seq: number, limit: number): readonly NumberedEvent[] | undefined;
  /** Intervals of a link that overlap [from, to), oldest first, not clipped. */
  intervals(link: LinkId, from: number, to: number): readonly Interval[];
  /** What operators did about an alert, oldest first. */
  acts(alert: number): readonly Act[];
  /**
   * Alerts, newest first (`active`: not closed); `from` and `to` select those whose time, since to closedAt, overlaps [from, to),
   * `before` those with a smaller number. A wish is looked for among the newest 20,000 of these.
   */
  alerts(query: {
    readonly status?: 'active' | 'closed';
    readonly from?: number;
    readonly to?: number;
    readonly link?: LinkId;
    /** Of these subjects only. */
    readonly subjects?: ReadonlySet<string>;
    readonly before?: number;
    readonly wish?: AlertWish;
    readonly limit: number;
  }): readonly Alert[];
  /** What devices let suppose about outages, of the events since `from` that are still held, oldest first; at most 10,000. */
  causes(from: number): readonly LinkCauseEvent[];
  alert(number: number): Alert | undefined;
  /** Alerts of an incident, its root included, oldest first; those closed by a version without incidents are left out. */
  incident(number: number, limit: number): readonly Alert[];
  /** Keeps an operator's window in its present form, with the act that made it so, both or neither. */
  putMaintenance(window: MaintenanceWindow, act: MaintenanceAct): void;
  /** Every window an operator ever made, with what was done about it; those announced first come first. */
  maintenance(): readonly KeptMaintenance[];
  /** Windows of any origin that were told to be open and not to be over. Whom they cover is not kept: nobody. */
  openMaintenance(): readonly OpenMaintenance[];
  /** What a link's device said it is; undefined when it was never inspected. */
  inventory(link: LinkId): KeptInventory | undefined;
  /** Keeps what a device says it is, in the place of what it said before; at most 1 MB, cut beyond. */
  saveInventory(link: LinkId, at: number, inventory: Inventory): void;
  /** Video conferences that are looked after. */
  readonly vicon: ViconStore;
  /** Acceptance records of new links. */
  readonly acceptance: AcceptanceStore;
  /** The register of reports that were made. */
  readonly reports: ReportStore;
  /** Stop clocks, corrections and tickets. */
  readonly ledger: LedgerStore;
  /** How the store is doing. */
  status(): StateStoreStatus;
  /** Drops events beyond what resuming promises (100,000 events or 7 days, whichever holds more). */
  prune(now: number): void;
  close(): void;
}

/** Why the state store could not do its work. */
export class StoreError extends Error {
  readonly code: 'full' | 'busy' | 'corrupt' | 'io' | 'newer-schema';
  constructor(code: StoreError['code'], message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

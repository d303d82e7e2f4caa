// The state store on SQLite: one transaction per engine step, and a backlog for the steps that could not be kept.

import type { DatabaseSync } from 'node:sqlite';
import type { Act } from '../../domain/act.ts';
import type { Alert } from '../../domain/alert.ts';
import { type EngineEvent, isDurable, type LinkCauseEvent, type NumberedEvent } from '../../domain/event.ts';
import type { LinkId } from '../../domain/ids.ts';
import type { Inventory } from '../../domain/inventory.ts';
import type { MaintenanceWindow, OpenMaintenance } from '../../domain/maintenance.ts';
import type { Interval } from '../../domain/state.ts';
import { systemClock } from '../../runtime/clock.ts';
import { transaction } from '../sqlite/database.ts';
import { storeError } from '../sqlite/fault.ts';
import { type Shrink, shrinkOf } from '../sqlite/shrink.ts';
import { type AcceptanceStore, acceptanceTable } from './acceptance-table.ts';
import { type ActTable, actTable } from './act-table.ts';
import { type AlertQuery, type AlertTable, alertTable } from './alert-table.ts';
import { Backlog } from './backlog.ts';
import { type EventTable, eventTable } from './event-table.ts';
import { type IntervalTable, intervalTable } from './interval-table.ts';
import { type InventoryTable, inventoryTable, type KeptInventory } from './inventory-table.ts';
import { type LedgerStore, ledgerTable } from './ledger-table.ts';
import type { DirectoryLock } from './lock.ts';
import {
  type KeptMaintenance,
  type MaintenanceAct,
  type MaintenanceTable,
  maintenanceTable,
} from './maintenance-table.ts';
import { type MetaTable, metaTable } from './meta.ts';
import { Numbering } from './numbering.ts';
import type { SavedState, StateStore, StateStoreStatus, StoreError } from './port.ts';
import { type ReportStore, reportTable } from './report-table.ts';
import { type ViconStore, viconTable } from './vicon-table.ts';

/** After a failure, steps without anything durable do not try again before this long: the disk is full for longer. */
const RETRY_MS = 1_000;
/** Of each pruning, for giving space back to the file system; the loop waits that long. */
const SHRINK_MS = 5;

/** {@link StateStore} on an open database; made by openStateStore. */
export class SqliteStateStore implements StateStore {
  readonly acceptance: AcceptanceStore;
  readonly ledger: LedgerStore;
  readonly reports: ReportStore;
  readonly vicon: ViconStore;
  readonly #db: DatabaseSync;
  readonly #lock: DirectoryLock;
  readonly #meta: MetaTable;
  readonly #events: EventTable;
  readonly #intervals: IntervalTable;
  readonly #alerts: AlertTable;
  readonly #acts: ActTable;
  readonly #inventories: InventoryTable;
  readonly #maintenance: MaintenanceTable;
  readonly #numbering: Numbering;
  readonly #backlog = new Backlog();
  readonly #shrink: Shrink;
  #failedAt: number | undefined;

  constructor(db: DatabaseSync, lock: DirectoryLock) {
    this.#db = db;
    this.#lock = lock;
    this.#meta = metaTable(db);
    this.#events = eventTable(db);
    this.#intervals = intervalTable(db);
    this.#alerts = alertTable(db);
    this.#acts = actTable(db);
    this.#inventories = inventoryTable(db);
    this.#maintenance = maintenanceTable(db);
    this.acceptance = acceptanceTable(db);
    this.ledger = ledgerTable(db);
    this.reports = reportTable(db);
    this.vicon = viconTable(db);
    this.#shrink = shrinkOf(db, systemClock.monoMs);
    this.#numbering = new Numbering(this.#meta, this.#events.lastSeq());
  }

  load(): SavedState {
    return this.#attempt('read the saved state', () => {
      const seenAt = [this.#meta.get('alive-at'), this.#events.lastAt()].filter((at) => at !== undefined);
      return {
        ...(seenAt.length > 0 && { lastAliveAt: Math.max(...seenAt) }),
        openIntervals: this.#intervals.open(),
        activeAlerts: this.#alerts.active(),
        nextAlertNumber: Math.max(this.#alerts.lastNumber(), this.#meta.get('alert-base') ?? 0) + 1,
        devices: new Map(this.#inventories.identities().map(({ link, ...known }) => [link, known])),
      };
    });
  }

  commit(events: readonly EngineEvent[]): { events: readonly NumberedEvent[]; failure?: StoreError } {
    const numbered = events.map((event) => ({ seq: this.#numbering.next(), event, durable: true }));
    const durable = numbered.filter(({ event }) => isDurable(event));
    const waiting = this.#backlog.events.length > 0 || this.#numbering.isDue;
    if (durable.length === 0 && !(waiting && this.#mayRetry(events[0]?.at))) return { events: numbered };
    try {
      this.#write(durable);
      return { events: numbered };
    } catch (error) {
      const failure = storeError(`commit ${durable.length} events`, error);
      const at = events[0]?.at;
      if (at !== undefined) this.#failedAt = at;
      this.#backlog.add(durable);
      return { events: numbered.map((event) => ({ ...event, durable: false })), failure };
    }
  }

  seq(): number {
    return this.#numbering.last;
  }

  heartbeat(at: number): void {
    this.#attempt('write the heartbeat', () => {
      if (this.#backlog.events.length > 0) this.#write([]);
      // Not synced to the disk: a power cut may lose the last few, and what they covered becomes unknown, never up.
      this.#unsynced(() => this.#meta.set('alive-at', at));
    });
  }

  eventsSince(seq: number, limit: number): readonly NumberedEvent[] | undefined {
    return this.#attempt('read events', () => {
      const gone = Math.max(this.#meta.get('seq-pruned') ?? 0, this.#backlog.lostThrough);
      if (seq < gone || seq > this.#numbering.last) return undefined;
      const waiting = this.#backlog.events.filter((event) => event.seq > seq);
      const kept = this.#events.after(seq, limit);
      if (waiting.length === 0) return kept;
      const all = [...kept, ...waiting.map((event) => ({ ...event, durable: false }))];
      return all.sort((a, b) => a.seq - b.seq).slice(0, limit);
    });
  }

  intervals(link: LinkId, from: number, to: number): readonly Interval[] {
    return this.#attempt(`read intervals of "${link}"`, () => this.#intervals.overlapping(link, from, to));
  }

  alerts(query: AlertQuery): readonly Alert[] {
    return this.#attempt('read alerts', () => this.#alerts.find(query));
  }

  causes(from: number): readonly LinkCauseEvent[] {
    return this.#attempt('read what probably ended outages', () => this.#events.causes(from));
  }

  alert(number: number): Alert | undefined {
    return this.#attempt(`read alert ${number}`, () => this.#alerts.get(number));
  }

  incident(number: number, limit: number): readonly Alert[] {
    return this.#attempt(`read incident ${number}`, () => this.#alerts.incident(number, limit));
  }

  putMaintenance(window: MaintenanceWindow, act: MaintenanceAct): void {
    this.#attempt(`keep maintenance "${window.name}"`, () =>
      transaction(this.#db, () => this.#maintenance.put(window, act)),
    );
  }

  maintenance(): readonly KeptMaintenance[] {
    return this.#attempt('read maintenance windows', () => this.#maintenance.list());
  }

  openMaintenance(): readonly OpenMaintenance[] {
    return this.#attempt('read open maintenance windows', () => this.#maintenance.open());
  }

  acts(alert: number): readonly Act[] {
    return this.#attempt(`read what was done about alert ${alert}`, () => this.#acts.of(alert));
  }

  inventory(link: LinkId): KeptInventory | undefined {
    return this.#attempt(`read what the device of "${link}" is`, () => this.#inventories.get(link));
  }

  saveInventory(link: LinkId, at: number, inventory: Inventory): void {
    this.#attempt(`keep what the device of "${link}" is`, () =>
      this.#inventories.put(link, { at, inventory }),
    );
  }

  status(): StateStoreStatus {
    return { backlogEvents: this.#backlog.events.length, lostEvents: this.#backlog.lost };
  }

  prune(now: number): void {
    this.#attempt('prune events', () => {
      transaction(this.#db, () => {
        const through = this.#events.prune(now);
        if (through !== undefined) this.#meta.set('seq-pruned', through);
      });
      this.#unsynced(() => this.#shrink(SHRINK_MS));
    });
  }

  /** Tries the backlog once more and gives the directory free; what cannot be kept then is lost. Idempotent. */
  close(): void {
    if (!this.#db.isOpen) return;
    try {
      this.#attempt('close the state store', () => {
        this.#write([]);
        this.#numbering.release();
      });
    } finally {
      this.#db.close();
      this.#lock.release();
    }
  }

  #unsynced(work: () => void): void {
    this.#db.exec('PRAGMA synchronous=NORMAL');
    try {
      work();
    } finally {
      this.#db.exec('PRAGMA synchronous=FULL');
    }
  }

  #mayRetry(at: number | undefined): boolean {
    return at !== undefined && (this.#failedAt === undefined || at - this.#failedAt >= RETRY_MS);
  }

  #write(durable: readonly NumberedEvent[]): void {
    const reserved = transaction(this.#db, () => {
      const through = this.#numbering.isDue ? this.#numbering.reserve() : undefined;
      const lost = this.#backlog.lostThrough;
      if (lost > (this.#meta.get('seq-pruned') ?? 0)) this.#meta.set('seq-pruned', lost);
      for (const { seq, event } of this.#backlog.events) this.#apply(seq, event);
      for (const { seq, event } of durable) this.#apply(seq, event);
      return through;
    });
    if (reserved !== undefined) this.#numbering.reserved(reserved);
    this.#backlog.clear();
    this.#failedAt = undefined;
  }

  #apply(seq: number, event: EngineEvent): void {
    this.#events.insert(seq, event);
    switch (event.kind) {
      case 'link.state':
        this.#intervals.begin(event);
        return;
      case 'monitor.config':
        for (const link of event.removed) {
          this.#intervals.end(link, event.at);
          this.#inventories.remove(link);
        }
        return;
      case 'alert.raised':
      case 'alert.changed':
      case 'alert.closed':
        this.#alerts.upsert(event.alert);
        return;
      case 'alert.act':
        this.#acts.add(event.act);
        return;
      case 'maintenance.begun':
      case 'maintenance.changed':
      case 'maintenance.ended':
        this.#maintenance.told(event);
        return;
      case 'link.round':
      case 'link.device':
      case 'link.cause':
      case 'link.inventory':
      case 'link.trap':
      case 'monitor.blind':
      case 'monitor.sighted':
      case 'monitor.started':
      case 'monitor.fault':
        return;
      default:
        event satisfies never;
    }
  }

  #attempt<T>(doing: string, work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw storeError(doing, error);
    }
  }
}

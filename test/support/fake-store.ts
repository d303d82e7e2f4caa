// A state store in memory that can be told to fail. It keeps to the port's contract; test/support/fake-store.test.ts
// holds it to that.

import type { Act } from '../../src/domain/act.ts';
import type { Alert } from '../../src/domain/alert.ts';
import { isWished } from '../../src/domain/alert-search.ts';
import {
  type EngineEvent,
  isDurable,
  type LinkCauseEvent,
  type NumberedEvent,
} from '../../src/domain/event.ts';
import type { LinkId } from '../../src/domain/ids.ts';
import type { Inventory } from '../../src/domain/inventory.ts';
import type { MaintenanceWindow, OpenMaintenance } from '../../src/domain/maintenance.ts';
import type { Interval } from '../../src/domain/state.ts';
import type { KeptInventory } from '../../src/store/state/inventory-table.ts';
import type { KeptMaintenance, MaintenanceAct } from '../../src/store/state/maintenance-table.ts';
import {
  type SavedState,
  type StateStore,
  type StateStoreStatus,
  StoreError,
} from '../../src/store/state/port.ts';
import { fakeAcceptance } from './fake-acceptance.ts';
import { fakeLedger } from './fake-ledger.ts';
import { fakeReports } from './fake-reports.ts';
import { fakeVicon } from './fake-vicon.ts';

/** Keeps everything in arrays. */
export class FakeStore implements StateStore {
  failing: StoreError['code'] | undefined;
  readonly committed: NumberedEvent[] = [];
  /** Durable events of failed commits; kept with the next one that succeeds, as the real store does. */
  readonly #backlog: NumberedEvent[] = [];
  lastAliveAt: number | undefined;
  #seq = 0;
  readonly #intervals: Interval[] = [];
  readonly #alerts = new Map<number, Alert>();
  readonly #inventories = new Map<LinkId, KeptInventory>();
  readonly #maintenance = new Map<string, KeptMaintenance>();
  readonly #openMaintenance = new Map<string, OpenMaintenance>();
  readonly acceptance = fakeAcceptance(() => {
    if (this.failing) throw new StoreError(this.failing, 'cannot keep an acceptance record');
  });
  readonly ledger = fakeLedger(() => {
    if (this.failing) throw new StoreError(this.failing, 'cannot keep a ledger entry');
  });
  readonly reports = fakeReports(() => {
    if (this.failing) throw new StoreError(this.failing, 'cannot keep a report');
  });
  readonly vicon = fakeVicon(() =>
    this.failing === undefined ? undefined : new StoreError(this.failing, 'cannot write the calendar'),
  );

  load(): SavedState {
    return {
      ...(this.lastAliveAt !== undefined && { lastAliveAt: this.lastAliveAt }),
      openIntervals: this.#intervals.filter((interval) => interval.to === undefined),
      activeAlerts: this.alerts({ status: 'active', limit: Number.MAX_SAFE_INTEGER }),
      nextAlertNumber: Math.max(0, ...this.#alerts.keys()) + 1,
      devices: new Map(
        [...this.#inventories].map(
          ([
            link,
            {
              inventory: { profile, identity },
            },
          ]) => [link, { profile, identity }],
        ),
      ),
    };
  }

  commit(events: readonly EngineEvent[]): { events: readonly NumberedEvent[]; failure?: StoreError } {
    const durable = this.failing === undefined;
    const numbered = events.map((event) => ({
      seq: ++this.#seq,
      event,
      durable: durable || !isDurable(event),
    }));
    if (!durable && events.some(isDurable)) {
      this.#backlog.push(...numbered.filter((each) => isDurable(each.event)));
      return {
        events: numbered,
        failure: new StoreError(this.failing ?? 'io', 'cannot write state: disk full'),
      };
    }
    if (durable) this.#heal();
    for (const each of numbered) if (isDurable(each.event)) this.#keep(each);
    return { events: numbered };
  }

  seq(): number {
    return this.#seq;
  }

  heartbeat(at: number): void {
    if (this.failing) throw new StoreError(this.failing, 'cannot write the heartbeat');
    this.#heal();
    this.lastAliveAt = at;
  }

  eventsSince(seq: number, limit: number): readonly NumberedEvent[] {
    return this.committed.filter((each) => each.seq > seq).slice(0, limit);
  }

  intervals(link: LinkId, from: number, to: number): readonly Interval[] {
    return this.#intervals.filter(
      (interval) => interval.link === link && interval.from < to && (interval.to ?? to) > from,
    );
  }

  alerts(query: Parameters<StateStore['alerts']>[0]): readonly Alert[] {
    return [...this.#alerts.values()]
      .filter(
        (alert) => query.status === undefined || (alert.status === 'closed') === (query.status === 'closed'),
      )
      .filter((alert) => query.link === undefined || alert.subject === query.link)
      .filter((alert) => query.subjects?.has(alert.subject) ?? true)
      .filter((alert) => query.before === undefined || alert.number < query.before)
      .filter((alert) => query.wish === undefined || isWished(alert, query.wish))
      .reverse()
      .slice(0, query.limit);
  }

  causes(from: number): readonly LinkCauseEvent[] {
    return this.committed.flatMap(({ event }) =>
      event.kind === 'link.cause' && event.at >= from ? [event] : [],
    );
  }

  alert(number: number): Alert | undefined {
    return this.#alerts.get(number);
  }

  incident(number: number, limit: number): readonly Alert[] {
    return [...this.#alerts.values()].filter((alert) => alert.incident === number).slice(0, limit);
  }

  putMaintenance(window: MaintenanceWindow, act: MaintenanceAct): void {
    if (this.failing) throw new StoreError(this.failing, 'cannot keep a maintenance window');
    const acts = this.#maintenance.get(window.id)?.acts ?? [];
    this.#maintenance.set(window.id, { window, acts: [...acts, act] });
  }

  maintenance(): readonly KeptMaintenance[] {
    return [...this.#maintenance.values()].sort((a, b) => a.window.announcedAt - b.window.announcedAt);
  }

  openMaintenance(): readonly OpenMaintenance[] {
    return [...this.#openMaintenance.values()].sort((a, b) => a.from - b.from);
  }

  acts(alert: number): readonly Act[] {
    return this.committed.flatMap(({ event }) =>
      event.kind === 'alert.act' && event.act.alert === alert ? [event.act] : [],
    );
  }

  inventory(link: LinkId): KeptInventory | undefined {
    return this.#inventories.get(link);
  }

  saveInventory(link: LinkId, at: number, inventory: Inventory): void {
    if (this.failing) throw new StoreError(this.failing, 'cannot keep what a device is');
    this.#inventories.set(link, { at, inventory });
  }

  status(): StateStoreStatus {
    return { backlogEvents: this.#backlog.length, lostEvents: 0 };
  }

  prune(): void {}

  close(): void {}

  #heal(): void {
    for (const each of this.#backlog.splice(0)) this.#keep(each);
  }

  #keep(each: NumberedEvent): void {
    const { event } = each;
    this.committed.push(each);
    if ('alert' in event) this.#alerts.set(event.alert.number, event.alert);
    if (
      event.kind === 'maintenance.begun' ||
      event.kind === 'maintenance.changed' ||
      event.kind === 'maintenance.ended'
    ) {
      const { kind, window: id, name, announcedBy, from, to } = event;
      const key = `${id} ${from}`;
      if (kind === 'maintenance.ended') this.#openMaintenance.delete(key);
      else this.#openMaintenance.set(key, { id, name, announcedBy, from, to, links: new Set() });
    }
    if (event.kind !== 'link.state') return;
    const open = this.#intervals.findIndex((one) => one.link === event.link && one.to === undefined);
    const before = this.#intervals[open];
    if (before && before.from < event.from) this.#intervals[open] = { ...before, to: event.from };
    else if (before) this.#intervals.splice(open, 1);
    this.#intervals.push({ link: event.link, state: event.state, from: event.from, reason: event.reason });
  }
}

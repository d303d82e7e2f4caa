// What the engine says happened. Events are committed, then announced; screens and stores know nothing else.

import type { Act } from './act.ts';
import type { Alert, MonitorFault } from './alert.ts';
import type { IncarnationChange, InterfaceRates } from './counter.ts';
import type { LinkId } from './ids.ts';
import type { DeviceIdentity, InventoryChange } from './inventory.ts';
import type { SnmpResult } from './reading.ts';
import type { Round } from './round.ts';
import type { LinkState, Reason } from './state.ts';
import type { Trap } from './trap.ts';

/** A link left one state for another. `from` is back-dated to when the new state began. */
export interface LinkStateEvent {
  readonly kind: 'link.state';
  /** When it was decided, epoch ms. */
  readonly at: number;
  readonly link: LinkId;
  readonly state: LinkState;
  /** Start of the interval, epoch ms; ≤ at, ≥ the previous interval's start. */
  readonly from: number;
  readonly reason: Reason;
  /** Absent for a link's very first interval. */
  readonly previous?: { readonly state: LinkState; readonly from: number };
}

/** A round ended. Not kept for resuming: the history has it. */
export interface LinkRoundEvent {
  readonly kind: 'link.round';
  readonly at: number;
  readonly link: LinkId;
  readonly state: LinkState;
  readonly round: Round;
}

/** A poll was evaluated. Not kept for resuming: the history has it. */
export interface LinkDeviceEvent {
  readonly kind: 'link.device';
  readonly at: number;
  readonly link: LinkId;
  readonly result: SnmpResult;
  readonly durationMs: number;
  /** Absent on the first poll, after a reset, or without counters. */
  readonly rates?: InterfaceRates;
  readonly incarnation: IncarnationChange;
  /** The first answered poll of its five minutes: the history keeps all its metrics. */
  readonly keepMetrics?: true;
}

/** What probably ended an outage's cause: a proposal for the operator to confirm. */
export interface LinkCauseEvent {
  readonly kind: 'link.cause';
  readonly at: number;
  readonly link: LinkId;
  /** Start of the outage's interval, epoch ms. */
  readonly outageFrom: number;
  /** `restart`: the device came up during the outage (power at the site). `line`: it ran through. */
  readonly proposal: 'restart' | 'line';
  /** sysUpTime in s at the first poll after the recovery. */
  readonly uptimeS: number;
}

/** A device said for the first time who it is, or says it differently: somebody swapped, upgraded or rebuilt it. */
export interface LinkInventoryEvent {
  readonly kind: 'link.inventory';
  readonly at: number;
  readonly link: LinkId;
  readonly profile: string;
  readonly identity: DeviceIdentity;
  /** Empty the first time. */
  readonly changes: readonly InventoryChange[];
}

/** A device sent a trap; it started a suspicion and changed nothing. */
export interface LinkTrapEvent {
  readonly kind: 'link.trap';
  readonly at: number;
  readonly link: LinkId;
  readonly trap: Trap;
}

/** An alert was raised, changed (suppression, severity, data) or closed. */
export interface AlertEvent {
  readonly kind: 'alert.raised' | 'alert.changed' | 'alert.closed';
  readonly at: number;
  readonly alert: Alert;
}

/** An operator did something about an alert. */
export interface AlertActEvent {
  readonly kind: 'alert.act';
  readonly at: number;
  readonly act: Act;
}

/** A maintenance window opened, or is over; or one that is open has another end, name, or other links. */
export interface MaintenanceEvent {
  readonly kind: 'maintenance.begun' | 'maintenance.changed' | 'maintenance.ended';
  readonly at: number;
  /** Id of the window. */
  readonly window: string;
  readonly name: string;
  readonly announcedBy: string;
  /** Epoch ms. */
  readonly from: number;
  readonly to: number;
  /** How many links it covers. */
  readonly links: number;
}

/** The monitor lost or regained its sight. */
export interface MonitorBlindEvent {
  readonly kind: 'monitor.blind' | 'monitor.sighted';
  readonly at: number;
  /** Back-dated start of the blindness, or of the sight, epoch ms. */
  readonly from: number;
}

/** jalur started: what lies between `from` and `at` was not measured. */
export interface MonitorStartedEvent {
  readonly kind: 'monitor.started';
  readonly at: number;
  /** Last heartbeat of the run before; absent in a new data directory. */
  readonly from?: number;
}

/** The plan was reloaded. */
export interface MonitorConfigEvent {
  readonly kind: 'monitor.config';
  readonly at: number;
  readonly added: readonly LinkId[];
  readonly removed: readonly LinkId[];
  readonly changed: readonly LinkId[];
}

/** A fault of the monitor itself began or ended. */
export interface MonitorFaultEvent {
  readonly kind: 'monitor.fault';
  readonly at: number;
  readonly fault: MonitorFault;
  readonly active: boolean;
  readonly detail: string;
}

/** Everything the engine can say. */
export type EngineEvent =
  | LinkStateEvent
  | LinkRoundEvent
  | LinkDeviceEvent
  | LinkCauseEvent
  | LinkInventoryEvent
  | LinkTrapEvent
  | AlertEvent
  | AlertActEvent
  | MaintenanceEvent
  | MonitorBlindEvent
  | MonitorStartedEvent
  | MonitorConfigEvent
  | MonitorFaultEvent;

/** Kinds that are committed before they are announced and can be resumed from the state store. */
export function isDurable(event: EngineEvent): boolean {
  return event.kind !== 'link.round' && event.kind !== 'link.device';
}

/** An event with its place in the order of all events of this data directory. */
export interface NumberedEvent {
  /** Grows for ever, over restarts too; gaps are possible. */
  readonly seq: number;
  readonly event: EngineEvent;
  /** False when the commit failed and the event was announced all the same. */
  readonly durable: boolean;
}

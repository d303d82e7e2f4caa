// What goes into the engine's step and what comes out of it. The step performs nothing itself.

import type { ActRequest } from '../domain/act.ts';
import type { Alert, MonitorFault } from '../domain/alert.ts';
import type { EchoBatch } from '../domain/echo.ts';
import type { EngineEvent } from '../domain/event.ts';
import type { LinkId } from '../domain/ids.ts';
import type { DeviceIdentity, InventoryChange } from '../domain/inventory.ts';
import type { OpenMaintenance } from '../domain/maintenance.ts';
import type { SnmpObservation } from '../domain/reading.ts';
import type { Trap } from '../domain/trap.ts';
import type { ActOutcome } from './acts.ts';
import type { EngineConfig } from './state.ts';
import type { ViconNeed } from './vicon.ts';

/** One thing that happened. */
export type EngineInput =
  | { readonly kind: 'echoes'; readonly batch: EchoBatch }
  | { readonly kind: 'snmp'; readonly observation: SnmpObservation }
  /** The device of a link sent a trap. */
  | { readonly kind: 'trap'; readonly link: LinkId; readonly trap: Trap }
  /** The device of a link was inspected; `changes` since the last inspection. */
  | {
      readonly kind: 'inventory';
      readonly link: LinkId;
      readonly profile: string;
      readonly identity: DeviceIdentity;
      readonly changes: readonly InventoryChange[];
    }
  /** An operator acts; `past` is the alert as the store has it when the engine no longer holds it. */
  | { readonly kind: 'act'; readonly request: ActRequest; readonly past?: Alert }
  /** The maintenance windows that are open now. */
  | { readonly kind: 'maintenance'; readonly open: readonly OpenMaintenance[] }
  /** Links whose sites are not ready for a video conference that is due; all of them. */
  | { readonly kind: 'vicon'; readonly needs: readonly ViconNeed[] }
  /** Time went on; rounds end and suspicions are looked at again. */
  | { readonly kind: 'tick' }
  /** The plan was reloaded. */
  | { readonly kind: 'config'; readonly config: EngineConfig }
  /** The wall clock was set forward: the labels between were never lived through. */
  | { readonly kind: 'clock-forward'; readonly fromAt: number; readonly toAt: number }
  /** Nothing was echoed between these labels: this machine, or the whole echo engine, stood still. */
  | { readonly kind: 'standstill'; readonly fromAt: number; readonly toAt: number }
  /** A part of the monitor failed, or works again. */
  | {
      readonly kind: 'fault';
      readonly fault: MonitorFault;
      readonly active: boolean;
      readonly detail: string;
    };

/** What the engine asks the probes to do. */
export type EngineRequest =
  /** Extra echoes to a target every `everyMs`; absent ends them. */
  | { readonly kind: 'burst'; readonly key: number; readonly everyMs?: number }
  /** Poll the link's device now. */
  | { readonly kind: 'poll'; readonly link: LinkId }
  /** Polls of a link that cannot answer are put off, and taken up again. */
  | { readonly kind: 'pause-polls' | 'resume-polls'; readonly link: LinkId };

/** What a step brought about, in order. */
export interface EngineOutput {
  readonly events: readonly EngineEvent[];
  readonly requests: readonly EngineRequest[];
  /** What became of an act; present for that input alone. */
  readonly outcome?: ActOutcome;
}

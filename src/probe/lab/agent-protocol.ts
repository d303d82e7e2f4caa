// Messages between the lab and the thread of its SNMP agents.

import type { DeviceSpec } from './device-mib.ts';
import type { LabFailureCode } from './failure.ts';
import type { DeviceState } from './faults.ts';

/** States of devices by their index in the setup. */
export type DeviceStates = readonly (readonly [index: number, state: DeviceState])[];

/** What the thread starts with. */
export interface AgentsSetup {
  readonly devices: readonly DeviceSpec[];
  readonly states: DeviceStates;
  /** Local wall time minus CLOCK_MONOTONIC, in ms: traffic follows the time of day. */
  readonly localOffsetMs: number;
}

/** To the thread. */
export type ToAgents =
  | { readonly type: 'states'; readonly states: DeviceStates }
  | { readonly type: 'close' };

/** What the agents have seen. */
export interface AgentCounts {
  readonly answered: number;
  /** Requests to silent devices. */
  readonly swallowed: number;
  /** Datagrams that were no request, of another version, or with another community. */
  readonly refused: number;
}

/** From the thread. */
export type FromAgents =
  | { readonly type: 'ready' }
  | { readonly type: 'failed'; readonly code: LabFailureCode; readonly message: string }
  | { readonly type: 'counts'; readonly counts: AgentCounts };

// The port of the SNMP poller: one poll of one device, always settled, never thrown.

import type { Device } from '../../domain/link.ts';
import type { SnmpResult } from '../../domain/reading.ts';

/** Counters of everything that came in and was no good; per process. */
export interface SnmpStatus {
  readonly polls: number;
  readonly requests: number;
  readonly timeouts: number;
  /** Datagrams from addresses nobody was asked at. */
  readonly strays: number;
  /** Datagrams that the decoder refused or that made it throw. */
  readonly malformed: number;
  /** Requests that only the outer deadline ended. */
  readonly deadlines: number;
  /** v3 messages below the level that was agreed. */
  readonly downgrades: number;
}

/** Polls devices. */
export interface SnmpPoller {
  /**
   * Reads the system group, the SNMP engine's boots and time, and the device's interface (by name). Resolves within the
   * plan's hard deadline whatever the device does. `key` names the device for ever (the link id): caches hang on it.
   */
  poll(key: string, device: Device): Promise<{ readonly result: SnmpResult; readonly durationMs: number }>;
  /** Forgets what is cached about a device that was removed or changed. */
  forget(key: string): void;
  status(): SnmpStatus;
  /** Closes the sockets; polls under way resolve as `local` failures. Idempotent. */
  close(): Promise<void>;
}

// The port of the SNMP poller: one poll of one device, always settled, never thrown.

import type { InterfaceEntry, Inventory } from '../../domain/inventory.ts';
import type { Device } from '../../domain/link.ts';
import type { InterfaceCounters, SnmpFailure, SnmpResult } from '../../domain/reading.ts';

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
  /** Inspections that came to an end, and those of them that failed. */
  readonly inspections: number;
  readonly failedInspections: number;
}

/** What became of an inspection; `failed` as a poll may fail. */
export type Inspection =
  | { readonly kind: 'inspected'; readonly inventory: Inventory }
  | { readonly kind: 'failed'; readonly failure: SnmpFailure; readonly detail: string };

/** An interface with its counters, read on demand. */
export interface InterfaceDetail extends InterfaceEntry {
  readonly octetBits: 32 | 64;
  readonly counters: InterfaceCounters;
  readonly lastChangeTicks?: number;
}

/** One poll of one device. */
export interface Poll {
  readonly result: SnmpResult;
  /**
   * CLOCK_MONOTONIC in ms when uptime and interface were read, before any table was walked: rates are made of it, and a
   * walk takes seconds of one poll and none of the next. Of a failed poll, when it ended.
   */
  readonly readMonoMs: number;
  readonly durationMs: number;
  /**
   * Whether the device should be inspected: it answered and never was, it restarted, says that it is another one, or rows
   * that polls read have vanished.
   */
  readonly inspectAgain: boolean;
}

/** Traffic of one device's management so far, UDP payload and IP/UDP headers (28 octets, 48 for IPv6) together. */
export interface PollCost {
  readonly polls: number;
  /** Octets of the last whole poll, both ways. */
  readonly octetsPerPoll: number;
}

/** What became of reading all interfaces; `failed` as a poll may fail. */
export type InterfacesRead =
  | { readonly kind: 'read'; readonly interfaces: readonly InterfaceDetail[] }
  | { readonly kind: 'failed'; readonly failure: SnmpFailure; readonly detail: string };

/** Gets to know devices. */
export interface SnmpInspector {
  /**
   * Finds out what the device is: its profile, identity, interfaces, neighbours; and from then on polls read the
   * profile's metrics too. Takes seconds, on a satellite link a minute; at most a few devices at once, the others wait.
   * A poll of the same device waits for its own turn between two requests.
   */
  inspect(key: string, device: Device): Promise<Inspection>;
  /** All interfaces with their counters, now. */
  interfaces(key: string, device: Device): Promise<InterfacesRead>;
  /** What polling this device costs; undefined before its first poll. */
  cost(key: string): PollCost | undefined;
}

/** Polls devices. */
export interface SnmpPoller {
  /**
   * Reads the system group, the SNMP engine's boots and time, and the device's interface (by name). Resolves within the
   * plan's hard deadline whatever the device does. `key` names the device for ever (the link id): caches hang on it.
   */
  poll(key: string, device: Device): Promise<Poll>;
  /** Forgets what is cached about a device that was removed or changed. */
  forget(key: string): void;
  status(): SnmpStatus;
  /** Closes the sockets; polls under way resolve as `local` failures. Idempotent. */
  close(): Promise<void>;
}

// What is known about the device of a link, as GET /api/v1/links/ID/device answers: a type for the page too.

import type { InterfaceRates } from '../domain/counter.ts';
import type { LinkId } from '../domain/ids.ts';
import type {
  DeviceIdentity,
  InterfaceEntry,
  Inventory,
  InventoryHistory,
  Neighbour,
} from '../domain/inventory.ts';
import type { Utilisation } from '../domain/line-rate.ts';
import type { MetricReading } from '../domain/metric.ts';
import type { InterfaceCounters, InterfaceReading, SystemReading } from '../domain/reading.ts';

/** What is known about a link's device. */
export interface DeviceDetail {
  readonly link: LinkId;
  /** Absent where the device cannot be asked and beats by itself. */
  readonly address?: string;
  /** What it said when it was inspected; absent before. */
  readonly inventory?: {
    readonly at: number;
    readonly profile: string;
    readonly identity: DeviceIdentity;
    readonly interfaces: readonly InterfaceEntry[];
    /** Proposals for the topology: devices heard on its ports. Nothing is changed by them. */
    readonly neighbours: readonly Neighbour[];
    readonly addresses: Inventory['addresses'];
    readonly leftOut: readonly string[];
    /** When it became another one, latest first. */
    readonly history?: readonly InventoryHistory[];
  };
  /** The last answered poll, with its time; absent before the first. `failure`: what became of those since. */
  readonly poll?: {
    readonly at: number;
    readonly durationMs: number;
    readonly failure?: string;
    readonly failedAt?: number;
    readonly system?: SystemReading;
    readonly interface?: InterfaceReading;
    readonly interfaceMissing?: boolean;
    readonly rates?: InterfaceRates;
    readonly utilisation?: Utilisation;
    readonly metrics: readonly MetricReading[];
  };
  /** Traffic of watching it, octets in 30 days; `polls` once a poll has been answered, `beats` where it sends them. */
  readonly costPerMonth: { readonly echoes: number; readonly beats?: number; readonly polls?: number };
}

/** An interface as GET /api/v1/links/ID/interfaces answers. */
export interface InterfaceRow extends InterfaceEntry {
  /** Counters since the device began to count; beyond 2^53 as text. */
  readonly counters: { readonly [name in keyof InterfaceCounters]?: number | string };
}

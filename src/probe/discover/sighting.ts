// What a discovery sees at one address, before it is known which addresses are one device.

import type { Inventory } from '../../domain/inventory.ts';
import type { CommunityAccess, UsmAccess } from '../../domain/link.ts';
import type { SnmpFailure, SystemReading } from '../../domain/reading.ts';

/** Credentials by a name that may be shown. */
export interface Credential {
  readonly name: string;
  readonly access: CommunityAccess | UsmAccess;
}

/** An entry of the ARP table (ipNetToMediaTable, RFC 4293). */
export interface ArpEntry {
  readonly address: string;
  /** `aa:bb:cc:dd:ee:ff`. */
  readonly mac: string;
  readonly ifIndex: number;
}

/** What a device says about its surroundings beside its inventory; empty where it says nothing. */
export interface Surroundings {
  /** snmpEngineID (RFC 3411) in hex; absent where the device gave none. */
  readonly engineId?: string;
  readonly arp: readonly ArpEntry[];
  /** Next hops of default routes, and of all routes that were read. */
  readonly defaultNextHops: readonly string[];
  readonly nextHops: readonly string[];
}

/** One address that answered. */
export interface Sighting {
  readonly address: string;
  readonly rttMs: number;
  readonly snmp:
    | {
        readonly kind: 'answered';
        readonly credential: string;
        readonly system: SystemReading;
        /** Absent when the device answered a poll, but not the inspection. */
        readonly inventory?: Inventory;
        readonly surroundings?: Surroundings;
      }
    | { readonly kind: 'failed'; readonly failure: SnmpFailure; readonly detail: string }
    | { readonly kind: 'not-asked' };
}

// ARP and routes of a device, within bounds: on a core router either may have hundreds of thousands of rows. The default
// route comes first in every route table, so that a cut one still tells the way up.

import type { Device } from '../../domain/link.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Timers } from '../../runtime/timers.ts';
import { Collector } from '../snmp/collect.ts';
import { newCounts } from '../snmp/counts.ts';
import { endpointOf } from '../snmp/endpoint.ts';
import { KnownDevice } from '../snmp/known-device.ts';
import { SnmpMux } from '../snmp/mux.ts';
import { addressOf, macOf } from '../snmp/value.ts';
import { newPace } from '../snmp/walk.ts';
import type { ArpEntry, Surroundings } from './sighting.ts';

/** snmpEngineID (RFC 3411). */
const ENGINE_ID = '1.3.6.1.6.3.10.2.1.1.0';
/** ipNetToMediaPhysAddress (RFC 4293), index ifIndex.address. */
const ARP = '1.3.6.1.2.1.4.22.1.2';
/** ipRouteNextHop (RFC 1213), index destination. */
const OLD_ROUTES = '1.3.6.1.2.1.4.21.1.7';
/** inetCidrRouteIfIndex (RFC 4292), index type.length.destination.prefix.policy….type.length.nextHop. */
const ROUTES = '1.3.6.1.2.1.4.24.7.1.7';
/** ipCidrRouteIfIndex (RFC 2096), index destination.mask.tos.nextHop. */
const CIDR_ROUTES = '1.3.6.1.2.1.4.24.4.1.5';
const MOST_ROWS = 256;
/** Longest a device may take over it. */
const LIMIT_MS = 60_000;
const IPV4 = 1;

/** What the reader is handed. */
export interface SurroundingsDeps {
  readonly clock: Clock;
  readonly timers: Timers;
}

/** Reads devices' surroundings over sockets of its own. */
export class SurroundingsReader {
  readonly #deps: SurroundingsDeps;
  readonly #counts = newCounts();
  readonly #mux = new SnmpMux(this.#counts, 1);
  /** Devices that are being read: as many as the discovery asks at once. */
  readonly #asked = new Set<KnownDevice>();
  #closed = false;

  constructor(deps: SurroundingsDeps) {
    this.#deps = deps;
  }

  /** Undefined where the device does not answer. Never rejects. */
  async read(device: Device): Promise<Surroundings | undefined> {
    const endpoint = endpointOf(device);
    const plan = device.snmp;
    if (!endpoint || !plan || this.#closed) return undefined;
    const { clock, timers } = this.#deps;
    const known = new KnownDevice({ mux: this.#mux, timers, counts: this.#counts }, device, endpoint, plan);
    const untilMonoMs = clock.monoMs() + LIMIT_MS;
    this.#asked.add(known);
    try {
      return await known.visit(async (asker) => {
        const collector = new Collector({
          asker,
          pace: newPace(),
          monoMs: () => clock.monoMs(),
          untilMonoMs,
        });
        if (await collector.instances([ENGINE_ID])) return undefined;
        if (await collector.columns([ARP, ROUTES, CIDR_ROUTES, OLD_ROUTES], MOST_ROWS)) return undefined;
        return surroundingsOf(collector);
      });
    } finally {
      this.#asked.delete(known);
    }
  }

  /** Ends what is under way, which resolves to undefined. Idempotent. */
  close(): void {
    this.#closed = true;
    for (const known of this.#asked) known.abort('the discovery has ended');
    this.#mux.close();
  }
}

/** What collected objects say. */
export function surroundingsOf(objects: Pick<Collector, 'column' | 'value'>): Surroundings {
  const engine = objects.value(ENGINE_ID);
  const routes = [
    ...[...objects.column(ROUTES).keys()].flatMap((index) => inetRoute(index) ?? []),
    ...[...objects.column(CIDR_ROUTES).keys()].flatMap((index) => cidrRoute(index) ?? []),
    ...[...objects.column(OLD_ROUTES)].flatMap(([destination, value]) => {
      const nextHop = addressOf(value);
      return nextHop === undefined ? [] : [{ isDefault: destination === '0.0.0.0', nextHop }];
    }),
  ].filter(({ nextHop }) => nextHop !== '0.0.0.0' && !nextHop.startsWith('127.'));
  return {
    ...(engine.kind === 'bytes' && engine.value.length >= 5 && { engineId: engine.value.toString('hex') }),
    arp: [...objects.column(ARP)].flatMap(([index, value]) => arpEntry(index, macOf(value)) ?? []),
    defaultNextHops: [...new Set(routes.filter(({ isDefault }) => isDefault).map(({ nextHop }) => nextHop))],
    nextHops: [...new Set(routes.map(({ nextHop }) => nextHop))],
  };
}

function arpEntry(index: string, mac: string | undefined): ArpEntry | undefined {
  const [, ifIndex, address] = /^(\d+)\.(\d{1,3}(?:\.\d{1,3}){3})$/.exec(index) ?? [];
  if (ifIndex === undefined || address === undefined || mac === undefined) return undefined;
  return { address, mac, ifIndex: Number(ifIndex) };
}

interface Route {
  readonly isDefault: boolean;
  readonly nextHop: string;
}

function inetRoute(index: string): Route | undefined {
  const arcs = index.split('.').map(Number);
  if (arcs[0] !== IPV4 || arcs[1] !== 4) return undefined;
  const prefix = arcs[6];
  const behindPolicy = 8 + (arcs[7] ?? 0);
  const hop = arcs.slice(behindPolicy);
  if (hop[0] !== IPV4 || hop[1] !== 4 || hop.length !== 6) return undefined;
  return { isDefault: prefix === 0, nextHop: hop.slice(2).join('.') };
}

function cidrRoute(index: string): Route | undefined {
  const arcs = index.split('.');
  if (arcs.length !== 13) return undefined;
  return { isDefault: arcs.slice(0, 8).every((arc) => arc === '0'), nextHop: arcs.slice(9).join('.') };
}

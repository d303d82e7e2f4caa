// Routes answers to the request they belong to: by request id, then by sender, version and security level. What nobody
// asked for, came from elsewhere or is no SNMP is counted and goes no further, so that one hostile device harms no other.

import { randomFillSync } from 'node:crypto';
import type { SnmpCounts } from './counts.ts';
import { type Endpoint, senderKey } from './endpoint.ts';
import { type Envelope, judge, readEnvelope } from './envelope.ts';
import { type Sender, type SharedSockets, sharedSockets } from './sockets.ts';

/** Octets on the wire for one device, both ways, IP and UDP headers included. */
export interface Traffic {
  octets: number;
}

/** Octets of IP and UDP headers of one datagram. */
const HEADER_OCTETS = { 4: 28, 6: 48 } as const;

/** One asker of one agent. Its methods never throw; what they throw all the same is counted as malformed. */
export interface Route {
  readonly endpoint: Endpoint;
  /** `version` field of the messages it takes. */
  readonly version: number;
  /** msgFlags that answers must carry (v3). */
  readonly requiredFlags: number;
  readonly traffic?: Traffic | undefined;
  /** An answer to request `id`. */
  answer(id: number, datagram: Buffer): void;
  /** The agent's address sent something unreadable or of the wrong kind; the request is still waited for. */
  garbage(detail: string): void;
  /** Our own socket failed. */
  localFault(error: Error): void;
}

/** Requests under way at most; a poll beyond that fails as `local`. Bounds memory when every agent is silent. */
export const MAX_PENDING = 8_192;

/** The shared sockets and the table of requests under way. */
export class SnmpMux {
  readonly #counts: SnmpCounts;
  readonly #sockets: { readonly 4: SharedSockets; readonly 6: SharedSockets };
  readonly #pending = new Map<number, Route>();
  /** Who is being asked: sender key to the routes that wait; as many entries as requests under way. */
  readonly #asked = new Map<string, Set<Route>>();
  readonly #ids = new Uint32Array(1_024);
  #idsUsed = this.#ids.length;

  /** Opens nothing yet. `socketCount` per address family. */
  constructor(counts: SnmpCounts, socketCount: number) {
    this.#counts = counts;
    const open = (family: 4 | 6): SharedSockets =>
      sharedSockets(family, socketCount, {
        message: (datagram, from) => this.#receive(datagram, from),
        failed: (error) => this.#socketFailed(family, error),
      });
    this.#sockets = { 4: open(4), 6: open(6) };
  }

  /** An unguessable id, 2^30 ≤ id < 2^31, that no request under way has. net-snmp's own ids end at 10^8. */
  newId(): number {
    for (;;) {
      if (this.#idsUsed === this.#ids.length) {
        randomFillSync(this.#ids);
        this.#idsUsed = 0;
      }
      const id = 2 ** 30 + ((this.#ids[this.#idsUsed++] ?? 0) >>> 2);
      if (!this.#pending.has(id)) return id;
    }
  }

  /** Sends a request and lets its answers reach the route; false when too many are under way or the id is taken. */
  send(route: Route, id: number, datagram: Uint8Array): boolean {
    const holder = this.#pending.get(id);
    if (holder !== undefined && holder !== route) return false;
    if (holder === undefined) {
      if (this.#pending.size >= MAX_PENDING) return false;
      this.#pending.set(id, route);
      this.#watch(route);
    }
    this.#counts.requests++;
    const { address, port, family } = route.endpoint;
    weigh(route, datagram);
    this.#sockets[family].send(datagram, port, address, (error) => {
      if (error && this.#pending.get(id) === route) route.localFault(error);
    });
    return true;
  }

  /** Takes no more answers to a request. */
  end(route: Route, id: number): void {
    if (this.#pending.get(id) !== route) return;
    this.#pending.delete(id);
    const routes = this.#asked.get(route.endpoint.key);
    routes?.delete(route);
    if (routes?.size === 0) this.#asked.delete(route.endpoint.key);
  }

  /** Closes the sockets. Idempotent. */
  close(): void {
    this.#sockets[4].close();
    this.#sockets[6].close();
    this.#pending.clear();
    this.#asked.clear();
  }

  #watch(route: Route): void {
    const routes = this.#asked.get(route.endpoint.key);
    if (routes) routes.add(route);
    else this.#asked.set(route.endpoint.key, new Set([route]));
  }

  #receive(datagram: Buffer, from: Sender): void {
    const envelope = readEnvelope(datagram);
    if (typeof envelope === 'string') {
      this.#unreadable(from, envelope);
      return;
    }
    const route = this.#pending.get(envelope.id);
    if (!route) {
      // An agent that is being asked may well answer an earlier request late; that is not worth a count.
      if (!this.#asked.has(senderKey(from.address, from.port))) this.#counts.strays++;
      return;
    }
    if (!route.endpoint.accepts(from.address, from.port)) {
      this.#counts.strays++;
      return;
    }
    weigh(route, datagram);
    this.#deliver(route, envelope, datagram);
  }

  #deliver(route: Route, envelope: Envelope, datagram: Buffer): void {
    const verdict = judge(envelope, route.version, route.requiredFlags);
    try {
      if (verdict === 'pass') {
        route.answer(envelope.id, datagram);
        return;
      }
      if (verdict === 'downgrade') this.#counts.downgrades++;
      else this.#counts.malformed++;
      route.garbage(
        verdict === 'downgrade'
          ? 'an answer below the agreed security level'
          : `a message of version field ${envelope.version} and PDU tag ${envelope.pduTag ?? 'unknown'}`,
      );
    } catch (error) {
      this.#counts.malformed++;
      route.garbage(`an answer that could not be decoded (${String(error)})`);
    }
  }

  #unreadable(from: Sender, detail: string): void {
    const routes = this.#asked.get(senderKey(from.address, from.port));
    if (!routes) {
      this.#counts.strays++;
      return;
    }
    this.#counts.malformed++;
    for (const route of routes) route.garbage(`a datagram that is no SNMP: ${detail}`);
  }

  /** A host without IPv6 fails its IPv6 requests alone; which of a family's sockets a request took is not kept. */
  #socketFailed(family: 4 | 6, error: Error): void {
    for (const route of new Set(this.#pending.values()))
      if (route.endpoint.family === family) route.localFault(error);
  }
}

function weigh({ traffic, endpoint }: Route, datagram: Uint8Array): void {
  if (traffic) traffic.octets += datagram.length + HEADER_OCTETS[endpoint.family];
}

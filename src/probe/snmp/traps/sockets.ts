// The UDP sockets traps arrive at: one per place, each tried again while it cannot be opened, so that an address that
// comes up later, or a program that lets go of the port, needs no restart.

import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import type { TrapPlace } from '../../../config/config.ts';
import type { TimerHandle, Timers } from '../../../runtime/timers.ts';
import type { Sender } from './decoder.ts';
import type { Listening } from './protocol.ts';

const RETRY_MS = 10_000;
/** Room for a burst while the thread is busy; the kernel gives at most net.core.rmem_max. */
const RECEIVE_BUFFER_OCTETS = 4 * 1_048_576;

/** What the sockets work with. */
export interface TrapSocketsDeps {
  readonly timers: Timers;
  readonly onDatagram: (datagram: Buffer, sender: Sender) => void;
  readonly onChange: (listening: Listening) => void;
}

type PlaceState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly socket: Socket; readonly port: number }
  | { readonly kind: 'failed'; readonly code: string; readonly why: string };

/** Listens at some places. */
export class TrapSockets {
  readonly #deps: TrapSocketsDeps;
  readonly #states = new Map<TrapPlace, PlaceState>();
  readonly #retries = new Map<TrapPlace, TimerHandle>();
  #told: Listening | undefined;
  #closed = false;

  constructor(deps: TrapSocketsDeps) {
    this.#deps = deps;
  }

  /** Opens them all; what became of it is told once all have been tried, and at every change. */
  open(places: readonly TrapPlace[]): void {
    for (const place of places) this.#states.set(place, { kind: 'opening' });
    for (const place of places) this.#open(place);
  }

  close(): void {
    this.#closed = true;
    for (const timer of this.#retries.values()) this.#deps.timers.clearTimeout(timer);
    for (const state of this.#states.values()) if (state.kind === 'open') state.socket.close();
    this.#states.clear();
  }

  #open(place: TrapPlace): void {
    const isSix = isIPv6(place.host);
    const socket = createSocket({
      type: isSix ? 'udp6' : 'udp4',
      ipv6Only: isSix,
      recvBufferSize: RECEIVE_BUFFER_OCTETS,
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      socket.close();
      this.#failed(place, error);
    });
    socket.on('message', (datagram, { address, port }) =>
      this.#deps.onDatagram(datagram, {
        address,
        port,
        // Nobody waits for it: an acknowledgement that is lost makes the sender send again.
        reply: (answer) => socket.send(answer, port, address, () => {}),
      }),
    );
    socket.bind({ address: place.host, port: place.port }, () => {
      if (this.#closed) return void socket.close();
      this.#put(place, { kind: 'open', socket, port: socket.address().port });
    });
  }

  #failed(place: TrapPlace, error: NodeJS.ErrnoException): void {
    if (this.#closed) return;
    const code = error.code ?? '';
    this.#put(place, { kind: 'failed', code, why: bindFault(code, error.message) });
    this.#retries.set(
      place,
      this.#deps.timers.setTimeout(() => this.#open(place), RETRY_MS),
    );
  }

  #put(place: TrapPlace, state: PlaceState): void {
    this.#states.set(place, state);
    const states = [...this.#states];
    if (states.some(([, { kind }]) => kind === 'opening')) return;
    const places = states.flatMap(([{ host }, each]) =>
      each.kind === 'open' ? [placeText(host, each.port)] : [],
    );
    const fault = faultText(
      states.flatMap(([place, each]) =>
        each.kind === 'failed' && !isWithoutSix(place.host, each.code, places)
          ? [{ place: placeText(place.host, place.port), why: each.why }]
          : [],
      ),
    );
    const listening = { places, ...(fault !== undefined && { fault }) };
    if (isDeepStrictEqual(listening, this.#told)) return;
    this.#told = listening;
    this.#deps.onChange(listening);
  }
}

/** Places that fail for the same reason are told together. */
function faultText(faults: readonly { readonly place: string; readonly why: string }[]): string | undefined {
  const byReason = new Map<string, string[]>();
  for (const { place, why } of faults) byReason.set(why, [...(byReason.get(why) ?? []), place]);
  if (byReason.size === 0) return undefined;
  const parts = [...byReason].map(([why, places]) => `at ${places.join(' and ')}: ${why}`);
  return `traps cannot be received ${parts.join('; ')}`;
}

/** A machine without IPv6 receives what comes by IPv4, and nothing is amiss. */
function isWithoutSix(host: string, code: string, places: readonly string[]): boolean {
  return host === '::' && (code === 'EAFNOSUPPORT' || code === 'EADDRNOTAVAIL') && places.length > 0;
}

function placeText(host: string, port: number): string {
  return `${isIPv6(host) ? `[${host}]` : host}:${port}`;
}

/** Why a place cannot be listened at, and what to do. */
export function bindFault(code: string, message: string): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return (
        'ports below 1024 need a privilege; give the service CAP_NET_BIND_SERVICE (deploy/jalur-traps.conf), ' +
        'or name another port in monitor.traps.listen'
      );
    case 'EADDRINUSE':
      return (
        'another program has the port (often snmptrapd: systemctl disable --now snmptrapd.socket snmptrapd); end it, ' +
        'or name another port in monitor.traps.listen'
      );
    case 'EADDRNOTAVAIL':
      return 'this machine has no such address; correct monitor.traps.listen, or wait until the address is up';
    default:
      return message;
  }
}

// The SNMP poller: the devices it knows, the sockets they share, and the deadline that ends every poll.

import type { Device, SnmpPlan } from '../../domain/link.ts';
import type { SnmpResult } from '../../domain/reading.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Log } from '../../runtime/log.ts';
import type { Timers } from '../../runtime/timers.ts';
import { Agent } from './agent.ts';
import { type Asker, requestMs } from './answer.ts';
import { CommunityAsker } from './community-asker.ts';
import { newCounts, type SnmpCounts } from './counts.ts';
import { endpointOf } from './endpoint.ts';
import { LibraryAsker } from './library-asker.ts';
import { SnmpMux } from './mux.ts';
import type { SnmpPoller, SnmpStatus } from './port.ts';
import { RenewingAsker } from './renewing-asker.ts';

/** Settings of the poller. */
export interface SnmpPollerOptions {
  /** UDP sockets per address family, 4 when absent: each holds the kernel's receive buffer for a burst of answers. */
  readonly sockets?: number;
  /** Devices whose caches are kept, 20,000 when absent; beyond, the one added first is forgotten and found anew. */
  readonly maxDevices?: number;
}

/** What the poller is handed. */
export interface SnmpPollerDeps {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
}

const DEFAULT_SOCKETS = 4;
const DEFAULT_MAX_DEVICES = 20_000;
/** Slack of the deadline for our own event loop, in ms. */
const SLACK_MS = 500;
/** A poll that finds its interface has room for so many requests that all run into their last timeout. */
const SLOW_REQUESTS = 3;

/** How long a poll by this plan takes at most, in ms; twice for v3, whose first request asks for the engine. */
export function hardDeadlineMs(plan: SnmpPlan): number {
  return SLACK_MS + SLOW_REQUESTS * slowestMs(plan);
}

function slowestMs(plan: SnmpPlan): number {
  return requestMs(plan) * (plan.access.version === '3' ? 2 : 1);
}

/** Makes a poller; sockets open with the first poll. */
export function createSnmpPoller(options: SnmpPollerOptions, deps: SnmpPollerDeps): SnmpPoller {
  return new Poller(options, deps);
}

interface Known {
  /** As handed over last: an equal one after a reload takes its place, so that it is compared once. */
  device: Device;
  readonly agent: Agent;
  /** The poll under way. */
  busy: Promise<SnmpResult> | undefined;
}

class Poller implements SnmpPoller {
  readonly #deps: SnmpPollerDeps;
  readonly #counts: SnmpCounts = newCounts();
  readonly #mux: SnmpMux;
  readonly #maxDevices: number;
  readonly #known = new Map<string, Known>();
  #closed = false;

  constructor(options: SnmpPollerOptions, deps: SnmpPollerDeps) {
    this.#deps = deps;
    this.#mux = new SnmpMux(this.#counts, options.sockets ?? DEFAULT_SOCKETS);
    this.#maxDevices = options.maxDevices ?? DEFAULT_MAX_DEVICES;
  }

  async poll(key: string, device: Device): Promise<{ result: SnmpResult; durationMs: number }> {
    const { clock } = this.#deps;
    const startMs = clock.monoMs();
    this.#counts.polls++;
    const result = await this.#result(key, device);
    return { result, durationMs: clock.monoMs() - startMs };
  }

  forget(key: string): void {
    this.#known.get(key)?.agent.abort('the device was removed or changed');
    this.#known.delete(key);
  }

  status(): SnmpStatus {
    return { ...this.#counts };
  }

  close(): Promise<void> {
    this.#closed = true;
    for (const { agent } of this.#known.values()) agent.abort('the poller is closed');
    this.#known.clear();
    this.#mux.close();
    return Promise.resolve();
  }

  #result(key: string, device: Device): Promise<SnmpResult> | SnmpResult {
    if (this.#closed) return local('the poller is closed');
    const plan = device.snmp;
    if (!plan) return local('the device is not asked by SNMP');
    const known = this.#knownAs(key, device, plan);
    if (typeof known === 'string') return local(known);
    // Two polls of one device at a time would only compete for the same answer.
    known.busy ??= this.#pollWithin(known, plan);
    return known.busy;
  }

  #knownAs(key: string, device: Device, plan: SnmpPlan): Known | string {
    const before = this.#known.get(key);
    if (before && (before.device === device || sameDevice(before.device, device))) {
      before.device = device;
      return before;
    }
    const endpoint = endpointOf(device);
    if (!endpoint) return `"${device.address}" is no literal address`;
    this.forget(key);
    const oldest = this.#known.keys().next();
    if (this.#known.size >= this.#maxDevices && oldest.done !== true) this.forget(oldest.value);
    const deps = { mux: this.#mux, timers: this.#deps.timers, counts: this.#counts };
    const { access } = plan;
    const asker: Asker =
      access.version === '3'
        ? new RenewingAsker(() => new LibraryAsker(deps, endpoint, access, plan))
        : new CommunityAsker(deps, endpoint, access, plan);
    const agent = new Agent(asker, device.interface, access.version === '1' ? 32 : 64);
    const known: Known = { device, agent, busy: undefined };
    this.#known.set(key, known);
    return known;
  }

  #pollWithin(known: Known, plan: SnmpPlan): Promise<SnmpResult> {
    const { agent } = known;
    const { clock, timers, log } = this.#deps;
    const limitMs = hardDeadlineMs(plan);
    const walkUntilMs = clock.monoMs() + limitMs - slowestMs(plan);
    return new Promise((resolve) => {
      let settled = false;
      const settle = (result: SnmpResult): void => {
        if (settled) return;
        settled = true;
        timers.clearTimeout(timer);
        known.busy = undefined;
        resolve(result);
      };
      const timer = timers.setTimeout(() => {
        this.#counts.deadlines++;
        const system = agent.partial;
        settle(
          system ? { kind: 'answered', system } : failedResult('silent', `nothing within ${limitMs} ms`),
        );
        agent.abort('the poll ran into its deadline');
      }, limitMs);
      agent.poll({ walkUntilMs, monoMs: () => clock.monoMs() }).then(settle, (error: unknown) => {
        log.error('an SNMP poll threw', { error: String(error) });
        settle(local(`a fault of the poller: ${String(error)}`));
      });
    });
  }
}

function sameDevice(a: Device, b: Device): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function local(detail: string): SnmpResult {
  return failedResult('local', detail);
}

function failedResult(failure: 'silent' | 'local', detail: string): SnmpResult {
  return { kind: 'failed', failure, detail };
}

// The SNMP poller: the devices it knows, the sockets they share, and the deadline that ends every poll.

import type { Device, SnmpPlan } from '../../domain/link.ts';
import type { SnmpFailure, SnmpResult } from '../../domain/reading.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Log } from '../../runtime/log.ts';
import type { Timers } from '../../runtime/timers.ts';
import { requestMs } from './answer.ts';
import { newCounts, type SnmpCounts } from './counts.ts';
import { endpointOf } from './endpoint.ts';
import { Inspector } from './inspector.ts';
import { KnownDevice, NO_TURN } from './known-device.ts';
import { SnmpMux } from './mux.ts';
import type {
  Inspection,
  InterfacesRead,
  Poll,
  PollCost,
  SnmpInspector,
  SnmpPoller,
  SnmpStatus,
} from './port.ts';
import type { Profile } from './profiles/profile.ts';

/** Settings of the poller. */
export interface SnmpPollerOptions {
  /** UDP sockets per address family, 4 when absent: each holds the kernel's receive buffer for a burst of answers. */
  readonly sockets?: number;
  /** Devices whose caches are kept, 20,000 when absent; beyond, the one added first is forgotten and found anew. */
  readonly maxDevices?: number;
  /** What inspections recognise devices by; none when absent: interfaces only. */
  readonly profiles?: readonly Profile[];
  /** How long an inspection may take once its turn has come, 3 min when absent. */
  readonly inspectionMs?: number;
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
export function createSnmpPoller(
  options: SnmpPollerOptions,
  deps: SnmpPollerDeps,
): SnmpPoller & SnmpInspector {
  return new Poller(options, deps);
}

class Poller implements SnmpPoller, SnmpInspector {
  readonly #deps: SnmpPollerDeps;
  readonly #counts: SnmpCounts = newCounts();
  readonly #mux: SnmpMux;
  readonly #maxDevices: number;
  readonly #inspector: Inspector;
  readonly #known = new Map<string, KnownDevice>();
  #closed = false;

  constructor(options: SnmpPollerOptions, deps: SnmpPollerDeps) {
    this.#deps = deps;
    this.#mux = new SnmpMux(this.#counts, options.sockets ?? DEFAULT_SOCKETS);
    this.#maxDevices = options.maxDevices ?? DEFAULT_MAX_DEVICES;
    this.#inspector = new Inspector(options, { ...deps, counts: this.#counts });
  }

  async poll(key: string, device: Device): Promise<Poll> {
    const { clock } = this.#deps;
    const startMs = clock.monoMs();
    this.#counts.polls++;
    const known = this.#knownAs(key, device);
    const result = known instanceof KnownDevice ? await this.#pollOnce(known) : known;
    const agent = result.kind === 'answered' && known instanceof KnownDevice ? known.agent : undefined;
    const endMs = clock.monoMs();
    return {
      result,
      readMonoMs: agent?.readMonoMs ?? endMs,
      durationMs: endMs - startMs,
      inspectAgain: agent?.inspectAgain ?? false,
    };
  }

  inspect(key: string, device: Device): Promise<Inspection> {
    const known = this.#knownAs(key, device);
    return known instanceof KnownDevice ? this.#inspector.inspect(known) : Promise.resolve(known);
  }

  interfaces(key: string, device: Device): Promise<InterfacesRead> {
    const known = this.#knownAs(key, device);
    return known instanceof KnownDevice ? this.#inspector.interfaces(known) : Promise.resolve(known);
  }

  cost(key: string): PollCost | undefined {
    return this.#known.get(key)?.cost;
  }

  forget(key: string): void {
    this.#known.get(key)?.abort('the device was removed or changed');
    this.#known.delete(key);
  }

  status(): SnmpStatus {
    return { ...this.#counts };
  }

  close(): Promise<void> {
    this.#closed = true;
    for (const known of this.#known.values()) known.abort('the poller is closed');
    this.#known.clear();
    this.#mux.close();
    return Promise.resolve();
  }

  #knownAs(key: string, device: Device): KnownDevice | Failure {
    if (this.#closed) return failure('local', 'the poller is closed');
    const plan = device.snmp;
    if (!plan) return failure('local', 'the device is not asked by SNMP');
    const before = this.#known.get(key);
    if (before && (before.device === device || sameDevice(before.device, device))) {
      before.device = device;
      return before;
    }
    const endpoint = endpointOf(device);
    if (!endpoint) return failure('local', `"${device.address}" is no literal address`);
    this.forget(key);
    const oldest = this.#known.keys().next();
    if (this.#known.size >= this.#maxDevices && oldest.done !== true) this.forget(oldest.value);
    const deps = { mux: this.#mux, timers: this.#deps.timers, counts: this.#counts };
    const known = new KnownDevice(deps, device, endpoint, plan);
    this.#known.set(key, known);
    return known;
  }

  /** Two polls of one device at a time would only compete for the same answer. */
  #pollOnce(known: KnownDevice): Promise<SnmpResult> {
    known.polling ??= this.#pollWithin(known);
    return known.polling;
  }

  #pollWithin(known: KnownDevice): Promise<SnmpResult> {
    const { agent, plan } = known;
    const { clock, timers, log } = this.#deps;
    const limitMs = hardDeadlineMs(plan);
    const endMs = clock.monoMs() + limitMs;
    const time = { endMs, walkUntilMs: endMs - slowestMs(plan), monoMs: () => clock.monoMs() };
    return new Promise((resolve) => {
      let settled = false;
      const settle = (result: SnmpResult): void => {
        if (settled) return;
        settled = true;
        timers.clearTimeout(timer);
        known.polling = undefined;
        resolve(result);
      };
      const timer = timers.setTimeout(() => {
        this.#counts.deadlines++;
        if (known.waits) return settle(failure('local', NO_TURN));
        const system = agent.partial;
        settle(system ? { kind: 'answered', system } : failure('silent', `nothing within ${limitMs} ms`));
        agent.abort('the poll ran into its deadline');
      }, limitMs);
      known.poll(time).then(settle, (error: unknown) => {
        log.error('an SNMP poll threw', { error: String(error) });
        settle(failure('local', `a fault of the poller: ${String(error)}`));
      });
    });
  }
}

function sameDevice(a: Device, b: Device): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

type Failure = Extract<SnmpResult, { kind: 'failed' }>;

function failure(kind: SnmpFailure, detail: string): Failure {
  return { kind: 'failed', failure: kind, detail };
}

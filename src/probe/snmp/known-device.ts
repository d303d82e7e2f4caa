// One device as the poller knows it: how it is asked by polls and by inspections, whose turn it is, and what it costs.

import type { Device, SnmpPlan, UsmAccess } from '../../domain/link.ts';
import type { SnmpResult } from '../../domain/reading.ts';
import type { Timers } from '../../runtime/timers.ts';
import { Agent, type PollTime } from './agent.ts';
import { type Asker, BACKOFF } from './answer.ts';
import { CommunityAsker } from './community-asker.ts';
import type { SnmpCounts } from './counts.ts';
import type { Endpoint } from './endpoint.ts';
import { ExplainingAsker } from './explaining-asker.ts';
import type { Patience } from './fast-get.ts';
import { LibraryAsker } from './library-asker.ts';
import type { SnmpMux, Traffic } from './mux.ts';
import type { Inspection, InterfacesRead, PollCost } from './port.ts';
import { RenewingAsker } from './renewing-asker.ts';
import { PatientAsker, Turns } from './turns.ts';

/** What devices are asked with. */
export interface AskingDeps {
  readonly mux: SnmpMux;
  readonly timers: Timers;
  readonly counts: SnmpCounts;
}

/** Why a poll failed that never had its turn. */
export const NO_TURN = 'an inspection of the device left no time for the poll';

/** The time of a poll that may have to wait for its turn. */
export interface TurnTime extends PollTime {
  /** CLOCK_MONOTONIC in ms after which nobody waits for its result. */
  readonly endMs: number;
}

/** A device that has been polled or inspected. */
export class KnownDevice {
  readonly #deps: AskingDeps;
  readonly #endpoint: Endpoint;
  /** When and how it is asked. */
  readonly plan: SnmpPlan;
  readonly #traffic: Traffic = { octets: 0 };
  /** Askers of inspections and readings under way. */
  readonly #visitors = new Set<Asker>();
  /** As handed over last: an equal one after a reload takes its place, so that it is compared once. */
  device: Device;
  readonly agent: Agent;
  readonly turns = new Turns();
  /** The poll under way. */
  polling: Promise<SnmpResult> | undefined;
  /** The inspection under way or waiting. */
  inspecting: Promise<Inspection> | undefined;
  /** The reading of all interfaces under way or waiting. */
  reading: Promise<InterfacesRead> | undefined;
  #cost: PollCost | undefined;
  #ended: string | undefined;
  #waits = false;

  constructor(deps: AskingDeps, device: Device, endpoint: Endpoint, plan: SnmpPlan) {
    this.#deps = deps;
    this.#endpoint = endpoint;
    this.plan = plan;
    this.device = device;
    this.agent = new Agent(this.#pollAsker(plan), device.interface, plan.access.version === '1' ? 32 : 64);
  }

  /** What polls cost; undefined before the first that was answered. */
  get cost(): PollCost | undefined {
    return this.#cost;
  }

  /** Whether a poll waits for its turn. */
  get waits(): boolean {
    return this.#waits;
  }

  /** A poll, as soon as no other request is under way; never rejects unless there is a bug. */
  async poll(time: TurnTime): Promise<SnmpResult> {
    this.#waits = true;
    if (!this.turns.takeNow()) await this.turns.take('urgent');
    this.#waits = false;
    try {
      if (time.monoMs() >= time.endMs) return { kind: 'failed', failure: 'local', detail: NO_TURN };
      const before = this.#traffic.octets;
      const result = await this.agent.poll(time);
      if (result.kind === 'answered') this.#countPoll(this.#traffic.octets - before);
      return result;
    } finally {
      this.turns.give();
    }
  }

  #countPoll(octets: number): void {
    this.#cost = { polls: (this.#cost?.polls ?? 0) + 1, octetsPerPoll: octets };
  }

  /** How long a request of a visit takes at most, in ms, its turn aside. */
  get slowestVisitMs(): number {
    const { timeoutMs, retries, access } = this.plan;
    return timeoutMs * BACKOFF * (retries + 1) * (access.version === '3' ? 2 : 1);
  }

  /**
   * Hands an asker to work that takes many requests: it waits for its turn before each, and gives up no sooner than a
   * poll would.
   */
  async visit<Result>(work: (asker: Asker) => Promise<Result>): Promise<Result> {
    const { timeoutMs, retries } = this.plan;
    const once = this.#asker({ timeoutMs: timeoutMs * BACKOFF, retries: 0 });
    const asker = new PatientAsker(once, this.turns, retries + 1);
    this.#visitors.add(asker);
    if (this.#ended !== undefined) asker.abort(this.#ended);
    try {
      return await work(asker);
    } finally {
      this.#visitors.delete(asker);
      asker.abort('it is done');
    }
  }

  /** Ends all requests under way, and those to come; the device is known no more. */
  abort(detail: string): void {
    this.#ended = detail;
    this.agent.abort(detail);
    for (const asker of this.#visitors) asker.abort(detail);
  }

  /** Polls look into the silence of an agent that told its engine id; their deadline has room for it. */
  #pollAsker({ access, timeoutMs }: SnmpPlan): Asker {
    const asker = this.#asker(this.plan, this.#traffic);
    if (access.version !== '3') return asker;
    const deps = { ...this.#deps, traffic: this.#traffic };
    const endpoint = this.#endpoint;
    const openAs = (other: UsmAccess): Asker =>
      new LibraryAsker(deps, endpoint, other, { timeoutMs, retries: 0 });
    return new ExplainingAsker(asker, { endpoint, access, openAs });
  }

  #asker(patience: Patience, traffic?: Traffic): Asker {
    const deps = { ...this.#deps, ...(traffic && { traffic }) };
    const { access } = this.plan;
    return access.version === '3'
      ? new RenewingAsker(() => new LibraryAsker(deps, this.#endpoint, access, patience))
      : new CommunityAsker(deps, this.#endpoint, access, patience);
  }
}

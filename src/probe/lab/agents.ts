// Keeps the agents' thread alive and told. When it dies it is started again with what is true then.

import { Worker } from 'node:worker_threads';
import type { Timers } from '../../runtime/timers.ts';
import type { AgentCounts, AgentsSetup, DeviceStates, FromAgents, ToAgents } from './agent-protocol.ts';
import { LabFailure } from './failure.ts';
import type { DeviceState } from './faults.ts';

const ENTRY = new URL('./agents-worker.ts', import.meta.url);
const RESTART_MS = 1_000;
/** A thread that has not closed its sockets by then is ended. */
const CLOSE_MS = 1_000;

/** What the agents are given. */
export interface AgentsDeps {
  readonly timers: Timers;
  readonly log: { warn(message: string, data?: object): void };
}

/** The thread of the SNMP agents. */
export class Agents {
  readonly #setup: AgentsSetup;
  readonly #deps: AgentsDeps;
  readonly #states: Map<number, DeviceState>;
  #worker: Worker | undefined;
  #retry: unknown;
  #stopped = false;
  #restarts = 0;
  #counts: AgentCounts = { answered: 0, swallowed: 0, refused: 0 };

  constructor(setup: AgentsSetup, deps: AgentsDeps) {
    this.#setup = setup;
    this.#deps = deps;
    this.#states = new Map(setup.states);
  }

  /** Resolves when all agents listen; rejects with a LabFailure. */
  start(): Promise<void> {
    const first = Promise.withResolvers<void>();
    const worker = new Worker(ENTRY, {
      workerData: { ...this.#setup, states: [...this.#states] } satisfies AgentsSetup,
      name: 'jalur-lab-agents',
    });
    this.#worker = worker;
    let ready = false;
    let reason = 'it ended by itself';
    worker.on('message', (message: FromAgents) => {
      switch (message.type) {
        case 'ready':
          ready = true;
          first.resolve();
          return;
        case 'failed':
          first.reject(new LabFailure(message.code, message.message));
          return;
        case 'counts':
          this.#counts = message.counts;
          return;
        default:
          message satisfies never;
      }
    });
    worker.on('error', (error) => {
      reason = error instanceof Error ? error.message : String(error);
    });
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = undefined;
      first.reject(new LabFailure('lab-agents', `The simulated SNMP agents have ended: ${reason}`));
      if (ready && !this.#stopped) this.#again(reason);
    });
    return first.promise;
  }

  /** Tells what has changed about devices. */
  update(states: DeviceStates): void {
    for (const [index, state] of states) this.#states.set(index, state);
    this.#worker?.postMessage({ type: 'states', states } satisfies ToAgents);
  }

  /** Counters of the present thread, at most a second old, and how often it was started again. */
  status(): AgentCounts & { readonly restarts: number } {
    return { ...this.#counts, restarts: this.#restarts };
  }

  /** Ends the thread. Idempotent. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#deps.timers.clearTimeout(this.#retry);
    const worker = this.#worker;
    if (!worker) return;
    const exited = new Promise<void>((done) => worker.once('exit', () => done()));
    worker.postMessage({ type: 'close' } satisfies ToAgents);
    const killer = this.#deps.timers.setTimeout(() => void worker.terminate(), CLOSE_MS);
    await exited;
    this.#deps.timers.clearTimeout(killer);
  }

  #again(reason: string): void {
    this.#restarts++;
    this.#deps.log.warn('Simulated SNMP agents ended', { reason, restartInMs: RESTART_MS });
    this.#retry = this.#deps.timers.setTimeout(() => {
      this.start().catch((error: unknown) => {
        if (!this.#stopped) this.#again(error instanceof Error ? error.message : String(error));
      });
    }, RESTART_MS);
  }
}

// The trap receiver as the daemon sees it: keeps its thread alive, hands its traps on, and says when it cannot listen.
// What a trap sets off is the engine's business.

import { Worker } from 'node:worker_threads';
import type { TrapConfig } from '../../../config/config.ts';
import type { Trap } from '../../../domain/trap.ts';
import type { Log } from '../../../runtime/log.ts';
import type { TimerHandle, Timers } from '../../../runtime/timers.ts';
import type { FromReceiver, Listening, ToReceiver, TrapSetup } from './protocol.ts';
import { newTrapCounts, sumOfCounts, type TrapCounts, type TrapStatus } from './status.ts';

const ENTRY = new URL('./worker.ts', import.meta.url);
const FIRST_RETRY_MS = 1_000;
const MOST_RETRY_MS = 60_000;
/** A thread that has lived so long was no false start. */
const STEADY_MS = 60_000;
/** A thread that has not opened its sockets by then is waited for no longer. */
const OPEN_MS = 5_000;
/** A thread that has not closed its sockets by then is ended. */
const CLOSE_MS = 1_000;
/** The thread keeps a few thousand small objects; what needs more than this is a fault, and ends it. */
const MOST_HEAP_MB = 128;
/** Datagrams live for a moment: a large nursery would only hold more of them, dead. */
const NURSERY_MB = 4;

/** What the receiver works with. */
export interface TrapReceiverDeps {
  readonly timers: Timers;
  readonly log: Pick<Log, 'info' | 'warn'>;
  readonly onTrap: (trap: Trap) => void;
  /** What keeps traps from being received, with the way out; undefined when nothing does any more. */
  readonly onFault: (detail: string | undefined) => void;
}

/** A receiver at work. */
export interface TrapReceiver {
  /** Counters, at most half a second old. */
  status(): TrapStatus;
  /**
   * Names the addresses of the plan's devices; replaces those named before. Their traps have places of their own, which a
   * flood from other addresses cannot take.
   */
  expect(addresses: readonly string[]): void;
  /** Ends it; nothing is handed on any more. Idempotent. */
  close(): Promise<void>;
}

/** Starts a receiver. Resolves when it listens or `onFault` was told why not; never rejects. `entry` is for tests. */
export async function openTrapReceiver(
  config: TrapConfig,
  deps: TrapReceiverDeps,
  entry: URL = ENTRY,
): Promise<TrapReceiver> {
  const receiver = new Receiver(setupOf(config), deps, entry);
  await receiver.open();
  return receiver;
}

function setupOf({ listen, communities, users, perSecond }: TrapConfig): TrapSetup {
  return {
    listen,
    communities: communities.map((community) => community.reveal()),
    users: users.map(({ authKey, privKey, ...user }) => ({
      ...user,
      authKey: authKey.reveal(),
      ...(privKey && { privKey: privKey.reveal() }),
    })),
    perSecond,
  };
}

class Receiver implements TrapReceiver {
  readonly #setup: TrapSetup;
  readonly #deps: TrapReceiverDeps;
  readonly #entry: URL;
  readonly #opened = Promise.withResolvers<void>();
  #worker: Worker | undefined;
  #expected: readonly string[] | undefined;
  /** Of threads that have ended, and of the present one. */
  #before: TrapCounts = newTrapCounts();
  #counts: TrapCounts = newTrapCounts();
  #listening: Listening = { places: [] };
  #fault: string | undefined;
  #restarts = 0;
  #retryMs = FIRST_RETRY_MS;
  #timer: TimerHandle;
  #closed = false;

  constructor(setup: TrapSetup, deps: TrapReceiverDeps, entry: URL) {
    this.#setup = setup;
    this.#deps = deps;
    this.#entry = entry;
  }

  async open(): Promise<void> {
    const { timers } = this.#deps;
    this.#start();
    const timer = timers.setTimeout(() => this.#opened.resolve(), OPEN_MS);
    await this.#opened.promise;
    timers.clearTimeout(timer);
  }

  status(): TrapStatus {
    const { places, fault = this.#fault } = this.#listening;
    return {
      ...sumOfCounts(this.#before, this.#counts),
      listening: places,
      ...(fault !== undefined && { fault }),
      restarts: this.#restarts,
    };
  }

  expect(addresses: readonly string[]): void {
    this.#expected = addresses;
    this.#say({ type: 'expect', addresses });
  }

  async close(): Promise<void> {
    this.#closed = true;
    const { timers } = this.#deps;
    timers.clearTimeout(this.#timer);
    const worker = this.#worker;
    if (!worker) return;
    const exited = new Promise<void>((done) => worker.once('exit', () => done()));
    this.#say({ type: 'close' });
    const killer = timers.setTimeout(() => void worker.terminate(), CLOSE_MS);
    await exited;
    timers.clearTimeout(killer);
  }

  #start(): void {
    const { timers } = this.#deps;
    const worker = new Worker(this.#entry, {
      workerData: this.#setup,
      name: 'jalur-traps',
      resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB, maxYoungGenerationSizeMb: NURSERY_MB },
    });
    this.#worker = worker;
    if (this.#expected) this.#say({ type: 'expect', addresses: this.#expected });
    const steady = timers.setTimeout(() => {
      this.#retryMs = FIRST_RETRY_MS;
    }, STEADY_MS);
    let reason = 'it ended by itself';
    worker.on('message', (message: FromReceiver) => this.#take(message));
    worker.on('error', (error) => {
      reason = error instanceof Error ? error.message : String(error);
    });
    worker.on('exit', () => {
      timers.clearTimeout(steady);
      this.#worker = undefined;
      this.#before = sumOfCounts(this.#before, this.#counts);
      this.#counts = newTrapCounts();
      this.#listening = { places: [] };
      if (!this.#closed) this.#again(reason);
      this.#opened.resolve();
    });
  }

  #again(reason: string): void {
    const retryMs = this.#retryMs;
    this.#retryMs = Math.min(retryMs * 2, MOST_RETRY_MS);
    this.#tell(`the trap receiver has ended (${reason}) and is started again; no traps until then`);
    this.#timer = this.#deps.timers.setTimeout(() => {
      this.#restarts++;
      this.#start();
    }, retryMs);
  }

  #take(message: FromReceiver): void {
    switch (message.type) {
      case 'listening':
        this.#heardPlaces(message.listening);
        return;
      case 'traps':
        this.#say({ type: 'taken' });
        if (!this.#closed) for (const trap of message.traps) this.#deps.onTrap(trap);
        return;
      case 'counts':
        this.#counts = message.counts;
        return;
      case 'refused':
        this.#deps.log.warn('Traps refused', message.report);
        return;
      default:
        message satisfies never;
    }
  }

  #heardPlaces(listening: Listening): void {
    this.#listening = listening;
    this.#tell(listening.fault);
    if (listening.places.length > 0) this.#deps.log.info('Traps are received', { at: listening.places });
    this.#opened.resolve();
  }

  #tell(fault: string | undefined): void {
    if (fault === this.#fault) return;
    this.#fault = fault;
    if (fault !== undefined) this.#deps.log.warn('Traps cannot be received', { detail: fault });
    this.#deps.onFault(fault);
  }

  #say(message: ToReceiver): void {
    this.#worker?.postMessage(message);
  }
}
